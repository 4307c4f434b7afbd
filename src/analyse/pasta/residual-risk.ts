import { layerNames, layers } from '../../graph/kinds.ts';
import type { PastaBlock, PastaStage } from '../../measure/pasta-document.ts';
import type { BlastRadius } from '../../measure/results.ts';
import { controlStatements } from '../../threats/control-statements.ts';
import type { ThreatRow } from '../threat-document.ts';
import { counted, rangeText, sizeText, twoDecimals } from '../two-decimals.ts';
import { baselines, type ControlPair, controlPairs } from './baseline.ts';
import type { PastaInput } from './pasta-input.ts';
import { column, listed, nameColumn, tableBlock } from './table-block.ts';

/** Stage 7: what each control takes away, what stays, and what could take more away. */
export const residualRisk = (input: PastaInput): PastaStage => ({
  number: 7,
  title: 'Residual risk',
  asks: 'What does each control take away, what stays, and what could take more away?',
  blocks: [...controls(input), ...perLayer(input), ...countermeasures(input)],
});

function controls({ model: { ecosystem }, results }: PastaInput): PastaBlock[] {
  if (controlStatements(ecosystem).length === 0)
    return [{ text: 'No control is on anything in this model: nothing is held back.' }];
  if (results === undefined)
    return [{ text: 'Not simulated: what the controls take away, and what stays, is not known here.' }];
  const pairs = controlPairs(results).toSorted((a, b) => spared(b) - spared(a));
  if (pairs.length === 0) return [{ text: 'No control was switched off: what each takes away was not asked.' }];
  return [
    {
      text: 'The same worlds with and without each control: the mean number reached, and how many fewer are reached, or affected (reached, disabled or disclosed), because of the control. As the worlds are the same, these differences are surer than the two intervals are.',
    },
    ...tableBlock(
      [
        nameColumn('control'),
        nameColumn('from'),
        column('reached without it (95 %)'),
        column('with it (95 %)'),
        column('fewer reached'),
        column('fewer affected'),
      ],
      pairs.map(pairCells),
    ),
  ];
}

const spared = ({ with: on, without: off }: ControlPair): number =>
  off.blastRadius.total.affected - on.blastRadius.total.affected;

function pairCells(pair: ControlPair): string[] {
  const { control, with: on, without: off } = pair;
  const [onTotal, offTotal] = [on.blastRadius.total, off.blastRadius.total];
  return [
    control,
    listed(on.entry),
    meanText(offTotal),
    meanText(onTotal),
    twoDecimals(offTotal.mean - onTotal.mean),
    twoDecimals(spared(pair)),
  ];
}

const meanText = ({ mean, ci95 }: BlastRadius): string => `${twoDecimals(mean)} (${rangeText(ci95)})`;

/** Of the worst entry point: what stays on each layer with all controls on. */
function perLayer({ results }: PastaInput): PastaBlock[] {
  const worst = results === undefined ? undefined : baselines(results)[0];
  if (worst === undefined) return [];
  const rows = layers.flatMap((layer) => {
    const scope = worst.blastRadius.layers[`${layer}`];
    if (scope === undefined || scope.size === 0) return [];
    return [
      [
        listed(worst.entry),
        `L${layer} ${layerNames[layer]}`,
        sizeText(scope.size),
        meanText(scope),
        scope.fraction === null ? '' : `${(100 * scope.fraction).toFixed(1)} %`,
        twoDecimals(scope.affected),
      ],
    ];
  });
  return [
    { text: 'What stays on each layer with all controls on, from the entry point with the largest blast radius:' },
    ...tableBlock(
      [
        nameColumn('from'),
        column('layer'),
        column('of'),
        column('reached (95 %)'),
        column('share'),
        column('affected'),
      ],
      rows,
    ),
  ];
}

/** Mitigations that the catalogue names for threats without a control: those against the highest risk first. */
function countermeasures({ document: { threats } }: PastaInput): PastaBlock[] {
  const open = threats.filter(({ controls: on }) => on.length === 0);
  const measures = countermeasuresOf(open);
  if (measures.length === 0) return [];
  const isSimulated = open.some(({ consequence }) => consequence !== undefined);
  const rows = measures
    .map(({ names, rows: some }) => ({
      names,
      some,
      worst: Math.max(...some.map(riskOf)),
      spread: Math.max(...some.map(spreadOf)),
    }))
    .toSorted((a, b) => b.worst - a.worst || b.spread - a.spread || b.some.length - a.some.length)
    .map(({ names, some, worst, spread }) => [
      names.join(', '),
      String(some.length),
      listed(some.map(({ threat }) => threat)),
      listed(some.map(({ component }) => component.id)),
      ...(isSimulated ? [worst < 0 ? '' : twoDecimals(worst), twoDecimals(spread)] : []),
    ]);
  return [
    {
      text: `Countermeasures: what the catalogue names against the ${counted(open.length, 'place')} without a control, ${
        isSimulated
          ? 'those against the highest risk (mean blast radius × the probability that an attacker takes the component or gets there) first'
          : 'those against most places first, since no risk was simulated'
      }. They are proposals: add one to the file as a control and run again to see what it takes away.`,
    },
    ...tableBlock(
      [
        nameColumn('countermeasures'),
        column('places'),
        nameColumn('against'),
        nameColumn('at'),
        ...(isSimulated ? [column('highest risk'), column('largest blast radius')] : []),
      ],
      rows,
    ),
  ];
}

/** Those against the same places are one row. */
function countermeasuresOf(
  open: readonly ThreatRow[],
): { readonly names: string[]; readonly rows: readonly ThreatRow[] }[] {
  const against = new Map<string, ThreatRow[]>();
  for (const row of open)
    for (const name of new Set(row.mitigations)) against.set(name, [...(against.get(name) ?? []), row]);
  const together = new Map<string, { readonly names: string[]; readonly rows: readonly ThreatRow[] }>();
  for (const [name, rows] of against) {
    const places = rows.map(({ id }) => id).join('\n');
    const known = together.get(places);
    if (known === undefined) together.set(places, { names: [name], rows });
    else known.names.push(name);
  }
  return [...together.values()];
}

const riskOf = ({ consequence }: ThreatRow): number => consequence?.risk ?? -1;
const spreadOf = ({ consequence }: ThreatRow): number => consequence?.blastRadius.mean ?? 0;
