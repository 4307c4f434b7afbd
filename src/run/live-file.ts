import { renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { engineVersion } from '../base/version.ts';
import { liveBudget } from './live-budget.ts';
import type { Measured } from './live-scenarios.ts';
import { LIVE_VERSION, type LiveScenario, type LiveState, pointOf, type TrailPoint } from './live-state.ts';

/** How a run stands, asked for by whoever wants to know; measuring costs time, so it waits until it is called for. */
export type Look = Pick<
  LiveState,
  'name' | 'seed' | 'components' | 'relations' | 'precision' | 'scenarioCount' | 'progress'
> & { readonly measured: () => Measured };

export type LiveFile = {
  /** To be called as often as there is news. */
  look(look: Look): void;
  /** No more worlds: what follows is measuring and drawing. */
  finishing(): void;
  /** Takes the file away: the results are whole, or there will be none. */
  close(): void;
};

export type LiveClock = {
  /** Milliseconds. */
  now(): number;
  /** Calls back again and again until the returned function is called. */
  every(ms: number, act: () => void): () => void;
};

export const LIVE_FILE = 'live.json';

/** A sign of life, and the most often that the state is written. */
const EVERY_MS = 1_000;
/** Each of two kinds of measuring may cost this part of the run's time, but for the first; meanwhile only the progress is new. */
const REST = 200;
/** A point of a trail for every so many times as many worlds. */
const TRAIL_GROWTH = 1.3;

/**
 * Writes how a run stands into its folder, for `view`: never more than once a second nor for more than a hundredth
 * of the time, each time beside the last and renamed into place. What goes wrong there is no matter of the run.
 */
export function openLiveFile(dir: string, clock: LiveClock = systemClock): LiveFile {
  const path = join(dir, LIVE_FILE);
  const draft = join(dir, `${LIVE_FILE}.${process.pid}.part`);
  const trails = new Map<string, TrailPoint[]>();
  let [begin, due, measuredDone, isOpen] = [clock.now(), 0, 0, true];
  let budgets = budgetsOf(clock, begin);
  let found: Pick<LiveState, 'scenarios' | 'leading'> = { scenarios: [], leading: null };
  let last: LiveState | undefined;
  const orGiveUp = (act: () => void): void => {
    try {
      if (isOpen) act();
    } catch {
      close();
    }
  };
  const write = (state: LiveState): void =>
    orGiveUp(() => {
      writeFileSync(draft, `${JSON.stringify(state)}\n`);
      renameSync(draft, path);
      last = state;
    });
  // A long task says nothing for a while: the time of the file says that somebody is there.
  const stop = clock.every(EVERY_MS, () =>
    orGiveUp(() => last !== undefined && utimesSync(path, new Date(), new Date())),
  );
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    stop();
    for (const file of [draft, path]) removeQuietly(file);
  };
  const see = ({ measured, ...facts }: Look): void => {
    const now = clock.now();
    const { done } = facts.progress;
    if (done === 0) [begin, budgets] = [now, budgetsOf(clock, now)];
    const isDue = now >= due;
    if (isDue || done >= measuredDone * TRAIL_GROWTH) {
      let full = (): LiveState['leading'] => found.leading;
      const isMeasured = budgets.scenarios.spend(() => {
        const { scenarios, leading } = measured();
        found = { ...found, scenarios: withTrails(scenarios, trails) };
        full = leading;
        measuredDone = done;
      });
      if (isMeasured) budgets.leading.spend(() => (found = { ...found, leading: full() }));
    }
    if (!isDue) return;
    due = now + EVERY_MS;
    write({ ...facts, ...identity(), elapsedMs: now - begin, ...found });
  };
  return {
    look: (look) => orGiveUp(() => see(look)),
    finishing: () => last !== undefined && write({ ...last, phase: 'writing' }),
    close,
  };
}

const identity = () =>
  ({
    liveVersion: LIVE_VERSION,
    engine: engineVersion,
    process: { pid: process.pid, host: hostname() },
    phase: 'simulating',
  }) as const;

/** The one scenario that is measured in full costs more than all others together, and need not be as fresh. */
const budgetsOf = ({ now }: LiveClock, begin: number) => ({
  scenarios: liveBudget(now, begin, EVERY_MS, REST),
  leading: liveBudget(now, begin, EVERY_MS, REST),
});

/** Adds where each scenario stands now to where it stood before. */
function withTrails(scenarios: Measured['scenarios'], trails: Map<string, TrailPoint[]>): LiveScenario[] {
  return scenarios.map((scenario) => {
    const trail = trails.get(scenario.id) ?? [];
    trails.set(scenario.id, trail);
    const before = trail.at(-1)?.[0] ?? 0;
    if (scenario.worlds >= before * TRAIL_GROWTH) trail.push(pointOf(scenario));
    return { ...scenario, trail };
  });
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A folder that is gone, or may no longer be written: nobody is misled by what is not there.
  }
}

const systemClock: LiveClock = {
  now: () => performance.now(),
  every(ms, act) {
    const timer = setInterval(act, ms);
    // It must not keep a process alive that has nothing else to do.
    timer.unref();
    return () => clearInterval(timer);
  },
};
