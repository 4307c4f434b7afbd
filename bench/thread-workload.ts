import { Worker } from 'node:worker_threads';
import type { CompiledScenario } from '../src/compile/compiled.ts';
import { openRunner, type Runner } from '../src/run/pool.ts';
import { runScenarios } from '../src/run/run-scenarios.ts';
import { type Effort, median } from './bout.ts';
import type { Measured } from './measured.ts';

const THREADS = 2;

/** Runs nothing but arithmetic on one number: no memory, nothing shared. */
const SPIN = `const { parentPort } = require('node:worker_threads');
parentPort.on('message', (steps) => {
  let x = 1;
  for (let i = 0; i < steps; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  parentPort.postMessage(x);
});`;

/**
 * How much of what two cores give do two threads of ours get? Two copies of a pure spin loop say what they give on this
 * machine at this moment: cores may share caches, clocks and neighbours.
 */
export async function measureThreads(scenario: CompiledScenario, { samples, seconds }: Effort): Promise<Measured> {
  const spinners = Array.from({ length: THREADS }, () => new Worker(SPIN, { eval: true }));
  const one = openRunner(1, [scenario]);
  const two = openRunner(THREADS, [scenario]);
  try {
    const steps = await countFor(seconds, 10_000_000, (count) => spinTime(spinners.slice(0, 1), count));
    const worlds = await countFor(seconds, 4096, (count) => runTime(one, scenario, count));
    // Two threads are warm after as many worlds as one was given.
    await runTime(two, scenario, worlds * THREADS);
    await spinTime(spinners, steps);
    const shares: number[] = [];
    const speedUps: number[] = [];
    for (let sample = 0; sample < samples; sample++) {
      // As much for each of two as for one: in the ideal case both take the same time.
      const spin = THREADS * ((await spinTime(spinners.slice(0, 1), steps)) / (await spinTime(spinners, steps)));
      const ours =
        THREADS * ((await runTime(one, scenario, worlds)) / (await runTime(two, scenario, worlds * THREADS)));
      shares.push(ours / spin);
      speedUps.push(spin);
    }
    return {
      kernel: 'lanes',
      values: { share: median(shares) },
      ratio: null,
      ours: null,
      reference: null,
      peakBytes: process.resourceUsage().maxRSS * 1024,
      note: `two spin loops reach ${median(speedUps).toFixed(2)} × one`,
    };
  } finally {
    await two.close();
    await Promise.all(spinners.map((spinner) => spinner.terminate()));
  }
}

/** How many take about so long; doubled from `least` on, so that it is warm afterwards. */
async function countFor(seconds: number, least: number, timeOf: (count: number) => Promise<number>): Promise<number> {
  let count = least;
  let took = await timeOf(count);
  while (took < seconds / 2) {
    count *= 2;
    took = await timeOf(count);
  }
  return Math.max(least, Math.round(((count / took) * seconds) / 1024) * 1024);
}

const runTime = (runner: Runner, scenario: CompiledScenario, worlds: number): Promise<number> =>
  timed(() => runScenarios([scenario], { worlds, seed: 1, precision: null }, runner));

const spinTime = (spinners: readonly Worker[], steps: number): Promise<number> =>
  timed(() =>
    Promise.all(
      spinners.map((spinner) => {
        const done = new Promise((resolve) => spinner.once('message', resolve));
        spinner.postMessage(steps);
        return done;
      }),
    ),
  );

async function timed(run: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await run();
  return (performance.now() - begin) / 1000;
}
