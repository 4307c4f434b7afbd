import { printable } from '../../base/printable.ts';
import { importReport, importReportLines } from '../../import/import-report.ts';
import type { Updated } from '../../import/update/update-ecosystem.ts';
import type { Context } from '../context.ts';
import { importedText } from '../imported-text.ts';
import type { MixtureOptions } from '../load-mixture.ts';
import { changeLine, loadUpdate } from '../load-update.ts';
import type { Foreign, LoadedEcosystem } from '../loaded.ts';
import type { ExitCode } from '../shell.ts';
import { strictProblems } from '../strict-problems.ts';
import { usageError } from '../usage.ts';
import { refuseOverwriting, writeOutput } from '../write-output.ts';

type ImportOptions = MixtureOptions & {
  readonly output?: string;
  readonly update?: string;
  readonly force?: true;
};

/** Other tools' files -> an ecosystem file, and a report of what was declared, inferred and assumed. */
export async function action(paths: readonly string[], options: ImportOptions, context: Context): Promise<ExitCode> {
  const { output, update, strict: _all, ...lenient } = options;
  if (output !== undefined && output !== update) {
    const instead = `keep what was edited there: blastradius import --update ${output} ${paths.join(' ')}`.trimEnd();
    refuseOverwriting(context.shell.cwd, [output], options.force === true, instead);
  }
  if (update !== undefined) return updateFile(update, paths, options, context);
  if (paths.length === 0) throw nothingNamed();
  const { loaded, foreign, text } = await importedText(paths, lenient, output, context);
  const next =
    output === undefined
      ? `next: blastradius import ${paths.includes('-') ? 'FILE' : loaded.path} -o blastradius.yaml`
      : `next: correct ${output}, then blastradius run ${output} --out results`;
  return told({ loaded, foreign, text, output, more: {}, lines: [], next }, options, context);
}

/** What nobody edited follows the sources; the rest stays, and is said. */
async function updateFile(
  target: string,
  paths: readonly string[],
  options: ImportOptions,
  context: Context,
): Promise<ExitCode> {
  // With --strict everything is told at once in the end.
  const { strict: _all, ...lenient } = options;
  const { loaded, foreign, updated, text, before } = await loadUpdate(target, paths, lenient, context);
  const { changes } = updated;
  const output = options.output ?? target;
  const isSame = text === before && output === target;
  const lines = isSame
    ? [`${target}: nothing to change`]
    : [`Updated ${output}`, ...changes.map((change) => `  ${changeLine(change)}`)];
  const imported = { ...foreign.imported, ecosystem: updated.ecosystem, toFill: leftToFill(foreign, updated) };
  const next = `next: blastradius run ${output} --out results`;
  return told(
    {
      ...{ loaded, foreign: { ...foreign, imported }, text, next, lines },
      ...{ output: isSame ? undefined : output, more: { update: target, changes } },
    },
    options,
    context,
  );
}

/** Without what somebody decided by hand. */
function leftToFill({ imported }: Foreign, { ecosystem, changes }: Updated): Foreign['imported']['toFill'] {
  const there = new Set<string>(ecosystem.components.map(({ id }) => id));
  const edited = new Set(changes.filter(({ because }) => because.startsWith('edited')).map(({ id }) => id));
  return imported.toFill.filter(({ component }) => there.has(component) && !edited.has(component));
}

type Outcome = {
  readonly loaded: LoadedEcosystem;
  readonly foreign: Foreign;
  readonly text: string;
  /** Where it goes; undefined: to the screen, unless it is an update without changes. */
  readonly output: string | undefined;
  /** For the document of `--json`. */
  readonly more: object;
  readonly lines: readonly string[];
  readonly next: string;
};

/** Writes and says what came out; with --strict nothing is written that was assumed. */
function told(outcome: Outcome, { strict, update }: ImportOptions, context: Context): ExitCode {
  const { loaded, foreign, text, output, more, lines, next } = outcome;
  const { imported, files, format } = foreign;
  const report = importReport(imported);
  const problems = strict === true ? strictProblems(imported, loaded.warnings) : [];
  const isWritten = problems.length === 0;
  if (isWritten && output !== undefined) writeOutput(context.shell.cwd, output, text);
  if (isWritten && output === undefined && update === undefined && context.options.json !== true) {
    context.shell.stdout.write(text);
  }
  if (context.options.json === true) {
    const strictly = strict === true ? { strict: problems } : {};
    const rest = { report, merges: imported.merges, ...more, ...strictly, ecosystem: text };
    context.document({ file: loaded.path, format, files, ...rest });
  }
  context.warn(loaded.warnings);
  context.note([...importReportLines({ ...report, warnings: [] }), ...lines].map(printable).join('\n'));
  for (const problem of problems) context.shell.stderr.write(`error: ${printable(problem)}\n`);
  if (isWritten) context.note(next);
  return isWritten ? 0 : 1;
}

const nothingNamed = () =>
  usageError(
    'files or folders after import',
    'nothing',
    'For example: blastradius import . -o blastradius.yaml, or blastradius import --update blastradius.yaml.',
  );
