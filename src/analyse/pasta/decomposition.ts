import type { Relation } from '../../graph/ecosystem.ts';
import { relationKindNames, relationKinds } from '../../graph/kinds.ts';
import type { PastaBlock, PastaStage } from '../../measure/pasta-document.ts';
import { controlStatements, isOnRelation } from '../../threats/control-statements.ts';
import { counted } from '../two-decimals.ts';
import type { PastaInput } from './pasta-input.ts';
import { column, listed, nameColumn, tableBlock } from './table-block.ts';

/** Stage 3: what flows over which relations, where trust ends, and where an attacker begins. */
export const decomposition = (input: PastaInput): PastaStage => ({
  number: 3,
  title: 'Decomposition',
  asks: 'What flows where, which trust boundaries does it cross, and where does an attacker come in?',
  blocks: [...flows(input), ...boundaries(input), ...entryPoints(input)],
});

function flows({ model: { ecosystem } }: PastaInput): PastaBlock[] {
  const rows = relationKindNames.flatMap((kind) => {
    const some = ecosystem.relations.filter((one) => one.kind === kind);
    if (some.length === 0) return [];
    const { along, against } = relationKinds[kind];
    return [[kind, String(some.length), along ?? '', against ?? '', numberOf(some, ({ signed }) => signed)]];
  });
  return [
    { text: 'Relations by kind, with what an attacker gains along and against each.' },
    ...tableBlock([column('kind'), column('relations'), column('along'), column('against'), column('signed')], rows),
  ];
}

const numberOf = (relations: readonly Relation[], holds: (relation: Relation) => boolean): string => {
  const { length } = relations.filter(holds);
  return length === 0 ? '' : String(length);
};

function boundaries({ model: { ecosystem } }: PastaInput): PastaBlock[] {
  const zones = [...new Set(ecosystem.components.map(({ zone }) => zone))].filter((zone) => zone !== null);
  if (zones.length === 0)
    return [{ text: 'No component names a trust zone: the model has no trust boundary, and nothing can cross one.' }];
  const crossing = ecosystem.relations.filter(({ crosses }) => crosses);
  const zoneOf = new Map(ecosystem.components.map(({ id, zone }) => [id, zone ?? '']));
  const statements = controlStatements(ecosystem);
  const unzoned = ecosystem.components.filter(({ zone }) => zone === null).length;
  const rows = crossing.map((relation) => {
    const { from, to, kind } = relation;
    const on = statements.filter(
      (one) => isOnRelation(one, relation, 'along') || isOnRelation(one, relation, 'against'),
    );
    return [from, kind, to, `${zoneOf.get(from)} → ${zoneOf.get(to)}`, listed(on.map(({ control }) => control))];
  });
  const bare = rows.filter((row) => row.at(-1) === '').length;
  return [
    {
      text: `${counted(zones.length, 'trust zone')}, ${counted(crossing.length, 'relation')} from one to another, ${bare} of them without a control${
        unzoned === 0 ? '' : `; ${counted(unzoned, 'component')} in no zone`
      }.`,
    },
    ...tableBlock(
      [nameColumn('from'), column('kind'), nameColumn('to'), nameColumn('zones'), nameColumn('controls')],
      rows.toSorted((a, b) => Number(a.at(-1) !== '') - Number(b.at(-1) !== '')),
    ),
  ];
}

function entryPoints({ model: { ecosystem } }: PastaInput): PastaBlock[] {
  const exposed = ecosystem.components.filter((one) => one.exposed);
  if (exposed.length === 0)
    return [{ text: 'No component is marked as exposed: the model does not say where an attacker comes in.' }];
  const rows = exposed.map(({ id, kind, zone }) => {
    const touching = ecosystem.relations.filter(({ from, to }) => from === id || to === id);
    return [id, kind, zone ?? '', listed(touching.map(({ from, to }) => (from === id ? to : from)))];
  });
  return [
    { text: `${counted(exposed.length, 'entry point')}: components that an attacker can touch.` },
    ...tableBlock([nameColumn('entry point'), column('kind'), nameColumn('zone'), nameColumn('next to')], rows),
  ];
}
