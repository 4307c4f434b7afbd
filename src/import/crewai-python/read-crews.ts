import { type AgentSource, type CrewSource, referredBy, type TaskSource } from '../crewai/crew.ts';
import { type Setting, type Settings, severalIn, textIn } from '../crewai/setting.ts';
import type { Drafts } from '../drafts.ts';
import type { PyClass } from '../python/py-module.ts';
import { dottedName, type PyCall, type PyValue } from '../python/py-value.ts';
import type { Configs } from './configs.ts';
import { type CrewProgram, identityOf } from './crew-program.ts';
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
  readonly #agents = new Map<PyCall, AgentSource>();
  readonly #tasks = new Map<PyCall, TaskSource>();
  readonly #crews = new Map<PyCall, CrewSource>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** The same call, the same crew. */
  crew(call: PyCall): CrewSource {
    const known = this.#crews.get(call);
    if (known !== undefined) return known;
    const made = this.#read(call);
    this.#crews.set(call, made);
    return made;
  }

  agent(call: PyCall): AgentSource {
    const known = this.#agents.get(call);
    if (known !== undefined) return known;
    const { program, configs } = this.#reading;
    const config = configs.of(call, 'agents');
    const settings = this.#merged(call, config?.settings);
    const name = program.nameOf(call) ?? textIn(settings.get('role')) ?? 'agent';
    const spot = config?.spot ?? call;
    const agent = { identity: identityOf(call), name, spot, settings, isComplete: true };
    this.#agents.set(call, agent);
    return agent;
  }

  #task(call: PyCall): TaskSource {
    const known = this.#tasks.get(call);
    if (known !== undefined) return known;
    const { program, configs } = this.#reading;
    const config = configs.of(call, 'tasks');
    const settings = this.#merged(call, config?.settings);
    const task = {
      identity: identityOf(call),
      name: program.nameOf(call) ?? 'task',
      spot: config?.spot ?? call,
      settings,
    };
    this.#tasks.set(call, task);
    return task;
  }

  /** What the code gives wins over the file; names in the file may be those of methods. */
  #merged(call: PyCall, config: Settings | undefined): Settings {
    const own = this.#reading.settings.keywords(call);
    const made = classAround(call);
    const filed = [...(config ?? [])].map(
      ([key, value]) => [key, made === undefined ? value : this.#bound(key, value, made)] as const,
    );
    return new Map([...filed, ...own].filter(([key]) => key !== 'config'));
  }

  /** `tools: [search]` and `llm: fast` in YAML name methods of the class. */
  #bound(key: string, value: Setting, made: PyClass): Setting {
    if (!METHODS.has(key)) return value;
    if (value.form === 'list') return { ...value, items: value.items.map((item) => this.#bound(key, item, made)) };
    const method = made.scope.functions.find(({ name }) => name === textIn(value));
    const [returned] = method === undefined ? [] : method.scope.returns;
    return (returned === undefined ? undefined : this.#reading.settings.read(returned)) ?? value;
  }

  #read(call: PyCall): CrewSource {
    const { program, settings } = this.#reading;
    const made = classAround(call);
    const tasks = this.#calls(call, 'tasks', made)
      .filter(program.isTask)
      .map((one) => this.#task(one));
    const listed = this.#calls(call, 'agents', made)
      .filter(program.isAgent)
      .map((one) => this.agent(one));
    const given = new Map([...settings.keywords(call)].filter(([key]) => key !== 'agents' && key !== 'tasks'));
    const byIdentity = new Map(program.agentCalls().map((one) => [identityOf(one), one]));
    const refer = (to: Setting | undefined): AgentSource[] => {
      const found = to?.form === 'ref' ? byIdentity.get(to.to) : undefined;
      return found === undefined ? [] : [this.agent(found)];
    };
    const [manager] = severalIn(given.get('manager_agent')).flatMap(refer);
    const doing = tasks.flatMap((task) => refer(task.settings.get('agent')));
    const agents = [...new Set([...listed, ...doing])].filter((agent) => agent !== manager);
    return {
      identity: identityOf(call),
      name: made?.name ?? program.nameOf(call),
      spot: call,
      settings: given,
      agents,
      tasks,
      manager,
      isOrdered: true,
    };
  }

  /** What a crew is given: a list, or all that its class marks as such. */
  #calls(crew: PyCall, what: 'agents' | 'tasks', made: PyClass | undefined): readonly PyCall[] {
    const { program, drafts } = this.#reading;
    const value = program.given(crew, what);
    if (value === undefined) return [];
    const { items, unread } = program.py.itemsOf(value);
    const calls = items.filter((one): one is PyCall => one.form === 'call');
    const isAll = made !== undefined && [value, ...unread, ...items].some((one) => isMarkedList(one, what));
    const marked = isAll ? this.#marked(made, what === 'agents' ? 'agent' : 'task') : [];
    const rest = unread.filter((one) => !isMarkedList(one, what));
    for (const one of rest) warnUnread(drafts, one, what);
    return [...new Set([...marked, ...calls])];
  }

  #marked(made: PyClass, mark: 'agent' | 'task'): PyCall[] {
    const { program } = this.#reading;
    return program.marked(made, mark).flatMap((method) => {
      const calls = program.returned(method).filter((one): one is PyCall => one.form === 'call');
      return calls.filter(mark === 'agent' ? program.isAgent : program.isTask).slice(0, 1);
    });
  }

  /** Agents and tasks that no crew of the program takes: as one crew, if there is none at all. */
  loose(): CrewSource | undefined {
    const { program } = this.#reading;
    const agents = program.agentCalls().map((call) => this.agent(call));
    const tasks = program.taskCalls().map((call) => this.#task(call));
    const [first] = [...program.agentCalls(), ...program.taskCalls()];
    if (first === undefined) return undefined;
    return {
      identity: 'crew',
      name: classAround(first)?.name,
      spot: first,
      settings: new Map(),
      agents,
      tasks: tasks.filter(
        ({ settings }) => settings.has('agent') && referredBy(settings.get('agent') as Setting, agents) !== undefined,
      ),
      manager: undefined,
      isOrdered: false,
    };
  }
}

const METHODS: ReadonlySet<string> = new Set(['tools', 'llm', 'function_calling_llm', 'guardrail']);

/** `self.agents`, which the decorators fill. */
const isMarkedList = (value: PyValue, what: string): boolean =>
  value.form === 'attribute' && /^(?:self|cls)\./.test(dottedName(value) ?? '') && value.name === what;

function warnUnread(drafts: Drafts, { at }: PyValue, what: string): void {
  const fix = `Add the ${what} that it stands for to the result by hand.`;
  drafts.warnings.push({
    at,
    expected: `${what} that the file names`,
    found: 'some that only the running code knows',
    fix,
  });
}
