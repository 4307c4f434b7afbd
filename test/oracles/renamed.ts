import type { RandomCase } from './random-ecosystem.ts';

/** Other ids in the same order, so that indexes and sums stay where they are. */
export function renamed({ components, relations, scenario }: RandomCase): RandomCase {
  const name = (id: string): string => `renamed ${id}`;
  return {
    components: components.map((component) => ({
      ...component,
      id: name(component.id),
      guards: component.guards?.map(({ on, effectiveness }) => ({
        effectiveness,
        on: Object.fromEntries(
          Object.entries(on).map(([field, value]) => [
            field,
            ['component', 'from', 'to'].includes(field) && typeof value === 'string' ? name(value) : value,
          ]),
        ),
      })),
    })),
    relations: relations.map((relation) => ({ ...relation, from: name(relation.from), to: name(relation.to) })),
    scenario: {
      ...scenario,
      entry: scenario.entry === 'random' ? 'random' : scenario.entry.map((id) => name(id) as typeof id),
      controlOff: scenario.controlOff === null ? null : (name(scenario.controlOff) as typeof scenario.controlOff),
    },
  };
}
