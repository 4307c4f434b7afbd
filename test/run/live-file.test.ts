import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type LiveClock, type Look, openLiveFile } from '../../src/run/live-file.ts';
import { parseLiveState } from '../../src/run/live-parse.ts';
import type { LiveScenario } from '../../src/run/live-state.ts';
import { folderWith } from '../cli/fake-shell.ts';

/** Time that a test moves. */
function handClock() {
  let now = 0;
  let tick = (): void => {};
  const clock: LiveClock = {
    now: () => now,
    every: (_ms, act) => {
      tick = act;
      return () => {
        tick = () => {};
      };
    },
  };
  return { clock, pass: (ms: number) => (now += ms), heartbeat: () => tick() };
}

const facts = { name: 'a', seed: 1, components: 3, relations: 2, precision: null, scenarioCount: 1 };

const scenarioAfter = (worlds: number): Omit<LiveScenario, 'trail'> => ({
  id: 'agentic/a/memory-poisoning',
  model: 'agentic',
  entry: ['a'],
  threats: ['memory-poisoning'],
  worlds,
  total: { size: 2, mean: 1, ci95: [1 - 1 / worlds, 1 + 1 / worlds], touched: 0.5, touchedCi95: [0.4, 0.6] },
  layers: {},
});

const lookAfter = (worlds: number, measuring: () => void = () => {}): Look => ({
  ...facts,
  progress: { done: worlds, total: 1000 },
  measured: () => {
    measuring();
    return { scenarios: worlds === 0 ? [] : [scenarioAfter(worlds)], leading: () => null };
  },
});

const stateIn = (dir: string) => parseLiveState(readFileSync(join(dir, 'live.json'), 'utf8'));

it('says how a run stands, at most once a second', () => {
  const dir = folderWith({});
  const { clock, pass } = handClock();
  const live = openLiveFile(dir, clock);
  live.look(lookAfter(0));
  expect(stateIn(dir)).toMatchObject({ ...facts, phase: 'simulating', progress: { done: 0, total: 1000 } });
  pass(999);
  live.look(lookAfter(100));
  expect(stateIn(dir)?.progress.done).toBe(0);
  pass(1);
  live.look(lookAfter(110));
  expect(stateIn(dir)).toMatchObject({ progress: { done: 110, total: 1000 }, elapsedMs: 1000 });
  expect(readdirSync(dir)).toEqual(['live.json']);
  live.close();
});

it('keeps how each interval became narrow, a point for every 1.3 times as many worlds', () => {
  const dir = folderWith({});
  const { clock, pass } = handClock();
  const live = openLiveFile(dir, clock);
  for (const worlds of [0, 10, 12, 13, 14, 20]) {
    live.look(lookAfter(worlds));
    pass(1000);
  }
  expect(stateIn(dir)?.scenarios[0]?.trail.map(([worlds]) => worlds)).toEqual([10, 13, 20]);
  live.close();
});

it('measures for no more than a hundredth of the time, and says meanwhile how far the run is', () => {
  const dir = folderWith({});
  const { clock, pass } = handClock();
  const live = openLiveFile(dir, clock);
  let measured = 0;
  const costly = () => {
    measured++;
    pass(50);
  };
  live.look(lookAfter(0, costly));
  pass(1000);
  live.look(lookAfter(100, costly));
  for (let second = 2; second <= 19; second++) {
    pass(1000);
    live.look(lookAfter(50 * second, costly));
  }
  expect(measured).toBe(1);
  expect(stateIn(dir)).toMatchObject({ progress: { done: 950 }, scenarios: [{ worlds: 100 }] });
  pass(1000);
  live.look(lookAfter(1000, costly));
  expect(measured).toBe(2);
  live.close();
});

it('gives a sign of life while nothing is new', () => {
  const dir = folderWith({});
  const { clock, heartbeat } = handClock();
  const live = openLiveFile(dir, clock);
  live.look(lookAfter(0));
  const long = new Date(Date.now() - 60_000);
  utimesSync(join(dir, 'live.json'), long, long);
  heartbeat();
  expect(Date.now() - statSync(join(dir, 'live.json')).mtimeMs).toBeLessThan(30_000);
  live.close();
});

it('says when the worlds are done, and goes when the results are there', () => {
  const dir = folderWith({});
  const live = openLiveFile(dir, handClock().clock);
  live.look(lookAfter(0));
  live.finishing();
  expect(stateIn(dir)?.phase).toBe('writing');
  live.close();
  live.look(lookAfter(0));
  expect(readdirSync(dir)).toEqual([]);
});

it('costs no run its worlds: a folder that is gone and a measure that fails end it alone', () => {
  const dir = folderWith({});
  const gone = openLiveFile(join(dir, 'nowhere'), handClock().clock);
  gone.look(lookAfter(0));
  gone.finishing();
  gone.close();
  const { clock, pass } = handClock();
  const failing = openLiveFile(dir, clock);
  failing.look(lookAfter(0));
  pass(1000);
  failing.look(
    lookAfter(5, () => {
      throw new RangeError('no');
    }),
  );
  expect(existsSync(join(dir, 'live.json'))).toBe(false);
});
