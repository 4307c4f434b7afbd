import { type ArcProbability, setChances } from './arc-chances.ts';
import { type ArcLists, sortArcs } from './arc-order.ts';
import { GrowingList } from './growing-list.ts';
import { type NameData, nodeNames } from './node-names.ts';
import { rankNumbers } from './number-ranks.ts';
import { plainNumber, writeDigits } from './plain-number.ts';
import type { RawGraph } from './raw-arcs.ts';
import { tokenOrder } from './token-order.ts';
import { TokenTable } from './token-table.ts';

export type FinishOptions = {
  readonly name: string;
  /** `own`: as the arcs came; {@link DEFAULT_PROBABILITY} for all if not every arc had one. */
  readonly probability: ArcProbability | 'own';
  /** Of `trivalency`. */
  readonly seed: number;
};

export type FinishedGraph = {
  readonly graph: RawGraph;
  /** What {@link RawGraph.nodes} was made from: for a file of it. */
  readonly names: NameData;
  /** Lines that join a node to itself. */
  readonly droppedSelfLoops: number;
  /** The probability that was set since neither the file nor the user said one; null if one did. */
  readonly assumedProbability: number | null;
};

const DEFAULT_PROBABILITY = 0.1;

/**
 * Takes the arcs of a graph as they come, in typed arrays from the start: no object for a line, a node or an arc. Ids
 * that are plain whole numbers below 2^32 are kept as such until the first that is none; from then on all are texts.
 */
export class RawGraphBuilder {
  /** Whether all ids so far are plain whole numbers. */
  isNumeric = true;
  droppedSelfLoops = 0;
  /** Bit 0: the last arc's source was a new text; bit 1: its target. Only kept once ids are texts. */
  fresh = 0;
  /** Whether parallel arcs are one (a strict graph): the likeliest of them. */
  mergesParallel = false;
  /** Whether arcs' own probabilities are asked for at all. */
  readonly wantsChances: boolean;
  private keepsChances: boolean;
  private readonly tokens = new TokenTable();
  private readonly source = new GrowingList();
  private readonly target = new GrowingList();
  private readonly chance = new GrowingList();
  /** Nodes that may have no arc. */
  private readonly alone = new GrowingList();

  /** @param keepsChances - false if another probability is set in the end anyway */
  constructor(keepsChances = true) {
    this.wantsChances = this.keepsChances = keepsChances;
  }

  get isEmpty(): boolean {
    return this.source.length === 0 && this.alone.length === 0;
  }

  /** From now on no arc has a probability of its own, and those before lose theirs. */
  forgetChances(): void {
    this.keepsChances = false;
    this.chance.clear();
  }

  /** @param chance - as in {@link RawGraph}; not used after {@link forgetChances} */
  addNumbers(u: number, v: number, chance: number, isBothWays: boolean): void {
    if (this.isNumeric) this.push(u, v, chance, isBothWays);
    else this.push(this.numberAsText(u, 1), this.numberAsText(v, 2), chance, isBothWays);
  }

  /** Ids as UTF-8: `text[uStart, uEnd)` and `text[vStart, vEnd)`. */
  addTexts(
    text: Uint8Array,
    uStart: number,
    uEnd: number,
    vStart: number,
    vEnd: number,
    chance: number,
    isBothWays: boolean,
  ): void {
    this.fresh = 0;
    if (this.isNumeric) {
      const u = plainNumber(text, uStart, uEnd);
      const v = plainNumber(text, vStart, vEnd);
      if (u !== -1 && v !== -1) {
        this.push(u, v, chance, isBothWays);
        return;
      }
      this.turnIntoTexts();
    }
    const u = this.intern(text, uStart, uEnd, 1);
    const v = this.intern(text, vStart, vEnd, 2);
    this.push(u, v, chance, isBothWays);
  }

  /** A node that may stay without arcs. */
  addNumberedNode(v: number): void {
    this.alone.push(this.isNumeric ? v : this.numberAsText(v, 1));
  }

  /** The same, its id as UTF-8. */
  addNode(text: Uint8Array, start: number, end: number): void {
    this.fresh = 0;
    const number = this.isNumeric ? plainNumber(text, start, end) : -1;
    if (number === -1 && this.isNumeric) this.turnIntoTexts();
    this.alone.push(number === -1 ? this.intern(text, start, end, 1) : number);
  }

  /** Sorts nodes and arcs; the builder is of no use afterwards. */
  finish({ name, probability, seed }: FinishOptions): FinishedGraph {
    const names = this.isNumeric ? this.rankByNumber() : this.rankByText();
    const { count } = names;
    const hasArcs = this.source.length > 0;
    const hasOwn = this.keepsChances && hasArcs;
    const lists: ArcLists = { source: this.source, target: this.target, chance: hasOwn ? this.chance : null };
    const isPerArc = hasOwn || probability === 'weighted-cascade' || probability === 'trivalency';
    const sorted = sortArcs(count, lists, { isPerArc, mergesParallel: this.mergesParallel });
    const nodes = nodeNames(names);
    const isAssumed = probability === 'own' && !hasOwn && hasArcs;
    const chance = setChances(
      { ...sorted, nodes },
      probability === 'own' ? (hasOwn ? 'own' : DEFAULT_PROBABILITY) : probability,
      seed,
    );
    return {
      graph: { name, nodes, memory: sorted.memory, offsets: sorted.offsets, target: sorted.target, chance },
      names,
      droppedSelfLoops: this.droppedSelfLoops,
      assumedProbability: isAssumed ? DEFAULT_PROBABILITY : null,
    };
  }

  private push(u: number, v: number, chance: number, isBothWays: boolean): void {
    if (u === v) {
      this.droppedSelfLoops++;
      this.alone.push(u);
      return;
    }
    this.source.push(u);
    this.target.push(v);
    if (this.keepsChances) this.chance.push(chance);
    if (!isBothWays) return;
    this.source.push(v);
    this.target.push(u);
    if (this.keepsChances) this.chance.push(chance);
  }

  private intern(text: Uint8Array, start: number, end: number, bit: number): number {
    const before = this.tokens.count;
    const token = this.tokens.intern(text, start, end);
    if (token === before) this.fresh |= bit;
    return token;
  }

  private readonly digits = new Uint8Array(10);

  private numberAsText(number: number, bit: number): number {
    return this.intern(this.digits, 0, writeDigits(number, this.digits), bit);
  }

  private turnIntoTexts(): void {
    this.isNumeric = false;
    for (const list of [this.source, this.target, this.alone]) {
      for (const part of list.parts()) {
        for (let i = 0; i < part.length; i++) part[i] = this.numberAsText(part[i] as number, 0);
      }
    }
  }

  private rankByNumber(): NameData {
    return { form: 'numbers', ...rankNumbers([this.source, this.target, this.alone]) };
  }

  private rankByText(): NameData {
    const { starts, bytes } = this.tokens.packed();
    const order = tokenOrder({ starts, bytes });
    const count = order.length;
    const rank = new Uint32Array(count);
    const sorted = { starts: new Uint32Array(count + 1), bytes: new Uint8Array(bytes.length) };
    for (let v = 0, to = 0; v < count; v++) {
      const token = order[v] as number;
      rank[token] = v;
      for (let from = starts[token] as number; from < (starts[token + 1] as number); )
        sorted.bytes[to++] = bytes[from++] as number;
      sorted.starts[v + 1] = to;
    }
    for (const list of [this.source, this.target]) {
      for (const part of list.parts())
        for (let i = 0; i < part.length; i++) part[i] = rank[part[i] as number] as number;
    }
    return { form: 'texts', count, ...sorted };
  }
}
