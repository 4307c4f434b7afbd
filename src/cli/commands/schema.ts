import type { Context } from '../context.ts';
import type { ExitCode } from '../shell.ts';

/** The schema is a JSON document anyway: `--json` changes nothing. */
export async function action(
  _args: readonly string[],
  { catalogue }: { readonly catalogue?: true },
  { document }: Context,
): Promise<ExitCode> {
  if (catalogue === true) document((await import('../../compile/catalogue-json-schema.ts')).catalogueJsonSchema());
  else document((await import('../../compile/json-schema.ts')).suiteFileJsonSchema());
  return 0;
}
