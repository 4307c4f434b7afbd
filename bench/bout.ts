import { addWork, type Contender, meanSize, noWork, type Work } from './work.ts';

/** Two contenders at the same question; the reference is made late, so that it does not count in our peak memory. */
export type Bout = {
  readonly ours: Contender;
  readonly reference: () => Contender;
  /** What a reader must know. */
  readonly note?: string | null;
};

export type Effort = {
  /** How often each side runs, in turn. */
  readonly samples: number;
  /** About how long each time. */
  readonly seconds: number;
};

/** Medians over samples. */
export type Speed = {
  readonly name: string;
  readonly worldsPerSecond: number;
  readonly cascadesPerSecond: number;
  readonly arcsPerSecond: number;
  /** Of each sample, worlds per second: how noisy the machine was. */
  readonly samples: readonly number[];
  readonly worlds: number;
  readonly meanBlastRadius: number;
  readonly standardError: number;
};

export type BoutResult = { readonly ours: Speed; readonly reference: Speed; readonly peakBytes: number };

/**
 * Ours, reference, ours, reference, … in one process after a warm-up of both, so that a busy moment of the machine hits
 * both alike and the ratio holds where the figures do not.
 */
export async function runBout({ ours, reference }: Bout, effort: Effort): Promise<BoutResult> {
  const us = await ready(ours, effort);
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const them = await ready(reference(), effort);
  for (let sample = 0; sample < effort.samples; sample++) {
    await us.sample();
    await them.sample();
  }
  return { ours: us.speed(), reference: them.speed(), peakBytes };
}

type Sampler = { sample(): Promise<void>; speed(): Speed };

/** Warms a contender up, and finds out how many worlds take about as long as a sample should. */
async function ready(contender: Contender, { seconds }: Effort): Promise<Sampler> {
  const { name, quantum = 1, cascadesPerWorld = 1 } = contender;
  let nextWorld = 0;
  const run = async (worlds: number): Promise<Timed> => {
    const begin = performance.now();
    const work = await contender.run(nextWorld, worlds);
    nextWorld += worlds;
    return { work, seconds: (performance.now() - begin) / 1000 };
  };
  // Compilers need a few calls before they do their best.
  let worlds = quantum;
  for (let warm = 0, calls = 0; warm < seconds && calls < 40; calls++) {
    const timed = await run(worlds);
    warm += timed.seconds;
    worlds = worldsFor(seconds, worlds, timed.seconds, quantum);
  }
  const taken: Timed[] = [];
  return {
    sample: async () => void taken.push(await run(worlds)),
    speed: () => speedOf(name, cascadesPerWorld, taken),
  };
}

type Timed = { readonly work: Work; readonly seconds: number };

/** At most eight times as many as before: the first call is slow, and worlds differ. */
const worldsFor = (seconds: number, worlds: number, took: number, quantum: number): number =>
  Math.max(1, Math.round((worlds * Math.min(8, seconds / took)) / quantum)) * quantum;

function speedOf(name: string, cascadesPerWorld: number, taken: readonly Timed[]): Speed {
  const perSecond = (count: (work: Work) => number): number[] =>
    taken.map(({ work, seconds }) => count(work) / seconds);
  const whole = taken.map(({ work }) => work).reduce(addWork, noWork);
  const { mean, error } = meanSize(whole);
  const worldsPerSecond = perSecond(({ worlds }) => worlds);
  return {
    name,
    worldsPerSecond: median(worldsPerSecond),
    cascadesPerSecond: median(worldsPerSecond) * cascadesPerWorld,
    arcsPerSecond: median(perSecond(({ traversedArcs }) => traversedArcs)),
    samples: worldsPerSecond,
    worlds: whole.worlds,
    meanBlastRadius: mean,
    standardError: error,
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
}
