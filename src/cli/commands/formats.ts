import { importers } from '../../import/importers.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../shell.ts';
import { table } from '../terminal.ts';

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
  const columns = [{ head: '-f' }, { head: 'format', shrinkTo: 16 }, { head: 'gives', shrinkTo: 20 }];
  context.say(
    table(
      context.screen,
      columns,
      formats.map(({ format, title, gives }) => [format, title, gives]),
    ),
  );
  return 0;
}
