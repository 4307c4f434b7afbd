import { rawFormats } from '../compile/raw-reader.ts';
import { graphFormats } from '../export/graph-formats.ts';
import type { RawGraphFormat } from '../export/raw/raw-graph-format.ts';
import { rawGraphFormats } from '../export/raw/raw-graph-formats.ts';
import type { Context } from './context.ts';
import type { ConvertOptions } from './convert-ecosystem.ts';
import { convertTarget } from './convert-target.ts';
import { deliver } from './deliver.ts';
import type { LoadedGraph } from './loaded.ts';
import { count } from './numbers.ts';
import { quoted } from './option-value.ts';
import { progressOn } from './progress.ts';
import { ECOSYSTEM } from './recognise.ts';
import type { ExitCode } from './shell.ts';
import { usageError } from './usage.ts';

/** Writes a raw graph in another format, never all of it in memory as a text. */
export function convertRaw(loaded: LoadedGraph, options: ConvertOptions, context: Context): ExitCode {
  const { graph, assumedProbability, droppedSelfLoops } = loaded;
  refuseEcosystemTarget(options.to);
  refuseResults(options);
  const format = convertTarget(rawGraphFormats, options);
  const hasChances = assumedProbability === null && graph.target.length > 0;
  if (droppedSelfLoops > 0) context.note(`${count(droppedSelfLoops, 'self-loop')} left out`);
  const lines = format.lines(graph, hasChances);
  const pieces = inPieces(lines, graph.nodes.count + graph.target.length, context);
  return deliver(
    {
      format,
      files: [{ suffix: '', content: { pieces } }],
      components: graph.nodes.count,
      relations: graph.target.length,
      size: `${count(graph.nodes.count, 'node')}, ${count(graph.target.length, 'arc')}`,
      scenario: undefined,
      next: (file) => `${isReadBack(format) ? 'blastradius run' : 'open'} ${file}`,
    },
    options,
    context,
  );
}

/** Whether it is a raw graph again for whoever reads it. */
const isReadBack = ({ format }: RawGraphFormat): boolean =>
  format === 'csv' || rawFormats.some((known) => known === format);

const PIECE_CHARACTERS = 1 << 16;

/** Lines with their ends, many at once: worth a write each. */
function* inPieces(lines: Iterable<string>, total: number, { shell, messages, options }: Context): Generator<string> {
  const progress = progressOn(shell, messages, 'lines written');
  let piece = '';
  let done = 0;
  try {
    for (const line of lines) {
      piece += `${line}\n`;
      done++;
      if (piece.length < PIECE_CHARACTERS) continue;
      yield piece;
      piece = '';
      if (options.quiet !== true) progress.update(Math.min(done, total), total);
    }
    if (piece !== '') yield piece;
  } finally {
    progress.end();
  }
}

function refuseEcosystemTarget(to: string | undefined): void {
  const isOurs = to === ECOSYSTEM || graphFormats.some(({ format }) => format === to);
  if (to === undefined || !isOurs || rawGraphFormats.some(({ format }) => format === to)) return;
  const found = `${quoted(to)}, which needs kinds and layers`;
  const fix = 'Take its nodes for components: --as ecosystem, with --kind-attr, --map or --assign-layers if you like.';
  throw usageError('a format of raw graphs after --to', found, fix);
}

function refuseResults({ results, scenario }: ConvertOptions): void {
  if (results === undefined && scenario === undefined) return;
  const typed = results === undefined ? '--scenario' : '--results';
  throw usageError(`an ecosystem with ${typed}`, 'a raw graph', `Leave ${typed} out.`);
}
