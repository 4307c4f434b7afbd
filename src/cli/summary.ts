import { printable } from '../base/printable.ts';
import { thousands } from '../base/thousands.ts';
import { layerNames, layers } from '../graph/kinds.ts';
import type { BlastRadius, Details, Results, ScenarioResult } from '../measure/results.ts';
import { hasAllControls } from '../measure/worst-scenario.ts';
import { dangerousRelationText } from './dangerous-relation-text.ts';
import { amount, chance, count, interval, percent } from './numbers.ts';
import { entryLabel, scenarioLabel, variantLabel } from './scenario-label.ts';
import { spokenAssumptions } from './spoken-assumptions.ts';
import { bar, type Column, type Terminal, table } from './terminal.ts';
import { type PlaceOfRule, verdictLines } from './verdict-lines.ts';

const MOST_RANKED = 8;
/** A narrow terminal gives its room to names and numbers. */
const barColumns = ({ columns }: Terminal): number => (columns >= 100 ? 16 : 8);

type RunTold = { readonly results: Results; readonly details: Details };

/** A run on one screen: the ranking if there are many scenarios, the worst one by layer, what drives it, the verdicts, the seed. */
export function summary({ results, details }: RunTold, placeOfRule: PlaceOfRule, terminal: Terminal): string {
  const ranked = results.scenarios.toSorted((a, b) => b.blastRadius.total.mean - a.blastRadius.total.mean);
  const worst = ranked.find(hasAllControls) ?? ranked[0];
  if (worst === undefined) return 'The suite has no scenarios.';
  const { paint } = terminal;
  const isPartial = results.partial === true;
  const blocks = [
    [
      ...(isPartial ? [paint.yellow('Interrupted: these are the worlds that were done.')] : []),
      titleOf(results, worst, terminal),
    ],
    ranked.length > 1 ? [ranking(ranked, results, terminal)] : [],
    [...(ranked.length > 1 ? [paint.bold(worstTitle(worst, results))] : []), byLayer(worst, terminal)],
    driversOf(worst, { results, details }, terminal),
    verdictLines(results, placeOfRule, terminal),
    [lastLine(results, terminal)],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function titleOf(results: Results, worst: ScenarioResult, { paint }: Terminal): string {
  const { name, scenarios, graph } = results;
  const models = [...new Set(scenarios.map(({ model }) => model))].join(', ');
  const worlds = worst.family === 'exact' ? 'no sampling' : worldsOf(scenarios);
  const what = scenarios.length > 1 ? count(scenarios.length, 'scenario') : scenarioLabel(worst, results);
  return `${paint.bold('Blast radius')} of ${printable(name)}: ${printable(what)}, ${count(graph.components, 'component')}, ${models}, ${worlds}`;
}

/** All the same but after an interrupt. */
function worldsOf(scenarios: readonly ScenarioResult[]): string {
  const done = scenarios.map(({ worlds }) => worlds);
  const [fewest, most] = [Math.min(...done), Math.max(...done)];
  if (fewest !== most) return `${thousands(fewest)} to ${thousands(most)} worlds`;
  return `${count(most, 'world')}${scenarios.length > 1 ? ' each' : ''}`;
}

const worstTitle = (worst: ScenarioResult, results: Results): string =>
  `Worst${results.scenarios.every(hasAllControls) ? '' : ' with all controls on'}: ${printable(scenarioLabel(worst, results))}`;

/** Worst first. Columns that are empty throughout are left out. */
function ranking(ranked: readonly ScenarioResult[], results: Results, terminal: Terminal): string {
  const columns: readonly Column[] = [
    { head: 'from', shrinkTo: 8 },
    { head: 'variant', shrinkTo: 8 },
    { head: 'mean', align: 'right' },
    { head: '95 % interval' },
    { head: 'p95', align: 'right' },
    { head: 'touched', align: 'right' },
    { head: 'likelihood', align: 'right' },
    { head: 'fraction', paint: terminal.paint.red },
  ];
  const rows = ranked.slice(0, MOST_RANKED).map((scenario) => {
    const { total } = scenario.blastRadius;
    const name = [entryLabel(scenario), variantLabel(scenario, results)];
    if (scenario.worlds === 0 && scenario.family !== 'exact') return [...name, '', 'no world was done', '', '', '', ''];
    return [
      ...name,
      amount(total.mean),
      interval(terminal, total.ci95),
      amount(total.p95),
      percent(total.touched),
      scenario.entryLikelihood === null ? '' : chance(scenario.entryLikelihood),
      bar(terminal, total.fraction ?? 0, barColumns(terminal)),
    ];
  });
  const isKept = columns.map((_, c) => rows.some((row) => row[c] !== ''));
  const kept = <T>(cells: readonly T[]): T[] => cells.filter((_, c) => isKept[c]);
  const drawn = table(terminal, kept(columns), rows.map(kept));
  const rest = ranked.length - rows.length;
  return rest > 0
    ? `${drawn}\n  ${terminal.paint.dim(`and ${count(rest, 'more scenario')}; --json has them all`)}`
    : drawn;
}

function byLayer({ blastRadius }: ScenarioResult, terminal: Terminal): string {
  const row = (name: string, scope: BlastRadius): string[] => [
    name,
    `${amount(scope.mean)} / ${thousands(scope.size)}`,
    interval(terminal, scope.ci95),
    amount(scope.p50),
    amount(scope.p95),
    percent(scope.touched),
    bar(terminal, scope.fraction ?? 0, barColumns(terminal)),
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
    { head: 'fraction', paint: terminal.paint.red },
  ];
  return table(terminal, columns, [row('total', blastRadius.total), ...scopes]);
}

/** What the numbers come from: sentences, each only where there is something to say. */
function driversOf(worst: ScenarioResult, { results, details }: RunTold, terminal: Terminal): string[] {
  const { total } = worst.blastRadius;
  // At worst every relation carries.
  const relation =
    worst.model === 'worst-case' ? undefined : dangerousRelationText(worst.id, details, terminal.unicode ? '→' : '->');
  return [
    ...(worst.arcs === 0 ? [nothingSpreads(results)] : []),
    ...(total.untouched > 0 && total.outbreakMean !== null && total.outbreak > 0
      ? [
          `${percent(total.untouched)} of worlds stay untouched; ${percent(total.outbreak)} break out and reach ${amount(total.outbreakMean)} on average.`,
        ]
      : []),
    ...notKnowing(total, terminal),
    ...costsText(worst),
    ...(relation === undefined
      ? []
      : [`Most dangerous relation: ${printable(relation.text)}, ${amount(relation.infections)} infections per world.`]),
  ].map((line) => `  ${line}`);
}

/** What the controls and monitors cost that are there. */
function costsText({ defence }: ScenarioResult): string[] {
  if (defence === undefined) return [];
  const { price, falseAlarms, utility } = defence;
  const alarms = falseAlarms === null ? '' : `, raise ${amount(falseAlarms)} false alarms per world`;
  return [`Controls and monitors cost ${amount(price)}${alarms} and leave ${percent(utility)} of the utility.`];
}

/** Only ecosystems have layers. */
const nothingSpreads = ({ graph }: Results): string =>
  Object.keys(graph.layers).length === 0
    ? 'Nothing can spread: the graph has no arcs.'
    : 'Nothing can spread: no relation carries these threat classes.';

/** Which part of the doubt more worlds would take away. */
function notKnowing({ ci95: [low, high], belief95 }: BlastRadius, { unicode }: Terminal): string[] {
  if (belief95 === null) return [];
  const [from, to] = belief95;
  return [
    `The mean: simulation ${unicode ? '±' : '+-'} ${amount((high - low) / 2)}, not knowing ${amount(from)} to ${amount(to)}.`,
  ];
}

function lastLine(results: Results, { paint }: Terminal): string {
  const { seed, assumptions, engine } = results;
  const spoken = spokenAssumptions(results);
  const others = assumptions.length - spoken.length;
  const assumed = [...spoken, ...(others === 0 ? [] : [count(others, 'assumption')])].map((one) => `${one}, `).join('');
  return paint.dim(`${assumed}engine ${engine}, seed ${seed}`);
}
