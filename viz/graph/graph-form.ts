/** How much of the trust graph is shown at once; what the reader of a page chooses, and `usualForm` elsewhere. */
export type GraphForm = {
  /** One card or tile per component, or one per group (zone, tag or file) and layer, or one per layer. */
  readonly by: 'component' | 'group' | 'layer';
  /** From × to instead of lines. */
  readonly isMatrix: boolean;
  /** Name of the column that is opened, while all others stay closed; null: none. */
  readonly openGroup: string | null;
  /** Relations that carried less are not drawn, in shares of worlds; null: as many as the form shows by itself. */
  readonly leastShare: number | null;
};

export const usualForm: GraphForm = { by: 'component', isMatrix: false, openGroup: null, leastShare: null };

/** Whether components or relations stand together, so that not each is drawn by itself. */
export const isGathered = ({ by, isMatrix, openGroup }: GraphForm): boolean =>
  by !== 'component' || isMatrix || openGroup !== null;
