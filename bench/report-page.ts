import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { timedCli } from './built-cli.ts';
import { loadNow, machineText, thisMachine } from './machine.ts';
import { markdownTable } from './markdown-table.ts';
import { estateFile } from './report-page/estate-file.ts';
import { type Frame, measurePage, type PageFigures } from './report-page/measure.ts';
import { inTemporaryFolder } from './temporary-folder.ts';

/**
 * How large is a report, how soon can it be used, and does it keep up while somebody scrubs? `npm run bench -- --report`
 * runs 1,200 components with 100 entry points (1,000 worlds each, seed 1) through the built CLI and measures its report;
 * `--html FILE` measures that one. Times are Chromium's own, from its trace, without a graphics card.
 */
export async function benchReport(file: string | undefined): Promise<string> {
  if (file !== undefined) return described(file, await measurePage(file, OPENINGS));
  return await inTemporaryFolder(async (folder) => {
    const suite = join(folder, 'estate.yaml');
    const results = join(folder, 'results');
    writeFileSync(suite, estateFile({ components: 1_200, entries: 100, worlds: 1_000 }));
    await timedCli(['run', suite, '--out', results, '--quiet'], PATIENCE_SECONDS);
    const report = join(results, 'report.html');
    return described(report, await measurePage(report, OPENINGS));
  });
}

const OPENINGS = 7;
const PATIENCE_SECONDS = 600;

function described(file: string, figures: PageFigures): string {
  const { ready, complete, scriptUntilReady, scrub, hover, switching } = figures;
  const rows: string[][] = [
    ['size', `${(statSync(file).size / 1e6).toFixed(2)} MB`, ''],
    ['can be scrubbed and clicked after', ms(ready, 0.5), ms(ready, 1)],
    ['processor time of scripts until then', ms(scriptUntilReady, 0.5), ms(scriptUntilReady, 1)],
    ['last section written after', ms(complete, 0.5), ms(complete, 1)],
    ['scrubbing: scripts and layout per frame', ...frames(scrub, ({ scriptAndLayout }) => scriptAndLayout)],
    ['the same in processor time', ...frames(scrub, ({ worked }) => worked)],
    ['scrubbing: all of the thread, painting included', ...frames(scrub, ({ anything }) => anything)],
    ['hovering: scripts and layout per frame', ...frames(hover, ({ scriptAndLayout }) => scriptAndLayout)],
    ['the same in processor time', ...frames(hover, ({ worked }) => worked)],
    ['another scenario is there after', ms(switching, 0.5), ms(switching, 1)],
  ];
  const text = markdownTable(['', 'median', '95 % (of few: most)'], rows);
  return `${machineText(thisMachine())}; load of the machine ${loadNow()}; ${scrub.length} frames scrubbed, opened ${ready.length} times.\n\n${text}`;
}

const frames = (all: readonly Frame[], of: (frame: Frame) => number): [string, string] => [
  ms(all.map(of), 0.5, 1),
  ms(all.map(of), 0.95, 1),
];

/** A quantile of the values. */
function ms(values: readonly number[], share: number, digits = 0): string {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
  return `${value.toFixed(digits)} ms`;
}
