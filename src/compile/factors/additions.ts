import { known } from '../../graph/belief.ts';
import { defaultRelationId } from '../../graph/build-ecosystem.ts';
import type { Ecosystem, Relation } from '../../graph/ecosystem.ts';
import type { ComponentId, RelationId } from '../../graph/ids.ts';
import type { RelationKind } from '../../graph/kinds.ts';
import type { AddingFactor, Addition } from './factor-effects.ts';
import type { Factors } from './factors.ts';
import { MOST_ADDED, tooManyAdded } from './too-many-added.ts';
import { meanTrust } from './trust-terms.ts';

/** What a factor says of a relation that it adds; id and zone follow. */
export type AddedRelation = Pick<Relation, 'from' | 'to' | 'rate' | 'signed' | 'link'> &
  Pick<Addition, 'hops' | 'terms'> & {
    readonly kind: Extract<RelationKind, 'delegates' | 'messages' | 'authenticates'>;
    /** A relation that it follows from. */
    readonly because: Relation;
    /** How it follows. */
    readonly rule: string;
  };

/** A factor that adds relations. */
export type AddRelations = (ecosystem: Ecosystem, factors: Factors) => Iterable<AddedRelation>;

/** Gives relations that factors add their place beside those of the ecosystem. */
export class Additions {
  readonly #factors: Factors;
  readonly #ecosystem: Ecosystem;
  readonly #zoneOf: ReadonlyMap<ComponentId, string | null>;
  readonly #ids: Set<RelationId>;
  /** How many relations have the same ends and kind. */
  readonly #parallel = new Map<string, number>();
  readonly #added = new Map<RelationId, Addition>();

  constructor(ecosystem: Ecosystem, factors: Factors) {
    const { components, relations } = ecosystem;
    this.#factors = factors;
    this.#ecosystem = ecosystem;
    this.#zoneOf = new Map(components.map(({ id, zone }) => [id, zone]));
    this.#ids = new Set(relations.map(({ id }) => id));
    for (const { from, kind, to } of relations) this.#next(from, kind, to);
  }

  /** @throws {InvalidInputError} if it is one of more than a million */
  add(factor: AddingFactor, added: AddedRelation): void {
    if (this.#added.size >= MOST_ADDED) throw tooManyAdded(factor, this.#ecosystem, added.because);
    const { from, to, kind, rate, signed, link, hops, terms, because, rule } = added;
    let ordinal = this.#next(from, kind, to);
    while (this.#ids.has(defaultRelationId(from, kind, to, ordinal))) ordinal = this.#next(from, kind, to);
    const id = defaultRelationId(from, kind, to, ordinal);
    const zones = [from, to].map((end) => this.#zoneOf.get(end) ?? null);
    // The mean is for readers: what is drawn is the product of the terms.
    const along = known(Math.round(meanTrust(terms, this.#factors) * 10_000) / 10_000);
    const relation = {
      ...{ id, kind, from, to, ordinal, rate, signed, link },
      trust: { along: terms.length === 1 ? (terms[0]?.belief ?? along) : along, against: known(0) },
      tags: [],
      crosses: zones[0] !== null && zones[1] !== null && zones[0] !== zones[1],
      ...(kind === 'authenticates' && { role: 'holds' }),
      provenance: { certainty: 'inferred', at: because.provenance.at, rule: `${factor}: ${rule}` },
    } as Relation;
    this.#ids.add(id);
    this.#added.set(id, { relation, factor, hops, terms });
  }

  finish(): ReadonlyMap<RelationId, Addition> {
    return this.#added;
  }

  #next(from: ComponentId, kind: RelationKind, to: ComponentId): number {
    const ends = `${from}\0${kind}\0${to}`;
    const ordinal = this.#parallel.get(ends) ?? 0;
    this.#parallel.set(ends, ordinal + 1);
    return ordinal;
  }
}
