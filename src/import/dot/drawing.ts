import {
  type DotAttributes,
  type DotEdge,
  DotFeed,
  type DotGraph,
  type DotHandler,
  type DotNode,
  type DotValue,
} from '../../base/dot-feed.ts';
import { InvalidInputError, type Place } from '../../base/errors.ts';
import type { SourceFile } from '../importer.ts';
import { innermost } from '../network/innermost-box.ts';

/** Everything that the graphs of a file in DOT draw. A node of the same name in two of them is one. */
export type Drawing = {
  readonly graphs: readonly DrawnGraph[];
  readonly clusters: readonly Cluster[];
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DotEdge[];
};

export type DrawnGraph = {
  readonly name: string | undefined;
  readonly settings: Map<string, DotValue>;
  readonly at: Place;
};

/** A box around nodes. */
export type Cluster = {
  readonly key: string;
  readonly name: string | undefined;
  readonly settings: Map<string, DotValue>;
  readonly around: Cluster | undefined;
};

export type DrawnNode = {
  readonly id: string;
  readonly attributes: Map<string, DotValue>;
  cluster: Cluster | undefined;
  readonly at: Place;
};

/** @throws {InvalidInputError} where it is no DOT, or draws more than an ecosystem can be */
export function readDrawing({ name, text }: SourceFile): Drawing {
  const reader = new DrawingReader();
  const feed = new DotFeed(name, reader);
  feed.pushText(text);
  feed.end();
  return reader;
}

const MOST_EDGES = 1_000_000;

/** A subgraph; all of them have settings, only some are drawn as a box. */
type Frame = Cluster & { isCluster: boolean };

class DrawingReader implements DotHandler, Drawing {
  readonly graphs: DrawnGraph[] = [];
  readonly #nodes = new Map<string, DrawnNode>();
  readonly #edges: DotEdge[] = [];
  /** Of a strict graph, by their ends. */
  readonly #single = new Map<string, number>();
  readonly #frames = new Map<string, Frame>();
  readonly #open: Frame[] = [];

  get nodes(): readonly DrawnNode[] {
    return [...this.#nodes.values()];
  }

  get edges(): readonly DotEdge[] {
    return this.#edges;
  }

  get clusters(): readonly Cluster[] {
    return [...this.#frames.values()].filter(({ isCluster }) => isCluster);
  }

  graph({ name, at, isStrict, isDirected }: DotGraph): void {
    this.graphs.push({ name, settings: new Map(), at });
    this.#isStrict = isStrict;
    this.#isDirected = isDirected;
    this.#single.clear();
  }

  open(name: string | undefined): void {
    const key = `${this.graphs.length} ${name ?? `#${this.#frames.size}`}`;
    const around = this.#cluster();
    const isCluster = name?.startsWith('cluster') === true;
    const frame = this.#frames.get(key) ?? { key, name, settings: new Map(), around, isCluster };
    this.#frames.set(key, frame);
    this.#open.push(frame);
  }

  close(): void {
    this.#open.pop();
  }

  setting(name: string, value: DotValue): void {
    const frame = this.#open.at(-1);
    (frame ?? this.graphs.at(-1))?.settings.set(name, value);
    if (frame !== undefined && name === 'cluster' && /^(?:true|yes|1)$/iu.test(String(value))) frame.isCluster = true;
  }

  named(id: string, defaults: DotAttributes, at: Place): void {
    const cluster = this.#cluster();
    const known = this.#nodes.get(id);
    if (known === undefined) this.#nodes.set(id, { id, attributes: new Map(defaults), cluster, at });
    else known.cluster = innermost(known.cluster, cluster);
  }

  node({ id, own }: DotNode): void {
    for (const [name, value] of own) this.#nodes.get(id)?.attributes.set(name, value);
  }

  edge(edge: DotEdge): void {
    const again = this.#isStrict ? this.#single.get(this.#endsOf(edge)) : undefined;
    const known = again === undefined ? undefined : this.#edges[again];
    if (again !== undefined && known !== undefined) {
      this.#edges[again] = { ...known, attributes: new Map([...known.attributes, ...edge.attributes]) };
      return;
    }
    if (this.#isStrict) this.#single.set(this.#endsOf(edge), this.#edges.length);
    if (this.#edges.push(edge) > MOST_EDGES) throw tooMany(edge.at);
  }

  #isStrict = false;
  #isDirected = false;

  #endsOf({ from, to }: DotEdge): string {
    return (this.#isDirected ? [from, to] : [from, to].sort()).join('\0');
  }

  #cluster = (): Frame | undefined => this.#open.findLast(({ isCluster }) => isCluster);
}

const tooMany = (at: Place): InvalidInputError =>
  new InvalidInputError([
    {
      at,
      expected: `at most ${MOST_EDGES.toLocaleString('en-US')} edges in an ecosystem`,
      found: 'more',
      fix: 'Read it as a raw graph: --as raw.',
    },
  ]);
