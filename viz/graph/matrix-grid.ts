import type { Palette } from '../theme.ts';
import type { Scene } from './scene.ts';

/** Rows and columns of the matrix, in px of the drawing. */
export type MatrixGrid = {
  readonly left: number;
  readonly top: number;
  readonly pitch: number;
  /** Positions in `cards`. */
  readonly order: readonly number[];
  readonly names: readonly string[];
  readonly palette: Palette;
};

/** Whether numbers are infections per world: some relations are gathered. */
export const isSummed = ({ lines }: Scene): boolean => lines.some(({ relations }) => relations.length > 1);
