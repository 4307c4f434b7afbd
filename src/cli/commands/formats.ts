import { importers } from '../../import/importers.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../shell.ts';
import type { Terminal } from '../terminal.ts';
import { wrapped } from '../wrapped.ts';

const own = [
  {
    format: 'ecosystem',
    title: 'blastradius ecosystem file',
    gives: 'everything: components, relations, controls, suite, thresholds',
  },
  {
    format: 'edge-list',
    title: 'edge list or CSV, plain or .gz',
    gives: 'a raw graph: nodes and arcs, with probabilities if there is a column',
  },
  { format: 'graphml', title: 'GraphML, plain or .gz', gives: 'a raw graph, if no node has a kind' },
  { format: 'gexf', title: 'GEXF, plain or .gz', gives: 'a raw graph, if no node has a kind' },
  { format: 'dot', title: 'DOT (Graphviz), plain or .gz', gives: 'a raw graph, if no node has a kind' },
];

export async function action(_args: readonly string[], _options: object, context: Context): Promise<ExitCode> {
  const formats = [...own, ...importers.map(({ format, title, gives }) => ({ format, title, gives }))];
  if (context.options.json === true) context.document({ formats });
  context.say(formats.map((one) => formatText(one, context.screen)).join('\n'));
  return 0;
}

const WIDEST_LINE = 100;

/** The name for `-f` and the title, what it gives below. */
function formatText({ format, title, gives }: (typeof own)[number], { columns, paint }: Terminal): string {
  const indent = ' '.repeat(NAME_COLUMNS + 4);
  const lines = wrapped(gives, Math.min(columns, WIDEST_LINE) - indent.length);
  return [`  ${paint.bold(format.padEnd(NAME_COLUMNS))}  ${title}`, ...lines.map((line) => indent + line)].join('\n');
}

const NAME_COLUMNS = Math.max(...[...own, ...importers].map(({ format }) => format.length));
