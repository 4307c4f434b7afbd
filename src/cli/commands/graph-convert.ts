import type { Context } from '../context.ts';
import type { ExitCode } from '../shell.ts';

export async function action(_paths: readonly string[], _options: object, _context: Context): Promise<ExitCode> {
  return 0;
}
