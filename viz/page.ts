import type { Details, Results } from '../src/measure/results.ts';
import { embed } from './embed.ts';
import { group, h, type Markup, trusted } from './markup.ts';
import { inShort } from './sections/in-short.ts';
import { masthead } from './sections/masthead.ts';
import { renderSections } from './sections/section.ts';
import { sections } from './sections/sections.ts';
import { name } from './sentences.ts';
import { cssVariables, palettes } from './theme.ts';
import { type View, viewOf } from './view.ts';

export type ReportAssets = {
  /** Code of the page, see scripts/bundle-browser.mjs. */
  readonly script: string;
  /** page.css */
  readonly style: string;
  /** Inter as woff2, in base64. */
  readonly fontRegular: string;
  readonly fontSemibold: string;
  /** SHA-256 in base64: a way in, so that this file runs anywhere. */
  readonly sha256Base64: (text: string) => string;
};

/** The report: one HTML file that needs nothing else, loads nothing, and runs no code but its own. */
export function renderReport(results: Results, details: Details, assets: ReportAssets): string {
  const script = assets.script.replaceAll('</script', '<\\/script');
  const style = styleSheet(assets);
  const view = results.scenarios.length > 0 ? viewOf(results, details) : null;
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${assets.sha256Base64(script)}'`,
    `style-src 'sha256-${assets.sha256Base64(style)}'`,
    'font-src data:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const page = h(
    'html',
    { lang: 'en' },
    h(
      'head',
      {},
      h('meta', { charset: 'utf-8' }),
      h('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('title', {}, `${results.name} · blast radius`),
      h('link', { rel: 'icon', href: 'data:,' }),
      h('style', {}, trusted(style)),
    ),
    h(
      'body',
      {},
      bar(view),
      h(
        'main',
        { id: 'main', class: 'wrap', tabindex: -1 },
        view === null ? withoutScenario(results) : renderMain(view),
      ),
      foot(results),
      view !== null && h('script', { type: 'application/json', id: 'data' }, trusted(embed(results, details))),
      view !== null && h('script', {}, trusted(script)),
    ),
  );
  return `<!doctype html>\n${page.markup}\n`;
}

/** All that depends on the scenario; the page renders it again when another one is chosen. */
export const renderMain = (view: View): Markup => group(masthead(view), inShort(view), renderSections(sections, view));

/** Links to the sections that are there. */
export const sectionLinks = (view: View): Markup =>
  group(
    sections
      .filter((section) => section.link !== null && section.body(view) !== null)
      .map(({ id, link }) => h('a', { href: `#${id}` }, link)),
  );

function bar(view: View | null): Markup {
  return h(
    'header',
    { class: 'top' },
    h('a', { class: 'skip', href: '#main' }, 'Skip to results'),
    h(
      'div',
      { class: 'wrap' },
      h('span', { class: 'logo' }, logo, 'blastradius'),
      view !== null && h('nav', { 'aria-label': 'Sections' }, sectionLinks(view)),
      view !== null && view.components.length > 1 && search,
      view !== null &&
        h(
          'button',
          { type: 'button', class: 'theme', 'data-action': 'theme', 'aria-label': 'Switch between light and dark' },
          halfMoon,
        ),
    ),
  );
}

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

const search = h(
  'div',
  { class: 'search' },
  h('label', { class: 'unseen', for: 'find' }, 'Find a component'),
  h('input', {
    id: 'find',
    type: 'search',
    placeholder: 'Find a component',
    autocomplete: 'off',
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': 'found',
    'aria-autocomplete': 'list',
    'aria-keyshortcuts': '/',
  }),
  h('kbd', { 'aria-hidden': 'true' }, '/'),
  h('ul', { id: 'found', role: 'listbox', 'aria-label': 'Components found', hidden: true }),
);

const withoutScenario = (results: Results): Markup =>
  group(
    h(
      'div',
      { class: 'masthead' },
      h('p', { class: 'eyebrow' }, 'Blast radius report'),
      h('h1', {}, name(results.name)),
    ),
    h('p', { class: 'lede' }, 'No scenario was run: there is nothing to show.'),
    h(
      'ul',
      {},
      [...results.warnings, ...results.assumptions].map((text) => h('li', {}, name(text))),
    ),
  );

const foot = ({ name: title, seed, engine }: Results): Markup =>
  h(
    'footer',
    { class: 'foot' },
    h('div', { class: 'wrap' }, h('p', {}, name(title), ` · seed ${seed} · blastradius ${engine}`)),
  );

function styleSheet({ style, fontRegular, fontSemibold }: ReportAssets): string {
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
