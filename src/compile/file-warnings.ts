import type { Problem } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import type { Ecosystem, Relation } from '../graph/ecosystem.ts';
import { type ComponentKind, joins, relationKinds } from '../graph/kinds.ts';

/** What an ecosystem may say but probably does not mean. */
export function ecosystemWarnings({ components, relations }: Ecosystem): Problem[] {
  const component = new Map(components.map((one) => [one.id, one]));
  const kindOf = (relation: Relation, end: 'from' | 'to') => component.get(relation[end])?.kind as ComponentKind;
  const guarding = new Set<string>(relations.filter(({ kind }) => kind === 'guards').map(({ from }) => from));
  return [
    ...relations.flatMap((relation) => endsWarning(relation, kindOf(relation, 'from'), kindOf(relation, 'to'))),
    ...relations.filter(({ from, to }) => from === to && component.get(from)?.count === 1).map(selfWarning),
    ...components
      .filter(({ id, kind, guards }) => kind === 'control' && guards.length === 0 && !guarding.has(id))
      .map(({ id, provenance }) => idleControl(id, provenance.at)),
  ];
}

function endsWarning({ kind, provenance }: Relation, from: ComponentKind, to: ComponentKind): Problem[] {
  if (joins(kind, from, to)) return [];
  const ends = relationKinds[kind];
  const fix = 'It is kept as it is; another kind of relation may say better what is meant.';
  const expected = `${kind} from ${ends.from.join(', ')} to ${ends.to.join(', ')}`;
  return [{ at: provenance.at, expected, found: `it from ${from} to ${to}`, fix }];
}

const selfWarning = ({ from, kind, provenance }: Relation): Problem => ({
  at: provenance.at,
  expected: 'a relation between two components',
  found: `${quoted(from)} ${kind} itself`,
  fix: 'It is kept, but nothing spreads along it.',
});

const idleControl = (id: string, at: Problem['at']): Problem => ({
  at,
  expected: 'a control that holds something back',
  found: `${quoted(id)}, which is on nothing`,
  fix: 'Add "on" and "effectiveness", or a guards relation from it.',
});
