import {
  type DotAttributes,
  type DotEdge,
  DotFeed,
  type DotHandler,
  type DotNode,
  type DotValue,
} from '../base/dot-feed.ts';
import { InvalidInputError, type Place, type Problem } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import { weightRank } from '../graph/edge-weights.ts';
import type { RawGraphBuilder } from './raw-builder.ts';
import { RawElements } from './raw-elements.ts';
import type { RawReader, RawReaderOptions } from './raw-reader.ts';

/**
 * DOT, the language of Graphviz: graphs and digraphs, strict ones, subgraphs as ends of edges, defaults. An edge's
 * probability is its attribute p, prob, probability or weight; `dir=both` and `none` make it go both ways, `back` the
 * other way. Ports and all that says how it looks are not read.
 */
export class DotReader implements RawReader, DotHandler {
  private readonly builder: RawGraphBuilder;
  private readonly elements: RawElements;
  private readonly feed: DotFeed;
  /** Of the last statement: its edges have the same. */
  private attributes: DotAttributes | undefined;
  private weight: string | undefined;

  constructor(options: RawReaderOptions, builder: RawGraphBuilder) {
    this.builder = builder;
    this.elements = new RawElements(options, builder);
    this.feed = new DotFeed(options.file, this);
  }

  push(chunk: Uint8Array): void {
    this.afterProblems(() => this.feed.push(chunk));
  }

  end(): readonly Problem[] {
    this.afterProblems(() => this.feed.end());
    return this.elements.end();
  }

  graph({ isStrict }: { readonly isStrict: boolean }): void {
    if (isStrict) this.builder.mergesParallel = true;
  }

  named(id: string, _defaults: DotAttributes, at: Place): void {
    this.elements.node(id, at);
  }

  node({ own, defaults }: DotNode): void {
    const kind = kindOf(own) ?? kindOf(defaults);
    if (kind !== undefined) this.elements.refuseKind(kind);
  }

  edge({ from, to, isBothWays, attributes, at }: DotEdge): void {
    if (attributes !== this.attributes) {
      this.attributes = attributes;
      this.weight = this.weightOf(attributes);
    }
    this.elements.edge({ from, to, isBothWays, weight: this.weight, at });
  }

  private weightOf(attributes: DotAttributes): string | undefined {
    let best: string | undefined;
    for (const name of attributes.keys()) {
      if (weightRank(name) < (best === undefined ? Number.POSITIVE_INFINITY : weightRank(best))) best = name;
    }
    if (best === undefined) return undefined;
    this.elements.weights.from(`attribute ${quoted(best)}`, weightRank(best));
    return textOf(attributes.get(best));
  }

  /** Where it ends to be DOT, what was wrong before is told first. */
  private afterProblems(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      for (const problem of error.problems) this.elements.problems.add(problem);
      this.elements.problems.throwIfAny();
    }
  }
}

function kindOf(attributes: DotAttributes): string | undefined {
  for (const [name, value] of attributes) if (name.toLowerCase() === 'kind') return textOf(value);
  return undefined;
}

const textOf = (value: DotValue | undefined): string | undefined =>
  typeof value === 'object' ? `<${value.html}>` : value;
