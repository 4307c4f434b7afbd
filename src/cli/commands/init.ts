import { suiteFileJsonSchema } from '../../compile/json-schema.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../shell.ts';
import { starter } from '../starter.ts';
import { refuseOverwriting, writeOutput } from '../write-output.ts';

type InitOptions = { readonly from?: readonly string[]; readonly force?: true };

const ECOSYSTEM = 'blastradius.yaml';
const SCHEMA = 'blastradius.schema.json';

/** Writes a starter, or what a configuration says, beside the schema that its first line names. */
export async function action(_args: readonly string[], options: InitOptions, context: Context): Promise<ExitCode> {
  const { shell, say, note, document } = context;
  refuseOverwriting(shell.cwd, [ECOSYSTEM, SCHEMA], options.force === true);
  const text = options.from === undefined ? starter : await imported(options.from, context);
  writeOutput(shell.cwd, ECOSYSTEM, text);
  writeOutput(shell.cwd, SCHEMA, `${JSON.stringify(suiteFileJsonSchema(), null, 2)}\n`);
  if (context.options.json === true) document({ written: [ECOSYSTEM, SCHEMA] });
  say(`wrote ${ECOSYSTEM} and ${SCHEMA}`);
  note(`next: edit ${ECOSYSTEM}, then blastradius validate, then blastradius run --out results`);
  return 0;
}

/** Importers are loaded only where one is needed. */
async function imported(paths: readonly string[], context: Context): Promise<string> {
  const { importedText } = await import('../imported-text.ts');
  return (await importedText(paths, {}, ECOSYSTEM, context)).text;
}
