import type { Component } from '../../graph/ecosystem.ts';
import type { PastaBlock, PastaStage } from '../../measure/pasta-document.ts';
import type { Results } from '../../measure/results.ts';
import { counted, twoDecimals } from '../two-decimals.ts';
import { baselines } from './baseline.ts';
import type { PastaInput } from './pasta-input.ts';
import { column, nameColumn, tableBlock } from './table-block.ts';

/** Stage 1: what is worth protecting, by the values of the file, and which loss is too much, by its thresholds. */
export const objectives = (input: PastaInput): PastaStage => ({
  number: 1,
  title: 'Objectives',
  asks: 'What is worth protecting, and which loss is too much?',
  blocks: [...values(input), ...appetite(input)],
});

function values({ model: { ecosystem }, results }: PastaInput): PastaBlock[] {
  const { components } = ecosystem;
  const total = components.reduce((sum, one) => sum + worth(one), 0);
  const least = Math.min(...components.map(({ valueThousandths }) => valueThousandths));
  const telling = components.filter(({ valueThousandths }) => valueThousandths > least);
  if (telling.length === 0)
    return [
      {
        text: 'All components have the same value: the file does not say what is worth more, so impact says no more than how many fall.',
      },
    ];
  const worst = results === undefined ? null : worstReach(results);
  const rows = telling
    .toSorted((a, b) => worth(b) - worth(a))
    .map((component) => [
      component.id,
      component.count > 1 ? `${component.kind} × ${component.count}` : component.kind,
      component.tags.join(', '),
      String(worth(component) / 1000),
      `${((100 * worth(component)) / total).toFixed(1)} %`,
      ...(worst === null ? [] : worstCells(component, worst)),
    ]);
  return [
    {
      text: `Components by value (impact weight of the file, replicas counted), with the share of all value that each is; ${counted(components.length - telling.length, 'other')} worth ${least / 1000} each left out.${
        worst === null
          ? ''
          : ' Reached is the highest probability over the entry points simulated, with all controls on and given that the entry point is taken; loss is value × that probability.'
      }`,
    },
    ...tableBlock(
      [
        nameColumn('component'),
        column('kind'),
        nameColumn('tags'),
        column('value'),
        column('share'),
        ...(worst === null ? [] : [column('reached'), nameColumn('from'), column('loss')]),
      ],
      rows,
    ),
  ];
}

const worth = ({ valueThousandths, count }: Component): number => valueThousandths * count;

type Worst = ReadonlyMap<string, { readonly p: number; readonly from: string }>;

function worstReach(results: Results): Worst {
  const worst = new Map<string, { p: number; from: string }>();
  for (const { entry: from, reach = [] } of baselines(results))
    for (const { id, p, entry } of reach)
      if (entry !== true && p > (worst.get(id)?.p ?? 0)) worst.set(id, { p, from: from.join(', ') });
  return worst;
}

function worstCells(component: Component, worst: Worst): string[] {
  const { p, from } = worst.get(component.id) ?? { p: 0, from: '' };
  return [twoDecimals(p), from, twoDecimals((p * worth(component)) / 1000)];
}

function appetite({ suiteFile: { thresholds }, results }: PastaInput): PastaBlock[] {
  if (thresholds.length === 0)
    return [
      { text: 'The file sets no threshold: no risk appetite is stated, and nothing below can be called too much.' },
    ];
  const baseline = new Set(results === undefined ? [] : baselines(results).map(({ id }) => id));
  const verdicts = (rule: string, isBaseline: boolean): string => {
    const rows = results?.thresholds.filter((row) => row.rule === rule && baseline.has(row.scenario) === isBaseline);
    return (['failed', 'undecided', 'passed'] as const)
      .map((verdict) => [verdict, rows?.filter((row) => row.verdict === verdict).length ?? 0] as const)
      .filter(([, count]) => count > 0)
      .map(([verdict, count]) => `${verdict} in ${count}`)
      .join(', ');
  };
  return [
    {
      text: `Risk appetite: ${counted(thresholds.length, 'threshold')} of the file, with the number of scenarios by verdict${results === undefined ? ' (not simulated)' : ''}.`,
    },
    ...tableBlock(
      [nameColumn('threshold'), column('level'), column('all controls on'), column('one control off')],
      thresholds.map(({ rule, level }) => [rule, level, verdicts(rule, true), verdicts(rule, false)]),
    ),
  ];
}
