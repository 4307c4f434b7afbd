import { describePlace } from '../../base/errors.ts';
import type { AgentSource, CrewSource, TaskSource } from '../crewai/crew.ts';
import { fieldsOf, type Setting, type Settings, severalIn, textIn } from '../crewai/setting.ts';
import type { Drafts } from '../drafts.ts';
import { entryPointOf } from '../python/entry-points.ts';
import { dottedName, type PyCall, type PyClass, type PyValue } from '../python/py-value.ts';
import type { Configs } from './configs.ts';
import { type CrewProgram, identityOf } from './crew-program.ts';
import { entryOf } from './kickoffs.ts';
import { classAround, type SettingReader } from './to-setting.ts';

export type Reading = {
  readonly program: CrewProgram;
  readonly settings: SettingReader;
  readonly configs: Configs;
  readonly drafts: Drafts;
};

/** The crews that code makes, with agents and tasks from wherever it takes them. */
export class CrewReader {
  readonly #reading: Reading;
  readonly #agents = new Map<string, readonly AgentSource[]>();
  readonly #tasks = new Map<string, readonly TaskSource[]>();
  readonly #crews = new Map<PyCall, CrewSource>();
  readonly #calls: ReadonlyMap<string, PyCall>;

  constructor(reading: Reading) {
    this.#reading = reading;
    const { program } = reading;
    const calls = [...program.agentCalls(), ...program.taskCalls()];
    this.#calls = new Map(calls.map((call) => [identityOf(call), call]));
  }

  /** The same call, the same crew. */
  crew(call: PyCall): CrewSource {
    const known = this.#crews.get(call);
    if (known !== undefined) return known;
    const made = this.#read(call);
    this.#crews.set(call, made);
    return made;
  }

  /** A call in a loop may make several, told apart by their role or by what they take from a file. */
  agents(call: PyCall): readonly AgentSource[] {
    const identity = identityOf(call);
    const known = this.#agents.get(identity);
    if (known !== undefined) return known;
    const { program } = this.#reading;
    const variants = this.#variants(call, 'agents').flatMap((one) => splitBy('role', one));
    const own = program.nameOf(call);
    const agents = variants.map(({ name, spot, settings }, index): AgentSource => {
      const role = textIn(settings.get('role'));
      const called = variants.length > 1 ? (name ?? role ?? own) : (own ?? role ?? name);
      return { identity: suffixed(identity, index), name: called ?? 'agent', spot, settings, isComplete: true };
    });
    this.#agents.set(identity, agents);
    return agents;
  }

  /** One for each agent that may do it. */
  #tasksOf(call: PyCall): readonly TaskSource[] {
    const identity = identityOf(call);
    const known = this.#tasks.get(identity);
    if (known !== undefined) return known;
    this.#tasks.set(identity, []); // a task in its own context
    const own = this.#reading.program.nameOf(call);
    const variants = this.#variants(call, 'tasks').flatMap((one) => {
      const doing = severalIn(one.settings.get('agent')).flatMap((agent) => this.#refer(agent));
      const each =
        doing.length === 0 ? [one.settings] : doing.map((agent) => new Map([...one.settings, ['agent', agent]]));
      return each.map((settings) => ({ ...one, settings }));
    });
    const tasks = variants.map(({ name, spot, settings }, index): TaskSource => {
      const called = variants.length > 1 ? (name ?? own) : (own ?? name);
      return {
        identity: suffixed(identity, index),
        name: called ?? 'task',
        spot,
        settings: this.#withContext(settings),
      };
    });
    this.#tasks.set(identity, tasks);
    return tasks;
  }

  #withContext(settings: Settings): Settings {
    const context = settings.get('context');
    if (context === undefined) return settings;
    const items = severalIn(context).flatMap((one): Setting[] => {
      const call = one.form === 'ref' ? this.#calls.get(one.to) : undefined;
      if (call === undefined) return [one];
      return this.#tasksOf(call).map(({ identity }) => ({ ...one, form: 'ref', to: identity }));
    });
    return new Map([...settings, ['context', { ...context, form: 'list', items }]]);
  }

  /** Each agent that a value may be, by its own identity. */
  #refer(agent: Setting): Setting[] {
    const call = agent.form === 'ref' ? this.#calls.get(agent.to) : undefined;
    if (call === undefined) return [agent];
    return this.agents(call).map(({ identity }) => ({ ...agent, form: 'ref', to: identity }));
  }

  /** What the code gives wins over the file; names in the file may be those of methods. */
  #variants(call: PyCall, kind: 'agents' | 'tasks'): readonly Variant[] {
    const making = this.#reading.program.making(call);
    const given = this.#reading.settings.keywords(making);
    const own = [...fieldsOf(given.get('config')), ...given].filter(([key]) => key !== 'config');
    const configs = this.#reading.configs.of(making, kind);
    if (configs.length === 0) return [{ name: undefined, spot: call, settings: new Map(own) }];
    const made = classAround(call);
    return configs.map(({ name, spot, settings }) => {
      const filed = [...settings].map(([key, value]) => [key, this.#bound(key, value, made)] as const);
      return { name, spot, settings: new Map([...filed, ...own]) };
    });
  }

  /** `tools: [search]` and `llm: fast` in YAML name methods of the class. */
  #bound(key: string, value: Setting, made: PyClass | undefined): Setting {
    if (made === undefined || !METHODS.has(key)) return value;
    if (value.form === 'list') return { ...value, items: value.items.map((item) => this.#bound(key, item, made)) };
    const method = made.scope.functions.find(({ name }) => name === textIn(value));
    const [returned] = method === undefined ? [] : method.scope.returns;
    return (returned === undefined ? undefined : this.#reading.settings.read(returned)) ?? value;
  }

  #read(call: PyCall): CrewSource {
    const { program, settings } = this.#reading;
    const made = classAround(call);
    const tasks = this.#given(call, 'tasks', made)
      .filter(program.isTask)
      .flatMap((one) => this.#tasksOf(one));
    const listed = this.#given(call, 'agents', made)
      .filter(program.isAgent)
      .flatMap((one) => this.agents(one));
    if (made !== undefined) this.#noteHooks(made);
    const given = new Map([...settings.keywords(call)].filter(([key]) => key !== 'agents' && key !== 'tasks'));
    const [manager] = severalIn(given.get('manager_agent')).flatMap((one) => this.#agentsAt(one));
    const doing = tasks.flatMap((task) => severalIn(task.settings.get('agent')).flatMap((one) => this.#agentsAt(one)));
    return {
      identity: identityOf(call),
      name: made?.name ?? program.nameOf(call),
      spot: call,
      settings: given,
      agents: [...new Set([...listed, ...doing])].filter((agent) => agent !== manager),
      tasks,
      manager,
      isOrdered: true,
      entry: entryOf(program, call),
    };
  }

  /** Code of their own between the crew and the world. */
  #noteHooks(made: PyClass): void {
    const { program, drafts } = this.#reading;
    for (const mark of ['before_kickoff', 'after_kickoff']) {
      for (const { name, at } of program.marked(made, mark)) {
        drafts.ignored.push({ what: `${mark} ${name}`, where: describePlace(at), why: 'its code is not followed' });
      }
    }
  }

  #agentsAt(setting: Setting): readonly AgentSource[] {
    if (setting.form !== 'ref') return [];
    const call = this.#calls.get(setting.to.replace(/#\d+$/, ''));
    const agents = call === undefined ? [] : this.agents(call);
    const exact = agents.filter(({ identity }) => identity === setting.to);
    return exact.length > 0 ? exact : agents;
  }

  /** What a crew is given: a list, or all that its class marks as such. */
  #given(crew: PyCall, what: 'agents' | 'tasks', made: PyClass | undefined): readonly PyCall[] {
    const { program, drafts } = this.#reading;
    const value = program.given(crew, what);
    if (value === undefined) return [];
    const { items, unread } = program.py.itemsOf(value);
    const calls = items.filter((one): one is PyCall => one.form === 'call');
    const isAll = made !== undefined && [value, ...unread, ...items].some((one) => isMarkedList(one, what));
    const marked = isAll ? this.#marked(made, what === 'agents' ? 'agent' : 'task') : [];
    for (const one of unread.filter((each) => !isMarkedList(each, what))) warnUnread(drafts, one, what);
    return [...new Set([...marked, ...calls])];
  }

  #marked(made: PyClass, mark: 'agent' | 'task'): PyCall[] {
    const { program } = this.#reading;
    return program.marked(made, mark).flatMap((method) => {
      const calls = program.returned(method).filter((one): one is PyCall => one.form === 'call');
      return calls.filter(mark === 'agent' ? program.isAgent : program.isTask).slice(0, 1);
    });
  }

  /** An agent that the code starts by itself, as a crew of one. */
  alone(agent: AgentSource, call: PyCall): CrewSource {
    return {
      identity: `alone ${agent.identity}`,
      name: undefined,
      spot: call,
      settings: new Map(),
      agents: [agent],
      tasks: [],
      manager: undefined,
      isOrdered: true,
      entry: entryOf(this.#reading.program, call) ?? entryPointOf(this.#reading.program.py, call.scope),
    };
  }

  /** Agents and tasks as one crew, for code that makes none of them. */
  loose(): CrewSource | undefined {
    const { program } = this.#reading;
    const agents = program.agentCalls().flatMap((call) => this.agents(call));
    const known = new Set(agents.map(({ identity }) => identity));
    const tasks = program.taskCalls().flatMap((call) => this.#tasksOf(call));
    const [first] = [...program.agentCalls(), ...program.taskCalls()];
    if (first === undefined) return undefined;
    const isDone = ({ settings }: TaskSource): boolean => {
      const agent = settings.get('agent');
      return agent?.form === 'ref' && known.has(agent.to);
    };
    return {
      identity: 'crew',
      name: classAround(first)?.name,
      spot: first,
      settings: new Map(),
      agents,
      tasks: tasks.filter(isDone),
      manager: undefined,
      isOrdered: false,
      entry: undefined,
    };
  }
}

type Variant = Pick<AgentSource, 'spot' | 'settings'> & { readonly name: string | undefined };

const METHODS: ReadonlySet<string> = new Set(['tools', 'llm', 'function_calling_llm', 'guardrail']);

const suffixed = (identity: string, index: number): string => (index === 0 ? identity : `${identity}#${index}`);

/** One for each text that a field can be. */
function splitBy(field: string, variant: Variant): Variant[] {
  const value = variant.settings.get(field);
  if (value?.form !== 'list' || value.items.length < 2) return [variant];
  return value.items.map((item) => ({ ...variant, settings: new Map([...variant.settings, [field, item]]) }));
}

/** `self.agents`, which the decorators fill. */
const isMarkedList = (value: PyValue, what: string): boolean =>
  value.form === 'attribute' && /^(?:self|cls)\./.test(dottedName(value) ?? '') && value.name === what;

function warnUnread(drafts: Drafts, { at }: PyValue, what: string): void {
  const fix = `Add the ${what} that it stands for to the result by hand.`;
  const found = 'some that only the running code knows';
  drafts.warnings.push({ at, expected: `${what} that the file names`, found, fix });
}
