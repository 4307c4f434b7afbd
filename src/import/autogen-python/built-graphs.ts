import type { Spot } from '../drafts.ts';
import type { Entry, Located } from '../located.ts';
import type { PyItems } from '../python/list-items.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, type PyCall, type PyValue } from '../python/py-value.ts';

type Edge = { readonly from: string; readonly to: string; readonly spot: Spot };

/** Graphs that code makes with a DiGraphBuilder. */
export class BuiltGraphs {
  readonly #program: PyProgram;
  readonly #nameOf: (agent: PyValue) => string | undefined;

  constructor(program: PyProgram, nameOf: (agent: PyValue) => string | undefined) {
    this.#program = program;
    this.#nameOf = nameOf;
  }

  /** `builder.get_participants()`: what `add_node` was given. */
  participantsOf(value: PyValue): PyItems | undefined {
    const builder = this.#builderOf(value, 'get_participants');
    if (builder === undefined) return undefined;
    const given = new Map<PyValue, Spot>();
    for (const call of this.#calls(builder, 'add_node'))
      for (const agent of this.#agents(call.args[0])) given.set(agent, call);
    return { items: [...given.keys()], given, unread: [] };
  }

  /** `builder.build()` as component JSON writes a graph. */
  graphOf(value: PyValue): Located | undefined {
    const builder = this.#builderOf(value, 'build');
    if (builder === undefined) return undefined;
    const edges = [
      ...this.#calls(builder, 'add_edge').flatMap(this.#edges),
      ...this.#calls(builder, 'add_conditional_edges').flatMap(this.#conditional),
    ];
    const [start] = this.#calls(builder, 'set_entry_point').flatMap((call) => this.#names(call.args[0]));
    const entries = new Map([['nodes', entry(value, nodesOf(value, edges))]]);
    if (start !== undefined) entries.set('default_start_node', entry(value, scalar(value, start)));
    return mapOf(value, entries);
  }

  #edges = (call: PyCall): Edge[] =>
    this.#pairs(this.#names(argumentOf(call, 'source', 0)), this.#names(argumentOf(call, 'target', 1)), call);

  /** `add_conditional_edges(source, {"yes": a, "no": b})` */
  #conditional = (call: PyCall): Edge[] => {
    const targets = argumentOf(call, 'condition_to_target', 1);
    const named = (targets === undefined ? [] : this.#program.resolve(targets)).flatMap((one) =>
      one.form === 'dict' ? one.entries.flatMap(({ value }) => this.#names(value)) : [],
    );
    return this.#pairs(this.#names(argumentOf(call, 'source', 0)), named, call);
  };

  #pairs = (from: readonly string[], to: readonly string[], spot: Spot): Edge[] =>
    from.flatMap((one) => to.map((other) => ({ from: one, to: other, spot })));

  #names = (value: PyValue | undefined): string[] => this.#agents(value).flatMap((agent) => this.#nameOf(agent) ?? []);

  #agents = (value: PyValue | undefined): readonly PyValue[] =>
    value === undefined ? [] : this.#program.resolve(value);

  /** The `DiGraphBuilder()` behind `builder.method()`. */
  #builderOf(value: PyValue, method: string): PyCall | undefined {
    for (const one of this.#program.resolve(value)) {
      if (one.form !== 'call' || one.callee.form !== 'attribute' || one.callee.name !== method) continue;
      const builder = this.#root(one.callee.object, 0);
      if (builder !== undefined) return builder;
    }
    return undefined;
  }

  /** Through `builder.add_node(a).add_edge(a, b)`. */
  #root(value: PyValue, depth: number): PyCall | undefined {
    if (depth > 200) return undefined;
    for (const one of this.#program.resolve(value)) {
      if (one.form !== 'call') continue;
      if (/\.DiGraphBuilder$/.test(this.#program.nameOf(one.callee) ?? '')) return one;
      const root = one.callee.form === 'attribute' ? this.#root(one.callee.object, depth + 1) : undefined;
      if (root !== undefined) return root;
    }
    return undefined;
  }

  #calls = (builder: PyCall, method: string): PyCall[] =>
    this.#program
      .methodCalls(method)
      .filter(({ callee }) => callee.form === 'attribute' && this.#root(callee.object, 0) === builder);
}

function nodesOf(value: PyValue, edges: readonly Edge[]): Located {
  const nodes = new Map<string, Entry>();
  for (const from of new Set(edges.map((edge) => edge.from))) {
    const own = edges.filter((edge) => edge.from === from);
    const items = own.map(({ to, spot }) => mapOf(spot, new Map([['target', entry(spot, scalar(spot, to))]])));
    const list: Located = { ...standing(value), form: 'list', items };
    nodes.set(from, entry(value, mapOf(value, new Map([['edges', entry(value, list)]]))));
  }
  return mapOf(value, nodes);
}

const standing = ({ at }: Spot): Spot => ({ at, pointer: `code ${at.file}:${at.line}:${at.column}` });
const scalar = (spot: Spot, value: string): Located => ({ ...standing(spot), form: 'scalar', value });
const mapOf = (spot: Spot, entries: ReadonlyMap<string, Entry>): Located => ({
  ...standing(spot),
  form: 'map',
  entries,
});
const entry = ({ at }: Spot, value: Located): Entry => ({ keyAt: at, value });
