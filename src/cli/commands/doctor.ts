import { availableParallelism } from 'node:os';
import { printable } from '../../base/printable.ts';
import { engineVersion } from '../../base/version.ts';
import type { Context } from '../context.ts';
import { findChromium } from '../find-chromium.ts';
import type { ExitCode } from '../shell.ts';

type Check = {
  readonly name: string;
  /** `missing` takes a part away that not everybody needs; `broken` ends with exit code 3. */
  readonly state: 'ok' | 'missing' | 'broken';
  readonly detail: string;
};

/** What a run, a picture and the browser tests need, tried now. */
export async function action(_args: readonly string[], _options: object, context: Context): Promise<ExitCode> {
  const { screen, options, say, document, shell } = context;
  const checks = [
    node(),
    threads(options.threads),
    await worker(),
    await kernels(),
    await pictures(),
    terminal(context),
    chromium(shell.env),
  ];
  const isBroken = checks.some(({ state }) => state === 'broken');
  if (options.json === true) document({ version: engineVersion, ok: !isBroken, checks });
  const { green, yellow, red } = screen.paint;
  const mark = { ok: green('ok     '), missing: yellow('missing'), broken: red('broken ') };
  for (const { name, state, detail } of checks) say(`  ${mark[state]}  ${name.padEnd(9)}  ${printable(detail)}`);
  say(isBroken ? '\nSomething is broken: see above.' : `\nblastradius ${engineVersion} is ready.`);
  return isBroken ? 3 : 0;
}

function node(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isNew = major > 20 || (major === 20 && minor >= 19);
  return {
    name: 'node',
    state: isNew ? 'ok' : 'broken',
    detail: `${process.versions.node}${isNew ? '' : ', needs 20.19 or later'}`,
  };
}

const threads = (asked: number | undefined): Check => ({
  name: 'threads',
  state: 'ok',
  detail: `${availableParallelism()} of this machine${asked === undefined ? '' : `, ${asked} asked for`}`,
});

/** A build without the module runs, several times slower. */
async function kernels(): Promise<Check> {
  const name = 'kernels';
  const { kernelModule } = await import('../../run/kernel-module.ts');
  try {
    return kernelModule() === null
      ? {
          name,
          state: 'missing',
          detail: 'plain ones only, several times slower: the WebAssembly module was not built',
        }
      : { name, state: 'ok', detail: 'WebAssembly with 128-bit vectors' };
  } catch (error) {
    return { name, state: 'broken', detail: `the WebAssembly module does not compile: ${messageOf(error)}` };
  }
}

/** Two threads, so that they are real ones, on a task that they must refuse. */
async function worker(): Promise<Check> {
  const name = 'worker';
  try {
    const { tryWorker } = await import('../try-worker.ts');
    return { name, state: 'ok', detail: await tryWorker() };
  } catch (error) {
    return { name, state: 'broken', detail: `threads do not start: ${messageOf(error)}` };
  }
}

async function pictures(): Promise<Check> {
  const name = 'pictures';
  try {
    const { Resvg } = await import('@resvg/resvg-js');
    const png = new Resvg('<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>').render().asPng();
    return { name, state: png.length > 0 ? 'ok' : 'broken', detail: 'SVG and PNG' };
  } catch (error) {
    return { name, state: 'missing', detail: `SVG only; PNG needs @resvg/resvg-js: ${messageOf(error)}` };
  }
}

const terminal = ({ screen }: Context): Check => ({
  name: 'terminal',
  state: 'ok',
  detail: screen.unicode ? 'Unicode' : 'ASCII only: set LANG to a UTF-8 locale for finer bars',
});

/** Only PDFs and our own browser tests need it; reports open in any browser. */
function chromium(env: Context['shell']['env']): Check {
  const found = findChromium(env);
  const detail = found ?? 'PDFs need it, and the tests of the project';
  return { name: 'chromium', state: found === undefined ? 'missing' : 'ok', detail };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
