import type { ShardsInThread } from '../../src/engine/run-shards.ts';
import { WORLDS_PER_BLOCK } from '../../src/engine/run-worlds.ts';
import { layers } from '../../src/graph/kinds.ts';
import { blastRadius } from '../../src/measure/blast-radius.ts';
import type { Estimate, LayerKey } from '../../src/measure/results.ts';
import { applyEdits, type Edited } from './apply-edits.ts';
import { channelRows } from './channel-rows.ts';
import { differenceOf } from './difference.ts';
import type { Edit } from './edit.ts';
import { editedResults } from './edited-results.ts';
import { EditedRun } from './edited-run.ts';
import type { Answer, Engine, Question, SoFar, Watch } from './engine-api.ts';
import { remarksOn } from './remarks.ts';
import { type Simulation, WORLDS_ABREAST } from './simulation.ts';
import { yamlOfEdits } from './yaml-of-edits.ts';

/** The machine around the engine. */
export type Host = {
  readonly run: ShardsInThread;
  /** Lets the page draw and listen. */
  readonly pause: () => Promise<void>;
  /** Milliseconds from some point; no result depends on it. */
  readonly now: () => number;
};

/** A page stays at 60 frames a second with slices this long. */
const SLICE_MS = 10;
/** Measuring takes time too. */
const TELL_MS = 120;
/** In a suite with more scenarios than this beside the asked one, the others stay as the run left them. */
const MOST_OTHERS = 24;
/** Unchanged scenarios that were run: more than these are run again. */
const MOST_KEPT = 4;

export function engineOn(host: Host): Engine {
  const unchanged = new Map<string, EditedRun>();
  const unchangedRun = (question: Question): EditedRun => {
    const known = unchanged.get(question.scenario);
    if (known !== undefined) return known;
    const run = new EditedRun(editedOf({ ...question, edits: [] }), host.run);
    unchanged.set(question.scenario, run);
    for (const [oldest] of unchanged) if (unchanged.size > MOST_KEPT) unchanged.delete(oldest);
    return run;
  };
  return {
    answer: async (question, watch = {}) => {
      const before = unchangedRun(question);
      const after = new EditedRun(editedOf(question), host.run);
      const runs = new Map([[question.scenario, after]]);
      if (!(await runAbreast(before, after, host, watch))) return null;
      watch.onAnswer?.(answerOf(question, before, runs));
      if (!(await watchWorlds(after, host, watch))) return null;
      const others = question.results.scenarios.filter(({ id }) => id !== question.scenario);
      for (const { id } of others.length > MOST_OTHERS ? [] : others) {
        const edits = question.edits.filter(isForAll);
        const run = new EditedRun(editedOf({ ...question, scenario: id, edits }), host.run);
        if (!(await runAlone(run, host, watch))) return null;
        runs.set(id, run);
      }
      return answerOf(question, before, runs);
    },
    channels: (question, into) => channelRows(editedOf(question), into),
  };
}

/** The rest says which scenario is asked about. */
const isForAll = (edit: Edit): boolean => edit.kind !== 'entry' && !(edit.kind === 'control' && edit.isOn);

function editedOf({ details, scenario, edits }: Pick<Question, 'details' | 'scenario' | 'edits'>): Edited {
  const edited = applyEdits(details.model, scenario, edits);
  if (edited === undefined) throw new RangeError(`the suite has no scenario ${scenario}`);
  return edited;
}

async function runAlone({ simulation }: EditedRun, host: Host, { signal }: Watch): Promise<boolean> {
  let worlds = WORLDS_ABREAST;
  while (simulation !== null && !simulation.isDone) {
    await host.pause();
    if (signal?.aborted) return false;
    worlds = timedStep(simulation, worlds, host);
  }
  return true;
}

/** Ways of compromise, a typical world and the intervals of curves come from worlds that somebody watches one by one. */
async function watchWorlds(run: EditedRun, host: Host, { signal }: Watch): Promise<boolean> {
  const witness = run.watchWorlds();
  let worlds = WORLDS_PER_BLOCK;
  while (witness !== null && !witness.isDone) {
    await host.pause();
    if (signal?.aborted) return false;
    const begin = host.now();
    witness.watch(worlds);
    worlds = nextSlice(worlds, host.now() - begin, WORLDS_PER_BLOCK);
  }
  return true;
}

/** @returns how many worlds the next slice should have */
function timedStep(simulation: Simulation, worlds: number, { now }: Host): number {
  const [begin, done] = [now(), simulation.worldsDone];
  simulation.step(worlds);
  return nextSlice(simulation.worldsDone - done, now() - begin);
}

/** The one that is behind goes next, so that there is a difference to show from the first moment on. */
async function runAbreast(before: EditedRun, after: EditedRun, host: Host, watch: Watch): Promise<boolean> {
  const simulations = [after.simulation, before.simulation].filter((simulation) => simulation !== null);
  let worlds = WORLDS_ABREAST;
  let told = host.now();
  for (;;) {
    await host.pause();
    if (watch.signal?.aborted) return false;
    const open = simulations.filter(({ isDone }) => !isDone);
    const [next] = open.sort((a, b) => a.worldsDone - b.worldsDone);
    if (next === undefined) return true;
    worlds = timedStep(next, worlds, host);
    if (host.now() - told < TELL_MS || watch.onProgress === undefined) continue;
    watch.onProgress(soFar(before, after));
    told = host.now();
  }
}

/** As many as fit a slice at the pace of the last one; at most four times as many at once, since a short slice says little. */
const nextSlice = (worlds: number, durationMs: number, least = WORLDS_ABREAST): number =>
  Math.max(least, Math.min(4 * worlds, (worlds * SLICE_MS) / Math.max(durationMs, 0.1)));

function soFar(before: EditedRun, after: EditedRun): SoFar {
  const [ran, changed] = [before.simulation, after.simulation];
  const total = changed === null ? after.result().blastRadius.total : blastRadius(changed.tally, 0);
  const isPaired = (ran?.worldsDone ?? 0) > 0 && (changed?.worldsDone ?? 0) > 0;
  return {
    done: changed?.worldsDone ?? 0,
    worlds: changed?.worlds ?? 0,
    total: { mean: total.mean, ci95: total.ci95 },
    difference: isPaired ? differenceOf(before, after, 0) : null,
  };
}

function answerOf(question: Question, before: EditedRun, runs: ReadonlyMap<string, EditedRun>): Answer {
  const after = runs.get(question.scenario) as EditedRun;
  const total = differenceOf(before, after, 0);
  const byLayer = layers.map((layer) => [String(layer), differenceOf(before, after, layer)] as const);
  const edited = editedResults(question, runs);
  const remarks = remarksOn(question, after, before.result().blastRadius.total, total);
  return {
    ...edited,
    difference: { total, layers: Object.fromEntries(byLayer) as Record<LayerKey, Estimate> },
    scenarios: [...runs.keys()],
    yaml: yamlOfEdits(question.details.model, after.edited, question.edits, remarks),
  };
}
