import type { Place } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import type { Entry, Located, LocatedMap } from '../located.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, lastName, type PyCall, type PyFunction, type PyValue } from '../python/py-value.ts';
import { toLocated } from '../python/to-located.ts';
import { BuiltGraphs } from './built-graphs.ts';
import { classOf, isComponentClass, positionsOf } from './class-of.ts';
import { magenticOne } from './magentic-one.ts';

/** Settings that are lists of components, texts or functions. */
const LISTS: ReadonlySet<string> = new Set(['participants', 'tools', 'handoffs', 'memory', 'workbench']);
const DEEPEST = 12;
/** Parts of one component, with those of its parts; what is used twice counts twice. */
const MOST_PARTS = 300;
const MOST_COMPONENTS = 500;

/**
 * Agents, teams and what they are made of, as the component JSON that `dump_component()` would give: the reader of
 * that format says what they mean. Pointers only tell places apart here.
 */
export class CodeComponents {
  readonly #program: PyProgram;
  readonly #drafts: Drafts;
  readonly #graphs: BuiltGraphs;
  readonly #known = new Map<PyCall, LocatedMap>();
  /** How many parts components have; 0 while they are being read. */
  readonly #parts = new Map<PyCall, number>();
  /** Components inside others. */
  readonly nested = new Set<PyCall>();
  /** Tools that are functions of the program. */
  readonly functions = new Map<Located, { readonly made: PyFunction; readonly name: string }>();

  constructor(program: PyProgram, drafts: Drafts) {
    this.#program = program;
    this.#drafts = drafts;
    this.#graphs = new BuiltGraphs(program, (value) => this.nameOf(value));
  }

  /**
   * A call that makes a component; the same call, the same component.
   * @returns undefined if it makes none, or one that holds itself or too much
   */
  of(call: PyCall, depth = 0): LocatedMap | undefined {
    const known = this.#known.get(call);
    if (known !== undefined) return this.#parts.get(call) === 0 ? undefined : known;
    const provider = classOf(this.#program, call);
    if (provider === undefined || !isComponentClass(provider)) return undefined;
    if (depth > DEEPEST || this.#known.size >= MOST_COMPONENTS) return undefined;
    const entries = new Map<string, Entry>();
    const config: LocatedMap = { ...spotOf(call, 'config'), form: 'map', entries };
    const component = this.#component(call, provider, config);
    this.#known.set(call, component);
    this.#parts.set(call, 0);
    for (const [name, value] of this.#settings(call, provider)) {
      const located = this.#setting(name, value, call, depth + 1);
      if (located !== undefined) entries.set(name, { keyAt: value.at, value: located });
    }
    if (/\.agents\./.test(provider)) this.#name(call, entries);
    if (/\.MagenticOne$/.test(provider)) magenticOne(config, (name) => argumentOf(call, name));
    this.#parts.set(call, 1 + sizeOf(config, MOST_PARTS));
    return component;
  }

  #component(call: PyCall, provider: string, config: Located): LocatedMap {
    const spot = spotOf(call);
    const shown: Located = { ...spot, form: 'scalar', value: provider };
    const entries = { provider: { keyAt: call.at, value: shown }, config: { keyAt: call.at, value: config } };
    return { ...spot, form: 'map', entries: new Map(Object.entries(entries)) };
  }

  #settings(call: PyCall, provider: string): (readonly [name: string, value: PyValue])[] {
    const named = call.keywords.map(({ name, value }) => [name, value] as const);
    const positions = positionsOf(provider);
    const placed = call.args.flatMap((value, index) => {
      const name = positions[index];
      return name === undefined || value.form === 'spread' ? [] : [[name, value] as const];
    });
    const all = [...placed, ...named].filter(([, value]) => value.form !== 'none');
    return /\.memory\./.test(provider) ? all.flatMap(([name, value]) => this.#unwrapped(name, value)) : all;
  }

  /** The settings of a memory are an object of their own: `config=SomeMemoryConfig(…)`. */
  #unwrapped(name: string, value: PyValue): (readonly [name: string, value: PyValue])[] {
    const [config] = name === 'config' ? this.#program.resolve(value) : [];
    if (config?.form !== 'call') return [[name, value]];
    return config.keywords.map((keyword) => [keyword.name, keyword.value]);
  }

  #setting(name: string, value: PyValue, owner: PyCall, depth: number): Located | undefined {
    if (name === 'system_message' || name === 'description') return undefined; // texts of prompts stay where they are
    if (name === 'graph') return this.#graphs.graphOf(value) ?? this.#value(value, depth);
    const [first] = this.#program.resolve(value);
    const isOne = first?.form === 'call' && this.of(first, depth) !== undefined;
    return LISTS.has(name) && !isOne ? this.#list(name, value, owner, depth) : this.#value(value, depth);
  }

  #list(name: string, value: PyValue, owner: PyCall, depth: number): Located {
    const { given, unread } = this.#graphs.participantsOf(value) ?? this.#program.itemsOf(value);
    const items = [...given].map(([item, { at }]) => this.#item(name, item, at, depth));
    const served = unread.map((item) => this.#served(item, depth));
    for (const [index, item] of unread.entries()) if (served[index] === undefined) this.#warn(item.at, name, owner);
    return { ...spotOf(value), form: 'list', items: [...items, ...served].flatMap((item) => item ?? []) };
  }

  #item(name: string, item: PyValue, at: Place, depth: number): Located {
    if (name === 'handoffs') return this.#handoff(item, at);
    if (name === 'tools') return this.#tool(item, at, depth);
    return this.#value(item, depth);
  }

  /** A name, or `Handoff(target=…)`. */
  #handoff(item: PyValue, at: Place): Located {
    const target = item.form === 'call' ? argumentOf(item, 'target', 0) : item;
    const text = this.#program.textOf(target) ?? (target === undefined ? undefined : this.nameOf(target)) ?? '';
    return { ...spotOf({ ...item, at }), form: 'scalar', value: text };
  }

  #tool(item: PyValue, at: Place, depth: number): Located {
    if (item.form === 'function') return this.#function({ at }, item.function, item.function.name);
    if (item.form !== 'call') return this.#foreign(item);
    const provider = classOf(this.#program, item) ?? '';
    if (/\.FunctionTool$/.test(provider)) {
      const func = argumentOf(item, 'func', 0);
      const [made] = func === undefined ? [] : this.#program.resolve(func);
      const name = this.#program.textOf(argumentOf(item, 'name', 2));
      if (made?.form === 'function') return this.#function({ at }, made.function, name ?? made.function.name);
    }
    const inner = argumentOf(item, 'langchain_tool', 0);
    if (/\.LangChainToolAdapter$/.test(provider) && inner !== undefined) {
      const [tool = inner] = this.#program.resolve(inner);
      return this.#foreign(tool);
    }
    return this.#served(item, depth) ?? this.of(item, depth) ?? this.#foreign(item);
  }

  #function(spot: Pick<PyValue, 'at'>, made: PyFunction, name: string): Located {
    const map = this.#named(spot, 'python.function', name);
    this.functions.set(map, { made, name });
    return map;
  }

  /** A tool of another library. */
  #foreign(item: PyValue): Located {
    const full = this.#program.nameOf(item.form === 'call' ? item.callee : item);
    return this.#named(item, full?.includes('.') === true ? full : 'python.tool', lastName(item) ?? 'tool');
  }

  #named(spot: Pick<PyValue, 'at'>, provider: string, name: string): LocatedMap {
    const at = spotOf(spot);
    const text = (value: string): Entry => ({ keyAt: spot.at, value: { ...at, form: 'scalar', value } });
    const config: Located = { ...at, form: 'map', entries: new Map([['name', text(name)]]) };
    const entries = {
      provider: text(provider),
      component_type: text('tool'),
      config: { keyAt: spot.at, value: config },
    };
    return { ...at, form: 'map', entries: new Map(Object.entries(entries)) };
  }

  /** `await mcp_server_tools(params)`, `await SomeMcpToolAdapter.from_server_params(params, "tool")` */
  #served(item: PyValue, depth: number): Located | undefined {
    if (item.form !== 'call') return undefined;
    const name = this.#program.nameOf(item.callee) ?? '';
    if (!/\.mcp\b.*\.(?:mcp_server_tools|from_server_params)$/.test(name)) return undefined;
    const params = argumentOf(item, 'server_params', 0);
    if (params === undefined) return undefined;
    const value = this.#value(params, depth);
    const config: Located = {
      ...spotOf(item),
      form: 'map',
      entries: new Map([['server_params', { keyAt: item.at, value }]]),
    };
    return this.#component(item, 'autogen_ext.tools.mcp.McpTools', config);
  }

  #value(value: PyValue, depth: number): Located {
    const [first = value] = this.#program.resolve(value);
    if (first.form !== 'call') return pointed(toLocated(this.#program, first));
    const component = this.of(first, depth);
    const isSmall = (this.#parts.get(first) ?? 0) < MOST_PARTS;
    if (component !== undefined && isSmall) {
      this.nested.add(first);
      return component;
    }
    if (!isComponentClass(classOf(this.#program, first) ?? '')) return pointed(toLocated(this.#program, first));
    return { ...spotOf(first), form: 'scalar', value: lastName(first) ?? '' };
  }

  /** How an agent is called, in hand-offs and graphs too. */
  nameOf(value: PyValue): string | undefined {
    const [first] = this.#program.resolve(value);
    if (first?.form === 'string') return first.text;
    if (first?.form !== 'call') return undefined;
    const given = argumentOf(first, 'name', 0);
    return this.#program.textOf(given) ?? variableOf(this.#program, first);
  }

  #name(call: PyCall, entries: Map<string, Entry>): void {
    const given = argumentOf(call, 'name', 0);
    if (this.#program.textOf(given) !== undefined) return;
    const provider = (classOf(this.#program, call) ?? '').split('.').at(-1) ?? 'agent';
    const name = variableOf(this.#program, call) ?? provider;
    entries.set('name', { keyAt: call.at, value: { ...spotOf(call), form: 'scalar', value: name } });
    const expected = 'the name of an agent as a text';
    const fix = `It is called ${name} here, and stands for every agent that is made there.`;
    this.#drafts.warnings.push({ at: call.at, expected, found: 'one that only the running code knows', fix });
  }

  #warn(at: Place, name: string, owner: PyCall): void {
    const fix = `Add what ${this.nameOf(owner) ?? lastName(owner.callee) ?? 'it'} has to the result by hand.`;
    const found = 'something that only the running code knows';
    this.#drafts.warnings.push({ at, expected: `${name} that can be read from the code`, found, fix });
  }
}

/** How many values it holds, counted up to a bound. */
function sizeOf(located: Located, most: number): number {
  if (located.form === 'scalar' || most <= 0) return 1;
  const parts = located.form === 'list' ? located.items : [...located.entries.values()].map(({ value }) => value);
  let size = 1;
  for (const part of parts) if (size < most) size += sizeOf(part, most - size);
  return size;
}

/** What the code calls the result. */
function variableOf(program: PyProgram, call: PyCall): string | undefined {
  const assignment = program.scopes.flatMap(({ assignments }) => assignments).find(({ value }) => value === call);
  return assignment === undefined ? undefined : lastName(assignment.target);
}

type Standing = { readonly at: Place; readonly pointer: string };

/** The place as a pointer of no JSON file: components are told apart by it. */
export const spotOf = ({ at }: { readonly at: Place }, part = ''): Standing => ({
  at,
  pointer: `code ${at.file}:${at.line}:${at.column}${part}`,
});

function pointed(located: Located): Located {
  const spot = spotOf(located);
  if (located.form === 'list') return { ...located, ...spot, items: located.items.map(pointed) };
  if (located.form === 'scalar') return { ...located, ...spot };
  const entries = [...located.entries].map(([key, { keyAt, value }]): [string, Entry] => [
    key,
    { keyAt, value: pointed(value) },
  ]);
  return { ...located, ...spot, entries: new Map(entries) };
}
