import type { Flow } from '../diagram/diagram.ts';
import { describeForm, find, flagOf, listOf, textOf } from '../located.ts';
import { ownAttributes } from '../records/own-attributes.ts';
import { shownName } from '../shown-name.ts';
import { idOf } from './id-of.ts';
import { textsIn } from './read-components.ts';
import { isNull, type Listed, type Reading, warn } from './reading.ts';
import type { Model } from './zone-around.ts';

/** A flow with the part of the file that it was read from. */
export type ReadFlow = { readonly flow: Flow; readonly listed: Listed };

/** Keys of flows stand apart from those of components: the same id may be both. */
const keyOf = (id: string): string => `flow ${id}`;

/** Data flows between components; one with a loose end is a warning. */
export function readFlows(dataflows: ReadonlyMap<string, Listed>, model: Model, reading: Reading): readonly ReadFlow[] {
  noteAssets(dataflows, reading);
  return [...dataflows.values()].flatMap((listed): ReadFlow[] => {
    const { id, map } = listed;
    const [from, to] = [endOf(listed, 'source', model, reading), endOf(listed, 'destination', model, reading)];
    if (from === undefined || to === undefined) return [];
    const bidirectional = find(map, 'bidirectional');
    if (bidirectional !== undefined && flagOf(bidirectional) === undefined && !isNull(bidirectional)) {
      const fix = 'Say which; it is taken for false.';
      warn(reading, bidirectional.at, { expected: 'true or false', found: describeForm(bidirectional), fix });
    }
    const flow = {
      key: keyOf(id),
      name: textOf(find(map, 'name')) ?? id,
      from,
      to,
      isBidirectional: flagOf(bidirectional) ?? false,
      tags: textsIn(map, 'tags'),
      attributes: ownAttributes(find(map, 'attributes')),
      spot: map,
    };
    return [{ flow, listed: { id: flow.key, map } }];
  });
}

function endOf(
  { id, map }: Listed,
  end: 'source' | 'destination',
  { components, zones }: Model,
  reading: Reading,
): string | undefined {
  const said = find(map, end);
  const key = idOf(said);
  if (key !== undefined && components.has(key)) return key;
  const found =
    key === undefined ? 'none' : zones.has(key) ? 'a trust zone' : `${shownName(key)}, which nothing is called`;
  const expected = `the id of a component as ${end} of the flow ${shownName(textOf(find(map, 'name')) ?? id)}`;
  warn(reading, (said ?? map).at, { expected, found, fix: 'Name a component; until then the flow is left out.' });
  return undefined;
}

function noteAssets(dataflows: ReadonlyMap<string, Listed>, { drafts }: Reading): void {
  const [first, ...more] = [...dataflows.values()].filter(({ map }) => listOf(find(map, 'assets')).length > 0);
  if (first === undefined) return;
  const carriers = more.length === 0 ? 'a data flow carries' : `${more.length + 1} data flows carry`;
  drafts.ignored.push({
    what: `the assets that ${carriers}`,
    where: first.map.pointer,
    why: 'what a component stores or processes says what it is worth',
  });
}
