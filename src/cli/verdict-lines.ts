import { printable } from '../base/printable.ts';
import type { Results, ThresholdResult } from '../measure/results.ts';
import { ruleAlone, type VerdictGroup, verdictGroups } from '../measure/verdict-groups.ts';
import { amount, count, interval } from './numbers.ts';
import { scenarioLabel } from './scenario-label.ts';
import type { Terminal } from './terminal.ts';

/** Where a threshold rule stands: `blastradius.yaml:31:5`; undefined if it is not known. */
export type PlaceOfRule = (rule: Pick<ThresholdResult, 'rule' | 'level'>) => string | undefined;

const MOST_LINES = 8;

/** One line per rule and verdict: the scenario nearest to failing, or furthest beyond, and how many share its verdict. */
export function verdictLines(results: Results, placeOfRule: PlaceOfRule, terminal: Terminal): string[] {
  const groups = verdictGroups(results.thresholds);
  const lines = groups.slice(0, MOST_LINES).map((group) => verdictLine(group, results, placeOfRule, terminal));
  const rest = groups.length - lines.length;
  return rest > 0 ? [...lines, `  and ${count(rest, 'more verdict')}; --json has them all`] : lines;
}

function verdictLine(
  { worst: row, count: scenarios }: VerdictGroup,
  results: Results,
  placeOfRule: PlaceOfRule,
  terminal: Terminal,
): string {
  const [mark, colour] = markOf(row);
  const scenario = results.scenarios.find(({ id }) => id === row.scenario);
  const place = placeOfRule(row);
  const others = scenarios === 1 ? '' : `, worst of ${scenarios} scenarios`;
  const text = [
    ruleAlone(row),
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
