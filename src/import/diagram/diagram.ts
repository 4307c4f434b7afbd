import type { ThreatClass } from '../../graph/kinds.ts';
import type { Spot } from '../drafts.ts';

/**
 * What threat models and plain graphs have in common: elements, flows between them, zones around them, threats on
 * them. Every reader of such a file answers with one, and `fromDiagram` turns it into an ecosystem.
 */
export type Diagram = {
  readonly title?: string | undefined;
  readonly zones: readonly Zone[];
  readonly elements: readonly Element[];
  readonly flows: readonly Flow[];
  readonly threats: readonly ListedThreat[];
};

/** What a file itself says about a part in words of ours, by attribute name (`kind`, `layer`, `trustAlong` …): see `records/`. */
export type Attributes = ReadonlyMap<string, string>;

/** A trust boundary, a cluster, a subgraph. */
export type Zone = {
  /** Unique among the zones; elements refer to it. */
  readonly key: string;
  readonly name: string;
  /** How far what is inside is trusted: 0 (strangers) to 1; undefined if the file does not say. */
  readonly trust?: number | undefined;
};

/** What a data flow diagram draws: a process, a store, an actor (external entity); `any` where a file has only nodes. */
export type Shape = 'process' | 'store' | 'actor' | 'any';

export type Element = {
  /** Unique among the elements; flows and threats refer to it. */
  readonly key: string;
  /** What people call it; perhaps empty. */
  readonly name: string;
  /** The id that it should have; default: its name. Nodes of plain graphs have ids of their own. */
  readonly id?: string | undefined;
  readonly shape: Shape;
  /** What else the file says it is: stencils, technologies, types, labels; the most telling first. */
  readonly types?: readonly string[] | undefined;
  /** Key of the innermost zone around it. */
  readonly zone?: string | undefined;
  /** Impact weight from ratings of confidentiality, integrity and availability: 1 (least) to 5. */
  readonly value?: number | undefined;
  /** The file says that strangers can reach it: an internet-facing asset. */
  readonly isExposed?: boolean | undefined;
  /** Drawn, but out of the scope of the analysis: kept, with the tag `out-of-scope`. */
  readonly isOutOfScope?: boolean | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly attributes?: Attributes | undefined;
  readonly spot: Spot;
};

export type Flow = {
  /** Unique among the flows; threats refer to it. */
  readonly key: string;
  readonly name: string;
  /** Keys of elements: data run from `from` to `to`. */
  readonly from: string;
  readonly to: string;
  readonly isBidirectional?: boolean | undefined;
  /** Data only come back: `from` reads what `to` holds. False: they surely do not; undefined: its name may say it. */
  readonly isReadOnly?: boolean | undefined;
  /** The other end is known for certain (certificates, tokens, credentials): what is sent cannot be spoofed. */
  readonly isAuthenticated?: boolean | undefined;
  /** Of a plain graph: the edge's own probability, in [0, 1]. */
  readonly probability?: number | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly attributes?: Attributes | undefined;
  readonly spot: Spot;
};

/** A threat that the file lists. */
export type ListedThreat = {
  readonly title: string;
  /** As the file says it: Tampering, T, LLM01 …; `classesOf` reads it. */
  readonly category: string;
  /** Classes that the file says outright (our own exports); otherwise from category and title. */
  readonly classes?: readonly ThreatClass[] | undefined;
  /** Key of an element or a flow. */
  readonly on: string;
  /** Accepted risks are open ones; unjudged: the tool lists it by its rules, and nobody has looked at it. */
  readonly status: 'open' | 'accepted' | 'unjudged' | 'mitigated' | 'not-applicable';
  readonly severity?: Severity | undefined;
  readonly spot: Spot;
};

export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];
