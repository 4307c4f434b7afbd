import { glanceOfLive } from '../../../viz/live/glance.ts';
import type { ServedAssets } from '../../../viz/live/live-assets.ts';
import { type LivePage, liveUpdate, renderLivePage } from '../../../viz/live/live-page.ts';
import type { RunShown, ShownState } from '../../../viz/live/run-shown.ts';
import { renderReport } from '../../../viz/page.ts';
import type { NamedRun } from '../../../viz/view.ts';
import { describeProblem, InvalidInputError } from '../../base/errors.ts';
import { readResults } from '../../run/store.ts';
import { FinishedRuns } from './finished-run.ts';
import type { Served, ServedTable } from './served.ts';
import type { RunNow, WatchedRun } from './watched-run.ts';

const LOOK_MS = 500;

/**
 * Every address and what stands there: the page of one run at `/`; of several an overview there and each at `/r/1`,
 * `/r/2`, …; beside each page what is new on it, as events.
 */
export function viewPages(runs: readonly WatchedRun[], assets: ServedAssets): ServedTable {
  const finished = new FinishedRuns();
  const shown = (run: WatchedRun, href: string | null): RunShown => {
    const { state } = stateOf(run, finished);
    return { label: run.label, href, state };
  };
  const pageOf = (run: WatchedRun): Address => {
    const report = reportOf(run, runs, assets);
    return {
      page: () => {
        const { state, version } = stateOf(run, finished);
        const hasReport = state.phase === 'finished' && state.hasReport;
        const live = {
          runs: [{ label: run.label, href: null, state }],
          version: hasReport ? `report ${version}` : LIVE,
        };
        return { ...live, ...(hasReport && { report: () => report(live.version) }) };
      },
    };
  };
  const [first] = runs;
  if (first !== undefined && runs.length === 1) return new Map(atAddress('/', pageOf(first), assets));
  const hrefs = runs.map((_, i) => `/r/${i + 1}`);
  const overview = { page: () => ({ runs: runs.map((run, i) => shown(run, hrefs[i] ?? null)), version: LIVE }) };
  return new Map([
    ...atAddress('/', overview, assets),
    ...runs.flatMap((run, i) => atAddress(hrefs[i] as string, pageOf(run), assets)),
  ]);
}

const LIVE = 'live';

/** What stands at an address at a moment: a live page, in whose place a report may stand. */
type Address = { readonly page: () => LivePage & { readonly report?: () => string } };

function atAddress(path: string, { page }: Address, assets: ServedAssets): (readonly [string, Served])[] {
  const document: Served = {
    form: 'text',
    type: 'text/html',
    async text() {
      const { report, ...live } = page();
      return report === undefined ? renderLivePage(live, assets.live) : report();
    },
  };
  const events: Served = { form: 'events', subscribe: newsOf(() => updateText(page())) };
  return [
    [path, document],
    [`${path === '/' ? '' : path}/events`, events],
  ];
}

/** A page that has become a report is loaded again: nothing else of it is needed. */
function updateText({ report, ...live }: ReturnType<Address['page']>): string {
  return JSON.stringify(report === undefined ? liveUpdate(live) : { version: live.version });
}

/** Looks for all who listen at once, and only while somebody listens. */
function newsOf(look: () => string): (send: (data: string) => void) => () => void {
  const listeners = new Set<(data: string) => void>();
  let last = '';
  let timer: NodeJS.Timeout | undefined;
  const tick = (): void => {
    const now = look();
    if (now === last) return;
    last = now;
    for (const send of listeners) send(now);
  };
  return (send) => {
    last = look();
    send(last);
    listeners.add(send);
    timer ??= setInterval(tick, LOOK_MS);
    return () => {
      listeners.delete(send);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  };
}

type Standing = { readonly state: ShownState; readonly version: string };

/** Results that were whole a moment ago may be gone, or of another version: that is said where they would stand. */
function stateOf(run: WatchedRun, finished: FinishedRuns): Standing {
  const now = run.state();
  if (now.phase !== 'finished') return { state: shownState(now), version: LIVE };
  try {
    const { version, ...rest } = finished.of(run, now.version);
    return { state: { phase: 'finished', ...rest }, version };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const message = error.problems.map(describeProblem).join('\n');
    return { state: { phase: 'failed', message, willRetry: true }, version: LIVE };
  }
}

function shownState(now: Exclude<RunNow, { readonly phase: 'finished' }>): ShownState {
  if (now.phase === 'empty') return { phase: 'waiting' };
  if (now.phase === 'failed') return now;
  const { live, quietMs, phase } = now;
  return {
    phase,
    glance: glanceOfLive(live),
    done: live.progress.done,
    total: live.progress.total,
    isWriting: live.phase === 'writing',
    elapsedMs: live.elapsedMs,
    // Whole seconds: what differs by less is no news.
    quietMs: Math.floor(quietMs / 1000) * 1000,
    precision: live.precision,
  };
}

/** Drawn freshly from the results, once for each version of them; the others stand beside it, to compare with. */
function reportOf(run: WatchedRun, runs: readonly WatchedRun[], { report, live }: ServedAssets) {
  let drawn: { readonly version: string; readonly html: string } | undefined;
  return (version: string): string => {
    if (drawn?.version === version) return drawn.html;
    const others = runs.filter((other) => other !== run).flatMap(named);
    const companion = { script: live.companion, version };
    const html = renderReport({ ...readResults(run.dir), others }, { ...report, companion });
    drawn = { version, html };
    return html;
  };
}

function named(run: WatchedRun): NamedRun[] {
  if (run.state().phase !== 'finished') return [];
  try {
    return [{ label: run.label, ...readResults(run.dir) }];
  } catch {
    return [];
  }
}
