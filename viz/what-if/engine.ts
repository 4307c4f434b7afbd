import type { ShardsInThread } from '../../src/engine/run-shards.ts';
import { layers } from '../../src/graph/kinds.ts';
import { blastRadius } from '../../src/measure/blast-radius.ts';
import type { Estimate, LayerKey } from '../../src/measure/results.ts';
import { applyEdits, type Edited } from './apply-edits.ts';
import { channelRows } from './channel-rows.ts';
import { differenceOf } from './difference.ts';
import { editedResults } from './edited-results.ts';
import { EditedRun } from './edited-run.ts';
import type { Answer, Engine, Question, SoFar, Watch } from './engine-api.ts';
import { remarksOn } from './remarks.ts';
import { WORLDS_ABREAST } from './simulation.ts';
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
      const isDone = await runAbreast(before, after, host, watch);
      return isDone ? answerOf(question, before, after) : null;
    },
    channels: (question, into) => channelRows(editedOf(question), into),
  };
}

function editedOf({ details, scenario, edits }: Pick<Question, 'details' | 'scenario' | 'edits'>): Edited {
  const edited = applyEdits(details.model, scenario, edits);
  if (edited === undefined) throw new RangeError(`the suite has no scenario ${scenario}`);
  return edited;
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
    const begin = host.now();
    const done = next.worldsDone;
    next.step(worlds);
    const end = host.now();
    worlds = nextSlice(next.worldsDone - done, end - begin);
    if (end - told < TELL_MS || watch.onProgress === undefined) continue;
    watch.onProgress(soFar(before, after));
    told = host.now();
  }
}

/** As many as fit a slice at the pace of the last one; at most four times as many at once, since a short slice says little. */
const nextSlice = (worlds: number, durationMs: number): number =>
  Math.max(WORLDS_ABREAST, Math.min(4 * worlds, (worlds * SLICE_MS) / Math.max(durationMs, 0.1)));

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

function answerOf(question: Question, before: EditedRun, after: EditedRun): Answer {
  const total = differenceOf(before, after, 0);
  const byLayer = layers.map((layer) => [String(layer), differenceOf(before, after, layer)] as const);
  const edited = editedResults(question, after);
  const remarks = remarksOn(question, after, before.result().blastRadius.total, total);
  return {
    ...edited,
    difference: { total, layers: Object.fromEntries(byLayer) as Record<LayerKey, Estimate> },
    yaml: yamlOfEdits(question.details.model, after.edited, question.edits, remarks),
  };
}
