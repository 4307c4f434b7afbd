import { resolve } from 'node:path';
import { importReport, importReportLines } from '../../import/import-report.ts';
import type { Context } from '../context.ts';
import { loadEcosystem } from '../load.ts';
import type { MixtureOptions } from '../load-mixture.ts';
import type { Foreign, LoadedEcosystem } from '../loaded.ts';
import { printable } from '../printable.ts';
import type { ExitCode } from '../shell.ts';
import { usageError } from '../usage.ts';
import { refuseOverwriting, writeOutput } from '../write-output.ts';

type ImportOptions = Pick<MixtureOptions, 'format' | 'merge' | 'sameAs'> & {
  readonly output?: string;
  readonly force?: true;
};

/** Other tools' files -> an ecosystem file, and a report of what was declared, inferred and assumed. */
export async function action(paths: readonly string[], options: ImportOptions, context: Context): Promise<ExitCode> {
  const { output } = options;
  if (output !== undefined) refuseOverwriting(context.shell.cwd, [output], options.force === true);
  const leaveOut = output === undefined ? [] : [resolve(context.shell.cwd, output)];
  const loaded = await loadEcosystem(paths, { ...options, leaveOut }, context);
  const foreign = importedFrom(loaded);
  const { text, imported, files, format } = foreign;
  const report = importReport(imported);
  if (output !== undefined) writeOutput(context.shell.cwd, output, text);
  else if (context.options.json !== true) context.shell.stdout.write(text);
  if (context.options.json === true) {
    context.document({ file: loaded.path, format, files, report, merges: imported.merges, ecosystem: text });
  }
  context.warn(loaded.warnings);
  context.note(importReportLines(report).map(printable).join('\n'));
  context.note(
    output === undefined
      ? `next: blastradius import ${loaded.path} -o blastradius.yaml`
      : `next: correct ${output}, then blastradius run ${output} --out results`,
  );
  return 0;
}

function importedFrom({ foreign, path }: LoadedEcosystem): Foreign {
  if (foreign !== undefined) return foreign;
  throw usageError(
    'a configuration to import',
    `${path}, which is an ecosystem file`,
    `Run it as it is: blastradius run ${path}.`,
  );
}
