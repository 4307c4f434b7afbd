import { loadServedAssets } from '../../../viz/live/live-assets.ts';
import { printable } from '../../base/printable.ts';
import type { Context } from '../context.ts';
import { filesOrFound } from '../find-input.ts';
import { type ExitCode, exitCodeOfSignal, type Shell, type Signal } from '../shell.ts';
import { usageError } from '../usage.ts';
import { onSomePort } from '../view/choose-port.ts';
import { openFileRun } from '../view/file-run.ts';
import { noBrowserBecause, openBrowser } from '../view/open-browser.ts';
import { resultFolders } from '../view/result-folders.ts';
import { openServer, type ViewServer } from '../view/server.ts';
import { typedFlags } from '../view/typed-flags.ts';
import { passedOn } from '../view/view-options.ts';
import { viewPages } from '../view/view-pages.ts';
import type { WatchedRun } from '../view/watched-run.ts';

type ViewOptions = {
  readonly port?: number;
  readonly open: boolean;
  readonly watch?: true;
  readonly out?: string;
};

/** Serves reports to the browser of this machine, live while runs go on, until it is ended. */
export async function action(typed: readonly string[], options: ViewOptions, context: Context): Promise<ExitCode> {
  const signal = firstSignal(context.shell);
  const paths = filesOrFound(typed, 'view', context);
  const folders = resultFolders(paths, context.shell);
  if (folders !== undefined) {
    refuseRunFlags(options);
    return serve(folders, options, context, signal);
  }
  const run = openFileRun(fileRunOptions(paths, options, context), context.shell);
  try {
    const early = await Promise.race([run.begun(), signal]);
    if (typeof early === 'string') return exitCodeOfSignal[early];
    if (early !== undefined) return early as ExitCode;
    return await serve([run], options, context, signal);
  } finally {
    await run.end();
  }
}

function refuseRunFlags(options: ViewOptions): void {
  const [flag] = typedFlags(passedOn(), options);
  const typed = options.watch === true ? '--watch' : flag?.split('=', 1)[0];
  if (typed === undefined) return;
  throw usageError(
    `a file to run with ${typed}`,
    'results that are there',
    `Leave ${typed} out, or name the file: blastradius view FILE ${typed} …`,
  );
}

const fileRunOptions = (paths: readonly string[], options: ViewOptions, { options: globals }: Context) => ({
  paths,
  flags: [
    ...typedFlags(
      passedOn().filter((flag) => flag.long !== '--out'),
      options,
    ),
    ...(globals.seed === undefined ? [] : [`--seed=${globals.seed}`]),
    ...(globals.threads === undefined ? [] : [`--threads=${globals.threads}`]),
  ],
  out: options.out,
  isWatching: options.watch === true,
});

async function serve(
  runs: readonly WatchedRun[],
  options: ViewOptions,
  context: Context,
  signal: Promise<Signal>,
): Promise<ExitCode> {
  const table = viewPages(runs, await loadServedAssets());
  const tell = (error: Error): void =>
    context.shell.stderr.write(`error: ${printable(error.stack ?? error.message)}\n`);
  const server = await onSomePort(options.port, (port) => openServer(table, port, tell));
  try {
    ready(server, runs, context);
    void show(server, options, context);
    return exitCodeOfSignal[await signal];
  } finally {
    await server.close();
  }
}

function ready({ url, port }: ViewServer, runs: readonly WatchedRun[], { shell, options, say, note }: Context): void {
  const results = runs.map(({ label }, i) => ({ label, url: runs.length > 1 ? `${url}r/${i + 1}` : url }));
  // One line, so that a script that reads lines can go on while the server stays.
  if (options.json === true) shell.stdout.write(`${JSON.stringify({ url, port, results })}\n`);
  say(`${printable(runs.map(({ label }) => label).join(', '))} at ${url}`);
  note('Ctrl-C ends it');
}

async function show({ url }: ViewServer, { open }: ViewOptions, { shell, options, note }: Context): Promise<void> {
  if (!open || options.json === true || !shell.stderr.isTerminal) return;
  const machine = { platform: process.platform, env: shell.env };
  const reason = noBrowserBecause(machine);
  if (reason === undefined && (await openBrowser(url, machine))) return;
  note(`no browser was opened${reason === undefined ? '' : ` (${reason})`}: open ${url}`);
}

const firstSignal = ({ onSignal }: Shell): Promise<Signal> =>
  new Promise((resolveSignal) => {
    const end = onSignal((signal) => {
      end();
      resolveSignal(signal);
    });
  });
