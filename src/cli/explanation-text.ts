import { printable } from '../base/printable.ts';
import { layerNames } from '../graph/kinds.ts';
import type { ExplainedArc, Explanation } from './explanation.ts';
import { chance, count } from './numbers.ts';
import { type Column, type Terminal, table } from './terminal.ts';

const MOST_ARCS = 12;

/** The explanation on one or two screens. */
export function explanationText(
  { component, entries, threats, factors, watchedBy, into, outOf, paths }: Explanation,
  terminal: Terminal,
): string {
  const { paint } = terminal;
  const arrow = terminal.unicode ? ' → ' : ' -> ';
  const { id, kind, layer, exposed, certainty, source } = component;
  const what = `${kind}, L${layer} ${layerNames[layer]}${exposed ? ', exposed' : ''}, ${certainty} in ${source}`;
  const isEntry = entries.includes(id);
  return [
    `${paint.bold(printable(id))}  ${printable(what)}`,
    `entry points: ${printable(shortList(entries, 6))}`,
    `threats: ${shortList(threats, 6)}`,
    ...factorLines(factors),
    '',
    paint.bold(into.length === 0 ? 'Nothing leads into it.' : `Into it: ${count(into.length, 'arc')}`),
    ...arcTable(into, ({ from }) => from, 'from', source, terminal),
    '',
    paint.bold(outOf.length === 0 ? 'Nothing leads out of it.' : `Out of it: ${count(outOf.length, 'arc')}`),
    ...arcTable(outOf, ({ to }) => to, 'to', source, terminal),
    ...evidenceLines({ watchedBy, into, outOf }, terminal),
    '',
    paint.bold(
      isEntry
        ? 'It is an entry point itself.'
        : paths.length === 0
          ? 'No path from an entry point reaches it.'
          : 'Likeliest paths, if every step is tried',
    ),
    ...paths.map(({ passes, components, arcs }) => {
      const controls = [...new Set(arcs.flatMap((arc) => arc.controls.map((control) => control.id)))];
      const held = controls.length === 0 ? '' : paint.dim(`  past ${printable(shortList(controls, 4))}`);
      return `  ${chance(passes)}  ${components.map(printable).join(arrow)}${held}`;
    }),
  ].join('\n');
}

function factorLines(factors: Explanation['factors']): string[] {
  const said = Object.entries(factors).map(([name, strength]) => `${name} ${strength}`);
  return said.length === 0 ? [] : [`under: ${said.join(', ')}`];
}

const MOST_EVIDENCE = 40;

/** What the probabilities above rest on, each once; plain numbers of the file stand in the tables with their lines. */
function evidenceLines(
  { watchedBy, into, outOf }: Pick<Explanation, 'watchedBy' | 'into' | 'outOf'>,
  { paint }: Terminal,
): string[] {
  const shown = [...into.slice(0, MOST_ARCS), ...outOf.slice(0, MOST_ARCS)].flatMap(({ evidence }) => evidence);
  const told = [...shown, ...watchedBy.map(({ evidence }) => evidence)].filter(
    ({ of, texts }) => !of.startsWith('trust of ') || texts.length > 1,
  );
  const lines = [...new Map(told.map((one) => [`${one.of} ${one.value}`, linesOf(one)])).values()].flat();
  if (lines.length === 0) return [];
  const rest = lines.length - MOST_EVIDENCE;
  return [
    '',
    paint.bold('Evidence'),
    ...lines.slice(0, MOST_EVIDENCE).map(printable),
    ...(rest > 0 ? [`  and ${count(rest, 'more line')}; --json has them all`] : []),
  ];
}

/** `NAME VALUE: yours, PLACE`; several sources below it. */
function linesOf({ of, value, basis, texts }: Explanation['into'][number]['evidence'][number]): string[] {
  const head = `  ${of} ${value}: ${basis}`;
  const [first, ...more] = texts;
  if (basis === 'literature') return [head, ...texts.map((text) => `    ${text}`)];
  return [first === undefined ? head : `${head}, ${first}`, ...more.map((text) => `    ${text}`)];
}

const shortList = (items: readonly string[], most: number): string =>
  items.slice(0, most).join(', ') + (items.length > most ? ` and ${items.length - most} more` : '');

function arcTable(
  arcs: readonly ExplainedArc[],
  end: (arc: ExplainedArc) => string,
  head: string,
  home: string,
  terminal: Terminal,
): string[] {
  if (arcs.length === 0) return [];
  const columns: readonly Column[] = [
    { head, shrinkTo: 12 },
    { head: 'relation' },
    { head: 'class' },
    { head: 'passes', align: 'right' },
    { head: 'is made of', shrinkTo: 24 },
    { head: 'stated in', shrinkTo: 12, paint: terminal.paint.dim },
  ];
  const rows = arcs
    .slice(0, MOST_ARCS)
    .map((arc) => [
      end(arc),
      `${arc.kind} ${arc.direction}`,
      arc.threat,
      chance(arc.passes),
      madeOf(arc, terminal),
      statedIn(arc, home),
    ]);
  const rest = arcs.length - rows.length;
  return [
    table(terminal, columns, rows),
    ...(rest > 0 ? [`  and ${count(rest, 'more arc')}; --json has them all`] : []),
  ];
}

/** Only the line, if it is in the file where the component stands. */
function statedIn({ source, certainty }: ExplainedArc, home: string): string {
  const [file = ''] = home.split(/:\d+/);
  const place = source.startsWith(`${file}:`) ? `line ${source.slice(file.length + 1).replace(/:.*/, '')}` : source;
  return certainty === 'declared' ? place : `${place} (${certainty})`.trim();
}

/** `channel 0.03 per attempt x trust 0.9, page-filter stops 0.87` */
function madeOf({ channel, trust, hardening, controls }: ExplainedArc, { unicode }: Terminal): string {
  const times = unicode ? ' × ' : ' x ';
  const factors = [
    `channel ${channel.probability}${channel.perAttempt ? ' per attempt' : ''}`,
    ...(trust === '1' ? [] : [`trust ${trust}`]),
    ...(hardening === '0' ? [] : [`(1 - hardening ${hardening})`]),
  ];
  return [factors.join(times), ...controls.map(({ id, effectiveness }) => `${id} stops ${effectiveness}`)].join(', ');
}
