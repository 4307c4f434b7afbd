import { describe, expect, it } from 'vitest';
import { firstHits } from '../../../viz/figures/first-hits.ts';
import { componentHits, layerHits } from '../../../viz/figures/first-hits-rows.ts';
import { stillPlaces } from '../../../viz/figures/still-places.ts';
import { reachedText } from '../../../viz/figures/still-view.ts';
import { stills, stillsRow } from '../../../viz/figures/stills.ts';
import { endOf } from '../../../viz/graph/moment.ts';
import { group } from '../../../viz/markup.ts';
import { palettes, reachStep } from '../../../viz/theme.ts';
import { type View, viewOf } from '../../../viz/view.ts';
import { estate, nothingReached, outcomeOf, supportDesk } from '../fixture.ts';

const palette = palettes.light;
const view = viewOf(outcomeOf({ ...supportDesk, worlds: 300 }));
const large = viewOf(outcomeOf({ ...estate(400), worlds: 20 }));
const options = (of: View, width: number) => ({ width, palette, moment: endOf(of), isInteractive: false });
const drawn = (of: View, width = 880): string => stills.draw(of, options(of, width))?.markup ?? '';
const roundsIn = (markup: string): number[] =>
  [...markup.matchAll(/>Round (\d+)</gu)].map(([, round]) => Number(round));
/** Nothing happens after `last`. */
const until = (last: number): View => ({ ...view, lastRound: last });

describe('stills', () => {
  it('show rounds 0, 1, 2, 4, 8 and the last, and no round twice', () => {
    expect(roundsIn(drawn(view))).toEqual([0, 1, 2, 4, 8, 24]);
    expect(roundsIn(drawn(until(3)))).toEqual([0, 1, 2, 3]);
    expect(roundsIn(drawn(until(1)))).toEqual([0, 1]);
    expect(roundsIn(stillsRow(until(8), () => group()).markup)).toEqual([0, 1, 2, 4, 8]);
  });

  it('say how many are reached by then', () => {
    const svg = drawn(view, 1140);
    for (const round of [0, 1, 2, 4, 8, 24]) expect(svg).toContain(`>${reachedText(view, round)} reached<`);
    expect(reachedText(view, 0)).toBe('0.0');
  });

  it('fill each mark by how often its component was reached by the end of the round', () => {
    const svg = stills.parts?.['still-4']?.draw(view, options(view, 172))?.markup ?? '';
    const fills = [...svg.matchAll(/rx="3" fill="(#[0-9a-f]{6})"/gu)].map(([, fill]) => fill);
    const wave = view.kept?.reachByRound ?? [];
    expect(fills).toEqual(
      view.components.map((_, i) => palette.reach[reachStep(view.isEntry[i] ? 1 : (wave[i]?.[4] ?? 0))]),
    );
  });

  it.each([
    ['a dozen', view],
    ['hundreds', large],
  ])('of %s components keep all of them apart, inside the still and in the band of their layer', (_, of) => {
    for (const width of [100, 172, 250]) {
      const { marks, mark, bands, height } = stillPlaces(of, width);
      expect(marks).toHaveLength(of.components.length);
      expect(new Set(marks.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`)).size).toBe(marks.length);
      const layersDown = [7, 6, 5, 4, 3, 2, 1].filter((n) => of.components.some(({ layer }) => layer === n));
      for (const [i, { x, y }] of marks.entries()) {
        expect(x - mark.width / 2).toBeGreaterThanOrEqual(0);
        expect(x + mark.width / 2).toBeLessThanOrEqual(width);
        const band = bands[layersDown.indexOf(of.components[i]?.layer ?? 0)];
        expect(y).toBeGreaterThan(band?.top ?? Infinity);
        expect(y).toBeLessThan(band?.bottom ?? -Infinity);
      }
      expect(bands.at(-1)?.bottom).toBeLessThanOrEqual(height);
    }
  });

  it('draw hundreds of components as one path for each step', () => {
    const svg = stills.parts?.['still-end']?.draw(large, options(large, 172))?.markup ?? '';
    const paths = [...svg.matchAll(/<path d="([^"]+)"/gu)].map(([, d]) => d as string);
    expect(paths.length).toBeLessThanOrEqual(11);
    expect(paths.join('').match(/M/gu)).toHaveLength(large.components.length);
  });

  it('are absent where nothing was reached or nothing is known of the rounds', () => {
    const nothing = viewOf(outcomeOf(nothingReached({ ...supportDesk, worlds: 20 })));
    for (const of of [nothing, { ...view, kept: null }]) {
      expect(stills.isFor(of)).toBe(false);
      expect(drawn(of)).toBe('');
    }
  });

  it('stand in the page under the curve, not in a section of their own', () => {
    expect(stills.body?.(view, () => group())).toBeNull();
  });
});

describe('first hits', () => {
  const wave = (rounds: readonly number[]): View => {
    const kept = view.kept as NonNullable<View['kept']>;
    const crm = view.positionOf.get('crm') as number;
    return {
      ...view,
      reach: view.reach.map((_, i) => (i === crm ? (rounds.at(-1) as number) : 0)),
      kept: { ...kept, reachByRound: kept.reachByRound.map((row, i) => (i === crm ? rounds : row.map(() => 0))) },
    };
  };

  it('are quartiles among the worlds in which a component is hit at all', () => {
    const [crm] = componentHits(wave([0, 0.1, 0.2, 0.2, 0.3, 0.4]));
    expect(crm).toMatchObject({ name: 'crm', share: 0.4, median: 2, quartiles: [1, 4] });
  });

  it('leave out components that hardly any world hits', () => {
    expect(componentHits(wave([0, 0.04]))).toEqual([]);
  });

  it('come earliest first, and never tell of entry points', () => {
    const hits = componentHits(view);
    expect(hits.map(({ median }) => median)).toEqual(hits.map(({ median }) => median).toSorted((a, b) => a - b));
    expect(hits.map(({ name }) => name)).not.toContain('front-desk');
    for (const { median, quartiles } of hits) {
      expect(quartiles[0]).toBeLessThanOrEqual(median);
      expect(median).toBeLessThanOrEqual(quartiles[1]);
    }
  });

  it('say of each layer in how many worlds it is hit', () => {
    const svg = firstHits.draw(view, options(view, 1140))?.markup ?? '';
    for (const { layer, share } of layerHits(view)) {
      expect(share).toBe(view.scenario.blastRadius.layers[layer]?.touched);
      expect(svg).toContain(`>L${layer}</tspan>`);
    }
    expect(firstHits.isFor({ ...view, kept: null })).toBe(false);
  });
});
