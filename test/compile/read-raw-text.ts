import { InvalidInputError, type Problem } from '../../src/base/errors.ts';
import { probabilityOf } from '../../src/compile/raw-graph.ts';
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
