import { printable } from '../base/printable.ts';
import { thousands } from '../base/thousands.ts';
import type { Results } from '../measure/results.ts';
import type { ReachOf } from '../run/reach-of.ts';
import { amount, count, interval, percent } from './numbers.ts';
import { bar, type Column, type Terminal, table } from './terminal.ts';

/** Who reaches a node, and of which graph; the document of `explain --json` for a raw graph. */
export type ExplainedNode = Pick<Results, 'name' | 'engine' | 'inputs' | 'assumptions' | 'warnings'> & {
  readonly graph: Pick<Results['graph'], 'components' | 'relations'>;
} & ReachOf;

const MOST_SOURCES = 10;
const BAR_COLUMNS = 16;

/** The explanation of a node on one screen: the likeliest sources, and how many there are. */
export function reachText(node: ExplainedNode, terminal: Terminal): string {
  const { paint } = terminal;
  const { id, name, model, worlds, graph, reach } = node;
  const interrupted = paint.yellow('Interrupted: these are the worlds that were done.');
  return [
    ...(node.partial === true ? [interrupted] : []),
    `${paint.bold('Who reaches')} ${printable(id)} in ${printable(name)}: ${count(graph.components, 'node')}, ${model}, ${count(worlds, 'world')}`,
    '',
    ...(reach.length === 0
      ? [`  Nobody ${worlds === 0 ? 'was tried: no world was done' : 'does, in any world'}.`]
      : sources(node, terminal)),
    '',
    lastLine(node, terminal),
  ].join('\n');
}

function sources({ reach, sources: { mean, ci95, max } }: ExplainedNode, terminal: Terminal): string[] {
  const columns: readonly Column[] = [
    { head: 'from', shrinkTo: 8 },
    { head: 'reaches it', align: 'right' },
    { head: '95 % interval' },
    { head: '', paint: terminal.paint.red },
  ];
  const rows = reach
    .slice(0, MOST_SOURCES)
    .map((source) => [
      source.id,
      percent(source.p),
      interval(terminal, source.ci95, percent),
      bar(terminal, source.p, BAR_COLUMNS),
    ]);
  const rest = reach.length - rows.length;
  return [
    table(terminal, columns, rows),
    ...(rest > 0 ? [`  ${terminal.paint.dim(`and ${thousands(rest)} more; --json has them all`)}`] : []),
    '',
    `  In a world ${amount(mean)} others reach it on average (95 % interval ${interval(terminal, ci95)}), at most ${thousands(max)}.`,
  ];
}

function lastLine({ assumptions, engine, seed }: ExplainedNode, { paint }: Terminal): string {
  const assumed = assumptions.length === 0 ? '' : `${count(assumptions.length, 'assumption')}, `;
  return paint.dim(`${assumed}engine ${engine}, seed ${seed}`);
}
