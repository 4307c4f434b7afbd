import { CappedProblems } from '../base/capped-problems.ts';
import { InvalidInputError, type Place, type Problem } from '../base/errors.ts';
import { chanceOf } from '../base/random.ts';
import { EdgeWeights, NEVER } from '../graph/edge-weights.ts';
import { idProblem } from '../graph/ids.ts';
import { isComponentKind, KindedGraphError } from './kinded-graph.ts';
import type { RawGraphBuilder } from './raw-builder.ts';
import type { RawReaderOptions } from './raw-reader.ts';

export type RawEdge = {
  readonly from: string;
  readonly to: string;
  readonly isBothWays: boolean;
  /** As it is written; undefined if the edge has none. */
  readonly weight: string | undefined;
  readonly at: Place;
};

/** Nodes and edges of the formats that call them so, on their way to a builder, and all that is wrong with them. */
export class RawElements {
  readonly problems: CappedProblems;
  readonly weights: EdgeWeights;
  private readonly options: RawReaderOptions;
  private readonly builder: RawGraphBuilder;
  /** An id has at most 200 characters, each of at most 3 bytes. */
  private readonly bytes = new Uint8Array(1200);
  private readonly told = new Set<string>();

  constructor(options: RawReaderOptions, builder: RawGraphBuilder) {
    this.options = options;
    this.builder = builder;
    this.problems = new CappedProblems(
      `what is right in ${options.file}`,
      'Correct the file, or write it again with the tool that made it.',
    );
    this.weights = new EdgeWeights('the weights', 'edge', this.problems, builder.wantsChances);
  }

  /** @returns whether it can be an id */
  isId(id: string, at: Place): boolean {
    const found = idProblem(id);
    if (found === undefined) return true;
    if (this.told.has(id)) return false;
    // Each once; more than are shown need not be kept.
    if (!this.problems.isFull) this.told.add(id);
    const expected = 'an id of 1 to 200 characters without control characters';
    this.problems.add({ at, expected, found, fix: 'Give the node another id.' });
    return false;
  }

  node(id: string, at: Place): void {
    if (this.isId(id, at)) this.builder.addNode(this.bytes, 0, utf8.encodeInto(id, this.bytes).written);
  }

  edge({ from, to, isBothWays, weight, at }: RawEdge): void {
    const areIds = [this.isId(from, at), this.isId(to, at)];
    const both = isBothWays || this.options.undirected;
    const probability = this.readWeight(weight, both ? 2 : 1, at);
    if (areIds.includes(false)) return;
    if (probability === NEVER) {
      this.node(from, at);
      this.node(to, at);
      return;
    }
    const middle = utf8.encodeInto(from, this.bytes).written;
    const end = middle + utf8.encodeInto(to, this.bytes.subarray(middle)).written;
    this.builder.addTexts(this.bytes, 0, middle, middle, end, chanceOf(probability), both);
  }

  /** @throws {KindedGraphError} unless nodes with kinds are to be read without them */
  refuseKind(kind: string): void {
    if (!this.options.asRaw && isComponentKind(kind)) throw new KindedGraphError();
  }

  /** @throws {InvalidInputError} with all problems, or if there is no node */
  end(): Problem[] {
    this.problems.throwIfAny();
    const start = { file: this.options.file, line: 1, column: 1, length: 1 };
    const fix = 'Is this the right file?';
    if (this.builder.isEmpty) {
      throw new InvalidInputError([{ at: start, expected: 'at least one node', found: 'none', fix }]);
    }
    return this.weights.warnings(start);
  }

  private readWeight(weight: string | undefined, arcs: number, at: Place): number {
    if (weight === undefined) this.weights.addMissing(() => at);
    const probability = weight === undefined ? 0 : this.weights.addText(weight, arcs, () => at);
    if (!this.weights.areProbabilities) this.builder.forgetChances();
    return probability;
  }
}

const utf8 = new TextEncoder();
