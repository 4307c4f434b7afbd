import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answer } from '../src/cli/answer.ts';
import { namedRuns } from '../src/cli/named-runs.ts';
import type { Shell } from '../src/cli/shell.ts';
import { withMaturities } from '../src/cli/with-maturities.ts';
import { parseSuiteFile } from '../src/compile/suite-file.ts';
import { worstScenario } from '../src/measure/worst-scenario.ts';
import { runSuite } from '../src/run/run-suite.ts';
import { writeResults } from '../src/run/store.ts';
import { maturities } from '../src/threats/maturities.ts';
import { figureNamed } from '../viz/figures/figures.ts';
import { group } from '../viz/markup.ts';
import { viewOf } from '../viz/view.ts';
import { type GalleryPicture, galleryFigures, galleryOptions, galleryRuns } from './figure-gallery.ts';

export type Drawn = {
  readonly svg: string;
  /** How to read it, in the words of the page. */
  readonly lede: string;
};

/** What the commands of docs/figures.md write: file under docs/images/figures/ -> what is in it. */
export async function drawGallery(): Promise<ReadonlyMap<string, Drawn>> {
  const folder = mkdtempSync(join(tmpdir(), 'blastradius-gallery-'));
  try {
    for (const name of Object.keys(galleryRuns)) await runInto(folder, name);
    const drawn = new Map<string, Drawn>();
    for (const picture of [...galleryFigures, ...galleryOptions]) {
      drawn.set(`${picture.file}.svg`, { svg: await drawInto(folder, picture), lede: ledeOf(folder, picture) });
    }
    return drawn;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `run --out` leaves, without the report. */
async function runInto(folder: string, name: string): Promise<void> {
  const { file, everyMaturity } = galleryRuns[name] as (typeof galleryRuns)[string];
  const text = readFileSync(new URL(`../scenarios/${file}`, import.meta.url), 'utf8');
  const { file: parsed } = parseSuiteFile(text, file);
  const suite = withMaturities(parsed.suite, everyMaturity === true ? maturities : undefined);
  const { results, details } = await runSuite({ ...parsed, suite }, { threads: 1 });
  writeResults(join(folder, name), { results, details, inputs: [], run: {}, reportHtml: null });
}

function ledeOf(folder: string, { argv }: GalleryPicture): string {
  const option = argv.indexOf('--figure');
  const shown = namedRuns(folder, argv.slice(0, option));
  const figure = figureNamed(argv[option + 1] ?? '');
  const { markup } = group(figure?.lede(viewOf(shown, worstScenario(shown.results))));
  return markup.replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

async function drawInto(folder: string, { file, argv }: GalleryPicture): Promise<string> {
  const said: string[] = [];
  const output = { write: (text: string) => void said.push(text), isTerminal: false, columns: undefined };
  const shell: Shell = {
    stdout: output,
    stderr: output,
    env: {},
    cwd: folder,
    now: () => 0,
    onSignal: () => () => {},
    exit: (code) => {
      throw new Error(`exit ${code}`);
    },
  };
  const exitCode = await answer(['report', ...argv, '-o', `${file}.svg`], shell);
  if (exitCode !== 0) throw new Error(`report ${argv.join(' ')}: ${said.join('')}`);
  return readFileSync(join(folder, `${file}.svg`), 'utf8');
}
