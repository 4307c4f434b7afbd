import type { ThresholdResult, Verdict } from './results.ts';

/** Rows of one rule, level and verdict. */
export type VerdictGroup = {
  /** The row that is furthest beyond its rule, or nearest to it. */
  readonly worst: ThresholdResult;
  /** How many scenarios share the verdict. */
  readonly count: number;
};

const worstFirst: readonly Verdict[] = ['failed', 'undecided', 'passed'];

/** One group per rule and verdict: failures first, and what only warns after what fails the run. */
export function verdictGroups(rows: readonly ThresholdResult[]): VerdictGroup[] {
  const groups = new Map<string, ThresholdResult[]>();
  for (const row of rows) {
    const key = `${row.verdict}\0${row.level}\0${row.rule}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()]
    .map((group) => ({ worst: mostExtreme(group), count: group.length }))
    .sort((a, b) => rank(a.worst) - rank(b.worst));
}

const rank = ({ verdict, level }: ThresholdResult): number =>
  worstFirst.indexOf(verdict) * 2 + (level === 'warn' ? 1 : 0);

/** The highest value of a rule that wants less, the lowest of one that wants more. */
const mostExtreme = (rows: readonly ThresholdResult[]): ThresholdResult =>
  rows.reduce((worst, row) => {
    const wantsLess = row.rule.includes('<');
    return (wantsLess ? row.value > worst.value : row.value < worst.value) ? row : worst;
  });

/** The rule without the scenarios that it is for. */
export const ruleAlone = ({ rule }: ThresholdResult): string => rule.replace(/ in \S+$/, '');
