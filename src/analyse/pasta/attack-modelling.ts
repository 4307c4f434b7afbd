import type { PastaBlock, PastaStage } from '../../measure/pasta-document.ts';
import type { ScenarioResult } from '../../measure/results.ts';
import type { ThreatRow } from '../threat-document.ts';
import { counted, rangeText, twoDecimals } from '../two-decimals.ts';
import { baselines } from './baseline.ts';
import type { PastaInput } from './pasta-input.ts';
import { column, listed, nameColumn, tableBlock } from './table-block.ts';

/** Stage 6: how far an attack gets, and by which ways, from simulation. */
export const attackModelling = (input: PastaInput): PastaStage => ({
  number: 6,
  title: 'Attack modelling',
  asks: 'How far does an attack get, and by which ways?',
  blocks: [...scenarios(input), ...paths(input)],
});

function scenarios({ results }: PastaInput): PastaBlock[] {
  if (results === undefined) return [{ text: 'Not simulated: how far an attack gets is not known here.' }];
  const ranked = baselines(results);
  const [first] = ranked;
  if (first === undefined) return [{ text: 'Not simulated: the suite has no scenario with all controls on.' }];
  const how = first.family === 'exact' ? 'computed without sampling' : counted(first.worlds, 'world');
  return [
    {
      text: `Simulated with ${first.model}, ${how} each${results.partial ? ' (interrupted: the worlds that were done)' : ''}, all controls on. Given that the entry point is taken: the mean number of other components reached, with simulation error (95 %), its 95th percentile, and how many are reached, disabled or disclosed. Risk is that mean × the likelihood that an attacker takes the entry point.`,
    },
    ...tableBlock(
      [
        nameColumn('from'),
        column('classes'),
        column('reached'),
        column('95 %'),
        column('not knowing'),
        column('p95'),
        column('of'),
        column('affected'),
        column('likelihood'),
        column('risk'),
      ],
      ranked.map(scenarioCells),
    ),
    ...(ranked.some(({ blastRadius }) => blastRadius.total.belief95 !== null)
      ? [
          {
            text: 'Not knowing: where the mean lies given what the uncertain probabilities leave open; more worlds do not narrow it, evidence does.',
          },
        ]
      : []),
  ];
}

function scenarioCells({ entry, threats, blastRadius: { total }, entryLikelihood }: ScenarioResult): string[] {
  return [
    listed(entry),
    threats.length > 3 ? counted(threats.length, 'class', 'classes') : threats.join(', '),
    twoDecimals(total.mean),
    rangeText(total.ci95),
    total.belief95 === null ? '' : rangeText(total.belief95),
    String(total.p95),
    String(total.size),
    twoDecimals(total.affected),
    entryLikelihood === null ? 'not exposed' : twoDecimals(entryLikelihood),
    entryLikelihood === null ? '' : twoDecimals(entryLikelihood * total.mean),
  ];
}

/** The likeliest way of each simulated threat, once per way, in the order of the threats. */
function paths({ document: { threats } }: PastaInput): PastaBlock[] {
  const ways = new Map<string, ThreatRow[]>();
  for (const row of threats) {
    const way = (row.consequence?.path ?? []).map(({ relation, class: name }) => `${relation} ${name}`).join(' > ');
    if (way !== '') ways.set(way, [...(ways.get(way) ?? []), row]);
  }
  const rows = [...ways.values()].flatMap((group) => {
    const [{ consequence } = { consequence: undefined }] = group;
    if (consequence === undefined) return [];
    const { path, risk } = consequence;
    return [
      [
        [path[0]?.from ?? '', ...path.map(({ to }) => to)].join(' → '),
        path
          .map((step) => step.class)
          .filter((name, i, all) => name !== all[i - 1])
          .join(', then '),
        twoDecimals(path.reduce((product, { passes }) => product * passes, 1)),
        listed(group.map(({ threat }) => threat)),
        risk === null ? '' : twoDecimals(risk),
      ],
    ];
  });
  if (rows.length === 0) return [];
  return [
    {
      text: 'Attack paths: for each simulated threat the likeliest way to the component that it reaches most often. Passes is the product of the probabilities of its steps, each tried, past their controls: a lower bound on being reached, since other ways lead there too.',
    },
    ...tableBlock(
      [nameColumn('path'), column('by'), column('passes'), nameColumn('threats'), column('highest risk')],
      rows,
    ),
  ];
}
