import { htmlDocument } from '../html-document.ts';
import { h, trusted } from '../markup.ts';
import { percentNumber } from '../numbers.ts';
import { type StyleAssets, styleSheet } from '../style-sheet.ts';
import { themeButton, topBar } from '../top-bar.ts';
import { overviewMain } from './overview-main.ts';
import { progressWords, shareDone } from './progress-box.ts';
import { runMain } from './run-main.ts';
import type { RunShown } from './run-shown.ts';

/** What a page of the server shows: one run, or several side by side. */
export type LivePage = {
  readonly runs: readonly RunShown[];
  /** Differs where another page stands at the address: then whoever shows this one loads it again. */
  readonly version: string;
};

/** What is sent to an open page whenever something is new. */
export type LiveUpdate = {
  readonly version: string;
  readonly title: string;
  /** Markup of `main`. */
  readonly main: string;
  /** For those who listen. */
  readonly said: string;
};

export function liveUpdate({ runs, version }: LivePage): LiveUpdate {
  const [first] = runs;
  return {
    version,
    title: titleOf(runs),
    main: (first !== undefined && runs.length === 1 ? runMain(first) : overviewMain(runs)).markup,
    said: runs.map(spoken).join(' '),
  };
}

function titleOf(runs: readonly RunShown[]): string {
  const [first] = runs;
  if (first === undefined || runs.length > 1) return `${runs.length} results · blast radius`;
  const { state, label } = first;
  const name = 'glance' in state ? state.glance.name : label;
  return state.phase === 'running'
    ? `${percentNumber(shareDone(state))} % · ${name} · blast radius`
    : `${name} · blast radius`;
}

function spoken({ label, state }: RunShown): string {
  switch (state.phase) {
    case 'running':
      return `${label}: ${progressWords(state)}`;
    case 'lost':
      return `${label}: cut off.`;
    case 'failed':
      return `${label}: cannot be run.`;
    default:
      return '';
  }
}

export type LiveAssets = StyleAssets & {
  /** viz/browser/live-main.ts, bundled. */
  readonly companion: string;
  readonly sha256Base64: (text: string) => string;
};

/** The page that shows how runs stand: one HTML text that loads nothing and listens to the server that sent it. */
export function renderLivePage(page: LivePage, assets: LiveAssets): string {
  const { title, main } = liveUpdate(page);
  const style = styleSheet(assets);
  return htmlDocument(
    {
      title,
      style,
      scriptSources: [`'sha256-${assets.sha256Base64(assets.companion)}'`],
      sha256Base64: assets.sha256Base64,
      viewVersion: page.version,
    },
    bar,
    h('main', { id: 'main', class: 'wrap live', tabindex: -1, 'data-live': true }, trusted(main)),
    h('p', { id: 'said', class: 'unseen', role: 'status' }),
    h('script', {}, trusted(assets.companion)),
  );
}

const bar = topBar(h('span', { class: 'connection', id: 'connection' }), themeButton);
