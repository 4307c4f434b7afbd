import { InvalidInputError } from '../../base/errors.ts';
import { buildEcosystem, defaultRelationId, type SelectorDraft } from '../../graph/build-ecosystem.ts';
import type { Ecosystem, Selector } from '../../graph/ecosystem.ts';
import { inGuardOrder } from '../guard-order.ts';
import { relationDraft } from '../relation-draft.ts';

/** The same ecosystem with other ids of components, wherever they stand. */
export function renamed(
  { name, description, components, relations }: Ecosystem,
  idOf: (id: string) => string,
): Ecosystem {
  const drafts = relations.map((relation) => {
    const draft = relationDraft(relation);
    return { ...draft, from: idOf(draft.from), to: idOf(draft.to) };
  });
  const relationIds = new Map(
    relations.map(({ id, from, kind, to, ordinal }, at) => [
      id as string,
      drafts[at]?.id ?? defaultRelationId(idOf(from), kind, idOf(to), ordinal),
    ]),
  );
  const built = buildEcosystem({
    name,
    description,
    components: components.map((component) => ({
      ...component,
      id: idOf(component.id),
      // A name that is only the id follows it.
      name: component.name === component.id ? undefined : component.name,
      guards: inGuardOrder(
        component.guards.map(({ on, effectiveness }) => ({ on: selector(on, idOf, relationIds), effectiveness })),
      ),
    })),
    relations: drafts,
  });
  if (built.ecosystem === undefined) throw new InvalidInputError(built.problems);
  return built.ecosystem;
}

function selector(on: Selector, idOf: (id: string) => string, relationIds: ReadonlyMap<string, string>): SelectorDraft {
  if ('component' in on) return { component: idOf(on.component) };
  const { relation, from, to, ...rest } = on;
  return {
    ...rest,
    ...(relation === undefined ? {} : { relation: relationIds.get(relation) ?? relation }),
    ...(from === undefined ? {} : { from: idOf(from) }),
    ...(to === undefined ? {} : { to: idOf(to) }),
  };
}
