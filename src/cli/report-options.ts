import type { Option } from 'commander';
import { parseFigureWidth } from './figure-width.ts';
import { wholeNumber } from './option-value.ts';
import { outputFormats } from './output-format.ts';
import { option } from './shared-options.ts';

/** Of `report`. */
export const reportOptions: readonly Option[] = [
  option('--figure <name>', 'one figure instead of the report; all: each in a file of its own'),
  option('--format <format>', 'instead of the ending of -o').choices(outputFormats),
  option('--scenario <id>', 'the scenario that is drawn (the worst if left out)'),
  option('--component <id>', 'in the figure paths: where the ways lead to'),
  option('--log', 'in the figure ccdf: a logarithmic axis of chances'),
  option('--width <w>', 'width of a figure in px, or as 85mm on paper, where its smallest text is 7 pt').argParser(
    parseFigureWidth,
  ),
  option('--theme <theme>', 'colours; print: no ground, every mark outlined').choices(['light', 'dark', 'print']),
  option('--scale <n>', 'of a PNG: pixels per px, or times 300 dpi (2 if left out)').argParser(
    wholeNumber('--scale', 1, 8, 3),
  ),
  option('-o, --output <file>', 'where to write it (stdout if left out; .html .svg .png .pdf .md .json)'),
];

/** Only the pictures themselves know their names. */
export const reportChoices: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  '--figure': async () => {
    const { figures } = await import('../../viz/figures/figures.ts');
    return [...figures.map(({ name }) => name), 'all'];
  },
};
