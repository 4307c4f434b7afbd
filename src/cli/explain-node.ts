import { describeProblem } from '../base/errors.ts';
import { printable } from '../base/printable.ts';
import { engineVersion } from '../base/version.ts';
import { encodeId } from '../graph/ids.ts';
import { kernelModule } from '../run/kernel-module.ts';
import { reachOf } from '../run/reach-of.ts';
import type { Maturity } from '../threats/maturities.ts';
import type { Context } from './context.ts';
import { listenForInterruption } from './interruption.ts';
import type { RawLoadOptions } from './load-raw.ts';
import type { LoadedGraph } from './loaded.ts';
import { quoted } from './option-value.ts';
import { rawRemarks } from './raw-remarks.ts';
import { type ExplainedNode, reachText } from './reach-text.ts';
import { type ExitCode, exitCodeOfSignal } from './shell.ts';
import { someNodeNames } from './some-node-names.ts';
import { suggestion } from './suggestion.ts';
import { usageError } from './usage.ts';
import { type Watching, watched } from './watched.ts';

export type ExplainNodeOptions = RawLoadOptions & {
  readonly worlds?: number;
  readonly entry?: string;
  readonly threats?: string;
  readonly maturity?: Maturity;
  readonly atlas?: string;
  readonly paths?: number;
};

const DEFAULT_WORLDS = 10_000;

/** Why a node of a raw graph falls: who reaches it, under independent cascade. */
export async function explainNode(
  loaded: LoadedGraph,
  id: string,
  options: ExplainNodeOptions,
  context: Context,
): Promise<ExitCode> {
  refuseEcosystemOptions(options);
  const goal = nodeOf(loaded, id);
  context.warn(loaded.warnings);
  const interruption = listenForInterruption(context.shell, context.note);
  const node = await watched((how) => explained(loaded, goal, options, how, context), interruption, context);
  if (context.options.json === true) context.document(node);
  context.say(reachText(node, context.screen));
  // Those of the input were shown with their lines.
  const shown = new Set(loaded.warnings.map(describeProblem));
  for (const warning of node.warnings) if (!shown.has(warning)) context.note(`warning: ${printable(warning)}`);
  const [likeliest] = node.reach;
  if (likeliest !== undefined) context.note(`next: ${nextStep(loaded.path, likeliest.id, options)}`);
  const { received } = interruption;
  return received === undefined ? 0 : exitCodeOfSignal[received];
}

async function explained(
  loaded: LoadedGraph,
  goal: number,
  { worlds = DEFAULT_WORLDS, seed = 1 }: ExplainNodeOptions,
  how: Watching,
  { reader }: Context,
): Promise<ExplainedNode> {
  const { graph } = loaded;
  return {
    name: graph.name,
    engine: engineVersion,
    graph: { components: graph.nodes.count, relations: graph.target.length },
    inputs: reader.inputs().map(({ name, sha256 }) => [name, sha256] as const),
    ...rawRemarks(loaded),
    ...(await reachOf(graph, goal, { worlds, seed, ...how }, kernelModule())),
  };
}

function nodeOf({ graph: { nodes }, path }: LoadedGraph, id: string): number {
  const node = nodes.indexOf(id);
  if (node !== -1) return node;
  throw usageError(`the id of a node of ${path}`, quoted(id), suggestion(id, someNodeNames(nodes)));
}

/** @throws {InvalidInputError} if a flag was typed that only an ecosystem has */
function refuseEcosystemOptions({ entry, threats, paths, maturity, atlas }: ExplainNodeOptions): void {
  const [typed] = Object.entries({ entry, threats, paths, maturity, atlas }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`],
  );
  if (typed === undefined) return;
  throw usageError(
    'an ecosystem',
    `${typed} for a raw graph`,
    `Leave ${typed} out: every node of a raw graph is tried as the only entry, and nothing else is asked.`,
  );
}

/** The graph read in the same way, from the other end. */
function nextStep(path: string, entry: string, { probability, undirected, as, format }: ExplainNodeOptions): string {
  return [
    `blastradius run ${path} --entry ${printable(encodeId(entry))}`,
    ...(probability === undefined ? [] : [`--probability ${probability}`]),
    ...(undirected === true ? ['--undirected'] : []),
    ...(as === undefined ? [] : [`--as ${as}`]),
    ...(format === undefined ? [] : [`--format ${format}`]),
  ].join(' ');
}
