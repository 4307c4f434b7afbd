import { h, type Markup, trusted } from './markup.ts';

/** A glyph of our own tables as they are all drawn: lines of one width in `stroke`, in a 20 px box around 0,0. */
export const lineGlyph = (inside: string, stroke: string, transform?: string): Markup =>
  h(
    'g',
    {
      class: 'glyph',
      fill: 'none',
      stroke,
      'stroke-width': 1.5,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
      transform,
    },
    trusted(inside),
  );
