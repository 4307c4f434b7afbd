import { describe, expect, it } from 'vitest';
import { wilson } from '../../src/base/intervals.ts';
import type { ArcDetail, BlastRadius, Details } from '../../src/measure/results.ts';
import { percentRange } from '../../viz/numbers.ts';
import { inShort } from '../../viz/sections/in-short.ts';
import { masthead } from '../../viz/sections/masthead.ts';
import { findings, headline } from '../../viz/sentences.ts';
import { type View, viewOf } from '../../viz/view.ts';
import { everythingReached, nothingReached, outcomeOf, type Sketch, supportDesk } from './fixture.ts';

const text = (markup: { readonly markup: string }): string =>
  markup.markup.replace(/<[^>]*>/g, '').replaceAll('\u00a0', ' ');

const pair: Sketch = {
  name: 'pair',
  components: [
    { id: 'bot', kind: 'agent' },
    { id: 'crm', kind: 'tool' },
  ],
  relations: [{ from: 'bot', to: 'crm', kind: 'invokes', along: 0.5, against: 0 }],
  entries: ['bot'],
};

/** The first scenario, with another total. */
function viewWith(sketch: Sketch, total: Partial<BlastRadius>): View {
  const { results, details } = outcomeOf(sketch);
  const [first, ...others] = results.scenarios;
  if (first === undefined) throw new Error('no scenario');
  const blastRadius = { ...first.blastRadius, total: { ...first.blastRadius.total, ...total } };
  return viewOf({ results: { ...results, scenarios: [{ ...first, blastRadius }, ...others] }, details });
}

describe('the first sentence', () => {
  it.each([
    [{ mean: 0.956, ci95: [0.923, 0.989] }, 'reaches 0.96 of 11 other components on average.'],
    [{ mean: 2.33, ci95: [2.22, 2.44] }, 'reaches 2.3 of 11 other components on average.'],
    [{ mean: 7.96, ci95: [7.952, 7.968] }, 'reaches 7.96 of 11 other components on average.'],
    [{ mean: 0.031, ci95: [0.02, 0.04] }, 'reaches 0.03 of 11 other components on average.'],
  ] as const)('is short, and stays within the interval: %j', (total, said) => {
    expect(text(headline(viewWith(supportDesk, total)))).toContain(said);
  });

  it('speaks of one other component as of one', () => {
    const of = (sketch: Sketch): string => text(headline(viewOf(outcomeOf(sketch))));
    expect(of(pair)).toMatch(/reaches 0\.\d of 1 other component on average\.$/);
    expect(of(nothingReached(pair))).toMatch(/reaches none of 1 other component\.$/);
    expect(of(everythingReached(pair))).toMatch(/reaches the 1 other component in every world\.$/);
  });
});

describe('a worst case', () => {
  const { results, details } = outcomeOf(everythingReached(supportDesk));
  const scenarios = results.scenarios.map((one) => ({ ...one, model: 'worst-case', family: 'exact' as const }));
  const view = viewOf({ results: { ...results, scenarios }, details });

  it('is what can be reached, without worlds, chances or a relation that carried most', () => {
    expect(text(headline(view))).toMatch(/ can reach all 11 other components\.$/);
    expect(findings(view).map(({ key }) => key)).not.toContain('Most dangerous relation');
    const said = text(inShort(view)) + text(masthead(view));
    expect(said).toContain('no sampling');
    expect(said).not.toMatch(/world/);
  });
});

describe('the most dangerous relation', () => {
  const desk = outcomeOf(supportDesk);
  const arcsOf = (arcs: readonly Partial<ArcDetail>[]): View => {
    const [first, ...others] = desk.details.scenarios;
    if (first === undefined) throw new Error('no scenario');
    const some = first.arcs[0] as ArcDetail;
    const details: Details = {
      ...desk.details,
      scenarios: [{ ...first, arcs: arcs.map((arc) => ({ ...some, ...arc })) }, ...others],
    };
    return viewOf({ results: desk.results, details });
  };
  const said = (view: View): string => {
    const found = findings(view).find(({ key }) => key === 'Most dangerous relation');
    return found === undefined ? '' : `${text(found.answer)}: ${text(found.detail)}`;
  };
  const [one, other] = desk.details.relations;
  const ends = { from: other?.from ?? '', to: other?.to ?? '', relation: 1 };

  it('is that of which all classes together carried most', () => {
    const view = arcsOf([
      { from: one?.from ?? '', to: one?.to ?? '', relation: 0, share: 0.5, threat: 'spoofing', direction: 'along' },
      { ...ends, share: 0.4, threat: 'tampering', direction: 'along' },
      { ...ends, share: 0.2, threat: 'spoofing', direction: 'along' },
    ]);
    expect(said(view)).toContain(`${other?.from} ${other?.kind} ${other?.to}: carried tampering and others in 60 %`);
  });

  it('counts infections where copies make several in one world', () => {
    const copies = [1, 2, 3].map((n) => ({ ...ends, id: `copy ${n}`, share: 0.8 }));
    expect(said(arcsOf(copies))).toContain('2.4 infections per world, over all copies');
    const view = arcsOf([{ ...ends, share: 0.8, copies: 3 }]);
    expect(said(view)).toContain('2.4 infections per world, over all copies');
  });

  it('is as sure as the reach of whom it leads to', () => {
    const arcs = arcsOf([{ ...ends, share: 0.3 }]);
    const reach = arcs.components.map(({ id }) => ({ id, p: 0.5, ci95: wilson(0.5, 90) }));
    const view = viewOf({
      ...arcs,
      results: { ...arcs.results, scenarios: [{ ...arcs.scenario, reach }, ...arcs.results.scenarios.slice(1)] },
    });
    expect(said(view)).toContain(`in 30 % of worlds (${percentRange(wilson(0.3, 90))})`);
  });
});
