import { InvalidInputError } from '../../base/errors.ts';
import { buildEcosystem } from '../../graph/build-ecosystem.ts';
import type { Component, Ecosystem, Guard, Provenance, Relation } from '../../graph/ecosystem.ts';
import { byCodeUnits } from '../../graph/ids.ts';
import { relationDraft } from '../relation-draft.ts';
import { componentText, relationText } from '../write-ecosystem.ts';
import { type Because, decide } from './decide.ts';
import { type Fingerprints, fingerprintsOf } from './fingerprints.ts';

/** What became of a part, with what the sources say now where that is not what stands in the file. */
export type Change = {
  readonly part: 'component' | 'relation';
  readonly id: string;
  readonly because: Because | 'still used' | 'guard lost';
  readonly source?: string;
};

export type Updated = {
  readonly ecosystem: Ecosystem;
  /** What the next update compares with. */
  readonly fingerprints: Fingerprints;
  /** Everything that did not just stay the same, by id. */
  readonly changes: readonly Change[];
};

/** An ecosystem file as it stands. */
export type OldFile = {
  readonly ecosystem: Ecosystem;
  /** What the last import wrote. */
  readonly written: Fingerprints;
  /** Ids that its suite and thresholds name: these components stay. */
  readonly used: ReadonlySet<string>;
};

/**
 * An ecosystem file after its sources changed: what nobody edited follows the sources, what somebody edited, added or
 * deleted stays so.
 */
export function updateEcosystem(old: OldFile, source: Ecosystem): Updated {
  const [now, next] = [fingerprintsOf(old.ecosystem), fingerprintsOf(source)];
  const components = choose('component', old.ecosystem.components, source.components, {
    ...{ written: old.written.components, inFile: now.components, inSource: next.components },
    say: componentText,
  });
  const relations = choose('relation', old.ecosystem.relations, source.relations, {
    ...{ written: old.written.relations, inFile: now.relations, inSource: next.relations },
    say: relationText,
  });
  const kept = stillUsed(old, components, relations);
  const all = new Map([...components.chosen, ...kept]);
  const joined = [...relations.chosen.values()].filter(({ from, to }) => all.has(from) && all.has(to));
  const ids = new Set<string>(joined.map(({ id }) => id));
  const { ecosystem, problems } = buildEcosystem({
    name: old.ecosystem.name,
    description: old.ecosystem.description,
    components: [...all.values()].map((one) => ({ ...one, guards: soundGuards(one.guards, all, ids) })),
    relations: joined.map(relationDraft),
  });
  if (ecosystem === undefined) throw new InvalidInputError(problems);
  const because = [...components.changes.filter(({ id }) => !kept.has(id)), ...relations.changes];
  const used = [...kept.keys()].map((id): Change => ({ part: 'component', id, because: 'still used' }));
  const own = new Set<string>(old.ecosystem.components.map(({ id }) => id));
  const lost = [...all.values()]
    .filter((one) => own.has(one.id) && soundGuards(one.guards, all, ids).length < one.guards.length)
    .map(({ id }): Change => ({ part: 'component', id, because: 'guard lost' }));
  return {
    ecosystem,
    fingerprints: next,
    changes: [...because, ...used, ...lost].sort((a, b) => byCodeUnits(a.part, b.part) || byCodeUnits(a.id, b.id)),
  };
}

type Part = { readonly id: string; readonly provenance: Provenance };
type Chosen<P> = { readonly chosen: ReadonlyMap<string, P>; readonly changes: readonly Change[] };

function choose<P extends Part>(
  part: Change['part'],
  inFile: readonly P[],
  inSource: readonly P[],
  hashes: {
    readonly written: ReadonlyMap<string, string>;
    readonly inFile: ReadonlyMap<string, string>;
    readonly inSource: ReadonlyMap<string, string>;
    readonly say: (part: P) => string;
  },
): Chosen<P> {
  const [file, source] = [byId(inFile), byId(inSource)];
  const chosen = new Map<string, P>();
  const changes: Change[] = [];
  for (const id of new Set([...file.keys(), ...source.keys(), ...hashes.written.keys()])) {
    const [mine, theirs] = [file.get(id), source.get(id)];
    const { take, because } = decide(hashes.written.get(id), hashes.inFile.get(id), hashes.inSource.get(id));
    if (take === 'source' && theirs !== undefined) chosen.set(id, theirs);
    if (take === 'file' && mine !== undefined) chosen.set(id, theirs === undefined ? mine : placed(mine, theirs));
    if (UNTOLD.has(because)) continue;
    const isDifferent = because === 'edited by hand, and its source changed' && theirs !== undefined;
    changes.push({ part, id, because, ...(isDifferent ? { source: hashes.say(theirs) } : {}) });
  }
  return { chosen, changes };
}

const UNTOLD: ReadonlySet<Because> = new Set<Because>(['same', 'added by hand', 'deleted everywhere']);

const byId = <P extends Part>(parts: readonly P[]): ReadonlyMap<string, P> =>
  new Map(parts.map((one) => [one.id, one]));

/** What an author edited, with where its source stands now. */
function placed<P extends Part>(mine: P, { provenance: { at, pointer } }: P): P {
  const { certainty, rule } = mine.provenance;
  const provenance = {
    certainty,
    at,
    ...(pointer === undefined ? {} : { pointer }),
    ...(rule === undefined ? {} : { rule }),
  };
  return { ...mine, provenance };
}

/** Components whose source is gone although somebody still speaks of them. */
function stillUsed(
  { ecosystem, used }: OldFile,
  components: Chosen<Component>,
  relations: Chosen<Relation>,
): ReadonlyMap<string, Component> {
  const because = new Map(relations.changes.map((change) => [change.id, change.because]));
  const isByHand = ({ id }: Relation): boolean => because.get(id)?.startsWith('edited') ?? true;
  const inFile = byId(ecosystem.relations);
  const ends = [...relations.chosen.values()]
    .filter((relation) => inFile.has(relation.id) && isByHand(relation))
    .flatMap(({ from, to }): string[] => [from, to]);
  const named = [...components.chosen.values()].flatMap(({ guards }) => guards.flatMap(idsOfGuard));
  const wanted = new Set([...used, ...ends, ...named]);
  return new Map(
    ecosystem.components
      .filter(({ id }) => wanted.has(id) && !components.chosen.has(id))
      .map((component) => [component.id as string, component]),
  );
}

const idsOfGuard = ({ on }: Guard): readonly string[] =>
  'component' in on ? [on.component] : [on.from, on.to].filter((id) => id !== undefined);

/** Guards of what is there. */
function soundGuards(
  guards: readonly Guard[],
  components: ReadonlyMap<string, unknown>,
  relations: ReadonlySet<string>,
): readonly Guard[] {
  return guards.filter(
    (guard) =>
      idsOfGuard(guard).every((id) => components.has(id)) &&
      !('relation' in guard.on && guard.on.relation !== undefined && !relations.has(guard.on.relation)),
  );
}
