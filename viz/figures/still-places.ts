import { componentKinds } from '../../src/graph/kinds.ts';
import { groupsOf } from '../graph/groups.ts';
import { layOutBands } from '../graph/layout.ts';
import type { View } from '../view.ts';

/** Where the marks of a still stand, in px of the still; `marks` by position in `components`, x and y are middles. */
export type StillPlaces = {
  readonly marks: readonly { readonly x: number; readonly y: number }[];
  readonly mark: { readonly width: number; readonly height: number; readonly radius: number };
  readonly bands: readonly { readonly top: number; readonly bottom: number }[];
  readonly height: number;
};

const MOST_CARDS = 30;

/** In rows and order as in the graph: cards in bands, or above thirty of them squares. */
export const stillPlaces = (view: View, width: number): StillPlaces =>
  view.components.length <= MOST_CARDS ? stampOfCards(view, width) : stampOfSquares(view, width);

const ROW_PX = 15;
const PAD_PX = 4;

function stampOfCards({ components, details: { relations } }: View, width: number): StillPlaces {
  const perRow = Math.max(...layersDown.map((n) => components.filter(({ layer }) => layer === n).length), 1);
  const card = { width: Math.max(4, Math.min(26, (width - 2 * PAD_PX) / perRow - 4)), height: 9 };
  const gaps = { relatedGap: 10, gap: 4, laneGap: 2, bandPad: 3, bandGap: 2, rowGap: 3, trackPitch: 0 };
  const { cards, bands, height } = layOutBands({ components, relations }, { width: width - 2 * PAD_PX, card, ...gaps });
  return {
    marks: cards.map(({ x, y }) => ({ x: x + PAD_PX, y })),
    mark: { ...card, radius: 3 },
    bands,
    height: Math.max(height, ROW_PX),
  };
}

const layersDown = [7, 6, 5, 4, 3, 2, 1] as const;

/** Tall enough to see, low enough for six beside each other. */
const MOST_HEIGHT = 0.8;
const BAND_PAD_PX = 3;
const BAND_GAP_PX = 2;
const [MOST_PITCH_PX, LEAST_PITCH_PX, PITCH_STEP_PX] = [12, 1.5, 0.25];
const MARK_SHARE = 0.82;

/** Layers as bands; in each, squares as large as the height allows, those of a kind together, then as the graph's columns. */
function stampOfSquares({ components, details }: View, width: number): StillPlaces {
  const kindOf = (i: number): number => componentKinds.indexOf(components[i]?.kind ?? 'external');
  const inOrder = groupsOf(components, details.relations)
    .flatMap(({ members }) => members)
    .sort((a, b) => kindOf(a) - kindOf(b));
  const layers = layersDown
    .map((layer) => inOrder.filter((i) => components[i]?.layer === layer))
    .filter((members) => members.length > 0);
  const pitch = fittingPitch(layers, width);
  const marks: { x: number; y: number }[] = [];
  let top = 0;
  const bands = layers.map((members) => {
    const rows = rowsFor(members.length, width, pitch);
    for (const [k, i] of members.entries())
      marks[i] = {
        x: BAND_PAD_PX + (Math.floor(k / rows) + 0.5) * pitch,
        y: top + BAND_PAD_PX + ((k % rows) + 0.5) * pitch,
      };
    const band = { top, bottom: top + rows * pitch + 2 * BAND_PAD_PX };
    top = band.bottom + BAND_GAP_PX;
    return band;
  });
  const side = pitch * MARK_SHARE;
  return { marks, mark: { width: side, height: side, radius: 0 }, bands, height: top - BAND_GAP_PX };
}

const rowsFor = (count: number, width: number, pitch: number): number =>
  Math.ceil(count / Math.max(1, Math.floor((width - 2 * BAND_PAD_PX) / pitch)));

function fittingPitch(layers: readonly (readonly number[])[], width: number): number {
  let pitch = MOST_PITCH_PX;
  const heightAt = (px: number): number => layers.reduce((sum, { length }) => sum + rowsFor(length, width, px) * px, 0);
  const room = width * MOST_HEIGHT - layers.length * (2 * BAND_PAD_PX + BAND_GAP_PX);
  while (pitch > LEAST_PITCH_PX && heightAt(pitch) > room) pitch -= PITCH_STEP_PX;
  return pitch;
}
