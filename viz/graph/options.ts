import type { Palette } from '../theme.ts';
import type { Moment } from './moment.ts';

/** How the trust graph is drawn, at every size. */
export type GraphOptions = {
  readonly width: number;
  readonly palette: Palette;
  readonly moment: Moment;
  /** In the page cards are buttons; in a file the graph is one image. */
  readonly isInteractive: boolean;
};
