import type { CodeForm, Setting, SettingForm, Settings } from '../crewai/setting.ts';
import { addFunctionTool } from '../python/add-function-tool.ts';
import {
  dottedName,
  lastName,
  type Py,
  type PyCall,
  type PyClass,
  type PyFunction,
  type PyValue,
} from '../python/py-value.ts';
import { type CrewProgram, identityOf } from './crew-program.ts';

/** Nobody nests settings deeper, but code may define them by themselves. */
const DEEPEST = 8;

/** A value of the code as a setting, with names followed as far as that can be done without running it. */
export class SettingReader {
  readonly #program: CrewProgram;

  constructor(program: CrewProgram) {
    this.#program = program;
  }

  /** Undefined for None. */
  read(value: PyValue, depth = 0): Setting | undefined {
    if (depth > DEEPEST) return placed(value, { form: 'unknown', what: 'settings' });
    const values = this.#program.py.resolve(value).filter(({ form }) => form !== 'none');
    const isList = values.some(({ form }) => form === 'list' || form === 'comprehension' || form === 'operation');
    if (isList || value.form === 'list') return this.#list(value, depth);
    const settings = values.flatMap((one) => this.#one(one, depth) ?? []);
    const [first] = settings;
    if (settings.length > 1) return placed(value, { form: 'list', items: settings });
    // The place is where it is used: what is far away may be shared by many.
    return first;
  }

  /** Arguments by name, without None; a dict that is spread into them counts. */
  keywords(call: PyCall, depth = 0): Settings {
    const { keywords, args } = call;
    const own = keywords.flatMap(({ name, value }) => this.#entry(name, value, depth));
    const spread = args.flatMap((one) =>
      one.form === 'spread' && one.stars === 2 ? this.#dict(one.value, depth) : [],
    );
    return new Map([...spread, ...own]);
  }

  #entry(name: string, value: PyValue, depth: number): [string, Setting][] {
    const setting = LISTS.has(name) && !isNothing(value) ? this.#list(value, depth + 1) : this.read(value, depth + 1);
    return setting === undefined ? [] : [[name, setting]];
  }

  #dict = (value: PyValue, depth: number): [string, Setting][] =>
    this.#program.py.resolve(value).flatMap((one) =>
      one.form !== 'dict'
        ? [...(isDictCall(one) ? this.keywords(one, depth) : [])]
        : one.entries.flatMap(({ key, value: entry }) => {
            if (key.form === 'spread') return this.#dict(key.value, depth + 1);
            const name = this.#program.py.textOf(key);
            return name === undefined ? [] : this.#entry(name, entry, depth);
          }),
    );

  #list(value: PyValue, depth: number): Setting {
    const { items, unread } = this.#program.py.itemsOf(value);
    const known = items.flatMap((item) => this.#one(item, depth + 1) ?? []);
    const others = unread.flatMap((one) => this.#one(one, depth + 1) ?? []);
    return placed(value, { form: 'list', items: [...known, ...others] });
  }

  /** A value that stands for nothing else. */
  #one(value: PyValue, depth: number): Setting | undefined {
    switch (value.form) {
      case 'none':
        return undefined;
      case 'string':
        return placed(value, { form: 'text', text: value.text, isWhole: true });
      case 'template':
        return placed(value, { form: 'text', text: templateText(value), isWhole: false });
      case 'number':
        return placed(value, { form: 'number', value: value.value });
      case 'boolean':
        return placed(value, { form: 'flag', value: value.value });
      case 'list':
        return depth > DEEPEST ? placed(value, { form: 'unknown', what: 'a list' }) : this.#list(value, depth);
      case 'dict':
        return placed(value, { form: 'map', entries: new Map(depth > DEEPEST ? [] : this.#dict(value, depth)) });
      case 'call':
        return depth > DEEPEST ? placed(value, { form: 'unknown', what: 'a call' }) : this.#call(value, depth);
      case 'function':
        return placed(value, { form: 'code', ...this.#function(value.function) });
      case 'class':
        return placed(value, { form: 'code', ...this.#class(value.class, new Map()) });
      case 'variable': {
        const fallback = value.fallback === undefined ? undefined : this.read(value.fallback, depth + 1);
        return placed(value, { form: 'variable', name: value.name, fallback });
      }
      default:
        return this.#rest(value, depth);
    }
  }

  #call(call: PyCall, depth: number): Setting {
    if (this.#program.isAgent(call) || this.#program.isTask(call))
      return placed(call, { form: 'ref', to: identityOf(call) });
    const text = this.#textMadeBy(call, depth);
    if (text !== undefined) return text;
    const keywords = this.keywords(call, depth + 1);
    const args = call.args.flatMap((one) => (one.form === 'spread' ? [] : (this.read(one, depth + 1) ?? [])));
    const [made] = this.#program.py.resolve(call.callee);
    if (made?.form === 'class') return placed(call, { form: 'code', ...this.#class(made.class, keywords) });
    const bound = this.#adapter(call, depth);
    if (bound !== undefined) return bound;
    const name = this.#program.py.nameOf(call.callee) ?? this.#owner(call.callee);
    if (name === undefined)
      return placed(call, { form: 'unknown', what: dottedName(call.callee) ?? lastName(call) ?? 'a call' });
    return placed(call, { form: 'call', name, args, keywords, written: written(args, keywords) });
  }

  /** `dedent(text)`, `text.strip()`, `text.format(…)`. */
  #textMadeBy(call: PyCall, depth: number): Setting | undefined {
    const { callee, args } = call;
    const isDedent = TEXT_MAKERS.has(this.#program.py.nameOf(callee) ?? '');
    const isMethod = callee.form === 'attribute' && TEXT_METHODS.has(callee.name);
    const from = isDedent ? args[0] : isMethod ? callee.object : undefined;
    const text = from === undefined ? undefined : this.read(from, depth + 1);
    if (text?.form !== 'text') return undefined;
    return { ...text, isWhole: text.isWhole && lastName(callee) !== 'format' };
  }

  /** `toolkit.get_tools()`: what its object was made by. */
  #owner(callee: PyValue): string | undefined {
    if (callee.form !== 'attribute') return undefined;
    const owners = this.#program.py.resolve(callee.object);
    return owners.flatMap((one) => (one.form === 'call' ? (this.#program.py.nameOf(one.callee) ?? []) : []))[0];
  }

  /** `self.get_mcp_tools()` brings the tools of the servers that its class names. */
  #adapter(call: PyCall, depth: number): Setting | undefined {
    if (lastName(call.callee) !== 'get_mcp_tools') return undefined;
    const made = classAround(call);
    const given = made?.scope.assignments.find(({ target }) => dottedName(target) === 'mcp_server_params');
    const servers = given === undefined ? undefined : this.read(given.value, depth + 1);
    const args = servers === undefined ? [] : [servers];
    return placed(call, {
      form: 'call',
      name: 'crewai_tools.MCPServerAdapter',
      args,
      keywords: new Map(),
      written: '',
    });
  }

  #rest(value: PyValue, depth: number): Setting {
    const key = value.form === 'subscript' ? this.#keyOfMany(value) : undefined;
    if (key !== undefined) return placed(value, { form: 'text', text: key, isWhole: true });
    const owner = this.#ownerOf(value);
    // `adapter.tools` and `tools["name"]` of an MCP server.
    const isPart = value.form === 'subscript' || (value.form === 'attribute' && value.name === 'tools');
    if (owner !== undefined && isPart && depth <= DEEPEST) return this.#call(owner, depth + 1);
    const own = owner === undefined ? undefined : this.#program.py.nameOf(owner.callee);
    const name =
      own !== undefined && value.form === 'attribute' ? `${own}.${value.name}` : this.#program.py.nameOf(value);
    if (name !== undefined) return placed(value, { form: 'name', name });
    return placed(value, { form: 'unknown', what: dottedName(value) ?? value.form });
  }

  /** `agents["writer"]` of a dict that a loop fills: the one of this name. */
  #keyOfMany({ object, index }: Py<'subscript'>): string | undefined {
    const isMany = this.#program.py.resolve(object).some(({ form }) => form === 'comprehension');
    return isMany ? this.#program.py.textOf(index[0]) : undefined;
  }

  /** What made the object of an attribute or item, if it is no agent. */
  #ownerOf(value: PyValue): PyCall | undefined {
    if (value.form !== 'attribute' && value.form !== 'subscript') return undefined;
    const calls = this.#program.py.resolve(value.object).filter((one): one is PyCall => one.form === 'call');
    return calls.find((one) => this.#program.py.nameOf(one.callee) !== undefined && !this.#program.isAgent(one));
  }

  #function(made: PyFunction): CodeForm {
    const { name, decorators } = made;
    const title = decorators.flatMap((one) =>
      one.form === 'call' ? (this.#program.py.textOf(one.args[0]) ?? []) : [],
    )[0];
    return { name, identity: definitionOf(made), title, keywords: new Map(), addTo: this.#adder(made) };
  }

  /** An object of a class of the program; a tool says its name in an attribute, and works in a method. */
  #class(made: PyClass, keywords: Settings): CodeForm {
    const { name, scope } = made;
    const named = scope.assignments.find(({ target }) => dottedName(target) === 'name');
    const title = named === undefined ? undefined : this.#program.py.textOf(named.value);
    const works = WORKING.flatMap((method) => scope.functions.filter((one) => one.name === method))[0];
    const identity = `${definitionOf(made)} ${written([], keywords)}`;
    return { name, identity, title, keywords, addTo: works === undefined ? undefined : this.#adder(works) };
  }

  #adder =
    (made: PyFunction): NonNullable<CodeForm['addTo']> =>
    (drafts, tool) =>
      addFunctionTool(drafts, this.#program.py, { ...tool, made });
}

const WORKING = ['_run', 'run', '_arun', '__call__', 'forward'];

const definitionOf = ({ at, start }: PyFunction | PyClass): string => `${at.file} ${start}`;

const TEXT_MAKERS: ReadonlySet<string> = new Set(['textwrap.dedent', 'inspect.cleandoc', 'str']);
const TEXT_METHODS: ReadonlySet<string> = new Set(['strip', 'lstrip', 'rstrip', 'format', 'replace', 'lower', 'title']);

/** Fields that hold lists, however the code makes them. */
const LISTS: ReadonlySet<string> = new Set(['tools', 'context', 'mcps', 'knowledge_sources', 'guardrails', 'apps']);

const isNothing = ({ form }: PyValue): boolean => form === 'none';

/** `dict(key=value)`. */
const isDictCall = (value: PyValue): value is PyCall =>
  value.form === 'call' && value.callee.form === 'name' && value.callee.name === 'dict';

const placed = ({ at, pointer }: PyValue, form: SettingForm): Setting => ({ at, pointer, ...form });

const templateText = ({ parts }: Py<'template'>): string =>
  parts.map((part) => (part.form === 'string' ? part.text : '…')).join('');

export function classAround({ scope }: PyValue): PyClass | undefined {
  for (let here: typeof scope | undefined = scope; here !== undefined; here = here.parent) {
    if (here.class !== undefined) return here.class;
  }
  return undefined;
}

/** Two calls with the same arguments are written alike. */
const written = (args: readonly Setting[], keywords: Settings): string => JSON.stringify([args, keywords], plain);

function plain(key: string, value: unknown): unknown {
  if (key === 'at' || key === 'pointer' || key === 'addTo') return undefined;
  return value instanceof Map ? [...value] : value;
}
