import { type Attributes, type Child, h, type Markup, rounded } from './markup.ts';
import type { Weight } from './text.ts';

export type Drawing = {
  readonly width: number;
  readonly height: number;
  /** One sentence with the result, for those who do not see the picture. */
  readonly label: string;
  /** A group has parts that can be focused; any other picture is one image. */
  readonly role?: 'img' | 'group';
  readonly className?: string;
};

/** Everything that a renderer needs stands in plain attributes: the same bytes serve page, file and resvg. */
export function drawing(
  { width, height, label, role = 'img', className }: Drawing,
  ...children: readonly Child[]
): Markup {
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: className,
      width,
      height,
      viewBox: `0 0 ${Math.round(width * 100) / 100} ${Math.round(height * 100) / 100}`,
      role,
      'aria-label': label,
      'font-family': 'Inter, system-ui, sans-serif',
    },
    children,
  );
}

export const translate = (x: number, y: number): string => `translate(${rounded(x)} ${rounded(y)})`;

export type TextStyle = {
  readonly size?: number;
  readonly weight?: Weight;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Colour of the ground behind, drawn as a rim so that lines may pass under the text. */
  readonly halo?: string;
};

export function textAt(x: number, y: number, style: TextStyle, ...children: readonly Child[]): Markup {
  return h('text', { x, y, ...textAttributes(style) }, children);
}

export const span = (style: TextStyle, ...children: readonly Child[]): Markup =>
  h('tspan', textAttributes(style), children);

function textAttributes({ size, weight, fill, anchor, halo }: TextStyle): Attributes {
  return {
    'font-size': size,
    'font-weight': weight === 600 ? 600 : undefined,
    fill,
    'text-anchor': anchor === 'start' ? undefined : anchor,
    ...(halo === undefined
      ? {}
      : { stroke: halo, 'stroke-width': 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }),
  };
}
