import type { Moment } from '../graph/moment.ts';
import type { Shown, View } from '../view.ts';
import type { Choice } from './choice.ts';
import type { GraphSurface } from './graph-surface.ts';

/** What listeners ask of the page, whatever they listen to: pointer, keys, buttons, the address, what-ifs. */
export type Page = {
  readonly main: HTMLElement;
  readonly view: () => View;
  readonly choice: () => Choice;
  /** The round and world that are shown. */
  readonly moment: () => Moment;
  /** The graph as it is drawn now: cards, or a carpet. */
  readonly surface: () => GraphSurface;
  /** The one way in which anything on screen changes. */
  readonly choose: (change: Partial<Choice>) => void;
  /** Shows another run in place of this one, at the same scenario, as far as it has it: what changes lead to. */
  readonly show: (shown: Shown) => void;
  /** Writes the place beside the graph anew. */
  readonly inspect: () => void;
  /** Writes the address, a little later. */
  readonly remember: () => void;
};
