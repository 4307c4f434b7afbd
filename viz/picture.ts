import type { GraphForm } from './graph/graph-form.ts';
import { endOf, type Moment } from './graph/moment.ts';
import { h, type Markup } from './markup.ts';
import { type Palette, pagePalette } from './theme.ts';
import type { View } from './view.ts';

export type PictureOptions = {
  /** px; pictures are drawn for their width, never scaled down to it. */
  readonly width: number;
  readonly palette: Palette;
  /** What pictures of the graph show: a round of the expected wave, or of one world. */
  readonly moment: Moment;
  /** Of pictures of the graph; `usualForm` unless given. */
  readonly form?: GraphForm;
  /** What a picture that can show several things is asked for, in its own words; its first unless given. */
  readonly choice?: string;
  /** In the page parts of a picture may be buttons; in a file it is one image. */
  readonly isInteractive: boolean;
};

/** A drawing as a function of data, width and colours: the same in page, file and terminal export. */
export type Picture = {
  /** Width in a window of 1280 px, in which the page is first drawn. */
  readonly usualWidth: number;
  /** Null if there is nothing to draw. */
  readonly draw: (view: View, options: PictureOptions) => Markup | null;
};

export const inPage = (width: number, moment: Moment): PictureOptions => ({
  width,
  palette: pagePalette,
  moment,
  isInteractive: true,
});

/**
 * The place of a picture in the page. The file holds it as it is usually drawn; the page's code draws it for the width
 * that its place really has.
 */
export const pictureBox = (name: string, picture: Picture, view: View): Markup =>
  h(
    'div',
    { class: 'picture', 'data-picture': name },
    view.medium === 'file' && picture.draw(view, inPage(picture.usualWidth, endOf(view))),
  );
