import type { PastaBlock, PastaStage } from '../../measure/pasta-document.ts';
import type { ScenarioResult } from '../../measure/results.ts';
import { counted, rangeText, sizeText, twoDecimals } from '../two-decimals.ts';
import { attackPaths } from './attack-paths.ts';
import { baselines } from './baseline.ts';
import type { PastaInput } from './pasta-input.ts';
import { column, listed, nameColumn, tableBlock } from './table-block.ts';

/** Stage 6: how far an attack gets, and by which ways, from simulation. */
export const attackModelling = (input: PastaInput): PastaStage => ({
  number: 6,
  title: 'Attack modelling',
  asks: 'How far does an attack get, and by which ways?',
  blocks: [...scenarios(input), ...attackPaths(input)],
});

function scenarios({ results }: PastaInput): PastaBlock[] {
  if (results === undefined) return [{ text: 'Not simulated: how far an attack gets is not known here.' }];
  const ranked = baselines(results);
  const [first] = ranked;
  if (first === undefined) return [{ text: 'Not simulated: the suite has no scenario with all controls on.' }];
  const how = first.family === 'exact' ? 'computed without sampling' : `${counted(first.worlds, 'world')} each`;
  const isUncertain = ranked.some(({ blastRadius }) => blastRadius.total.belief95 !== null);
  return [
    {
      text: `By the model ${first.model}, ${how}${results.partial ? ' (interrupted: the worlds that were done)' : ''}, all controls on. Given that the entry point is taken: the mean number of other components reached (95 %, simulation error only), its 95th percentile, and the mean number reached, disabled or disclosed. Likelihood is that of taking the entry point, risk is it × the mean reached; neither is known where the entry point is not exposed, or drawn at random.`,
    },
    ...tableBlock(
      [
        nameColumn('from'),
        column('classes'),
        column('of'),
        column('reached (95 %)'),
        ...(isUncertain ? [column('not knowing')] : []),
        column('p95'),
        column('affected'),
        column('likelihood'),
        column('risk'),
      ],
      ranked.map((scenario) => scenarioCells(scenario, isUncertain)),
    ),
    ...(isUncertain
      ? [
          {
            text: 'Not knowing: where the mean lies given what the uncertain probabilities leave open; more worlds do not narrow it, evidence does.',
          },
        ]
      : []),
  ];
}

function scenarioCells(scenario: ScenarioResult, isUncertain: boolean): string[] {
  const { entry, threats, blastRadius, entryLikelihood } = scenario;
  const { mean, ci95, belief95, p95, size, affected } = blastRadius.total;
  return [
    listed(entry),
    threats.length > 3 ? counted(threats.length, 'class', 'classes') : threats.join(', '),
    sizeText(size),
    `${twoDecimals(mean)} (${rangeText(ci95)})`,
    ...(isUncertain ? [belief95 === null ? '' : rangeText(belief95)] : []),
    String(p95),
    twoDecimals(affected),
    entryLikelihood === null ? '' : twoDecimals(entryLikelihood),
    entryLikelihood === null ? '' : twoDecimals(entryLikelihood * mean),
  ];
}
