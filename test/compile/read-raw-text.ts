import { InvalidInputError, type Problem } from '../../src/base/errors.ts';
import { RawGraphBuilder } from '../../src/compile/raw-builder.ts';
import { DotReader } from '../../src/compile/raw-dot.ts';
import { EdgeListReader } from '../../src/compile/raw-edge-list.ts';
import { GexfReader } from '../../src/compile/raw-gexf.ts';
import { probabilityOf } from '../../src/compile/raw-graph.ts';
import { GraphmlReader } from '../../src/compile/raw-graphml.ts';
import { type RawGraphRead, type ReadRawOptions, readRawGraph } from '../../src/compile/read-raw-graph.ts';

const usual: ReadRawOptions = {
  format: 'edge-list',
  file: 'g.txt',
  name: 'g',
  undirected: false,
  asRaw: false,
  probability: 'own',
  seed: 1,
};
const utf8 = new TextEncoder();

export const readText = (text: string, options: Partial<ReadRawOptions> = {}): Promise<RawGraphRead> =>
  readRawGraph([utf8.encode(text)], { ...usual, ...options });

export const readBytes = (chunks: Iterable<Uint8Array>, options: Partial<ReadRawOptions> = {}): Promise<RawGraphRead> =>
  readRawGraph(chunks, { ...usual, ...options });

const readers = { 'edge-list': EdgeListReader, graphml: GraphmlReader, gexf: GexfReader, dot: DotReader } as const;

/** The same without the sample that tells how a text is encoded: the reader itself sees every cut. */
export function readPieces(chunks: Iterable<Uint8Array>, options: Partial<ReadRawOptions> = {}): RawGraphRead {
  const all = { ...usual, ...options };
  const builder = new RawGraphBuilder();
  const reader = new readers[all.format](all, builder);
  // Readers may not keep what they are given.
  for (const chunk of chunks) {
    const lent = Uint8Array.from(chunk);
    reader.push(lent);
    lent.fill(0);
  }
  const warnings = reader.end();
  return { ...builder.finish(all), warnings };
}

/** The arcs as `u>v`, or `u>v:p` if they have probabilities of their own, in the order of the graph. */
export const arcsOf = ({ graph }: RawGraphRead): string[] =>
  Array.from({ length: graph.nodes.count }, (_, u) =>
    Array.from(graph.target.subarray(graph.offsets[u], graph.offsets[u + 1]), (v, i) => {
      const { chance } = graph;
      const own =
        typeof chance === 'number' ? '' : `:${probabilityOf(chance[(graph.offsets[u] as number) + i] as number)}`;
      return `${graph.nodes.nameOf(u)}>${graph.nodes.nameOf(v)}${own}`;
    }),
  ).flat();

/** Everything that can be compared. */
export const dataOf = ({
  graph: { offsets, target, chance },
  names,
  warnings,
  droppedSelfLoops,
}: RawGraphRead): object => ({
  ...{ offsets: [...offsets], target: [...target], chance: typeof chance === 'number' ? chance : [...chance] },
  ...{ names, warnings, droppedSelfLoops },
});

export const idsOf = ({ graph: { nodes } }: RawGraphRead): string[] =>
  Array.from({ length: nodes.count }, (_, v) => nodes.nameOf(v));

/** What is refused in a text. */
export async function problemsIn(
  text: string | Uint8Array,
  options: Partial<ReadRawOptions> = {},
): Promise<readonly Problem[]> {
  try {
    await (typeof text === 'string' ? readText(text, options) : readBytes([text], options));
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

export const places = (problems: readonly Problem[]): string[] =>
  problems.map(({ at, found }) => `${at.line}:${at.column} ${found}`);
