import { describe, expect, it } from 'vitest';
import { infectionsOf } from '../../src/measure/infections-of.ts';
import { embed, unpack } from '../../viz/embed.ts';
import type { NamedRun } from '../../viz/view.ts';
import { outcomeOf, supportDesk, withHostileNames } from './fixture.ts';

describe('the data in the page', () => {
  const { results, details } = outcomeOf({ ...withHostileNames(supportDesk), worlds: 50 });
  const json = embed([{ label: 'now', results, details }]);

  it('holds nothing that could end its element', () => {
    expect(json).not.toContain('<');
  });

  it('keeps of copies that stand as one how many there are', () => {
    const [first] = details.scenarios;
    const some = first?.arcs[0];
    if (first === undefined || some === undefined) throw new Error('no arc');
    const copies = ['crm#1', 'crm+1#1'].map((to) => ({
      ...some,
      id: `bot>invokes>${to}>along>${some.threat}`,
      share: 0.4,
    }));
    const json = embed([{ label: 'now', results, details: { ...details, scenarios: [{ ...first, arcs: copies }] } }]);
    const arcs = unpack(json)[0]?.details.scenarios[0]?.arcs;
    expect(arcs?.map(infectionsOf)).toEqual([0.8]);
  });

  it('comes back as it was, but for ids of arcs and digits that nobody sees', () => {
    const [back] = unpack(json) as [NamedRun];
    expect(back.details.components).toEqual(details.components);
    for (const [s, { arcs, worlds }] of details.scenarios.entries()) {
      expect(back.details.scenarios[s]?.worlds).toEqual(worlds);
      expect(back.details.scenarios[s]?.arcs.map(({ id: _, ...arc }) => arc)).toEqual(
        arcs.map(({ id: _, ...arc }) => arc),
      );
    }
    for (const [s, { curve, reach }] of results.scenarios.entries()) {
      const near = reach?.map((row) => ({
        ...row,
        p: expect.closeTo(row.p, 5),
        ci95: row.ci95.map((end) => expect.closeTo(end, 3)),
      }));
      expect(back.results.scenarios[s]?.reach).toEqual(near);
      const total = back.results.scenarios[s]?.curve.total ?? [];
      expect(total.length).toBe(curve.total.length);
      expect(total).toEqual(curve.total.map((mean) => expect.closeTo(mean, 3)));
      const wave = back.details.scenarios[s]?.reachByRound ?? [];
      expect(wave).toEqual(
        details.scenarios[s]?.reachByRound.map((row) => row.map((share) => expect.closeTo(share, 3))),
      );
      expect(back.details.scenarios[s]?.bands).toEqual(details.scenarios[s]?.bands);
    }
    expect(back.results.scenarios[0]?.blastRadius.total.mean).toBeCloseTo(
      results.scenarios[0]?.blastRadius.total.mean ?? 0,
      4,
    );
  });
});
