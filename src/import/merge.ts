import { InvalidInputError } from '../base/errors.ts';
import { buildEcosystem } from '../graph/build-ecosystem.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import { byCodeUnits } from '../graph/ids.ts';
import { byInfluence, distinct } from './drafts.ts';
import { type Identity, type Imported, identityKinds, type Together } from './importer.ts';
import { distinctIds } from './merge/distinct-ids.ts';
import { fileLabels } from './merge/file-labels.ts';
import { joinedComponent, surestOf } from './merge/join-components.ts';
import { type JoinedRelations, joinedRelations, type Link } from './merge/join-relations.ts';
import { mappedGuard, relationIndex } from './merge/map-guards.ts';
import { candidatesOf, type MergeCandidate } from './merge/merge-candidate.ts';
import type { MergeFile } from './merge/merge-file.ts';
import { saidTogether, withMore } from './merge/said-together.ts';
import { resolveSameAs, type SameAs } from './merge/same-as.ts';
import { type Reason, sameThings, type Thing } from './merge/same-things.ts';
import { wholeName } from './merge/whole-name.ts';

/** Components of several files that became one, and by what they are known to be the same. */
export type Merge = Reason & {
  readonly id: string;
  readonly from: readonly Member[];
};

/** A component as its file has it, before it was merged or renamed. */
export type Member = { readonly file: string; readonly id: string };

export type Merged = Imported & {
  readonly merges: readonly Merge[];
  /** What each component is made of, by its id. */
  readonly members: ReadonlyMap<string, readonly Member[]>;
};

export type MergeOptions = {
  /** What the whole is called; default: after its files. */
  readonly name?: string | undefined;
  /** False: nothing is merged but what `sameAs` says. */
  readonly merge?: boolean | undefined;
  readonly sameAs?: readonly SameAs[] | undefined;
};

/**
 * Several files as one model: what is the same thing in several of them becomes one component. Pure; the order of the
 * files decides nothing.
 * @throws {InvalidInputError} if `sameAs` names what is not there
 */
export function mergeFiles(given: readonly MergeFile[], options: MergeOptions = {}): Merged {
  const files = [...given].sort((a, b) => byCodeUnits(a.name, b.name));
  const [only, second] = files;
  if (only !== undefined && second === undefined && (options.sameAs ?? []).length === 0) {
    const { components } = only.imported.ecosystem;
    const members = new Map(components.map(({ id }) => [id as string, [{ file: only.name, id }]]));
    return { ...only.imported, merges: [], members };
  }
  return new Merger(files, options).merged();
}

class Merger {
  readonly #files: readonly MergeFile[];
  readonly #options: MergeOptions;
  readonly #labels: ReadonlyMap<string, string>;
  readonly #candidates: readonly MergeCandidate[];
  readonly #things: readonly Thing<MergeCandidate>[];
  /** File -> id there -> id after merging. */
  readonly #ids: ReadonlyMap<string, ReadonlyMap<string, string>>;

  constructor(files: readonly MergeFile[], options: MergeOptions) {
    this.#files = files;
    this.#options = options;
    this.#labels = fileLabels(files.map(({ name }) => name));
    this.#candidates = files.flatMap(({ name, imported, importer }) =>
      candidatesOf(name, imported, importer === undefined),
    );
    this.#things = this.#sameThings();
    this.#ids = idsByFile(files, this.#things, this.#named(this.#things));
  }

  merged(): Merged {
    const links = this.#links();
    const joined = joinedRelations(links, (file) => this.#label(file));
    const together = saidTogether(this.#files, this.#idIn);
    const { name, description } = wholeName(this.#files, this.#label, this.#options.name);
    const { ecosystem, problems } = buildEcosystem({
      name,
      description,
      components: this.#components(links, joined),
      relations: withMore(joined.drafts, together.relations),
    });
    if (ecosystem === undefined) throw new InvalidInputError(problems);
    const all = this.#files.map(({ imported }) => imported);
    return {
      ecosystem,
      ignored: distinct(all.flatMap(({ ignored }) => ignored)),
      findings: distinct(all.flatMap(({ findings }) => findings)),
      toFill: this.#toFill(together, ecosystem),
      warnings: distinct([...all.flatMap(({ warnings }) => warnings), ...together.warnings]),
      assumptions: all.flatMap(({ assumptions = [] }) => assumptions),
      // Probabilities that one graph brings hold for nothing else.
      ...(all.some(({ suite }) => suite?.threats === 'all') ? { suite: { threats: 'all' as const } } : {}),
      identities: new Map(this.#things.map((thing) => [this.#idOfThing(thing), identitiesOf(thing)])),
      merges: this.#merges(),
      members: new Map(this.#things.map((thing) => [this.#idOfThing(thing), thing.members.map(memberOf)])),
    };
  }

  #sameThings(): readonly Thing<MergeCandidate>[] {
    const { sameAs: said = [], merge = true } = this.#options;
    const singles = sameThings(this.#candidates, [], []);
    const byId = new Map<string, readonly MergeCandidate[]>();
    // Ids as merging gives them are understood too, where they mean nothing else.
    if (merge && said.length > 0) {
      const usual = sameThings(this.#candidates);
      for (const [at, id] of this.#named(usual).entries()) byId.set(id, usual[at]?.members ?? []);
    }
    for (const [at, id] of this.#named(singles).entries()) byId.set(id, singles[at]?.members ?? []);
    const { sameAs, problems } = resolveSameAs(said, byId);
    if (problems.length > 0) throw new InvalidInputError(problems);
    return sameThings(this.#candidates, sameAs, merge ? identityKinds : []);
  }

  #named(things: readonly Thing<MergeCandidate>[]): readonly string[] {
    return distinctIds(
      things.map(({ members }) => {
        const { id, file, isOwn } = surestOf(members);
        return { wanted: id, label: this.#label(file), isFixed: isOwn };
      }),
    );
  }

  #label = (file: string): string => this.#labels.get(file) ?? file;
  #idIn = (file: string, id: string): string => this.#ids.get(file)?.get(id) ?? id;
  #idOfThing = ({ members }: Thing<MergeCandidate>): string => {
    const [first] = members;
    return first === undefined ? '' : this.#idIn(first.file, first.id);
  };

  #links(): readonly Link[] {
    return this.#files.flatMap(({ name, imported, importer }) =>
      imported.ecosystem.relations.map((relation) => ({
        relation,
        file: name,
        isOwn: importer === undefined,
        from: this.#idIn(name, relation.from),
        to: this.#idIn(name, relation.to),
      })),
    );
  }

  #components(links: readonly Link[], { idOf: relationIdOf }: JoinedRelations) {
    const relationsOf = new Map(this.#files.map(({ name, imported }) => [name, imported.ecosystem.relations]));
    const all = relationIndex(links, relationIdOf);
    return this.#things.map((thing) => {
      const guards = thing.members.flatMap(({ file, component, isOwn }) =>
        component.guards.flatMap((guard) =>
          mappedGuard(guard, {
            idOf: (id) => this.#idIn(file, id),
            relationIdOf,
            relations: relationsOf.get(file) ?? [],
            file,
            all,
            isOwn,
          }),
        ),
      );
      return joinedComponent(this.#idOfThing(thing), thing.members, guards);
    });
  }

  #toFill(together: Together, { components }: Ecosystem): Imported['toFill'] {
    const tiered = new Set<string>(components.filter(({ tier }) => tier !== null).map(({ id }) => id));
    const own = this.#files.flatMap(({ name, imported }) =>
      imported.toFill.map((one) => ({ ...one, component: this.#idIn(name, one.component) })),
    );
    const all = [...own, ...together.toFill].filter(
      ({ component, field }) => field !== 'tier' || !tiered.has(component),
    );
    const once = new Map(all.map((one) => [`${one.component}\0${one.field}`, one]));
    return [...once.values()].sort(byInfluence);
  }

  #merges(): readonly Merge[] {
    return this.#things
      .flatMap((thing) =>
        thing.joins.map(({ by, key, members }) => ({
          id: this.#idOfThing(thing),
          by,
          key,
          from: members.map(memberOf),
        })),
      )
      .sort((a, b) => byCodeUnits(a.id, b.id));
  }
}

const memberOf = ({ file, id }: MergeCandidate): Member => ({ file, id });

function idsByFile(
  files: readonly MergeFile[],
  things: readonly Thing<MergeCandidate>[],
  ids: readonly string[],
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const byFile = new Map(files.map(({ name }) => [name, new Map<string, string>()]));
  for (const [at, { members }] of things.entries()) {
    for (const { file, id } of members) byFile.get(file)?.set(id, ids[at] ?? id);
  }
  return byFile;
}

const identitiesOf = ({ members }: Thing<MergeCandidate>): readonly Identity[] =>
  distinct(members.flatMap(({ identities }) => identities));
