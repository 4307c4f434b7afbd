import type { Problem } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import { type ComponentKind, type DefenceName, families, isIn, type RelationKind } from '../graph/kinds.ts';
import { defences } from '../threats/defences.ts';
import { controlSchema, relationKeyHomes, relationSchema } from './ecosystem-schema.ts';
import type { Locate, Path } from './locate.ts';
import {
  type Definitions,
  definitionsOf,
  has,
  type Item,
  listOf,
  mapOf,
  namedItems,
  type Reader,
  relationItems,
  sound,
} from './raw-file.ts';
import { listed } from './schema-values.ts';
import type { Structure } from './structure-problems.ts';
import { unknownComponents, unknownRelations } from './unknown-ids.ts';

/**
 * What a schema cannot see: ids that nothing has, keys on the wrong kind, ids that clash. Looks at every
 * part of the file that the schema found sound, so that all mistakes come at once.
 */
export function checkMeaning(file: unknown, { isSound }: Structure, locate: Locate): Problem[] {
  const reader: Reader = { file, isSound, locate };
  const definitions = definitionsOf(reader);
  return [
    ...emptiness(reader, definitions),
    ...idProblems(reader, definitions),
    ...componentProblems(reader),
    ...controlProblems(reader),
    ...relationProblems(reader, definitions),
    ...suiteProblems(reader, definitions),
    ...sourceProblems(reader),
    ...unknownComponents(reader, definitions),
    ...unknownRelations(reader),
  ];
}

function emptiness(reader: Reader, definitions: Definitions): Problem[] {
  if (definitions.size > 0 || !reader.isSound(['components'])) return [];
  if (mapOf(reader.file)['components'] === undefined) return [];
  const fix = 'Add one, such as "planner: { kind: agent }".';
  return [{ at: reader.locate.key(['components']), expected: 'at least one component', found: 'none', fix }];
}

function idProblems(reader: Reader, definitions: Definitions): Problem[] {
  const { locate } = reader;
  const shared = namedItems(reader, 'controls').flatMap(({ path }) => {
    const first = definitions.get(String(path[1]));
    if (first === undefined || first.path[0] === 'controls') return [];
    const fix = `A control is a component: the other one is on line ${locate.key(first.path).line}. Rename one of the two.`;
    return [{ at: locate.key(path), expected: 'an id of its own', found: `a second ${quoted(String(path[1]))}`, fix }];
  });
  return [...shared, ...copyClashes(reader, definitions), ...relationIdProblems(reader)];
}

/** Replicas are called `id#1` to `id#count`, children that may be born `id+1`, `id+2`, …. */
function copyClashes(reader: Reader, definitions: Definitions): Problem[] {
  const copies = copyCounts(reader, definitions);
  return [...definitions].flatMap(([id, { path }]) => {
    const [, original = '', mark, number] = /^(.*)([#+])([1-9]\d{0,8})$/su.exec(id) ?? [];
    const { replicas = 1, slots = 0 } = copies.get(original) ?? {};
    const most = mark === '#' ? (replicas > 1 ? replicas : 0) : slots;
    if (!(Number(number) <= most)) return [];
    const found = `${quoted(id)}, which also names a copy of ${quoted(original)}`;
    return [
      { at: reader.locate.key(path), expected: 'an id that no copy has', found, fix: 'Give the component another id.' },
    ];
  });
}

function copyCounts(reader: Reader, definitions: Definitions): Map<string, { replicas: number; slots: number }> {
  const items = [...namedItems(reader, 'components'), ...namedItems(reader, 'controls')];
  const copies = new Map([...definitions.keys()].map((id) => [id, { replicas: 1, slots: 0 }]));
  for (const item of items) {
    const entry = copies.get(String(item.path[1]));
    if (entry !== undefined) entry.replicas = sound<number>(reader, item, 'count') ?? 1;
  }
  for (const item of relationItems(reader)) {
    if (sound(reader, item, 'kind') !== 'spawns') continue;
    const child = copies.get(sound<string>(reader, item, 'to') ?? '');
    const parents = copies.get(sound<string>(reader, item, 'from') ?? '')?.replicas ?? 1;
    if (child !== undefined) child.slots += (sound<number>(reader, item, 'max') ?? 1) * parents;
  }
  return copies;
}

function relationIdProblems(reader: Reader): Problem[] {
  const first = new Map<string, Path>();
  return relationItems(reader).flatMap((item) => {
    const id = sound<string>(reader, item, 'id');
    if (id === undefined) return [];
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, item.path);
      return [];
    }
    const fix = `The first is on line ${reader.locate.value([...earlier, 'id']).line}. Rename one, or leave the id out.`;
    const at = reader.locate.value([...item.path, 'id']);
    return [{ at, expected: 'a relation id of its own', found: `a second ${quoted(id)}`, fix }];
  });
}

function componentProblems(reader: Reader): Problem[] {
  return [
    ...namedItems(reader, 'components').flatMap((item) => {
      const kind = sound<ComponentKind>(reader, item, 'kind');
      if (kind === undefined) return [];
      const tier = has(item, 'tier') && kind !== 'model' ? [misplaced(reader, item, 'tier', ['model'], kind)] : [];
      return [...tier, ...defenceProblems(reader, item, kind)];
    }),
    ...namedItems(reader, 'controls').flatMap((item) => defenceProblems(reader, item, 'control')),
  ];
}

function defenceProblems(reader: Reader, item: Item, kind: ComponentKind): Problem[] {
  const name = sound<DefenceName>(reader, item, 'defence');
  if (name === undefined || isIn(defences[name].of, kind)) return [];
  const kinds: readonly string[] = families[defences[name].of];
  return [
    {
      at: reader.locate.value([...item.path, 'defence']),
      expected: `${name} only where kind is ${listed(kinds)}`,
      found: `it where kind is ${kind}`,
      fix:
        defences[name].of === 'monitor' ? 'Write it on a monitor that monitors something.' : 'Write it on a control.',
    },
  ];
}

const misplaced = (
  { locate }: Reader,
  { path }: Item,
  key: string,
  homes: readonly string[],
  kind: string,
): Problem => ({
  at: locate.key([...path, key]),
  expected: `the key "${key}" only where kind is ${listed(homes)}`,
  found: `it where kind is ${kind}`,
  fix: key === 'tier' ? 'Write it on the model that the component runs on.' : 'Remove it, or correct the kind.',
});

const missing = ({ locate }: Reader, { path }: Item, expected: string, fix: string): Problem => ({
  at: locate.key(path),
  expected,
  found: 'none',
  fix,
});

const effectivenessFix = 'Add how often it stops what would have passed, such as "effectiveness: [0.5, 0.9]".';

function controlProblems(reader: Reader): Problem[] {
  return namedItems(reader, 'controls').flatMap((item) => {
    const [isOn, isEffective] = [has(item, 'on'), has(item, 'effectiveness')];
    if (!hasOnlyKnownKeys(item, controlSchema)) return [];
    if (isOn && !isEffective && !has(item, 'defence'))
      return [missing(reader, item, 'the key "effectiveness" beside "on"', effectivenessFix)];
    if (isOn || !isEffective) return [];
    const fix = 'Add the arcs it holds back, such as "on: { kind: invokes, direction: against }".';
    return [missing(reader, item, 'the key "on" beside "effectiveness"', fix)];
  });
}

function relationProblems(reader: Reader, definitions: Definitions): Problem[] {
  return relationItems(reader).flatMap((item) => {
    const kind = sound<RelationKind>(reader, item, 'kind');
    if (kind === undefined) return [];
    const keys = Object.keys(relationKeyHomes) as (keyof typeof relationKeyHomes)[];
    const elsewhere = keys
      .filter((key) => has(item, key) && !(relationKeyHomes[key] as readonly RelationKind[]).includes(kind))
      .map((key) => misplaced(reader, item, key, relationKeyHomes[key], kind));
    return [
      ...elsewhere,
      ...(kind === 'guards' ? guardsProblems(reader, item, definitions) : endProblems(reader, item)),
    ];
  });
}

function endProblems(reader: Reader, item: Item): Problem[] {
  if (has(item, 'to') || !hasOnlyKnownKeys(item, relationSchema)) return [];
  return [missing(reader, item, 'the key "to" (the id of the component it ends at)', 'Add the key "to" here.')];
}

/** An unknown key may be the misspelt one that seems to be missing; it has been reported. */
const hasOnlyKnownKeys = ({ map }: Item, { shape }: { readonly shape: object }): boolean =>
  Object.keys(map).every((key) => Object.hasOwn(shape, key));

/** What an arc has and a selector has not: they would be dropped without a word. */
const keysOfArcs = ['id', 'trust', 'rate', 'signed', 'link', 'tags'] as const;

function guardsProblems(reader: Reader, item: Item, definitions: Definitions): Problem[] {
  const problems: Problem[] = [];
  const isOn = has(item, 'on');
  if (!has(item, 'effectiveness') && hasOnlyKnownKeys(item, relationSchema)) {
    problems.push(missing(reader, item, 'the key "effectiveness" on a guards relation', effectivenessFix));
  }
  if (!isOn) return [...problems, ...endProblems(reader, item)];
  if (has(item, 'to')) {
    const at = reader.locate.key([...item.path, 'on']);
    problems.push({ at, expected: 'either "to" or "on"', found: 'both', fix: 'Remove one of the two.' });
  }
  const kind = definitions.get(sound<string>(reader, item, 'from') ?? '')?.kind;
  if (kind !== undefined && !isIn('control', kind)) {
    const at = reader.locate.value([...item.path, 'from']);
    problems.push({
      at,
      expected: 'a control, policy-engine or identity-provider',
      found: kind,
      fix: 'Only these can guard.',
    });
  }
  const extra = keysOfArcs.filter((key) => has(item, key));
  return [
    ...problems,
    ...extra.map((key) => ({
      at: reader.locate.key([...item.path, key]),
      expected: 'only from, kind, on and effectiveness on a guards relation with "on"',
      found: quoted(key),
      fix: 'Remove it, or write "to" instead of "on".',
    })),
  ];
}

function suiteProblems(reader: Reader, definitions: Definitions): Problem[] {
  const suite: Item = { path: ['suite'], map: mapOf(mapOf(reader.file)['suite']) };
  const problems: Problem[] = [];
  if (has(suite, 'precisionOf') && !has(suite, 'precision')) {
    const fix = 'Add "precision: 0.01", or remove precisionOf.';
    problems.push({
      at: reader.locate.key(['suite', 'precisionOf']),
      expected: 'the key "precision" beside it',
      found: 'none',
      fix,
    });
  }
  const count = sound<{ random?: number }>(reader, suite, 'entries')?.random;
  if (count !== undefined && definitions.size > 0 && count > definitions.size) {
    const expected = `a whole number from 1 to ${definitions.size}, the number of components`;
    const fix = 'Write a smaller number, or "each" for all of them.';
    problems.push({ at: reader.locate.value(['suite', 'entries', 'random']), expected, found: String(count), fix });
  }
  return [...problems, ...channelProblems(reader, suite), ...offProblems(reader, definitions)];
}

const channelProblems = (reader: Reader, suite: Item): Problem[] =>
  listOf(suite.map['channels']).flatMap((value, index) => {
    const item: Item = { path: ['suite', 'channels', index], map: mapOf(value) };
    if (!has(item, 'tier') || sound(reader, item, 'source') !== 'agent') return [];
    return [
      {
        at: reader.locate.key([...item.path, 'tier']),
        expected: 'the key "tier" only on rows for content',
        found: 'it beside "source: agent"',
        fix: 'Remove the tier, or write "source: content".',
      },
    ];
  });

function offProblems(reader: Reader, definitions: Definitions): Problem[] {
  return listOf(mapOf(mapOf(mapOf(reader.file)['suite'])['controls'])['off']).flatMap((id, index) => {
    const kind = typeof id === 'string' ? definitions.get(id)?.kind : undefined;
    if (kind === undefined || isIn('control', kind)) return [];
    const at = reader.locate.value(['suite', 'controls', 'off', index]);
    const found = `${quoted(String(id))}, which is of kind ${kind}`;
    return [
      {
        at,
        expected: 'the id of a control, policy-engine or identity-provider',
        found,
        fix: 'Only these can be switched off.',
      },
    ];
  });
}

function sourceProblems(reader: Reader): Problem[] {
  const items = [...namedItems(reader, 'components'), ...namedItems(reader, 'controls'), ...relationItems(reader)];
  return items.flatMap((item) => {
    const source = sound<{ certainty: string; rule?: string }>(reader, item, 'source');
    if (source === undefined || source.certainty === 'declared' || source.rule !== undefined) return [];
    const fix = 'Say what was concluded or assumed, such as "rule: stdio servers run on their client\'s machine".';
    return [{ at: reader.locate.key([...item.path, 'source']), expected: 'the key "rule" in it', found: 'none', fix }];
  });
}
