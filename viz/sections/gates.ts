import type { ThresholdResult, Verdict } from '../../src/measure/results.ts';
import { ruleAlone, type VerdictGroup, verdictGroups } from '../../src/measure/verdict-groups.ts';
import { gateNumber } from '../gate-number.ts';
import { h, type Markup } from '../markup.ts';
import { plural } from '../numbers.ts';
import { scenarioLabel } from '../sentences.ts';
import type { View } from '../view.ts';

/** Thresholds as pills: word, sign and border, not colour alone. What failed stands first, of each rule its worst scenario. */
export function gates(view: View): Markup | null {
  const { thresholds, scenarios } = view.results;
  if (thresholds.length === 0) return null;
  const groups = verdictGroups(thresholds);
  const pill = (row: VerdictGroup): Markup => gate(row, scenarios.length > 1 ? nameOfScenario(view, row.worst) : null);
  const [shown, more] = [groups.slice(0, MOST_SHOWN), groups.slice(MOST_SHOWN)];
  return h(
    'div',
    { class: 'gates' },
    h('h2', { class: 'unseen' }, 'Thresholds'),
    h('ul', {}, shown.map(pill)),
    more.length > 0 &&
      h('details', {}, h('summary', {}, plural(more.length, 'more threshold')), h('ul', {}, more.map(pill))),
  );
}

const MOST_SHOWN = 6;

const signs: Readonly<Record<Verdict, { readonly word: string; readonly d: string }>> = {
  failed: { word: 'fail', d: 'M3 3L9 9M9 3L3 9' },
  passed: { word: 'pass', d: 'M2 6.5L5 9.5L10 3' },
  undecided: { word: 'undecided', d: 'M1.5 7Q3.8 3.5 6 6T10.5 5' },
};

function gate({ worst, count }: VerdictGroup, scenario: string | null): Markup {
  const { value, interval, verdict, level } = worst;
  const { word, d } = signs[verdict];
  const range =
    verdict === 'undecided' ? `, ${gateNumber(worst, interval[0])} – ${gateNumber(worst, interval[1])}` : '';
  return h(
    'li',
    { class: `gate ${verdict}` },
    h(
      'b',
      {},
      h('svg', { width: 12, height: 12, viewBox: '0 0 12 12', 'aria-hidden': 'true' }, h('path', { d })),
      level === 'warn' ? `${word} (warning)` : word,
    ),
    h('span', {}, ruleAlone(worst)),
    h('span', { class: 'is' }, `is ${gateNumber(worst, value)}${range}`),
    scenario !== null &&
      h('span', { class: 'is' }, 'from ', h('bdi', {}, scenario), count > 1 && `, worst of ${count}`),
  );
}

function nameOfScenario(view: View, { scenario: id }: ThresholdResult): string {
  const scenario = view.results.scenarios.find((candidate) => candidate.id === id);
  return scenario === undefined ? id : scenarioLabel(view, scenario);
}
