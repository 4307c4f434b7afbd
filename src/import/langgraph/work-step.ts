import type { Provenance } from '../../graph/ecosystem.ts';
import type { Spot } from '../drafts.ts';
import type { Link, Step } from '../flow.ts';
import type { NodePart } from './node-role.ts';

/** Where the graph stops until a human lets it go on, and what says so. */
export type Interrupts = { readonly before?: Provenance | undefined; readonly after?: Provenance | undefined };

/** A node of a graph, whatever told what it is. */
export type WorkStep = {
  /** What links call it. */
  readonly key: string;
  /** Wanted id. */
  readonly name: string;
  readonly spot: Spot;
  readonly part: NodePart | 'start';
  /** How it is known to be that part. */
  readonly provenance: Provenance;
  readonly interrupts?: Interrupts | undefined;
  /** Its components, where somebody added them already: one, or several tools that it runs. */
  readonly ids?: readonly string[] | undefined;
  /** It runs the tools that a model before it asks for. */
  readonly isCalled?: boolean | undefined;
  /** Of an agent: the tools that its model may call; undefined if nobody knows. */
  readonly calls?: ReadonlySet<string> | undefined;
  /** A start that is nobody: content comes in there. */
  readonly isContent?: boolean;
};

export type WorkGraph = {
  readonly spot: Spot;
  readonly steps: readonly WorkStep[];
  readonly links: readonly Link[];
};

/** A step in the flow: several where it keeps something, and how those hang together. */
export type FlowPart = {
  readonly work: WorkStep;
  readonly step: Step;
  /** More tools of the same node. */
  readonly others?: readonly Step[];
  readonly store?: Step;
  readonly links: readonly Link[];
};
