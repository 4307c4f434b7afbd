import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidInputError, type Problem } from '../base/errors.ts';
import { jsonText } from '../run/json-text.ts';
import { type SuiteRun, withoutFull } from '../run/run-suite.ts';
import { type KeptInput, prepareFolder, writeResults } from '../run/store.ts';
import type { Context } from './context.ts';
import { drawReport, isDrawn, nothingToDraw, renderOutput } from './draw.ts';
import type { LoadedEcosystem, LoadedGraph } from './loaded.ts';
import { quoted } from './option-value.ts';
import { formatOf } from './output-format.ts';
import { printer } from './print-pdf.ts';
import { usageError } from './usage.ts';
import { writeOutput } from './write-output.ts';

/**
 * Everything of a run in one folder: results, what was read, the report, and what may differ between two runs.
 * @param beside - paths of files that were read beside those that the run is about, and hold no secrets
 */
export async function saveRun(
  dir: string,
  run: SuiteRun,
  how: { readonly durationMs: number; readonly threads: number; readonly kernels: 'wasm' | 'plain' },
  loaded: LoadedEcosystem | LoadedGraph,
  { shell, reader }: Context,
  beside: readonly (string | undefined)[] = [],
): Promise<void> {
  // A picture that cannot be drawn must not cost the numbers.
  const report = isDrawn(run) ? await drawReport(run).catch((error: Error) => error) : null;
  const machine = { node: process.version, platform: process.platform, architecture: process.arch };
  writeResults(resolve(shell.cwd, dir), {
    ...run,
    inputs:
      'foreign' in loaded && loaded.foreign !== undefined
        ? [
            withoutSecrets(loaded.foreign.text),
            ...reader.inputs().filter(({ name }) => beside.includes(reader.pathOf(name))),
          ]
        : reader.inputs(),
    run: { ...how, ...machine, ...('cache' in loaded && { cache: loaded.cache }) },
    reportHtml: report instanceof Error ? null : report,
  });
  if (report instanceof Error) throw report;
}

/** A configuration may hold secrets: what is kept of it is the ecosystem that was made from it. */
function withoutSecrets(text: string): KeptInput {
  const bytes = new TextEncoder().encode(text);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes };
}

/**
 * What is wrong with the places to write, before anything is simulated.
 * @throws {InvalidInputError} for an ending that cannot be written, a figure of what has none, a PDF without a browser, or a folder that cannot be made or written
 */
export function checkOutputs(
  { out, output = [] }: { readonly out?: string; readonly output?: readonly string[] },
  isEcosystem: boolean,
  { shell }: Context,
): void {
  for (const path of output) {
    const format = formatOf(path);
    if (!isEcosystem && format !== 'json' && format !== 'md') throw nothingToDraw();
    if (format === 'pdf') printer(shell.env);
  }
  if (out !== undefined) prepareOut(out, resolve(shell.cwd, out));
}

function prepareOut(out: string, full: string): void {
  if (existsSync(full) && !statSync(full).isDirectory()) {
    throw usageError('a folder after --out', `${quoted(out)}, which is a file`, 'Name another folder.');
  }
  try {
    prepareFolder(full);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const [{ expected, found }] = error.problems as [Problem];
    throw usageError(`${expected} after --out`, `${quoted(out)}: ${found}`, 'Name another folder.');
  }
}

/** `-o file.ext`, repeatable: the ending says what. */
export async function writeRunOutputs(
  paths: readonly string[],
  run: SuiteRun,
  full: boolean,
  { shell, note }: Context,
): Promise<void> {
  for (const path of paths) {
    const format = formatOf(path);
    const content =
      format === 'json'
        ? jsonText(full ? run.results : withoutFull(run.results))
        : await renderOutput(run, format, { warn: note }, shell.env);
    writeOutput(shell.cwd, path, content);
  }
}
