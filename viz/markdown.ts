import { code, fold, markdownTable } from '../src/base/markdown-text.ts';
import { layerNames } from '../src/graph/kinds.ts';
import type { Results, ScenarioResult, Verdict } from '../src/measure/results.ts';
import { worstScenario } from '../src/measure/worst-scenario.ts';
import { comparisons, isNone } from './figures/comparisons.ts';
import { signed, signedRange } from './figures/difference-text.ts';
import { fixed, meanText, percent, plural, rangeText, thousands } from './numbers.ts';
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
  const ranked = scenarios.toSorted((a, b) => b.blastRadius.total.mean - a.blastRadius.total.mean);
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
  const from = scenario.entry.length === 0 ? 'a random component' : scenario.entry.map((id) => code(id)).join(' and ');
  const reached = `**${meanText(total)} of ${total.size}** other components (${rangeText(total.ci95)})`;
  return `${verdictOf(thresholds)}An attack that starts at ${from} reaches ${reached} on average; ${percent(total.untouched)} of worlds reach nothing. ${size}${interrupted}`;
}

/** Warnings speak, errors decide. */
function verdictOf(thresholds: Results['thresholds']): string {
  if (thresholds.length === 0) return '';
  const count = (verdict: Verdict): number => thresholds.filter((one) => one.verdict === verdict).length;
  const of = ` of ${plural(thresholds.length, 'threshold')}`;
  if (count('failed') > 0) return `**✕ ${count('failed')}${of} failed.** `;
  if (count('undecided') > 0) return `**~ ${count('undecided')}${of} undecided.** `;
  return `**✓ ${thresholds.length === 1 ? 'The threshold holds' : `All ${thresholds.length} thresholds hold`}.** `;
}

const signs: Readonly<Record<Verdict, string>> = { failed: '✕ fail', passed: '✓ pass', undecided: '~ undecided' };

const gates = ({ thresholds }: Results): string =>
  markdownTable(
    ['', 'threshold', 'is', 'scenario'],
    thresholds.map(({ verdict, rule, value, interval, scenario, level }) => [
      `**${signs[verdict]}**${level === 'warn' ? ' (warning)' : ''}`,
      code(rule),
      `${fixed(value, 2)} (${rangeText(interval)})`,
      code(scenario),
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
