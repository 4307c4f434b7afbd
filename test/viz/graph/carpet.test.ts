import { describe, expect, it } from 'vitest';
import { carpetHeads } from '../../../viz/graph/carpet-heads.ts';
import { carpetLabels } from '../../../viz/graph/carpet-labels.ts';
import { layOutCarpet, squareAt } from '../../../viz/graph/carpet-layout.ts';
import {
  behindLens,
  type Lens,
  pannedBy,
  showing,
  throughLens,
  wholeCarpet,
  zoomedAt,
} from '../../../viz/graph/carpet-lens.ts';
import { MOST_LINES, strongestLines } from '../../../viz/graph/carpet-lines.ts';
import { looksAt, sharesAt } from '../../../viz/graph/moment.ts';
import { textWidth } from '../../../viz/text.ts';
import { type View, viewOf } from '../../../viz/view.ts';
import { estate, outcomeOf } from '../fixture.ts';

const view: View = viewOf(outcomeOf({ ...estate(1200), worlds: 8 }));
const widths = [354, 848, 1140] as const;

describe.each(widths)('a carpet of 1,200 components, %i px wide', (width) => {
  const layout = layOutCarpet(view, width);

  it('keeps every square in the band of its layer, in the plot, and off every other', () => {
    const { places, tile, plot, bands } = layout;
    expect(places.length).toBe(view.components.length);
    const taken = new Set<string>();
    for (const [i, { x, y }] of places.entries()) {
      const band = bands.find(({ layer }) => layer === view.components[i]?.layer);
      expect(y - tile / 2).toBeGreaterThan(band?.top ?? Number.NaN);
      expect(y + tile / 2).toBeLessThan(band?.bottom ?? Number.NaN);
      expect(x - tile / 2).toBeGreaterThanOrEqual(plot.left);
      expect(x + tile / 2).toBeLessThanOrEqual(width);
      taken.add(`${x.toFixed(1)} ${y.toFixed(1)}`);
    }
    expect(taken.size).toBe(places.length);
    const rows = rowsOf(places);
    for (const xs of rows.values())
      for (const [k, x] of xs.entries()) if (k > 0) expect(x - (xs[k - 1] as number)).toBeGreaterThan(tile);
  });

  it('finds each square by a point in it, and none between them', () => {
    const { places, tile, plot } = layout;
    for (const [i, { x, y }] of places.entries()) {
      expect(squareAt(layout, x + tile / 2 - 0.1, y - tile / 2 + 0.1)).toBe(i);
    }
    expect(squareAt(layout, plot.left, plot.top + 1)).toBeNull();
  });

  it('names columns without letting names meet, that of the entry point first', () => {
    const heads = carpetHeads(view, layout).sort((a, b) => a.x - b.x);
    expect(heads.some(({ isEntrys }) => isEntrys)).toBe(true);
    expect(heads.length).toBeGreaterThan(3);
    for (const [k, { x, text }] of heads.entries()) {
      const half = textWidth(text, 12, 600) / 2;
      expect(x + half).toBeLessThanOrEqual(width);
      const before = heads[k - 1];
      if (before) expect(x - half).toBeGreaterThan(before.x + textWidth(before.text, 12, 600) / 2);
    }
  });
});

/** Ascending x of the squares of each row. */
function rowsOf(places: readonly { readonly x: number; readonly y: number }[]): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (const { x, y } of places) rows.set(y, [...(rows.get(y) ?? []), x]);
  for (const xs of rows.values()) xs.sort((a, b) => a - b);
  return rows;
}

describe('a lens on a carpet', () => {
  const { plot, places } = layOutCarpet(view, 848);
  const near: Lens = { scale: 5, x: 0.4, y: 0.6 };

  it('shows all of it where it is, unless it is asked to enlarge', () => {
    for (const at of places) {
      const { x, y } = throughLens(wholeCarpet, plot, at);
      expect(x).toBeCloseTo(at.x, 6);
      expect(y).toBeCloseTo(at.y, 6);
    }
  });

  it('leads back from the screen to where it was', () => {
    for (const at of places) {
      const back = behindLens(near, plot, throughLens(near, plot, at));
      expect(back.x).toBeCloseTo(at.x, 6);
      expect(back.y).toBeCloseTo(at.y, 6);
    }
  });

  it('keeps under the pointer what was there while it zooms', () => {
    const at = { x: 600, y: 200 };
    const before = behindLens(near, plot, at);
    const after = behindLens(zoomedAt(near, plot, 1.3, at), plot, at);
    expect(after.x).toBeCloseTo(before.x, 6);
    expect(after.y).toBeCloseTo(before.y, 6);
  });

  it('enlarges half to eight times and shows nothing beyond the edges', () => {
    expect(zoomedAt(near, plot, 100, { x: 300, y: 100 }).scale).toBe(8);
    expect(zoomedAt(near, plot, 0.001, { x: 300, y: 100 })).toEqual({ scale: 0.5, x: 0.5, y: 0.5 });
    const pulled = pannedBy(near, plot, 1e6, -1e6);
    expect(throughLens(pulled, plot, { x: plot.left, y: 0 }).x).toBeCloseTo(plot.left, 6);
    expect(throughLens(pulled, plot, { x: 0, y: plot.top + plot.height }).y).toBeCloseTo(plot.top + plot.height, 6);
  });

  it('follows the focus into sight', () => {
    for (const at of places) {
      const { x, y } = throughLens(showing(near, plot, at), plot, at);
      expect(x).toBeGreaterThanOrEqual(plot.left);
      expect(x).toBeLessThanOrEqual(plot.left + plot.width);
      expect(y).toBeGreaterThanOrEqual(plot.top);
      expect(y).toBeLessThanOrEqual(plot.top + plot.height);
    }
  });
});

describe('what is drawn of a carpet', () => {
  const layout = layOutCarpet(view, 848);

  it('is at most the 150 strongest relations, unless the reader says from which share', () => {
    const lines = strongestLines(view, layout, null);
    expect(lines.length).toBeLessThanOrEqual(MOST_LINES);
    const shares = lines.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    const [weakest = 0] = shares;
    const all = strongestLines(view, layout, weakest);
    expect(all.length).toBeGreaterThanOrEqual(lines.length);
    expect(strongestLines(view, layout, 1.01)).toEqual([]);
  });

  it('is in one band an arch that stays in it', () => {
    for (const { curve } of strongestLines(view, layout, 0)) {
      const [, y, , control, , , , v] = curve;
      const band = layout.bands.find(({ top, bottom }) => top < y && y < bottom && top < v && v < bottom);
      if (band) expect((y + v) / 8 + control * 0.75).toBeGreaterThan(band.top);
    }
  });

  it('has names from twice its size on, one per cell at most, that do not meet', () => {
    const names = view.components.map(({ name }) => name);
    const rankOf = (i: number): number => view.reach[i] ?? 0;
    expect(carpetLabels(layout, wholeCarpet, names, rankOf)).toEqual([]);
    const labels = carpetLabels(layout, { scale: 4, x: 0.3, y: 0.3 }, names, rankOf);
    expect(labels.length).toBeGreaterThan(5);
    for (const [k, a] of labels.entries()) {
      expect(a.x + textWidth(a.text, 12, 600)).toBeLessThanOrEqual(848);
      for (const b of labels.slice(0, k))
        expect(
          Math.abs(a.y - b.y) >= 12 ||
            a.x >= b.x + textWidth(b.text, 12, 600) ||
            b.x >= a.x + textWidth(a.text, 12, 600),
        ).toBe(true);
    }
  });

  it('has the same shares on canvas as in cards, of the wave and of single worlds', () => {
    for (const world of [null, ...(view.kept?.worlds ?? [])])
      for (const round of [0, 2, view.lastRound]) {
        const shares = looksAt(view, { round, world }).map(({ share }) => share);
        expect([...sharesAt(view, { round, world })]).toEqual(shares);
      }
  });
});
