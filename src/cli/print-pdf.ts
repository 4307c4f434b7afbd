import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BlastradiusError, type InvalidInputError } from '../base/errors.ts';
import { findChromium } from './find-chromium.ts';
import { quoted } from './option-value.ts';
import type { Shell } from './shell.ts';
import { usageError } from './usage.ts';

/** Long enough for a report of a thousand components on a slow machine. */
const MOST_MS = 120_000;
/** For what the page draws once it is open, in the time of the page. */
const DRAWING_MS = 20_000;

/** The browser that prints PDFs. @throws {InvalidInputError} if this machine has none */
export function printer(env: Shell['env']): string {
  const found = findChromium(env);
  if (found === undefined) throw noPrinter(env['CHROMIUM_PATH']);
  return found;
}

function noPrinter(asked: string | undefined): InvalidInputError {
  const found = asked ? `none at CHROMIUM_PATH (${quoted(asked)})` : 'none on the PATH';
  return usageError(
    'Chromium or Chrome on this machine, which prints PDFs',
    found,
    'Use .svg for a figure or .html for the report, or set CHROMIUM_PATH.',
  );
}

/**
 * Prints a document in a browser of its own: with a profile that is gone afterwards, without network.
 * @param html - that loads nothing
 * @throws {NotPrintedError} if the browser does not start, ends without a PDF, or takes longer than two minutes
 */
export async function printPdf(html: string, browser: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'blastradius-pdf-'));
  try {
    const [page, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
    writeFileSync(page, html);
    const said = await ended(spawn(browser, flags(folder, page, pdf), { stdio: ['ignore', 'ignore', 'pipe'] }));
    if (!existsSync(pdf)) throw new NotPrintedError(`${browser} printed no PDF. ${said}`.trim());
    return readFileSync(pdf);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The browser of this machine failed, not the input and not we: exit code 3. */
class NotPrintedError extends BlastradiusError {
  override readonly name = 'NotPrintedError';
}

const flags = (folder: string, page: string, pdf: string): string[] => [
  '--headless',
  '--disable-gpu',
  // Its sandbox refuses to run as root, as in containers; the page is our own and its policy forbids it everything.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  `--user-data-dir=${join(folder, 'profile')}`,
  '--no-first-run',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-pdf-header-footer',
  '--run-all-compositor-stages-before-draw',
  `--virtual-time-budget=${DRAWING_MS}`,
  `--print-to-pdf=${pdf}`,
  pathToFileURL(page).href,
];

/** @returns what it said last on stderr */
const ended = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new NotPrintedError(`the browser did not print within ${MOST_MS / 1000} seconds`));
    }, MOST_MS);
    child.stderr?.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-500);
    });
    child.on('error', (error) => {
      clearTimeout(late);
      reject(new NotPrintedError(`the browser does not start: ${error.message}`));
    });
    child.on('close', () => {
      clearTimeout(late);
      resolve(said.trim());
    });
  });
