import { code, fold, markdownTable } from '../src/base/markdown-text.ts';
import { layerNames } from '../src/graph/kinds.ts';
import type { Results, ScenarioResult, Verdict } from '../src/measure/results.ts';
import { ruleAlone, verdictGroups } from '../src/measure/verdict-groups.ts';
import { hasAllControls, worstScenario } from '../src/measure/worst-scenario.ts';
import { comparisons, isNone } from './figures/comparisons.ts';
import { signed, signedRange } from './figures/difference-text.ts';
import { gateNumber } from './gate-number.ts';
import { meanText, percent, plural, rangeText, thousands } from './numbers.ts';
import { type Shown, type View, viewOf } from './view.ts';

/**
 * A summary for a pull request: the verdict and the worst entry in a line, gates, worst entries, what each control or the other
 * run changes; the rest in folds. No link, and no name of the input as anything but text.
 */
export function renderMarkdown(shown: Shown): string {
  const { results } = shown;
  const { scenarios, thresholds, warnings, assumptions } = results;
  const worst = worstScenario(results);
  const view = worst < 0 ? null : viewOf(shown, worst);
  const ranked = worstFirst(scenarios);
  const parts = [
    `## Blast radius of ${code(shown.label ?? results.name)}`,
    headline(results, view),
    thresholds.length > 0 && gates(results),
    ranked.length > 0 && scenarioTable(ranked.slice(0, MOST_SHOWN)),
    ranked.length > MOST_SHOWN &&
      fold(`${ranked.length - MOST_SHOWN} more scenarios`, scenarioTable(ranked.slice(MOST_SHOWN, MOST_FOLDED))),
    view !== null && changesTable(view),
    ranked.length > 0 && fold('By layer', ranked.slice(0, MOST_SHOWN).map(layersOf).join('\n\n')),
    warnings.length + assumptions.length > 0 &&
      fold(
        `${plural(warnings.length, 'warning')}, ${plural(assumptions.length, 'assumption')}`,
        [...warnings, ...assumptions].map((text) => `- ${code(text)}`).join('\n'),
      ),
    foot(results),
  ];
  return `${parts.filter((part) => part !== false && part !== null).join('\n\n')}\n`;
}

/** The system as it is before what it would be without a control. */
const worstFirst = (scenarios: readonly ScenarioResult[]): ScenarioResult[] =>
  scenarios.toSorted(
    (a, b) =>
      Number(hasAllControls(b)) - Number(hasAllControls(a)) || b.blastRadius.total.mean - a.blastRadius.total.mean,
  );

/** Rows that a reviewer reads; a comment on GitHub holds 65,536 characters. */
const MOST_SHOWN = 8;
const MOST_FOLDED = 100;

/** **✕ 1 of 3 thresholds failed.** From `front-desk` 3.9 of 11 (3.6 – 4.2) … */
function headline({ graph, partial, thresholds }: Results, view: View | null): string {
  const size = `${plural(graph.components, 'component')}, ${plural(graph.relations, 'relation')}.`;
  const interrupted = partial ? ' **Interrupted: partial results.**' : '';
  if (view === null) return `No scenario was run. ${size}${interrupted}`;
  const { scenario } = view;
  const { total } = scenario.blastRadius;
  const isRandom = scenario.entry.length === 0 || scenario.id.split('/')[1] === 'random';
  const from = isRandom ? 'a random component' : scenario.entry.map((id) => code(id)).join(' and ');
  const reached = `**${meanText(total)} of ${total.size}** other components (${rangeText(total.ci95)})`;
  return `${verdictOf(thresholds)}An attack that starts at ${from} reaches ${reached} on average; ${percent(total.untouched)} of worlds reach nothing. ${size}${interrupted}`;
}

/** Only errors decide; what failed as a warning is said as such. */
function verdictOf(thresholds: Results['thresholds']): string {
  const groups = verdictGroups(thresholds);
  const count = (verdict: Verdict, level: 'error' | 'warn'): number =>
    groups.filter(({ worst }) => worst.verdict === verdict && worst.level === level).length;
  if (groups.length === 0) return '';
  const rules = new Set(thresholds.map(({ rule }) => rule)).size;
  const of = `of ${plural(rules, 'threshold')}`;
  if (count('failed', 'error') > 0) return `**✕ ${count('failed', 'error')} ${of} failed.** `;
  if (count('undecided', 'error') > 0) return `**~ ${count('undecided', 'error')} ${of} undecided.** `;
  const warnings = count('failed', 'warn') + count('undecided', 'warn');
  if (warnings > 0) return `**✓ No threshold failed**, ${warnings} ${of} warn. `;
  return `**✓ ${rules === 1 ? 'The threshold holds' : `All ${rules} thresholds hold`}.** `;
}

const signs: Readonly<Record<Verdict, string>> = { failed: '✕ fail', passed: '✓ pass', undecided: '~ undecided' };

/** One row per rule: its worst scenario. */
const gates = ({ thresholds }: Results): string =>
  markdownTable(
    ['', 'threshold', 'is', 'scenario'],
    verdictGroups(thresholds).map(({ worst, count }) => [
      `**${worst.verdict === 'failed' && worst.level === 'warn' ? '! warning' : signs[worst.verdict]}**`,
      code(ruleAlone(worst)),
      `${gateNumber(worst, worst.value)} (${worst.interval.map((end) => gateNumber(worst, end)).join(' – ')})`,
      `${code(worst.scenario)}${count > 1 ? `, worst of ${count}` : ''}`,
    ]),
  );

const scenarioTable = (scenarios: readonly ScenarioResult[]): string =>
  markdownTable(
    ['scenario', 'mean reached', '95 % interval', 'of', 'touched', 'p95', 'worlds'],
    scenarios.map(({ id, blastRadius: { total }, worlds }) => [
      code(id),
      `**${meanText(total)}**`,
      rangeText(total.ci95),
      String(total.size),
      percent(total.touched),
      String(total.p95),
      thousands(worlds),
    ]),
    1,
  );

/** What the controls are worth, or how the other runs differ. */
function changesTable(view: View): string | null {
  const all = comparisons(view);
  const [first] = all;
  if (first === undefined) return null;
  const rows = all.map(({ change, after, total }) => [
    code(change),
    meanText(after.blastRadius.total),
    isNone(total) ? 'no difference seen' : `**${signed(total)}**`,
    signedRange(total),
  ]);
  const title = `Against ${code(first.from)}, ${first.isPaired ? 'in the same worlds' : 'not paired'}:`;
  return `${title}\n\n${markdownTable(['', 'mean reached', 'difference', '95 % interval'], rows, 1)}`;
}

function layersOf({ id, blastRadius }: ScenarioResult): string {
  const rows = ([7, 6, 5, 4, 3, 2, 1] as const).flatMap((layer) => {
    const radius = blastRadius.layers[`${layer}`];
    if (radius === undefined || radius.size === 0) return [];
    return [
      [
        `L${layer} ${layerNames[layer]}`,
        `**${meanText(radius)}**`,
        rangeText(radius.ci95),
        String(radius.size),
        percent(radius.touched),
      ],
    ];
  });
  if (rows.length === 0) return code(id);
  return `${code(id)}\n\n${markdownTable(['layer', 'mean', '95 % interval', 'of', 'touched'], rows, 1)}`;
}

const foot = ({ engine, seed }: Results): string =>
  `<sub>blastradius ${engine.replace(/[^\w. +-]/g, '')}, seed ${seed}. Means are components reached beside the entry points; ranges are 95 % intervals.</sub>`;
