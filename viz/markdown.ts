import { code, fold, markdownTable } from '../src/base/markdown-text.ts';
import { layerNames } from '../src/graph/kinds.ts';
import type { Results, ScenarioResult, Verdict } from '../src/measure/results.ts';
import { fixed, meanText, percent, plural, rangeText, thousands } from './numbers.ts';

/** A summary for a pull request: one line per scenario, the thresholds, and the layers in a fold. */
export function renderMarkdown(results: Results): string {
  const { name, scenarios, thresholds, warnings, assumptions, seed, engine, graph } = results;
  const parts = [
    `## Blast radius of ${code(name)}`,
    `${plural(graph.components, 'component')}, ${plural(graph.relations, 'relation')}.${results.partial ? ' **Interrupted: partial results.**' : ''}`,
    thresholds.length > 0 &&
      markdownTable(
        ['', 'threshold', 'is', 'scenario'],
        thresholds.map(({ verdict, rule, value, interval, scenario }) => [
          `**${signs[verdict]}**`,
          code(rule),
          `${fixed(value, 2)} (${rangeText(interval)})`,
          code(scenario),
        ]),
      ),
    scenarios.length > 0 && scenarioTable(scenarios),
    scenarios.length > 0 && fold('By layer', scenarios.map(layersOf).join('\n\n')),
    warnings.length + assumptions.length > 0 &&
      fold(
        `${plural(warnings.length, 'warning')}, ${plural(assumptions.length, 'assumption')}`,
        [...warnings, ...assumptions].map((text) => `- ${code(text)}`).join('\n'),
      ),
    `<sub>blastradius ${plain(engine)}, seed ${seed}. Means are components reached beside the entry points; ranges are 95 % intervals.</sub>`,
  ];
  return `${parts.filter((part) => part !== false).join('\n\n')}\n`;
}

const signs: Readonly<Record<Verdict, string>> = { failed: '✕ fail', passed: '✓ pass', undecided: '~ undecided' };

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
  return `${code(id)}\n\n${markdownTable(['layer', 'mean', '95 % interval', 'of', 'touched'], rows, 1)}`;
}

const plain = (text: string): string => text.replace(/[^\w. +-]/g, '');
