import { describe, expect, it } from 'vitest';
import { stressLayout } from '../../../viz/figures/stress-layout.ts';
import { topologyRows } from '../../../viz/figures/topology-rows.ts';
import { figureSvg } from '../../../viz/static.ts';
import { type NamedRun, viewOf } from '../../../viz/view.ts';
import { estate, outcomeOf } from '../fixture.ts';
import { deskWithControls, fourShapes } from '../suite-fixture.ts';

const shown = fourShapes();
const runs = [{ ...shown, label: 'star' }, ...(shown.others ?? [])].map(
  ({ label, results, details }): NamedRun => ({ label, results, details }),
);
const beside = ([first, ...others]: readonly NamedRun[]) => ({ ...(first as NamedRun), others });

describe('the rows', () => {
  it('are the same whichever run is named first, worst first', () => {
    const names = (list: readonly NamedRun[]) =>
      topologyRows(viewOf(beside(list))).map(({ label, mean }) => [label, mean]);
    expect(names(runs.toReversed())).toEqual(names(runs));
    expect(names(runs)[0]?.[0]).toBe('complete');
    const means = topologyRows(viewOf(shown)).map(({ mean }) => mean);
    expect(means).toEqual(means.toSorted((a, b) => b - a));
  });

  it('count every entry point of a run the same', () => {
    const star = topologyRows(viewOf(shown)).find(({ label }) => label === 'star');
    const all = shown.results.scenarios.map(({ blastRadius }) => blastRadius.total.mean);
    expect(star?.scenarios).toHaveLength(6);
    expect(star?.mean).toBeCloseTo(all.reduce((a, b) => a + b) / 6, 12);
  });

  it('are of one run its variants', () => {
    const rows = topologyRows(viewOf(deskWithControls()));
    expect(rows.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['all controls', 'without reply-filter', 'without trace-monitor']),
    );
  });
});

describe('the picture', () => {
  it('has fifty dots in every row', () => {
    const svg = figureSvg(shown, { figure: 'topologies' });
    // 4 rows: 50 worlds, 6 components in the sketch, 1 mean.
    expect(svg.match(/<circle /g)).toHaveLength(4 * (50 + 6 + 1));
  });

  it('compares systems of several sizes by the share that is reached', () => {
    const large = outcomeOf({ ...estate(90), worlds: 40 });
    const svg = figureSvg({ ...beside(runs), others: [{ ...large, label: 'estate' }] }, { figure: 'topologies' });
    expect(svg).toMatch(/>100%<\/text>/);
    expect(svg).toContain('estate');
  });

  it('of a narrow page is the one that was reviewed', async () => {
    await expect(figureSvg(shown, { figure: 'topologies', width: 354 })).toMatchFileSnapshot(
      '../../golden/figure-topologies-narrow.svg',
    );
  });
});

describe('the sketch of a graph', () => {
  const ring = (n: number): [number, number][] => Array.from({ length: n }, (_, i) => [i, (i + 1) % n]);
  const away = ([x, y]: readonly [number, number]): number => Math.hypot(x, y);

  it.each([5, 6, 9])('puts a ring of %i on a circle', (n) => {
    const radii = stressLayout(n, ring(n)).map(away);
    expect(Math.max(...radii) / Math.min(...radii)).toBeLessThan(1.01);
  });

  it('puts the hub of a star in its middle', () => {
    const places = stressLayout(
      7,
      [1, 2, 3, 4, 5, 6].map((i) => [0, i]),
    );
    expect(away(places[0] as [number, number])).toBeLessThan(0.1 * Math.max(...places.map(away)));
  });

  it('lays a chain flat, its ends apart by its length', () => {
    const places = stressLayout(6, [
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
    ]);
    const [first, last] = [places[0], places[5]] as [readonly [number, number], readonly [number, number]];
    expect(Math.abs(first[0] - last[0])).toBeGreaterThan(4.2);
    expect(Math.max(...places.map(([, y]) => Math.abs(y)))).toBeLessThan(0.8);
  });

  it('keeps parts apart that do not hang together, and one node alone where it is', () => {
    const places = stressLayout(4, [
      [0, 1],
      [2, 3],
    ]);
    const middle = (i: number, j: number): number => ((places[i]?.[0] ?? 0) + (places[j]?.[0] ?? 0)) / 2;
    expect(Math.abs(middle(0, 1) - middle(2, 3))).toBeGreaterThan(0.5);
    expect(stressLayout(1, [])).toHaveLength(1);
    expect(stressLayout(1, [])[0]?.every(Number.isFinite)).toBe(true);
  });
});
