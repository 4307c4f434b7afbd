import { layerNames, layers } from '../graph/kinds.ts';
import type { BlastRadius, Details, Results, ScenarioResult, ThresholdResult } from '../measure/results.ts';
import { dangerousRelation } from './dangerous-relation.ts';
import { amount, chance, count, grouped, interval, percent } from './numbers.ts';
import { printable } from './printable.ts';
import { bar, type Column, type Terminal, table } from './terminal.ts';

/** Where a threshold rule stands: `blastradius.yaml:31:5`; undefined if it is not known. */
export type PlaceOfRule = (rule: string) => string | undefined;

const MOST_RANKED = 8;
const MOST_RULES = 8;
const BAR_COLUMNS = 16;

/** A run on one screen: the ranking if there are many scenarios, the worst one by layer, what drives it, the verdicts, the seed. */
export function summary(
  { results, details }: { results: Results; details: Details },
  placeOfRule: PlaceOfRule,
  terminal: Terminal,
): string {
  const { paint } = terminal;
  const ranked = results.scenarios.toSorted((a, b) => b.blastRadius.total.mean - a.blastRadius.total.mean);
  const [worst] = ranked;
  if (worst === undefined) return 'no scenarios\n';
  return [
    ...(results.partial === true ? [paint.yellow('Interrupted: what follows is from the worlds that were done.')] : []),
    titleOf(results, worst, terminal),
    ...(ranked.length > 1 ? ['', ranking(ranked, terminal), '', paint.bold(`Worst: from ${entryOf(worst)}`)] : []),
    byLayer(worst, terminal),
    '',
    ...driversOf(worst, details, terminal),
    ...verdictsOf(results.thresholds, ranked.length > 1, placeOfRule, terminal),
    lastLine(results, terminal),
  ].join('\n');
}

function titleOf({ name, scenarios, graph }: Results, worst: ScenarioResult, { paint }: Terminal): string {
  const models = [...new Set(scenarios.map(({ model }) => model))].join(', ');
  const run =
    worst.family === 'exact' ? 'exact' : `${grouped(worst.worlds)} worlds${scenarios.length > 1 ? ' each' : ''}`;
  const what = scenarios.length > 1 ? count(scenarios.length, 'scenario') : `from ${entryOf(worst)}`;
  return `${paint.bold('Blast radius')} of ${printable(name)}: ${what}, ${count(graph.components, 'component')}, ${models}, ${run}`;
}

/** Ids joined as they are typed after --entry. */
const entryOf = ({ entry, id }: ScenarioResult): string =>
  printable(entry.length === 0 || id.split('/')[1] === 'random' ? 'a random component' : entry.join(' + '));

function ranking(ranked: readonly ScenarioResult[], terminal: Terminal): string {
  const columns: readonly Column[] = [
    { head: 'from', shrinkTo: 12 },
    { head: labelHead(ranked), shrinkTo: 8 },
    { head: 'mean', align: 'right' },
    { head: '95 % interval' },
    { head: 'p95', align: 'right' },
    { head: 'touched', align: 'right' },
    { head: 'likelihood', align: 'right' },
    { head: '', paint: terminal.paint.red },
  ];
  const rows = ranked.slice(0, MOST_RANKED).map((scenario) => {
    const { total } = scenario.blastRadius;
    return [
      entryOf(scenario),
      labelOf(scenario, ranked),
      amount(total.mean),
      interval(terminal, total.ci95),
      amount(total.p95),
      percent(total.touched),
      scenario.entryLikelihood === null ? '' : chance(scenario.entryLikelihood),
      bar(terminal, total.fraction ?? 0, BAR_COLUMNS),
    ];
  });
  const kept = columns.map((_, c) => c === 0 || rows.some((row) => row[c] !== ''));
  const drawn = table(
    terminal,
    columns.filter((_, c) => kept[c]),
    rows.map((row) => row.filter((_, c) => kept[c])),
  );
  const rest = ranked.length - rows.length;
  return rest > 0
    ? `${drawn}\n  ${terminal.paint.dim(`and ${count(rest, 'more scenario')}; --json has them all`)}`
    : drawn;
}

/** What tells two scenarios from one entry apart: the parts of the id behind it, if they differ at all. */
const labelOf = ({ id }: ScenarioResult, all: readonly ScenarioResult[]): string => {
  const parts = (text: string): string => text.split('/').toSpliced(1, 1).join('/');
  return all.some((other) => parts(other.id) !== parts(id)) ? parts(id) : '';
};
const labelHead = (all: readonly ScenarioResult[]): string =>
  all.some((one) => labelOf(one, all) !== '') ? 'scenario' : '';

function byLayer({ blastRadius }: ScenarioResult, terminal: Terminal): string {
  const row = (name: string, scope: BlastRadius): string[] => [
    name,
    `${amount(scope.mean)} / ${scope.size}`,
    interval(terminal, scope.ci95),
    amount(scope.p50),
    amount(scope.p95),
    percent(scope.touched),
    bar(terminal, scope.fraction ?? 0, BAR_COLUMNS),
  ];
  const scopes = layers.flatMap((layer) => {
    const scope = blastRadius.layers[`${layer}`];
    return scope === undefined || scope.size === 0 ? [] : [row(`L${layer} ${layerNames[layer]}`, scope)];
  });
  const columns: readonly Column[] = [
    { head: '', shrinkTo: 8 },
    { head: 'mean', align: 'right' },
    { head: '95 % interval' },
    { head: 'p50', align: 'right' },
    { head: 'p95', align: 'right' },
    { head: 'touched', align: 'right' },
    { head: '', paint: terminal.paint.red },
  ];
  return table(terminal, columns, [row('total', blastRadius.total), ...scopes]);
}

function driversOf(worst: ScenarioResult, details: Details, terminal: Terminal): string[] {
  const { total } = worst.blastRadius;
  const dash = terminal.unicode ? '–' : '-';
  const plusMinus = terminal.unicode ? '±' : '+-';
  const [low, high] = total.ci95;
  const lines: string[] = [];
  if (worst.arcs === 0) lines.push('Nothing can spread: no relation carries these threat classes away from the entry.');
  if (total.belief95 !== null) {
    const [from, to] = total.belief95;
    lines.push(
      `The mean: simulation ${plusMinus} ${amount((high - low) / 2)}, not knowing ${amount(from)} to ${amount(to)}.`,
    );
  }
  const relation = dangerousRelation(worst.id, details, terminal.unicode ? '→' : '->');
  if (relation !== undefined) {
    lines.push(`Most dangerous relation: ${printable(relation.text)}, ${amount(relation.share)} infections per world.`);
  }
  if (total.outbreak > 0 && total.outbreakMean !== null && total.untouched > 0) {
    lines.push(
      `${percent(total.untouched)} of worlds stay untouched; the ${percent(total.outbreak)} that break out reach ${amount(total.outbreakMean)} on average.`,
    );
  }
  return lines.map((line) => `  ${line.replace('–', dash)}`);
}

const marks = { failed: ['FAIL', 'red'], undecided: ['OPEN', 'yellow'], passed: ['PASS', 'green'] } as const;
const severity = ['failed', 'undecided', 'passed'] as const;

function verdictsOf(
  rows: readonly ThresholdResult[],
  many: boolean,
  placeOfRule: PlaceOfRule,
  terminal: Terminal,
): string[] {
  if (rows.length === 0) return [];
  const sorted = rows.toSorted((a, b) => severity.indexOf(a.verdict) - severity.indexOf(b.verdict));
  const lines = sorted.slice(0, MOST_RULES).map(({ rule, verdict, value, interval: of, level, scenario }) => {
    const [mark, colour] = marks[verdict];
    const where = placeOfRule(rule);
    const what = `${printable(rule)}${level === 'warn' ? ' (warning)' : ''}: ${amount(value)}, 95 % ${interval(terminal, of)}`;
    const tail = [many ? `in ${printable(scenario)}` : '', where === undefined ? '' : `(${printable(where)})`].filter(
      (part) => part !== '',
    );
    return `  ${terminal.paint[colour](mark)}  ${[what, ...tail].join(' ')}`;
  });
  const rest = sorted.length - lines.length;
  return ['', ...lines, ...(rest > 0 ? [`  and ${count(rest, 'more verdict')}; --json has them all`] : [])];
}

function lastLine({ seed, assumptions, engine }: Results, { paint }: Terminal): string {
  const assumed = assumptions.length === 0 ? '' : `${count(assumptions.length, 'assumption')}, `;
  return `\n${paint.dim(`${assumed}engine ${engine}, seed ${seed}`)}`;
}
