import { type DotToken, DotTokens } from './dot-tokens.ts';
import { InvalidInputError, type Place } from './errors.ts';
import { quoted } from './quoted.ts';
import { StrictDecoder } from './strict-decoder.ts';
import { notText } from './utf8-chunks.ts';

/** A text, or what stood between `<` and `>`: HTML, its escapes as they are. */
export type DotValue = string | { readonly html: string };
/** By name; names of DOT tell small letters from capitals. */
export type DotAttributes = ReadonlyMap<string, DotValue>;

export type DotGraph = {
  readonly isDirected: boolean;
  readonly isStrict: boolean;
  readonly name: string | undefined;
  readonly at: Place;
};
export type DotNode = {
  readonly id: string;
  /** What the statement itself says, and what holds for nodes there. */
  readonly own: DotAttributes;
  readonly defaults: DotAttributes;
  readonly at: Place;
};
export type DotEdge = {
  readonly from: string;
  readonly to: string;
  readonly isBothWays: boolean;
  /** With defaults; the same map for all edges of a statement. */
  readonly attributes: DotAttributes;
  /** Where the target stands. */
  readonly at: Place;
};

/** What happens in a text in DOT, in its order. */
export type DotHandler = {
  graph(graph: DotGraph): void;
  /** What follows is in this subgraph, until it is closed; the same name may come again. */
  open?(name: string | undefined, at: Place): void;
  close?(): void;
  /** Of the innermost graph or subgraph: `label=x`, `graph [label=x]`. */
  setting?(name: string, value: DotValue, at: Place): void;
  /** A node is named: in a statement of its own, or as an end of an edge. The first time, it is made with these. */
  named(id: string, defaults: DotAttributes, at: Place): void;
  /** After that, if it has a statement of its own. */
  node?(node: DotNode): void;
  /** `dir=back` is turned round; `both`, `none` and `--` go both ways. */
  edge(edge: DotEdge): void;
};

/** Ends of edges: one node, or all those of a subgraph. */
type Ends = { readonly ids: readonly string[]; readonly at: Place };
/** What holds from here to the end of a graph or subgraph. */
type Scope = {
  readonly isDirected: boolean;
  /** The subgraph's nodes; null for a whole graph, whose nodes need not be collected. */
  readonly nodes: Set<string> | null;
  edge: DotAttributes;
  node: DotAttributes;
};
/** Grammar rules take one token at a time, whenever it comes. */
type Rule<T> = Generator<void, T, DotToken>;

const MAX_DEPTH = 100;
const MAX_PAIRS = 10_000_000;
const NONE: DotAttributes = new Map();

/**
 * DOT, the language of Graphviz, in pieces cut anywhere -> its graphs, subgraphs, nodes and edges, one after the other.
 * Ports are read over.
 * @see graphviz.org/doc/info/lang.html
 */
export class DotFeed {
  private readonly file: string;
  private readonly handler: DotHandler;
  private readonly tokens: DotTokens;
  private readonly rule: Rule<void>;
  private readonly decoder: StrictDecoder;
  private readonly subgraphs = new Map<string, Set<string>>();
  private depth = 0;
  /** The token that no rule has used yet. */
  private token: DotToken = { kind: 'end', text: '', at: { file: '' } };

  constructor(file: string, handler: DotHandler) {
    this.file = file;
    this.handler = handler;
    this.decoder = new StrictDecoder(file);
    this.rule = this.document();
    this.rule.next();
    this.tokens = new DotTokens(file, (token) => void this.rule.next(token));
  }

  /** @throws {InvalidInputError} at the first place where it is no DOT */
  push(chunk: Uint8Array): void {
    if (chunk.includes(0)) throw notText(this.file);
    this.tokens.push(this.decoder.decode(chunk), false);
  }

  /** The same for a text that somebody else decoded. */
  pushText(text: string): void {
    this.tokens.push(text, false);
  }

  end(): void {
    this.tokens.push(this.decoder.decode(undefined), true);
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
    const { at } = this.token;
    const isStrict = this.isWord('strict');
    if (isStrict) yield* this.used();
    if (!this.isWord('graph', 'digraph')) this.refuse('graph or digraph');
    const isDirected = (yield* this.used()).text.toLowerCase() === 'digraph';
    const name = this.isMark('{') ? undefined : yield* this.id('a name or {');
    this.handler.graph({ isDirected, isStrict, name, at });
    yield* this.mark('{', '{');
    yield* this.statements({ isDirected, nodes: null, edge: NONE, node: NONE });
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
    const { text, at } = yield* this.used();
    const kind = text.toLowerCase();
    if (!this.isMark('[')) this.refuse(`[ after ${kind}`);
    const attributes = yield* this.attributes();
    if (kind === 'edge') scope.edge = merged(scope.edge, attributes);
    else if (kind === 'node') scope.node = merged(scope.node, attributes);
    else for (const [name, value] of attributes) this.handler.setting?.(name, value, at);
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
    const own = yield* this.attributes();
    if (chain.length > 1) this.edges(chain, merged(scope.edge, own), scope);
    else if (!isGroup) this.handler.node?.({ id: first.ids[0] ?? '', own, defaults: scope.node, at: first.at });
  }

  /** A node or a subgraph; null for a setting like `rankdir=LR`, which stands where a node could. */
  private *ends(scope: Scope, isTarget = false): Rule<Ends | null> {
    const { at } = this.token;
    if (this.isMark('{') || this.isWord('subgraph')) return { ids: [...(yield* this.subgraph(scope))], at };
    const id = yield* this.id('a node, a subgraph or }');
    if (this.isMark('=') && !isTarget) {
      yield* this.used();
      this.handler.setting?.(id, yield* this.value(), at);
      return null;
    }
    for (let part = 0; part < 2 && this.isMark(':'); part++) {
      yield* this.used();
      yield* this.id('a port after :');
    }
    this.handler.named(id, scope.node, at);
    scope.nodes?.add(id);
    return { ids: [id], at };
  }

  private *subgraph(scope: Scope): Rule<Set<string>> {
    const { at } = this.token;
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
      this.handler.open?.(name, at);
      yield* this.statements({ ...scope, nodes });
      this.handler.close?.();
      this.depth--;
    }
    if (scope.nodes !== null) for (const node of nodes) scope.nodes.add(node);
    return nodes;
  }

  /** `[a=1, b=2] [c]`, or nothing. */
  private *attributes(): Rule<DotAttributes> {
    if (!this.isMark('[')) return NONE;
    const attributes = new Map<string, DotValue>();
    while (this.isMark('[')) {
      yield* this.used();
      while (!this.isMark(']')) {
        const name = yield* this.id('a name or ]');
        let value: DotValue = 'true';
        if (this.isMark('=')) {
          yield* this.used();
          value = yield* this.value();
        }
        attributes.set(name, value);
        if (this.isMark(',') || this.isMark(';')) yield* this.used();
      }
      yield* this.used();
    }
    return attributes;
  }

  private *value(): Rule<DotValue> {
    if (this.token.kind !== 'html') return yield* this.id('a value after =');
    return { html: (yield* this.used()).text.slice(1, -1) };
  }

  private *id(expected: string): Rule<string> {
    const { kind } = this.token;
    if (kind === 'mark' || kind === 'end') this.refuse(expected);
    let { text } = yield* this.used();
    while (kind === 'quoted' && this.isMark('+')) {
      yield* this.used();
      if (this.token.kind !== 'quoted') this.refuse('a text in quotes after +');
      text += (yield* this.used()).text;
    }
    return text;
  }

  private edges(chain: readonly Ends[], attributes: DotAttributes, { isDirected }: Scope): void {
    const direction = isDirected ? (attributes.get('dir') ?? 'forward') : 'both';
    const isBothWays = direction === 'both' || direction === 'none';
    for (let i = 1; i < chain.length; i++) {
      const [before, { ids: after, at }] = [(chain[i - 1] as Ends).ids, chain[i] as Ends];
      if (before.length * after.length > MAX_PAIRS) throw tooMany(before.length, after.length, at);
      for (const u of before) {
        for (const v of after) {
          const [from, to] = direction === 'back' ? [v, u] : [u, v];
          this.handler.edge({ from, to, isBothWays, attributes, at });
        }
      }
    }
  }

  private refuse(expected: string): never {
    const { at, text, kind } = this.token;
    const found = kind === 'end' ? text : quoted(text);
    const fix = 'Correct the file; graphviz says more: dot -v FILE.';
    throw new InvalidInputError([{ at, expected, found, fix }]);
  }
}

const merged = (before: DotAttributes, more: DotAttributes): DotAttributes =>
  more.size === 0 ? before : before.size === 0 ? more : new Map([...before, ...more]);

const tooMany = (before: number, after: number, at: Place): InvalidInputError =>
  new InvalidInputError([
    {
      at,
      expected: `at most ${MAX_PAIRS} edges from one arrow`,
      found: `${before} x ${after}`,
      fix: 'Write them as several statements, if they are meant.',
    },
  ]);
