import { describePlace } from '../../base/errors.ts';
import { addModel } from '../add-model.ts';
import type { Mapping } from '../autogen/mapping.ts';
import { type Drafts, declared, inferred } from '../drafts.ts';
import { addFunctionTool } from '../python/add-function-tool.ts';
import { allTexts } from '../python/all-texts.ts';
import { addCallSecrets } from '../python/code-secrets.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, lastName, type PyCall, type PyValue } from '../python/py-value.ts';
import { classOf } from './class-of.ts';
import { type CoreAgent, coreAgents } from './core-agents.ts';

/** Agents of AutoGen Core: only who they are, what they have, and to which named agents and topics they send. */
export function mapCore(program: PyProgram, { drafts }: Pick<Mapping, 'drafts'>): number {
  const agents = coreAgents(program);
  for (const agent of agents) {
    const id = idOf(drafts, agent);
    drafts.component({ id, kind: 'agent', name: agent.name, provenance: declared(agent.registration ?? agent.made) });
    drafts.identify(id, { by: 'agent', key: agent.name });
  }
  for (const agent of agents) {
    mapParts(program, drafts, agent);
    mapMessages(program, drafts, agent, agents);
  }
  return agents.length;
}

const idOf = (drafts: Drafts, { key, name }: CoreAgent): string => drafts.idFor(key, name);

/** What the constructor is given or the class makes: model clients and tools. */
function mapParts(program: PyProgram, drafts: Drafts, agent: CoreAgent): void {
  const id = idOf(drafts, agent);
  const given = agent.constructed.flatMap(({ args, keywords }) => [...args, ...keywords.map(({ value }) => value)]);
  const own: PyValue[] = [...given, ...agent.scopes.flatMap(({ calls }) => calls)];
  let hasModel = false;
  for (const value of own.flatMap((one) => program.resolve(one))) {
    if (value.form !== 'call' || !/\.models\..*Client\b/.test(program.nameOf(value.callee) ?? '')) continue;
    hasModel = true;
    const model = addModel(drafts, id, { name: program.textOf(argumentOf(value, 'model')), spot: value });
    addCallSecrets(drafts, program, value, { holder: id, opens: model });
  }
  const asks = agent.scopes.some(({ calls }) =>
    calls.some(({ callee }) => /^create(?:_stream)?$/.test(lastName(callee) ?? '')),
  );
  if (!hasModel && asks) addModel(drafts, id, { spot: agent.made });
  for (const value of given)
    for (const [item, spot] of program.itemsOf(value).given) mapTool(program, drafts, id, item, spot);
}

function mapTool(
  program: PyProgram,
  drafts: Drafts,
  id: string,
  item: PyValue,
  spot: Pick<PyValue, 'at' | 'pointer'>,
): void {
  if (item.form !== 'call' || !/\.FunctionTool$/.test(classOf(program, item) ?? '')) return;
  const func = argumentOf(item, 'func', 0);
  for (const one of func === undefined ? [] : program.resolve(func)) {
    if (one.form !== 'function') continue;
    const name = program.textOf(argumentOf(item, 'name', 2)) ?? one.function.name;
    const key = `function ${describePlace(one.function.at)}`;
    addFunctionTool(drafts, program, { key, name, made: one.function, callers: [id], spot });
  }
}

/** `send_message(m, AgentId("writer", …))` and `publish_message(m, TopicId("drafts", …))`, where the name is a text. */
function mapMessages(program: PyProgram, drafts: Drafts, agent: CoreAgent, agents: readonly CoreAgent[]): void {
  for (const call of agent.scopes.flatMap(({ calls }) => calls)) {
    const method = lastName(call.callee);
    if (method !== 'send_message' && method !== 'publish_message') continue;
    const isDirect = method === 'send_message';
    const names = targetNames(program, argumentOf(call, isDirect ? 'recipient' : 'topic_id', 1));
    for (const other of agents) {
      const heard = isDirect ? [other.name] : topicsOf(program, other);
      const name = names.find((one) => heard.includes(one));
      const [from, to] = [idOf(drafts, agent), idOf(drafts, other)];
      if (name === undefined || from === to) continue;
      drafts.relation({ from, to, kind: 'messages', provenance: inferred(call, `it sends to ${name.slice(0, 80)}`) });
    }
  }
}

/** The first argument of `AgentId(…)` and `TopicId(…)`; the default topic has a name of its own. */
function targetNames(program: PyProgram, target: PyValue | undefined): readonly string[] {
  return (target === undefined ? [] : program.resolve(target)).flatMap((one) => {
    if (one.form !== 'call') return [];
    const names = allTexts(program, argumentOf(one, 'type', 0));
    return names.length === 0 && /\.DefaultTopicId$/.test(program.nameOf(one.callee) ?? '') ? ['default'] : names;
  });
}

/** `@default_subscription`, `@type_subscription(topic_type="drafts")`, `TypeSubscription(topic_type=…, agent_type=…)` */
function topicsOf(program: PyProgram, agent: CoreAgent): readonly string[] {
  const decorated = agent.made.decorators.flatMap((one) => {
    const name = lastName(one);
    if (name === 'default_subscription') return ['default'];
    return name === 'type_subscription' && one.form === 'call'
      ? allTexts(program, argumentOf(one, 'topic_type', 0))
      : [];
  });
  const added = program
    .calls()
    .filter(({ callee }) => lastName(callee) === 'TypeSubscription')
    .filter((call) => isTypeOf(program, argumentOf(call, 'agent_type', 1), agent))
    .flatMap((call) => allTexts(program, argumentOf(call, 'topic_type', 0)));
  return [...decorated, ...added];
}

/** The name of an agent, or `.type` of what registering it gave. */
function isTypeOf(program: PyProgram, value: PyValue | undefined, { name, registration }: CoreAgent): boolean {
  if (value === undefined) return false;
  if (allTexts(program, value).includes(name)) return true;
  const object = value.form === 'attribute' ? value.object : value;
  return program.resolve(object).some((one) => one === (registration as PyCall | undefined));
}
