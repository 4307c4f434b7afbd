import type { Layer } from '../../src/graph/kinds.ts';

/** What is to be placed; widths and gaps in px, of those that ask for their own. */
export type LayoutInput = {
  readonly components: readonly { readonly id: string; readonly layer: Layer; readonly width?: number }[];
  readonly relations: readonly { readonly from: string; readonly to: string; readonly gap?: number }[];
};

/** All in px. */
export type LayoutSizes = {
  readonly width: number;
  /** Width of cards whose component asks for none of its own. */
  readonly card: { readonly width: number; readonly height: number };
  /** Between neighbours in a row: so much if they are related (a verb stands there), else `gap`. */
  readonly relatedGap: number;
  readonly gap: number;
  /** Between a lane and whatever stands beside it. */
  readonly laneGap: number;
  readonly bandPad: number;
  readonly bandGap: number;
  readonly rowGap: number;
  /** Between level pieces of lines in the space between two rows, which grows with their number; 0: it does not. */
  readonly trackPitch: number;
};

/** One place in a row: a card, or the lane in which a long relation passes the row. */
export type Place = {
  /** Position in `components`; null for a lane. */
  readonly component: number | null;
  readonly row: number;
  readonly width: number;
  readonly neighbours: Neighbour[];
  /** Position in its row. */
  order: number;
  x: number;
  y: number;
};

export type Neighbour = {
  readonly place: Place;
  /** How hard it pulls. */
  readonly weight: number;
  /** Least gap between the two where they stand side by side. */
  readonly gap: number;
};
