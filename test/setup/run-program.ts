import { spawn } from 'node:child_process';

export type Finished = { readonly status: number | null; readonly stdout: string; readonly stderr: string };

/** Runs a program to its end as a user's shell would: without what the test runner put into the environment. */
export async function runProgram(
  program: string,
  args: readonly string[],
  cwd: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  const child = spawn(program, args, {
    cwd,
    env: { ...usersEnvironment(), ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  const status = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  return { status, ...said };
}

/** The same, for steps of a test that must succeed; answers with stdout. */
export async function mustRun(program: string, args: readonly string[], cwd: string): Promise<string> {
  const { status, stdout, stderr } = await runProgram(program, args, cwd);
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}\n${stdout}\n${stderr}`);
  return stdout;
}

const usersEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VITEST|TEST$|NODE_ENV$|NODE_OPTIONS$|FORCE_COLOR$|BLASTRADIUS_|npm_)/.test(name),
    ),
  );
