import { type Child, h, type Markup } from './markup.ts';

/** What every page begins with: a way past it for the keyboard, and the logo; then its own. */
export const topBar = (...own: readonly Child[]): Markup =>
  h(
    'header',
    { class: 'top' },
    h('a', { class: 'skip', href: '#main' }, 'Skip to results'),
    h('div', { class: 'wrap' }, h('span', { class: 'logo' }, logo, 'blastradius'), own),
  );

const logo = h(
  'svg',
  { width: 22, height: 22, viewBox: '-11 -11 22 22', 'aria-hidden': 'true' },
  (
    [
      [10, 3],
      [6.5, 6],
      [3, 9],
    ] as const
  ).map(([r, step]) => h('circle', { r, fill: `var(--reach${step})` })),
);

const halfMoon = h(
  'svg',
  { width: 16, height: 16, viewBox: '-8 -8 16 16', 'aria-hidden': 'true' },
  h('circle', { r: 6, fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6 }),
  h('path', { d: 'M0-6A6 6 0 0 1 0 6z', fill: 'currentColor' }),
);

export const themeButton = h(
  'button',
  { type: 'button', class: 'theme', 'data-action': 'theme', 'aria-label': 'Switch between light and dark' },
  halfMoon,
);
