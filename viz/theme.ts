import type { Layer } from '../src/graph/kinds.ts';

export const themes = ['light', 'dark', 'print'] as const;
export type Theme = (typeof themes)[number];

const tokenNames = [
  'paper',
  'card',
  'sunk',
  'ink',
  'soft',
  'mute',
  'line',
  'rule',
  'fail',
  'pass',
  'focus',
  // Before and after: fewer components reached, more of them. The sign is always printed as well.
  'less',
  'more',
] as const;
type TokenName = (typeof tokenNames)[number];

/** Every colour that a picture may use: hex in files, `var(--…)` in the page, where the reader switches the theme. */
export type Palette = Readonly<Record<TokenName, string>> & {
  /** Reach, 11 steps: 0, then rounds of 10 %. */
  readonly reach: readonly string[];
  /** Text that stands on a step. */
  readonly onReach: readonly string[];
  /** Keys at an edge, never fills. */
  readonly layer: Readonly<Record<Layer, string>>;
};

const DARK_TEXT = '#1a1214';
const LIGHT_TEXT = '#fffaf2';

const light: Palette = {
  paper: '#fbfaf7',
  card: '#ffffff',
  sunk: '#f3f0ea',
  ink: '#191c22',
  soft: '#4a505b',
  mute: '#666c77',
  line: '#e4e0d7',
  rule: '#83888f',
  fail: '#a6262b',
  pass: '#1d6b45',
  focus: '#1d4fa3',
  less: '#0f6e74',
  more: '#b5432a',
  reach: [
    '#f4f0e8',
    '#f9e8ca',
    '#fbdba9',
    '#f9c584',
    '#f5a966',
    '#ee8a4c',
    '#dc6538',
    '#c7442b',
    '#ae2e2b',
    '#8d1d2a',
    '#6a1127',
  ],
  onReach: [...Array<string>(7).fill(DARK_TEXT), ...Array<string>(4).fill(LIGHT_TEXT)],
  layer: { 1: '#67268b', 2: '#1168c3', 3: '#298fc4', 4: '#286039', 5: '#758f1b', 6: '#a0617f', 7: '#303b52' },
};

const dark: Palette = {
  paper: '#111317',
  card: '#181b21',
  sunk: '#1e2229',
  ink: '#f0eee8',
  soft: '#c2c6cd',
  mute: '#9aa1ac',
  line: '#2c313a',
  rule: '#737b88',
  fail: '#ff8f6b',
  pass: '#6fd39c',
  focus: '#8fb6ff',
  less: '#5cc6c4',
  more: '#f08a5b',
  reach: [
    '#262a31',
    '#3d282c',
    '#552729',
    '#742b2b',
    '#94352c',
    '#b5422c',
    '#cf5c33',
    '#e5793e',
    '#f29b51',
    '#fbbf77',
    '#ffe4a6',
  ],
  onReach: [...Array<string>(6).fill(LIGHT_TEXT), ...Array<string>(5).fill(DARK_TEXT)],
  layer: { 1: '#c694ff', 2: '#5072ce', 3: '#4fafad', 4: '#71e095', 5: '#89900d', 6: '#ae5a7f', 7: '#d6ddf0' },
};

/** On white paper step 1 would vanish: the ramp starts at step 2. */
const print: Palette = {
  ...light,
  paper: '#ffffff',
  reach: light.reach.map((colour, step) => (step === 1 ? (light.reach[2] as string) : colour)),
};

export const palettes: Readonly<Record<Theme, Palette>> = { light, dark, print };

const numbered = (name: string, length: number): string[] => Array.from({ length }, (_, i) => `var(--${name}${i})`);

/** Pictures of the page name their colours, so that switching the theme redraws nothing. */
export const pagePalette: Palette = {
  ...(Object.fromEntries(tokenNames.map((name) => [name, `var(--${name})`])) as Record<TokenName, string>),
  reach: numbered('reach', 11),
  onReach: numbered('on-reach', 11),
  layer: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((n) => [n, `var(--layer${n})`])) as Record<Layer, string>,
};

/** The custom properties that {@link pagePalette} names. */
export function cssVariables(palette: Palette): string {
  return [
    ...tokenNames.map((name) => `--${name}:${palette[name]}`),
    ...palette.reach.map((colour, i) => `--reach${i}:${colour}`),
    ...palette.onReach.map((colour, i) => `--on-reach${i}:${colour}`),
    ...Object.entries(palette.layer).map(([n, colour]) => `--layer${n}:${colour}`),
  ].join(';');
}

/** Step of the ramp for a share in [0, 1]: anything above 0 is at least step 1. */
export const reachStep = (share: number): number =>
  share <= 0 ? 0 : Math.max(1, Math.min(10, Math.round(share * 10)));

/** Lines that carry the spread use steps 6 to 9 only: below lacks contrast, 10 is for what always falls. */
export const lineStep = (share: number): number => Math.max(6, Math.min(9, reachStep(0.5 + 0.5 * share)));
