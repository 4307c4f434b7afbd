import { describe, expect, it } from 'vitest';
import { wilson } from '../../../src/base/intervals.ts';
import type { ArcDetail } from '../../../src/measure/results.ts';
import { ANY, paths, pathsSentence, pathTargetOf, waysBehindMore } from '../../../viz/figures/paths.ts';
import { layOutChains } from '../../../viz/figures/paths-chain.ts';
import { pathTargets, waysTo } from '../../../viz/figures/paths-shown.ts';
import { pathsTable } from '../../../viz/figures/paths-table.ts';
import { endOf } from '../../../viz/graph/moment.ts';
import { group } from '../../../viz/markup.ts';
import { palettes } from '../../../viz/theme.ts';
import { type View, viewOf } from '../../../viz/view.ts';
import { estate, nothingReached, type Outcome, outcomeOf, supportDesk, withHostileNames } from '../fixture.ts';

const desk = outcomeOf({ ...supportDesk, worlds: 400 });
const view = viewOf(desk);
const at = (id: string): number => view.positionOf.get(id) as number;

const drawn = (of: View, width = 1140, choice?: string): string =>
  paths.draw(of, {
    width,
    palette: palettes.light,
    moment: endOf(of),
    isInteractive: true,
    ...(choice === undefined ? {} : { choice }),
  })?.markup ?? '';
const plain = (markup: string): string =>
  markup.replaceAll(/<title>.*?<\/title>|<[^>]*>/gu, ' ').replaceAll(/\s+/gu, ' ');

const withArcs = ({ results, details }: Outcome, change: (arc: ArcDetail) => Partial<ArcDetail>): View =>
  viewOf({
    results,
    details: {
      ...details,
      scenarios: details.scenarios.map((scenario) => ({
        ...scenario,
        arcs: scenario.arcs.map((arc) => ({ ...arc, ...change(arc) })),
      })),
    },
  });

describe('the ways to a component', () => {
  it('account for every world in which it was reached, where they are few enough to be kept', () => {
    const few = pathTargets(view).filter((target) => waysTo(view, target).length < 5);
    expect(few.length).toBeGreaterThan(2);
    for (const target of few) {
      const together = waysTo(view, target).reduce((sum, { share }) => sum + share, 0);
      expect(together).toBeCloseTo(view.reach[target] as number, 9);
    }
  });

  it('are ranked by how often they came first, each with the Wilson interval of its share', () => {
    const ways = waysTo(view, at('crm'));
    expect(ways.map(({ share }) => share)).toEqual(ways.map(({ share }) => share).toSorted((a, b) => b - a));
    for (const { share, ci95 } of ways)
      wilson(share, 400).forEach((end, i) => {
        expect(ci95[i]).toBeCloseTo(end, 5);
      });
  });

  it('run from an entry point, hop after hop, to the component', () => {
    for (const { target, hops } of waysTo(view, 'any')) {
      expect(view.isEntry[hops[0]?.from ?? -1]).toBe(true);
      expect(hops.at(-1)?.to).toBe(target);
      for (const [i, hop] of hops.slice(1).entries()) expect(hop.from).toBe(hops[i]?.to);
    }
  });

  it('are not added up where copies were reached by several of them in one world', () => {
    const sentence = (of: View): string => plain(pathsSentence(of, at('crm')).markup);
    expect(sentence(view)).toMatch(/these 5 ways came first in \d+/u);
    const seldom = { ...view, reach: view.reach.map((reach) => reach / 4) };
    expect(sentence(seldom)).not.toContain('came first');
  });

  it('leave out controls that the scenario switches off', () => {
    const guarded = (of: View): number =>
      waysTo(of, 'any')
        .flatMap(({ hops }) => hops)
        .filter((hop) => hop.controls.length > 0).length;
    const [scenario] = desk.results.scenarios;
    const id = `${scenario?.id}/control-off:reply-filter`;
    const off = viewOf({
      results: { ...desk.results, scenarios: desk.results.scenarios.map((one, i) => (i === 0 ? { ...one, id } : one)) },
      details: {
        ...desk.details,
        scenarios: desk.details.scenarios.map((one, i) => (i === 0 ? { ...one, id } : one)),
      },
    });
    expect(guarded(view)).toBeGreaterThan(0);
    expect(guarded(off)).toBe(0);
  });
});

describe('the target', () => {
  it('is by itself the component with most reach times value, and never an entry point', () => {
    const stakes = view.components.map(({ value }, i) => (view.isEntry[i] ? 0 : value * (view.reach[i] as number)));
    expect(pathTargetOf(view)).toBe(stakes.indexOf(Math.max(...stakes)));
  });

  it('may be any component, by its id, or all of them', () => {
    expect(paths.label(view, 'crm')).toMatch(/^crm, reached in/u);
    expect(pathTargetOf(view, 'crm')).toBe(at('crm'));
    expect(pathTargetOf(view, ANY)).toBe('any');
    expect(pathTargetOf(view, 'nobody')).toBeNull();
    expect(drawn(view, 1140, 'nobody')).toBe('');
  });

  it('is said to be where the attack starts, or never to have been reached, where there is no way', () => {
    const sentence = (id: string): string => plain(pathsSentence(view, at(id)).markup);
    expect(sentence('front-desk')).toContain('where the attack starts');
    const unreached = viewOf(outcomeOf(nothingReached({ ...supportDesk, worlds: 50 })));
    expect(plain(pathsSentence(unreached, at('crm')).markup)).toContain('no way to it was seen in the first 50 worlds');
    expect(paths.isFor(unreached)).toBe(false);
    expect(drawn(unreached)).toBe('');
  });
});

describe('the picture of ways', () => {
  it('has at most five rows, and the others behind more', () => {
    const rows = drawn(view, 1140, ANY).match(/font-size="17"/gu);
    expect(rows).toHaveLength(5);
    expect(waysBehindMore(view, 'any')).toBe(waysTo(view, 'any').length - 5);
    expect(paths.body?.(view, (part) => group(`[${part ?? 'paths'}]`))?.markup).toContain('[paths-more]');
  });

  it('says of each hop its relation, its chance, what that rests on, and the class', () => {
    const [first] = waysTo(view, at('crm'));
    const text = plain(drawn(view, 1140, 'crm'));
    for (const { verb, chance, threat } of first?.hops ?? []) {
      expect(text).toContain(`${verb} ${chance.toFixed(2)} judged`);
      for (const word of threat.split('-')) expect(text).toContain(word);
    }
  });

  it.each([
    ['yours: own.yaml:12', 'yours'],
    ['memory-poisoning/writes/along: judgement', 'judged'],
    ['memory-poisoning/writes/along: mem-minja-injection', 'measured'],
  ])('reads %s as %s', (evidence, word) => {
    const text = plain(
      drawn(
        withArcs(desk, () => ({ evidence })),
        1140,
        'crm',
      ),
    );
    expect(text.match(/\b(yours|judged|measured)\b/gu)?.every((found) => found === word)).toBe(true);
  });

  it('dots assumed relations, dashes inferred ones, and says so', () => {
    const host = drawn(view, 1140, 'worker-host');
    expect(host).toMatch(/stroke-linecap="round" stroke-dasharray="0\.1 /u);
    expect(plain(host)).toContain('assumed');
    const key = drawn(view, 1140, 'crm-key');
    expect(key).toMatch(/stroke-dasharray="[^0]/u);
    expect(plain(key)).toContain('inferred');
  });

  it('marks with a triangle what ran against a relation', () => {
    const against = waysTo(view, at('crm'))
      .slice(0, 5)
      .flatMap(({ hops }) => hops)
      .filter(({ isAgainst }) => isAgainst);
    expect(against.length).toBeGreaterThan(0);
    expect(drawn(view, 1140, 'crm').match(/l6 -3\.5v7z/gu)).toHaveLength(against.length);
  });

  it('keeps every card and hop inside its width, at every width', () => {
    const large = viewOf(outcomeOf({ ...estate(120), worlds: 60 }));
    for (const of of [view, large]) {
      for (const room of [450, 700, 990, 1090]) {
        for (const { lines } of layOutChains(of, waysTo(of, 'any'), room)) {
          for (const { stops } of lines) {
            for (const [i, { x, width, lead }] of stops.entries()) {
              const before = stops[i - 1];
              expect(x + width).toBeLessThanOrEqual(room);
              if (before !== undefined) expect(x - (lead?.width ?? 0)).toBe(before.x + before.width);
            }
          }
        }
      }
    }
  });

  it('runs downwards where it is narrow: no card beside another', () => {
    const cards = [
      ...drawn(view, 354, 'crm').matchAll(
        /class="stop" data-component="\d+" transform="translate\(([\d.]+) ([\d.]+)\)/gu,
      ),
    ];
    const heights = cards.map(([, , y]) => Number(y));
    expect(cards.length).toBeGreaterThan(8);
    expect(new Set(cards.map(([, x]) => x)).size).toBe(1);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
  });

  it('keeps hostile names text', () => {
    const hostile = viewOf(outcomeOf({ ...withHostileNames(supportDesk), worlds: 100 }));
    for (const width of [354, 1140]) expect(drawn(hostile, width, ANY)).not.toMatch(/<img|<svg onload|<script/u);
    expect(paths.body?.(hostile, () => group())?.markup).not.toMatch(/<img|<svg onload|<script/u);
  });
});

it('has a row of the table for every hop, with its evidence and provenance', () => {
  const { rows, columns } = pathsTable(view);
  expect(rows).toHaveLength(waysTo(view, 'any').reduce((sum, { hops }) => sum + hops.length, 0));
  for (const row of rows) expect(row).toHaveLength(columns.length);
  expect(rows.flat()).toContain('assumed: defaults of its kind');
});
