import { suiteFileJsonSchema } from '../../compile/json-schema.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../shell.ts';

/** The schema is a JSON document anyway: `--json` changes nothing. */
export async function action(_args: readonly string[], _options: object, { document }: Context): Promise<ExitCode> {
  document(suiteFileJsonSchema());
  return 0;
}
