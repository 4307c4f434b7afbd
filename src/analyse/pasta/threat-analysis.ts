import { atLeastOnce } from '../../base/at-least-once.ts';
import { resolveTiers } from '../../compile/tiers.ts';
import { describeBelief, meanOf } from '../../graph/belief.ts';
import { layerNames, layers } from '../../graph/kinds.ts';
import type { PastaBlock, PastaStage } from '../../measure/pasta-document.ts';
import { bundledAtlasRelease } from '../../threats/bundled-atlas-release.ts';
import { catalogueThreat } from '../../threats/catalogue.ts';
import { untrustedContent } from '../../threats/channels.ts';
import { maturities } from '../../threats/maturities.ts';
import { maturityOfTechnique } from '../../threats/maturity.ts';
import type { ThreatRow } from '../threat-document.ts';
import { counted, twoDecimals } from '../two-decimals.ts';
import type { PastaInput } from './pasta-input.ts';
import { column, listed, nameColumn, tableBlock } from './table-block.ts';

/** Stage 4: who attacks, and which threats of the catalogue apply. */
export const threatAnalysis = (input: PastaInput): PastaStage => ({
  number: 4,
  title: 'Threat analysis',
  asks: 'Who attacks, and which known threats apply here?',
  blocks: [...attacker(input), ...byLayer(input), ...owasp(input), ...atlas(input)],
});

/** By model tier, since the probability of first entry depends on nothing else. */
function attacker({ model: { ecosystem }, suiteFile }: PastaInput): PastaBlock[] {
  const { attempts, attacker: profile } = suiteFile.suite.settings;
  const tiers = resolveTiers(ecosystem);
  const users = ecosystem.components.filter(({ id, kind }) => kind !== 'model' && tiers.modelOf.has(id));
  const tierOf = (id: (typeof users)[number]['id']) => (profile === 'tuned' ? 'tuned-against' : tiers.tierOf(id));
  const rows = [...new Set(users.map(({ id }) => tierOf(id)))].map((tier) => {
    const some = users.filter(({ id }) => tierOf(id) === tier);
    const belief = untrustedContent[tier];
    return [
      profile === 'tuned'
        ? tier
        : `${tier}${assumed(some.filter(({ id }) => tiers.isAssumed(id)).length, some.length)}`,
      listed(some.map(({ id }) => id)),
      describeBelief(belief),
      twoDecimals(atLeastOnce(meanOf(belief), attempts)),
    ];
  });
  const who =
    profile === 'tuned'
      ? 'The attacker worked on this system beforehand (profile tuned): the rates of red teams hold whatever the tier of a model.'
      : 'The attacker is opportunistic: takes the ways that stand open, without work on this very system.';
  return [
    {
      text: `${who} ${counted(attempts, 'attempt')} at each way in.${
        rows.length === 0
          ? ' No component infers from a model.'
          : ' First entry by hostile content, by the tier of the model: the probability per attempt (mean, 5 to 95 %) comes from the channel table and its published rates.'
      }`,
    },
    ...tableBlock([column('tier'), nameColumn('components'), column('per attempt'), column(`over ${attempts}`)], rows),
  ];
}

const assumed = (guesses: number, all: number): string =>
  guesses === 0 ? '' : guesses === all ? ' (assumed)' : ` (assumed of ${guesses})`;

function byLayer({ document: { threats } }: PastaInput): PastaBlock[] {
  if (threats.length === 0) return [{ text: 'No threat of the catalogue applies.' }];
  const rows = layers.flatMap((layer) => {
    const some = threats.filter(({ component }) => component.layer === layer);
    if (some.length === 0) return [];
    const mature = maturities.toReversed().map((maturity) => String(countOf(some, (row) => row.maturity === maturity)));
    return [[`L${layer} ${layerNames[layer]}`, String(some.length), String(distinct(some).size), ...mature]];
  });
  const { size } = distinct(threats);
  return [
    {
      text: `${counted(size, 'threat')} of the catalogue ${size === 1 ? 'applies' : 'apply'} at ${counted(threats.length, 'place')}. Maturity is MITRE ATLAS's label of evidence (seen in an incident, in an exercise, in research only), not a likelihood here.`,
    },
    ...tableBlock(
      [column('layer of the component'), column('places'), column('threats'), ...maturities.toReversed().map(column)],
      rows,
    ),
  ];
}

const distinct = (rows: readonly ThreatRow[]): ReadonlySet<string> => new Set(rows.map(({ threat }) => threat));
const countOf = (rows: readonly ThreatRow[], holds: (row: ThreatRow) => boolean): number => rows.filter(holds).length;

function owasp({ document: { threats } }: PastaInput): PastaBlock[] {
  const rows = tally(threats, ({ owasp: ids }) => ids).map(([id, { places, components }]) => [
    id,
    catalogueThreat(id)?.name ?? '',
    String(places),
    listed(components),
  ]);
  return tableBlock([nameColumn('OWASP'), column('name'), column('places'), nameColumn('at')], rows);
}

function atlas({ document: { threats }, suiteFile }: PastaInput): PastaBlock[] {
  const table = suiteFile.suite.settings.atlas;
  const rows = tally(threats, ({ atlas: ids }) => ids)
    .map(([id, found]) => ({ id, ...found, maturity: maturityOfTechnique(id, table) }))
    .toSorted((a, b) => rankOf(b.maturity) - rankOf(a.maturity))
    .map(({ id, places, maturity }) => [
      id,
      techniqueNames.get(id) ?? '',
      maturity ?? 'not in this release',
      String(places),
    ]);
  return tableBlock([nameColumn('ATLAS'), column('technique'), column('maturity'), column('places')], rows);
}

/** Of the bundled release, also where another one says how mature they are: names hardly change. */
const techniqueNames = new Map(bundledAtlasRelease.techniques.map(({ id, name }) => [id, name]));

const rankOf = (maturity: ReturnType<typeof maturityOfTechnique>): number =>
  maturity === undefined ? -1 : maturities.indexOf(maturity);

type Found = { places: number; readonly components: Set<string> };

/** By the number of places, the most first. */
function tally(threats: readonly ThreatRow[], idsOf: (row: ThreatRow) => readonly string[]): [string, Found][] {
  const found = new Map<string, Found>();
  for (const row of threats)
    for (const id of idsOf(row)) {
      const known = found.get(id) ?? { places: 0, components: new Set() };
      known.places++;
      known.components.add(row.component.id);
      found.set(id, known);
    }
  return [...found].toSorted(([, a], [, b]) => b.places - a.places);
}
