import { compileScenarios } from '../../compile/compile-scenarios.ts';
import { scenariosOf } from '../../compile/scenario.ts';
import type { PastaBlock } from '../../measure/pasta-document.ts';
import type { ScenarioResult } from '../../measure/results.ts';
import { likelyPaths } from '../likely-paths.ts';
import { passingSteps } from '../passing-steps.ts';
import type { PathStep } from '../threat-document.ts';
import { twoDecimals } from '../two-decimals.ts';
import { baselines } from './baseline.ts';
import type { PastaInput } from './pasta-input.ts';
import { column, listed, nameColumn, tableBlock } from './table-block.ts';

/** Entry points with the largest blast radius whose ways are looked for, and goals of each. */
const MOST_ENTRIES = 4;
const MOST_GOALS = 3;

/** From each of the worst entry points the likeliest way to those by whom most value is lost. */
export function attackPaths(input: PastaInput): PastaBlock[] {
  const { results, document } = input;
  const worst = results === undefined ? [] : baselines(results).slice(0, MOST_ENTRIES);
  const rows = compiled(input, worst).flatMap(({ steps, scenario }) =>
    goalsOf(scenario, input).flatMap(({ id, loss, p }) => {
      const [path] = likelyPaths(steps, new Set(scenario.entry), id, 1);
      if (path === undefined) return [];
      const met = document.threats.filter(({ relation, way, component }) =>
        relation === null && way === null
          ? path.steps.some(({ to }) => to === component.id)
          : path.steps.some((step) => step.relation === relation?.id && step.to === component.id),
      );
      return [
        {
          loss,
          cells: [
            wayText(path.steps),
            classesText(path.steps),
            twoDecimals(path.passes),
            twoDecimals(p),
            twoDecimals(loss),
            listed(met.map(({ threat }) => threat)),
          ],
        },
      ];
    }),
  );
  if (rows.length === 0) return [];
  return [
    {
      text: 'Attack paths: from the entry points above to the components by whom most value is lost, the likeliest way to each. Passes is the product of the probabilities that its steps pass when tried, past their controls, at the means of the uncertain inputs; reached is the share of worlds in which the component fell, by whatever way and with monitors watching; loss is its value × reached.',
    },
    ...tableBlock(
      [
        nameColumn('path'),
        column('by'),
        column('passes'),
        column('reached'),
        column('loss'),
        nameColumn('threats on it'),
      ],
      rows.toSorted((a, b) => b.loss - a.loss).map(({ cells }) => cells),
    ),
  ];
}

type Compiled = { readonly scenario: ScenarioResult; readonly steps: readonly PathStep[] };

function compiled(
  { model: { ecosystem }, suiteFile: { suite } }: PastaInput,
  results: readonly ScenarioResult[],
): Compiled[] {
  const resultOf = new Map(results.map((result) => [result.id, result]));
  const scenarios = scenariosOf(ecosystem, suite).filter(({ id, entry }) => entry !== 'random' && resultOf.has(id));
  return compileScenarios(ecosystem, scenarios).map((compilation) => ({
    scenario: resultOf.get(compilation.scenario.id) as ScenarioResult,
    steps: passingSteps(compilation),
  }));
}

type Goal = { readonly id: string; readonly loss: number; readonly p: number };

function goalsOf({ reach = [] }: ScenarioResult, { model: { ecosystem } }: PastaInput): Goal[] {
  const worth = new Map<string, number>(
    ecosystem.components.map(({ id, valueThousandths, count }) => [id, (valueThousandths * count) / 1000]),
  );
  return reach
    .filter(({ entry, p }) => entry !== true && p > 0)
    .map(({ id, p }) => ({ id, p, loss: p * (worth.get(id) ?? 0) }))
    .toSorted((a, b) => b.loss - a.loss)
    .slice(0, MOST_GOALS);
}

const wayText = (steps: readonly PathStep[]): string =>
  [steps[0]?.from ?? '', ...steps.map(({ to }) => to)].join(' → ');

const classesText = (steps: readonly PathStep[]): string =>
  steps
    .map((step) => step.class)
    .filter((name, i, all) => name !== all[i - 1])
    .join(', then ');
