import { cssVariables, palettes } from './theme.ts';

/** Type, colours of both themes, and the rules. */
export function styleSheet({ style, fontRegular, fontSemibold }: StyleAssets): string {
  const face = (weight: number, base64: string): string =>
    `@font-face{font-family:Inter;font-weight:${weight};font-style:normal;font-display:block;src:url(data:font/woff2;base64,${base64}) format("woff2")}`;
  const [light, dark] = [cssVariables(palettes.light), cssVariables(palettes.dark)];
  return [
    face(400, fontRegular),
    face(600, fontSemibold),
    `:root{color-scheme:light;${light}}`,
    `@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${dark}}}`,
    `@media screen{:root[data-theme=dark]{color-scheme:dark;${dark}}}`,
    style,
  ]
    .join('\n')
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s*\n\s*/g, '\n')
    .replaceAll('</style', '<\\/style');
}

export type StyleAssets = {
  /** All of styles/, in order. */
  readonly style: string;
  /** Inter as woff2, in base64. */
  readonly fontRegular: string;
  readonly fontSemibold: string;
};
