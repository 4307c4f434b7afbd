import type { ThresholdResult, Verdict } from '../../src/measure/results.ts';
import { h, type Markup } from '../markup.ts';
import { fixed } from '../numbers.ts';
import { scenarioLabel } from '../sentences.ts';
import type { View } from '../view.ts';

/** Thresholds as pills: word, sign and border, not colour alone. What failed stands first. */
export function gates(view: View): Markup | null {
  const { thresholds, scenarios } = view.results;
  if (thresholds.length === 0) return null;
  const order: readonly Verdict[] = ['failed', 'undecided', 'passed'];
  const sorted = thresholds.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  const pill = (row: ThresholdResult): Markup =>
    gate(row, scenarios.length > 1 ? nameOfScenario(view, row.scenario) : null);
  const [shown, more] = [sorted.slice(0, MOST_SHOWN), sorted.slice(MOST_SHOWN)];
  return h(
    'div',
    { class: 'gates' },
    h('h2', { class: 'unseen' }, 'Thresholds'),
    h('ul', {}, shown.map(pill)),
    more.length > 0 &&
      h('details', {}, h('summary', {}, `${more.length} more thresholds`), h('ul', {}, more.map(pill))),
  );
}

const MOST_SHOWN = 6;

const signs: Readonly<Record<Verdict, { readonly word: string; readonly d: string }>> = {
  failed: { word: 'fail', d: 'M3 3L9 9M9 3L3 9' },
  passed: { word: 'pass', d: 'M2 6.5L5 9.5L10 3' },
  undecided: { word: 'undecided', d: 'M1.5 7Q3.8 3.5 6 6T10.5 5' },
};

function gate({ rule, value, interval, verdict, level }: ThresholdResult, scenario: string | null): Markup {
  const { word, d } = signs[verdict];
  const range = verdict === 'undecided' ? `, ${fixed(interval[0], 2)} – ${fixed(interval[1], 2)}` : '';
  return h(
    'li',
    { class: `gate ${verdict}` },
    h(
      'b',
      {},
      h('svg', { width: 12, height: 12, viewBox: '0 0 12 12', 'aria-hidden': 'true' }, h('path', { d })),
      level === 'warn' ? `${word} (warning)` : word,
    ),
    h('span', {}, rule),
    h('span', { class: 'is' }, `is ${Number.isInteger(value) ? value : fixed(value, 2)}${range}`),
    scenario !== null && h('span', { class: 'is' }, 'in ', h('bdi', {}, scenario)),
  );
}

function nameOfScenario(view: View, id: string): string {
  const scenario = view.results.scenarios.find((candidate) => candidate.id === id);
  return scenario === undefined ? id : scenarioLabel(view, scenario);
}
