import { printable } from '../base/printable.ts';
import type { Results, ThresholdResult, Verdict } from '../measure/results.ts';
import { amount, count, interval } from './numbers.ts';
import { scenarioLabel } from './scenario-label.ts';
import type { Terminal } from './terminal.ts';

/** Where a threshold rule stands: `blastradius.yaml:31:5`; undefined if it is not known. */
export type PlaceOfRule = (rule: Pick<ThresholdResult, 'rule' | 'level'>) => string | undefined;

const MOST_LINES = 8;
const worstFirst: readonly Verdict[] = ['failed', 'undecided', 'passed'];

/** One line per rule and verdict: the scenario nearest to failing, or furthest beyond, and how many share its verdict. */
export function verdictLines(results: Results, placeOfRule: PlaceOfRule, terminal: Terminal): string[] {
  const groups = groupedByVerdict(results.thresholds);
  const lines = groups.slice(0, MOST_LINES).map((rows) => verdictLine(rows, results, placeOfRule, terminal));
  const rest = groups.length - lines.length;
  return rest > 0 ? [...lines, `  and ${count(rest, 'more verdict')}; --json has them all`] : lines;
}

function groupedByVerdict(rows: readonly ThresholdResult[]): (readonly ThresholdResult[])[] {
  const groups = new Map<string, ThresholdResult[]>();
  for (const row of rows) {
    const key = `${row.verdict}\0${row.level}\0${row.rule}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()].sort(([a], [b]) => rank(a) - rank(b));
}

/** Failures first, and what only warns after what fails the run. */
const rank = (row: ThresholdResult | undefined): number =>
  row === undefined ? 0 : worstFirst.indexOf(row.verdict) * 2 + (row.level === 'warn' ? 1 : 0);

function verdictLine(
  rows: readonly ThresholdResult[],
  results: Results,
  placeOfRule: PlaceOfRule,
  terminal: Terminal,
): string {
  const row = mostExtreme(rows);
  const [mark, colour] = markOf(row);
  const scenario = results.scenarios.find(({ id }) => id === row.scenario);
  const place = placeOfRule(row);
  const others = rows.length === 1 ? '' : `, worst of ${rows.length} scenarios`;
  const text = [
    `${row.rule.replace(/ in \S+$/, '')}`,
    `${amount(row.value)} [${interval(terminal, row.interval)}]`,
    `${scenario === undefined ? row.scenario : scenarioLabel(scenario, results)}${others}`,
  ].map(printable);
  const { paint } = terminal;
  return `  ${paint[colour](mark)}  ${text.join('  ')}${place === undefined ? '' : paint.dim(`  ${printable(place)}`)}`;
}

/** A rule that only warns never fails a run. */
function markOf({ verdict, level }: ThresholdResult): readonly [string, 'red' | 'yellow' | 'green'] {
  if (verdict === 'passed') return ['PASS', 'green'];
  if (verdict === 'undecided') return ['OPEN', 'yellow'];
  return level === 'warn' ? ['WARN', 'yellow'] : ['FAIL', 'red'];
}

/** The highest value of a rule that wants less, the lowest of one that wants more. */
function mostExtreme(rows: readonly ThresholdResult[]): ThresholdResult {
  return rows.reduce((worst, row) => {
    const wantsLess = row.rule.includes('<');
    return (wantsLess ? row.value > worst.value : row.value < worst.value) ? row : worst;
  });
}
