import { byCodeUnits } from '../../graph/ids.ts';
import { type ComponentKind, isIn } from '../../graph/kinds.ts';
import { type Identity, type IdentityKind, identityKinds } from '../importer.ts';

/** A component of one file, as far as it matters for finding it in other files. */
export type Candidate = {
  readonly file: string;
  readonly id: string;
  readonly kind: ComponentKind;
  /** Only the reference to something: it gives way to what has the same id of the tool, whatever its kind. */
  readonly isStub: boolean;
  readonly identities: readonly Identity[];
};

/** Why components are one: their author says so, or they have this identity in common. */
export type Reason = { readonly by: IdentityKind | 'same_as'; readonly key: string };

/** Components that are one and the same thing, by file and id, and what joined them: nothing if it is alone. */
export type Thing<C extends Candidate> = {
  readonly members: readonly C[];
  readonly joins: readonly (Reason & { readonly members: readonly C[] })[];
};

/**
 * Which components of different files are the same thing. What was said to be the same comes first, then identities,
 * surest first. One identity joins all that have it, but none that contradicts another of them: one of the same file
 * (then it is open which is meant), or one with another surer identity. Kinds must fit. The order of the candidates
 * decides nothing.
 * @param sameAs - what was said to be the same, also within one file
 * @param kinds - the identities that count, surest first
 */
export function sameThings<C extends Candidate>(
  candidates: readonly C[],
  sameAs: readonly (readonly C[])[] = [],
  kinds: readonly IdentityKind[] = identityKinds,
): readonly Thing<C>[] {
  const thingOf = new Map<C, Draft<C>>();
  const ordered = [...candidates].sort(byFileAndId);
  for (const one of ordered) thingOf.set(one, { members: [one], joins: [] });
  const join = (parts: readonly C[], reason: Reason): void => {
    const things = [...new Set(parts.map((part) => thingOf.get(part)))].filter((thing) => thing !== undefined);
    if (things.length < 2) return;
    const members = things.flatMap((thing) => thing.members).sort(byFileAndId);
    const joins = [...things.flatMap((thing) => thing.joins), { ...reason, members: [...parts].sort(byFileAndId) }];
    const whole = { members, joins };
    for (const member of members) thingOf.set(member, whole);
  };
  for (const parts of sameAs) join(parts, { by: 'same_as', key: '' });
  for (const by of kinds) {
    for (const [key, parts] of partsByKey(ordered, by)) {
      for (const fitting of byFamily(parts, by, thingOf)) {
        const things = new Set(fitting.map((part) => thingOf.get(part)).filter((thing) => thing !== undefined));
        const contradicting = contradictions([...things], by);
        join(
          fitting.filter((part) => !contradicting.has(thingOf.get(part))),
          { by, key },
        );
      }
    }
  }
  return [...new Set(thingOf.values())];
}

type Draft<C extends Candidate> = { members: readonly C[]; joins: readonly (Reason & { members: readonly C[] })[] };

const byFileAndId = (a: Candidate, b: Candidate): number => byCodeUnits(a.file, b.file) || byCodeUnits(a.id, b.id);

/** Key -> who has it, keys in order. */
function partsByKey<C extends Candidate>(parts: readonly C[], kind: IdentityKind): readonly [string, readonly C[]][] {
  const groups = new Map<string, C[]>();
  for (const part of parts) {
    for (const { by, key } of part.identities) {
      if (by !== kind) continue;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [part]);
      else if (!group.includes(part)) group.push(part);
    }
  }
  return [...groups].filter(([, group]) => group.length > 1).sort(([a], [b]) => byCodeUnits(a, b));
}

/** Kinds that may stand for one thing. */
export function familyOf(kind: ComponentKind): string {
  if (isIn('agent', kind)) return 'agent';
  if (isIn('tool', kind)) return 'tool';
  return isIn('data', kind) ? 'data' : kind;
}

/** Those whose kinds fit each other. A stub fits whatever has its id, if that is only one kind of thing. */
function byFamily<C extends Candidate>(
  parts: readonly C[],
  by: IdentityKind,
  thingOf: ReadonlyMap<C, Draft<C>>,
): readonly (readonly C[])[] {
  const families = new Map<string, C[]>();
  const stubs: C[] = [];
  for (const part of parts) {
    const known = thingOf.get(part)?.members.find(({ isStub }) => !isStub) ?? (by === 'id' ? undefined : part);
    if (known === undefined) stubs.push(part);
    else families.set(familyOf(known.kind), [...(families.get(familyOf(known.kind)) ?? []), part]);
  }
  const [only, second] = families.values();
  if (only !== undefined && second === undefined) return [[...only, ...stubs]];
  return [...families.values(), stubs];
}

/** Things that cannot all be one, although they share an identity of this kind. */
function contradictions<C extends Candidate>(
  things: readonly Draft<C>[],
  by: IdentityKind,
): ReadonlySet<Draft<C> | undefined> {
  const found = new Set<Draft<C>>();
  const ofFile = new Map<string, Draft<C>>();
  for (const thing of things) {
    for (const file of new Set(thing.members.map((member) => member.file))) {
      const other = ofFile.get(file);
      if (other === undefined) ofFile.set(file, thing);
      else found.add(other).add(thing);
    }
  }
  for (const surer of identityKinds.slice(0, identityKinds.indexOf(by))) {
    const known = things.map((thing) => ({ thing, keys: keysOf(thing, surer) })).filter(({ keys }) => keys.size > 0);
    for (const [at, one] of known.entries()) {
      for (const other of known.slice(at + 1)) {
        if (![...one.keys].some((key) => other.keys.has(key))) found.add(one.thing).add(other.thing);
      }
    }
  }
  return found;
}

const keysOf = (thing: Draft<Candidate>, by: IdentityKind): ReadonlySet<string> =>
  new Set(thing.members.flatMap(({ identities }) => identities.filter((one) => one.by === by).map(({ key }) => key)));
