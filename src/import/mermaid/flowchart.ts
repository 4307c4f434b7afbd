import type { Place } from '../../base/errors.ts';
import type { Box } from '../network/innermost-box.ts';

/** A flowchart as it stands there. */
export type Flowchart = {
  readonly title: string | undefined;
  readonly nodes: ReadonlyMap<string, ChartNode>;
  readonly edges: readonly ChartEdge[];
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  /** What is neither a node nor an edge nor style. */
  readonly unread: readonly Place[];
};

export type ChartNode = {
  readonly id: string;
  /** As it is written; undefined if nothing but the id is. */
  text: string | undefined;
  shape: string | undefined;
  /** Of `@{ icon: "fa:user" }`. */
  icon: string | undefined;
  readonly classes: string[];
  subgraph: Subgraph | undefined;
  readonly at: Place;
};

export type ChartEdge = {
  /** Ids of nodes or subgraphs. */
  readonly from: string;
  readonly to: string;
  readonly isBothWays: boolean;
  /** `~~~`: it only pushes apart. */
  readonly isInvisible: boolean;
  readonly text: string;
  readonly at: Place;
};

export type Subgraph = Box & {
  readonly id: string;
  /** As it is written. */
  readonly text: string;
  readonly around: Subgraph | undefined;
};
