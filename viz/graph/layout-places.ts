/** All in px. */
export type LayoutSizes = {
  readonly width: number;
  readonly card: { readonly width: number; readonly height: number };
  /** Between neighbours in a row: so much if they are related (a verb stands there), else `gap`. */
  readonly relatedGap: number;
  readonly gap: number;
  /** Between a lane and whatever stands beside it. */
  readonly laneGap: number;
  readonly bandPad: number;
  readonly bandGap: number;
  readonly rowGap: number;
  /** Head room of a row over which relations arch. */
  readonly archRoom: number;
};

/** One place in a row: a card, or the lane in which a long relation passes the row. */
export type Place = {
  /** Position in `components`; null for a lane. */
  readonly component: number | null;
  readonly row: number;
  readonly width: number;
  readonly neighbours: { readonly place: Place; readonly weight: number }[];
  /** Position in its row. */
  order: number;
  x: number;
  y: number;
};
