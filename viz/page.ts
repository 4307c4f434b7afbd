import type { Results } from '../src/measure/results.ts';
import { worstScenario } from '../src/measure/worst-scenario.ts';
import { encode85 } from './base85.ts';
import { embed } from './embed.ts';
import { htmlDocument } from './html-document.ts';
import { group, h, type Markup, trusted } from './markup.ts';
import { pageHead } from './page-head.ts';
import { paperFoot } from './paper-foot.ts';
import { renderSections } from './sections/section.ts';
import { sections } from './sections/sections.ts';
import { name } from './sentences.ts';
import { type StyleAssets, styleSheet } from './style-sheet.ts';
import { themeButton, topBar } from './top-bar.ts';
import { type Shown, type View, viewOf } from './view.ts';

export type ReportAssets = StyleAssets & {
  readonly code: PageCode;
  /** Ways in, so that this file runs anywhere: SHA-256 in base64, and raw DEFLATE. */
  readonly sha256Base64: (text: string) => string;
  readonly deflate: (content: string | Uint8Array) => Uint8Array;
  /** Only of a report that `view` serves. */
  readonly companion?: Companion;
};

/** Code of a page that is served, beside the report's own: it may speak to the server that sent it. */
export type Companion = {
  readonly script: string;
  /** Differs where another page stands at the same address. */
  readonly version: string;
};

/** See scripts/bundle-browser.mjs. */
export type PageCode = {
  /** Inflates and starts the others. */
  readonly loader: string;
  readonly page: string;
  /** Compiler, kernels' host and measures, for what-ifs; started when the first is asked. */
  readonly engine: string;
  readonly kernels: Uint8Array;
};

/** The report: one HTML file that needs nothing else, loads nothing, and runs no code but its own. */
export function renderReport(shown: Shown, assets: ReportAssets): string {
  const { results } = shown;
  const { code, companion, deflate, sha256Base64 } = assets;
  const loader = code.loader.replaceAll('</script', '<\\/script');
  const style = `${styleSheet(assets)}\n${paperFoot(results)}`;
  const view = results.scenarios.length > 0 ? viewOf(shown, worstScenario(results)) : null;
  const scripts = [loader, code.page, code.engine, ...(companion === undefined ? [] : [companion.script])];
  const hashes = scripts.map((text) => `'sha256-${sha256Base64(text)}'`);
  const rendered = view === null ? null : renderPage(view);
  return htmlDocument(
    {
      title: `${results.name} · blast radius`,
      style,
      // The engine's kernels are WebAssembly; that allows no other code.
      scriptSources: [...hashes, "'wasm-unsafe-eval'"],
      sha256Base64,
      viewVersion: companion?.version,
    },
    bar(rendered),
    h(
      'main',
      { id: 'main', class: 'wrap', tabindex: -1 },
      rendered === null ? withoutScenario(results) : [rendered.main, notYet],
    ),
    foot(results),
    view !== null &&
      Object.entries(packedParts(shown, code)).map(([id, content]) =>
        h('script', { type: 'text/plain', id }, trusted(encode85(deflate(content)))),
      ),
    view !== null && h('script', {}, trusted(loader)),
    companion && h('script', {}, trusted(companion.script)),
  );
}

/** What the page's code inflates, by id. */
const packedParts = (
  { results, details, label = results.name, others = [] }: Shown,
  code: PageCode,
): Record<string, string | Uint8Array> => ({
  data: embed([{ label, results, details }, ...others]),
  code: code.page,
  ...(details.model && { model: JSON.stringify(details.model), engine: code.engine, kernels: code.kernels }),
});

/** All that depends on the scenario, and links to the sections that are there. */
export type RenderedPage = { readonly main: Markup; readonly links: Markup; readonly hasSearch: boolean };

/** The page renders it again when another scenario is chosen. */
export function renderPage(view: View): RenderedPage {
  const shown = view.medium === 'file' ? sections.filter(({ isEarly }) => isEarly) : sections;
  const rendered = renderSections(shown, view);
  return {
    main: group(
      pageHead(view),
      rendered.map(({ markup }) => markup),
    ),
    links: group(rendered.map(({ id, link }) => link !== null && h('a', { href: `#${id}` }, link))),
    hasSearch: view.components.length > 1,
  };
}

const notYet = h(
  'p',
  { class: 'note not-yet' },
  'More follows: the spread over time, entry points, threats, assumptions. This page draws it with a script of its own, which this browser has not run.',
);

const bar = (page: RenderedPage | null): Markup =>
  topBar(
    page !== null && h('button', { type: 'button', class: 'menu', popovertarget: 'to-sections' }, 'Sections'),
    // A row where there is room; elsewhere the button opens it over the page.
    page !== null && h('nav', { id: 'to-sections', 'aria-label': 'Sections', popover: 'auto' }, page.links),
    page?.hasSearch && search,
    page !== null && themeButton,
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
