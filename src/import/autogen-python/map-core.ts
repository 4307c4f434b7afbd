import { describePlace } from '../../base/errors.ts';
import { addModel } from '../add-model.ts';
import type { Mapping } from '../autogen/mapping.ts';
import { type Drafts, declared, inferred } from '../drafts.ts';
import { addFunctionTool } from '../python/add-function-tool.ts';
import { addCallSecrets } from '../python/code-secrets.ts';
import type { PyClass, PyScope } from '../python/py-module.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, lastName, type PyCall, type PyValue } from '../python/py-value.ts';
import { baseOf, classOf } from './class-of.ts';

/** A class of agents of AutoGen Core. */
type CoreAgent = { readonly made: PyClass; readonly id: string; readonly scopes: readonly PyScope[] };

/** Agents of AutoGen Core: only who they are, what they have, and to which named agents and topics they send. */
export function mapCore(program: PyProgram, { drafts }: Pick<Mapping, 'drafts'>): number {
  const classes = program.scopes.flatMap(({ classes: all }) => all);
  const agents = classes
    .filter((made) => /\.(?:RoutedAgent|BaseAgent|ClosureAgent)$/.test(baseOf(program, made) ?? ''))
    .map((made) => coreAgent(program, drafts, made));
  for (const agent of agents) {
    mapParts(program, drafts, agent);
    mapMessages(program, drafts, agent, agents);
  }
  return agents.length;
}

function coreAgent(program: PyProgram, drafts: Drafts, made: PyClass): CoreAgent {
  const name = registeredName(program, made) ?? made.name;
  const id = drafts.idFor(`class ${describePlace(made.at)}`, name);
  drafts.component({ id, kind: 'agent', name, provenance: declared(made) });
  drafts.identify(id, { by: 'agent', key: name });
  return { made, id, scopes: [made.scope, ...made.scope.functions.map(({ scope }) => scope)] };
}

/** `await Writer.register(runtime, "writer", lambda: Writer(client))` */
const registrations = (program: PyProgram, made: PyClass): PyCall[] =>
  program.methodCalls('register').filter(({ callee }) => {
    const object = callee.form === 'attribute' ? program.resolve(callee.object) : [];
    return object.some((one) => one.form === 'class' && one.class === made);
  });

function registeredName(program: PyProgram, made: PyClass): string | undefined {
  const [name] = registrations(program, made).flatMap((call) => program.textOf(argumentOf(call, 'type', 1)) ?? []);
  return name;
}

/** What the constructor is given or makes: model clients and tools. */
function mapParts(program: PyProgram, drafts: Drafts, { made, id, scopes }: CoreAgent): void {
  const constructed = program
    .calls()
    .filter(({ callee }) => program.resolve(callee).some((one) => one.form === 'class' && one.class === made));
  const given = constructed.flatMap(({ args, keywords }) => [...args, ...keywords.map(({ value }) => value)]);
  const own: PyValue[] = [...given, ...scopes.flatMap(({ calls }) => calls)];
  let hasModel = false;
  for (const value of own.flatMap((one) => program.resolve(one))) {
    const provider = value.form === 'call' ? (classOf(program, value) ?? '') : '';
    if (value.form !== 'call' || !/\.models\..*Client$/.test(provider)) continue;
    hasModel = true;
    const model = addModel(drafts, id, { name: program.textOf(argumentOf(value, 'model')), spot: value });
    addCallSecrets(drafts, program, value, { holder: id, opens: model });
  }
  if (
    !hasModel &&
    scopes.some(({ calls }) => calls.some(({ callee }) => /^create(?:_stream)?$/.test(lastName(callee) ?? '')))
  )
    addModel(drafts, id, { spot: made });
  for (const item of given.flatMap((value) => program.itemsOf(value).items)) mapTool(program, drafts, id, item);
}

function mapTool(program: PyProgram, drafts: Drafts, id: string, item: PyValue): void {
  if (item.form !== 'call' || !/\.FunctionTool$/.test(classOf(program, item) ?? '')) return;
  const func = argumentOf(item, 'func', 0);
  for (const one of func === undefined ? [] : program.resolve(func)) {
    if (one.form !== 'function') continue;
    const name = program.textOf(argumentOf(item, 'name', 2)) ?? one.function.name;
    addFunctionTool(drafts, program, {
      key: `function ${describePlace(one.function.at)}`,
      name,
      made: one.function,
      callers: [id],
      spot: item,
    });
  }
}

/** `send_message(m, AgentId("writer", …))` and `publish_message(m, TopicId("drafts", …))`, where the name is a text. */
function mapMessages(program: PyProgram, drafts: Drafts, agent: CoreAgent, agents: readonly CoreAgent[]): void {
  for (const call of agent.scopes.flatMap(({ calls }) => calls)) {
    const method = lastName(call.callee);
    if (method !== 'send_message' && method !== 'publish_message') continue;
    const target = argumentOf(call, method === 'send_message' ? 'recipient' : 'topic_id', 1);
    const named =
      method === 'send_message' ? (one: CoreAgent) => [one.id] : (one: CoreAgent) => topicsOf(program, one.made);
    const name = targetName(program, target);
    for (const other of agents) {
      if (other === agent || name === undefined || !named(other).includes(name)) continue;
      const provenance = inferred(call, `it sends to ${name.slice(0, 80)}`);
      drafts.relation({ from: agent.id, to: other.id, kind: 'messages', provenance });
    }
  }
}

/** The first argument of `AgentId(…)` and `TopicId(…)`; the default topic has a name of its own. */
function targetName(program: PyProgram, target: PyValue | undefined): string | undefined {
  const [one] = target === undefined ? [] : program.resolve(target);
  if (one?.form !== 'call') return undefined;
  const given = program.textOf(argumentOf(one, 'type', 0));
  return given ?? (/\.DefaultTopicId$/.test(program.nameOf(one.callee) ?? '') ? 'default' : undefined);
}

/** `@default_subscription`, `@type_subscription(topic_type="drafts")` */
const topicsOf = (program: PyProgram, { decorators }: PyClass): string[] =>
  decorators.flatMap((one) => {
    const name = lastName(one);
    if (name === 'default_subscription') return ['default'];
    if (name !== 'type_subscription' || one.form !== 'call') return [];
    return program.textOf(argumentOf(one, 'topic_type', 0)) ?? [];
  });
