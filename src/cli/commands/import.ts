import { importReport, importReportLines } from '../../import/import-report.ts';
import { writeEcosystem } from '../../import/write-ecosystem.ts';
import type { Context } from '../context.ts';
import { loadEcosystem } from '../load.ts';
import { printable } from '../printable.ts';
import type { ExitCode } from '../shell.ts';
import { usageError } from '../usage.ts';
import { refuseOverwriting, writeOutput } from '../write-output.ts';

type ImportOptions = { readonly format?: string; readonly output?: string; readonly force?: true };

/** Another tool's file -> an ecosystem file, and a report of what was declared, inferred and assumed. */
export async function action(
  [path = '']: readonly string[],
  options: ImportOptions,
  context: Context,
): Promise<ExitCode> {
  const { foreign } = await loadEcosystem([path], options, context);
  if (foreign === undefined) {
    throw usageError(
      'a configuration to import',
      `${path}, which is an ecosystem file`,
      `Run it as it is: blastradius run ${path}.`,
    );
  }
  const { format, imported } = foreign;
  const text = writeEcosystem(imported.ecosystem);
  const report = importReport(imported);
  if (options.output !== undefined) {
    refuseOverwriting(context.shell.cwd, [options.output], options.force === true);
    writeOutput(context.shell.cwd, options.output, text);
  } else if (context.options.json !== true) {
    context.shell.stdout.write(text);
  }
  if (context.options.json === true) context.document({ file: path, format, report, ecosystem: text });
  context.warn(imported.warnings);
  context.note(importReportLines(report).map(printable).join('\n'));
  context.note(
    options.output === undefined
      ? `next: blastradius import ${path} -o blastradius.yaml`
      : `next: correct ${options.output}, then blastradius run ${options.output} --out results`,
  );
  return 0;
}
