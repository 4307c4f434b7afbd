const NARROW_PX = 600;

/** Where the columns of a grid begin; in narrow pictures the names of the layers stand inside their bands. */
export const gridMargin = (width: number): { readonly isNarrow: boolean; readonly left: number } =>
  width < NARROW_PX ? { isNarrow: true, left: 8 } : { isNarrow: false, left: 150 };

/** Height of heads of columns that stand upright. */
export const UPRIGHT_PX = 66;

/** Room under the heads of columns, into which arches rise. */
export const ARCH_PX = 24;
