import { type DotToken, DotTokens } from '../base/dot-tokens.ts';
import { InvalidInputError, type Place, type Problem } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import { StrictDecoder } from '../base/strict-decoder.ts';
import { notText } from '../base/utf8-chunks.ts';
import { weightRank } from '../graph/edge-weights.ts';
import type { RawGraphBuilder } from './raw-builder.ts';
import { RawElements } from './raw-elements.ts';
import type { RawReader, RawReaderOptions } from './raw-reader.ts';

/** Ends of edges: one node, or all those of a subgraph. */
type Ends = Iterable<string> & { readonly at: Place };
type AttributeList = ReadonlyMap<string, string>;
/** What holds from here to the end of a graph or subgraph. */
type Scope = {
  readonly isDirected: boolean;
  /** The subgraph's nodes; null for a whole graph, whose nodes need not be collected. */
  readonly nodes: Set<string> | null;
  edge: AttributeList;
  node: AttributeList;
};
/** Grammar rules take one token at a time, whenever it comes. */
type Rule<T> = Generator<void, T, DotToken>;

const MAX_DEPTH = 100;
const MAX_PAIRS = 10_000_000;

/**
 * DOT, the language of Graphviz: graphs and digraphs, strict ones, subgraphs as ends of edges, defaults. An edge's
 * probability is its attribute p, prob, probability or weight; `dir=both` and `none` make it go both ways, `back` the
 * other way. Ports and all that says how it looks are not read.
 * @see graphviz.org/doc/info/lang.html
 */
export class DotReader implements RawReader {
  private readonly file: string;
  private readonly builder: RawGraphBuilder;
  private readonly elements: RawElements;
  private readonly tokens: DotTokens;
  private readonly rule: Rule<void>;
  private readonly decoder: StrictDecoder;
  private readonly subgraphs = new Map<string, Set<string>>();
  private depth = 0;
  /** The token that no rule has used yet. */
  private token: DotToken = { kind: 'end', text: '', at: { file: '' } };

  constructor(options: RawReaderOptions, builder: RawGraphBuilder) {
    this.file = options.file;
    this.builder = builder;
    this.decoder = new StrictDecoder(options.file);
    this.elements = new RawElements(options, builder);
    this.rule = this.document();
    this.rule.next();
    this.tokens = new DotTokens(options.file, (token) => void this.rule.next(token));
  }

  push(chunk: Uint8Array): void {
    if (chunk.includes(0)) throw notText(this.file);
    this.tokens.push(this.decoder.decode(chunk), false);
  }

  end(): readonly Problem[] {
    this.tokens.push(this.decoder.decode(undefined), true);
    return this.elements.end();
  }

  /** Goes to the next token, and returns the one that was used. */
  private *used(): Rule<DotToken> {
    const before = this.token;
    this.token = yield;
    return before;
  }

  private isMark(text: string): boolean {
    return this.token.kind === 'mark' && this.token.text === text;
  }

  private isWord(...words: readonly string[]): boolean {
    return this.token.kind === 'id' && words.includes(this.token.text.toLowerCase());
  }

  private *mark(text: string, expected: string): Rule<void> {
    if (!this.isMark(text)) this.refuse(expected);
    yield* this.used();
  }

  private *document(): Rule<void> {
    this.token = yield;
    do yield* this.graph();
    while (this.token.kind !== 'end');
  }

  private *graph(): Rule<void> {
    if (this.isWord('strict')) {
      yield* this.used();
      this.builder.mergesParallel = true;
    }
    if (!this.isWord('graph', 'digraph')) this.refuse('graph or digraph');
    const isDirected = (yield* this.used()).text.toLowerCase() === 'digraph';
    if (!this.isMark('{')) yield* this.id('a name or {');
    yield* this.mark('{', '{');
    yield* this.statements({ isDirected, nodes: null, edge: new Map(), node: new Map() });
  }

  /** Up to and with the closing brace. */
  private *statements(scope: Scope): Rule<void> {
    while (!this.isMark('}')) {
      if (this.isMark(';') || this.isMark(',')) yield* this.used();
      else if (this.isWord('graph', 'node', 'edge')) yield* this.defaults(scope);
      else yield* this.statement(scope);
    }
    yield* this.used();
  }

  private *defaults(scope: Scope): Rule<void> {
    const kind = (yield* this.used()).text.toLowerCase();
    if (!this.isMark('[')) this.refuse(`[ after ${kind}`);
    const attributes = yield* this.attributes();
    if (kind === 'edge') scope.edge = new Map([...scope.edge, ...attributes]);
    if (kind === 'node') scope.node = new Map([...scope.node, ...attributes]);
  }

  private *statement(scope: Scope): Rule<void> {
    const isGroup = this.isMark('{') || this.isWord('subgraph');
    const first = yield* this.ends(scope);
    if (first === null) return;
    const chain = [first];
    while (this.isMark('->') || this.isMark('--')) {
      if (this.isMark('->') !== scope.isDirected) this.refuse(scope.isDirected ? '-> in a digraph' : '-- in a graph');
      yield* this.used();
      chain.push((yield* this.ends(scope, true)) as Ends);
    }
    const attributes = yield* this.attributes();
    if (chain.length > 1) this.edges(chain, new Map([...scope.edge, ...attributes]), scope);
    else if (!isGroup) this.refuseKind(first, new Map([...scope.node, ...attributes]));
  }

  /** A node or a subgraph; null for a setting like `rankdir=LR`, which stands where a node could. */
  private *ends(scope: Scope, isTarget = false): Rule<Ends | null> {
    const { at } = this.token;
    if (this.isMark('{') || this.isWord('subgraph')) {
      const nodes = yield* this.subgraph(scope);
      return Object.assign([...nodes], { at });
    }
    const id = yield* this.id('a node, a subgraph or }');
    if (this.isMark('=') && !isTarget) {
      yield* this.used();
      yield* this.id('a value after =');
      return null;
    }
    for (let part = 0; part < 2 && this.isMark(':'); part++) {
      yield* this.used();
      yield* this.id('a port after :');
    }
    this.elements.node(id, at);
    scope.nodes?.add(id);
    return Object.assign([id], { at });
  }

  private *subgraph(scope: Scope): Rule<Set<string>> {
    let name: string | undefined;
    if (this.isWord('subgraph')) {
      yield* this.used();
      if (!this.isMark('{')) name = yield* this.id('a name or {');
    }
    const nodes = (name === undefined ? undefined : this.subgraphs.get(name)) ?? new Set<string>();
    if (name !== undefined) this.subgraphs.set(name, nodes);
    if (this.isMark('{')) {
      if (++this.depth > MAX_DEPTH) this.refuse(`at most ${MAX_DEPTH} subgraphs in each other`);
      yield* this.used();
      yield* this.statements({ ...scope, nodes });
      this.depth--;
    }
    if (scope.nodes !== null) for (const node of nodes) scope.nodes.add(node);
    return nodes;
  }

  /** `[a=1, b=2] [c]`, or nothing. */
  private *attributes(): Rule<AttributeList> {
    const attributes = new Map<string, string>();
    while (this.isMark('[')) {
      yield* this.used();
      while (!this.isMark(']')) {
        const name = yield* this.id('a name or ]');
        let value = 'true';
        if (this.isMark('=')) {
          yield* this.used();
          value = yield* this.id('a value after =');
        }
        attributes.set(name.toLowerCase(), value);
        if (this.isMark(',') || this.isMark(';')) yield* this.used();
      }
      yield* this.used();
    }
    return attributes;
  }

  private *id(expected: string): Rule<string> {
    if (this.token.kind !== 'id' && this.token.kind !== 'quoted') this.refuse(expected);
    let { text, kind } = yield* this.used();
    while (kind === 'quoted' && this.isMark('+')) {
      yield* this.used();
      if (this.token.kind !== 'quoted') this.refuse('a text in quotes after +');
      text += (yield* this.used()).text;
      kind = 'quoted';
    }
    return text;
  }

  private edges(chain: readonly Ends[], attributes: AttributeList, { isDirected }: Scope): void {
    const weight = this.weightOf(attributes);
    const direction = isDirected ? (attributes.get('dir') ?? 'forward') : 'both';
    const isBothWays = direction === 'both' || direction === 'none';
    for (const [i, ends] of chain.slice(1).entries()) {
      const [before, after] = [[...(chain[i] as Ends)], [...ends]];
      if (before.length * after.length > MAX_PAIRS) {
        const fix = 'Write them as several statements, if they are meant.';
        const found = `${before.length} x ${after.length}`;
        throw new InvalidInputError([
          { at: ends.at, expected: `at most ${MAX_PAIRS} edges from one arrow`, found, fix },
        ]);
      }
      for (const u of before) {
        for (const v of after) {
          const [from, to] = direction === 'back' ? [v, u] : [u, v];
          this.elements.edge({ from, to, isBothWays, weight, at: ends.at });
        }
      }
    }
  }

  private weightOf(attributes: AttributeList): string | undefined {
    let best: string | undefined;
    for (const name of attributes.keys()) {
      if (weightRank(name) < (best === undefined ? Number.POSITIVE_INFINITY : weightRank(best))) best = name;
    }
    if (best === undefined) return undefined;
    this.elements.weights.from(`attribute ${quoted(best)}`, weightRank(best));
    return attributes.get(best);
  }

  private refuseKind(node: Ends, attributes: AttributeList): void {
    const kind = attributes.get('kind');
    if (kind !== undefined) this.elements.refuseKind(kind, node.at);
  }

  private refuse(expected: string): never {
    const { at, text, kind } = this.token;
    const found = kind === 'end' ? text : quoted(text);
    this.elements.problems.add({ at, expected, found, fix: 'Correct the file; graphviz says more: dot -v FILE.' });
    this.elements.problems.throwIfAny();
    throw new Error('a problem that is none');
  }
}
