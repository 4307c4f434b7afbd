import { createHash } from 'node:crypto';
import { extname, resolve } from 'node:path';
import { writeEcosystem } from '../import/write-ecosystem.ts';
import { jsonText } from '../run/json-text.ts';
import { type SuiteRun, withoutFull } from '../run/run-suite.ts';
import { type KeptInput, writeResults } from '../run/store.ts';
import type { Context } from './context.ts';
import { drawReport, type OutputFormat, outputFormats, renderOutput } from './draw.ts';
import type { LoadedEcosystem, LoadedGraph } from './load.ts';
import { quoted } from './option-value.ts';
import { suggestion } from './suggestion.ts';
import { usageError } from './usage.ts';
import { writeOutput } from './write-output.ts';

/** Everything of a run in one folder: results, what was read, the report, and what may differ between two runs. */
export async function saveRun(
  dir: string,
  run: SuiteRun,
  how: { readonly durationMs: number; readonly threads: number },
  loaded: LoadedEcosystem | LoadedGraph,
  { shell, reader }: Context,
): Promise<void> {
  const machine = { node: process.version, platform: process.platform, architecture: process.arch };
  writeResults(resolve(shell.cwd, dir), {
    ...run,
    inputs: 'foreign' in loaded && loaded.foreign !== undefined ? [withoutSecrets(loaded)] : reader.inputs(),
    run: { ...how, ...machine },
    reportHtml: run.details.components.length === 0 ? null : await drawReport(run),
  });
}

/** A configuration may hold secrets: what is kept of it is the ecosystem that was made from it. */
function withoutSecrets({ foreign }: LoadedEcosystem): KeptInput {
  const bytes = new TextEncoder().encode(foreign === undefined ? '' : writeEcosystem(foreign.imported.ecosystem));
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes };
}

/** `-o file.ext`, repeatable: the ending says what. */
export async function writeRunOutputs(
  paths: readonly string[],
  run: SuiteRun,
  full: boolean,
  { shell }: Context,
): Promise<void> {
  for (const path of paths) {
    const format = formatOf(path);
    const content =
      format === 'json' ? jsonText(full ? run.results : withoutFull(run.results)) : await renderOutput(run, format, {});
    writeOutput(shell.cwd, path, content);
  }
}

/** @throws {InvalidInputError} if the ending is none that can be written */
export function formatOf(path: string): OutputFormat {
  const ending = extname(path).slice(1).toLowerCase();
  const format = outputFormats.find((candidate) => candidate === ending);
  if (format !== undefined) return format;
  throw usageError(
    `an ending of ${outputFormats.map((one) => `.${one}`).join(', ')} after -o`,
    quoted(path),
    suggestion(ending, outputFormats),
  );
}
