import { seedOf } from '../base/random.ts';
import type { CompiledScenario } from '../compile/compiled.ts';
import type { RawGraph } from '../compile/raw-arcs.ts';
import { sourceOf } from '../compile/source-of.ts';
import { runShard, WORLDS_PER_BLOCK } from '../engine/run-worlds.ts';
import { type Entry, entriesByWorld } from '../engine/skip/entry.ts';
import { openArcs } from '../engine/skip/run-skip.ts';
import { isSkip, type SkipScenario } from '../engine/skip/skip-scenario.ts';
import { kernelModule } from './kernel-module.ts';
import type { OneWorld } from './one-world.ts';
import { planRaw } from './raw-plan.ts';
import { entryLists, type RawRunOptions, runsInWorlds } from './run-raw.ts';

type Question = Pick<RawRunOptions, 'model' | 'entries' | 'settings' | 'seed' | 'kernel'>;

/** Runs one world of each scenario again, by the same kernel as a run: it is a function of its number and the seed. */
export function tellRawWorld(graph: RawGraph, question: Question, world: number): OneWorld[] {
  const { scenarios } = planRaw(graph, { ...question, entries: entryLists(graph, question) }, kernelModule());
  return scenarios
    .filter(runsInWorlds)
    .map((scenario) =>
      isSkip(scenario)
        ? tellSkipped(graph, scenario, question.seed, world)
        : tellLane(graph, scenario, question.seed, world),
    );
}

function tellLane({ nodes }: RawGraph, scenario: CompiledScenario, seed: number, world: number): OneWorld {
  const lane = world % WORLDS_PER_BLOCK;
  const { source } = scenario.arcs;
  const reached: OneWorld['reached'][number][] = [];
  const listen = (v: number, mask: number, round: number, arc: number): void => {
    if (((mask >>> lane) & 1) === 1) reached.push(step(nodes, source[arc] as number, v, round));
  };
  const fromWorld = world - lane;
  runShard(scenario, seedOf(seed), { fromWorld, toWorld: fromWorld + WORLDS_PER_BLOCK }, listen);
  const entered = entriesByWorld(entryOf(scenario), seedOf(seed), nodes.count)(world);
  return told(nodes, scenario, entered, reached, 'round');
}

const entryOf = ({ entry }: CompiledScenario): Entry => (entry === 'random' ? entry : [...entry]);

/** Breadth first over the live arcs; without rounds of its own a model has the steps from its entry points. */
function tellSkipped({ nodes }: RawGraph, scenario: SkipScenario, seed: number, world: number): OneWorld {
  const { graph, model, entry } = scenario;
  const arcs = openArcs(graph, model, seedOf(seed));
  const isReached = new Uint8Array(graph.nodes);
  const entered = entriesByWorld(entry, seedOf(seed), graph.nodes)(world);
  let frontier = [...entered];
  for (const v of frontier) isReached[v] = 1;
  const reached: OneWorld['reached'][number][] = [];
  for (let round = 1; frontier.length > 0; round++) {
    const next: number[] = [];
    for (const u of frontier) {
      arcs.each(world, u, (a) => {
        const v = graph.target[a] as number;
        if (isReached[v] === 1) return;
        isReached[v] = 1;
        next.push(v);
        reached.push(step(nodes, sourceOf(graph.offsets, a), v, round));
      });
    }
    frontier = next;
  }
  return told(nodes, scenario, entered, reached, model.name === 'sir' ? 'step' : 'round');
}

function step(nodes: RawGraph['nodes'], u: number, v: number, round: number): OneWorld['reached'][number] {
  const [from, id] = [nodes.nameOf(u), nodes.nameOf(v)];
  return { id, round, from, arc: `${from}>${id}` };
}

const told = (
  nodes: RawGraph['nodes'],
  { key }: Pick<SkipScenario | CompiledScenario, 'key'>,
  entered: readonly number[],
  reached: OneWorld['reached'],
  unit: OneWorld['unit'],
): OneWorld => ({
  scenario: key,
  entry: entered.map((v) => nodes.nameOf(v)),
  size: reached.length,
  unit,
  reached,
});
