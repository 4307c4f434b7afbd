import type { TableBehind } from '../data-table.ts';
import type { Child, Markup } from '../markup.ts';
import type { Picture } from '../picture.ts';
import type { View } from '../view.ts';

/**
 * A picture with all that stands around it: a section of the page, and `report --figure NAME`. To add one: a file that
 * exports a Figure, and a line in figures.ts.
 */
export type Figure = Picture & {
  /** What `--figure` takes; the id of its section in the page. */
  readonly name: string;
  readonly title: string;
  /** Word in the bar on top; null: not linked. */
  readonly link: string | null;
  /** One sentence that says how to read it. */
  readonly lede: (view: View) => Child;
  /** One sentence with the result, for those who do not see the picture. */
  readonly label: (view: View, choice?: string) => string;
  /** Whether there are data for it; without them the section is absent and `--figure` is refused. */
  readonly isFor: (view: View) => boolean;
  /** What is missing where it is not for a view, after "expected": `a suite with at least two entry points`. */
  readonly needs: string;
  readonly table?: TableBehind;
  /** Small pictures that only its own section shows, by name: `curve-3`. */
  readonly parts?: Readonly<Record<string, Picture>>;
  /** What its section holds instead of the picture alone; `place` is where a picture goes, its own or one of its parts. */
  readonly body?: (view: View, place: PlacePicture) => Markup | null;
  /** It stands in the file as it is sent; all others are drawn by the page's code. */
  readonly isEarly?: true;
};

export type PlacePicture = (part?: string) => Markup;
