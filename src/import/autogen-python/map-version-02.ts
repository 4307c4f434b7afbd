import { addApproval } from '../add-approval.ts';
import { addModel } from '../add-model.ts';
import { addUser } from '../add-user.ts';
import { mapCodeRunner } from '../autogen/map-executor.ts';
import type { Mapping } from '../autogen/mapping.ts';
import { assumed, declared, inferred } from '../drafts.ts';
import type { Located } from '../located.ts';
import { addFunctionTool } from '../python/add-function-tool.ts';
import { addCallSecrets, addSecretsIn } from '../python/code-secrets.ts';
import { entryPointOf } from '../python/entry-points.ts';
import { fieldsOf } from '../python/mcp-server-of.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, lastName, type PyCall, type PyFunction, type PyValue } from '../python/py-value.ts';
import { spotOf } from './code-components.ts';
import { findOldAgents, type OldAgent, oldAgentsIn, oldClass } from './version-02-agents.ts';

type Old = { readonly program: PyProgram; readonly mapping: Mapping; readonly agents: ReadonlyMap<PyCall, OldAgent> };

/** Code of AutoGen 0.2: two agents that chat, group chats, functions that one proposes and another runs. */
export function mapVersion02(program: PyProgram, mapping: Mapping): number {
  const old: Old = { program, mapping, agents: findOldAgents(program) };
  if (old.agents.size === 0) return 0;
  for (const agent of old.agents.values()) addAgent(old, agent);
  for (const agent of old.agents.values()) {
    mapModel(old, agent);
    mapCode(old, agent);
    mapGroup(old, agent);
  }
  mapFunctions(old);
  mapChats(old);
  for (const agent of old.agents.values()) mapHuman(old, agent);
  return old.agents.size;
}

const idOf = ({ mapping }: Old, { key, name }: OldAgent): string => mapping.drafts.idFor(key, name);

function addAgent(old: Old, agent: OldAgent): void {
  const { drafts } = old.mapping;
  const { call, className, name } = agent;
  const kind = className === 'GroupChatManager' ? 'orchestrator' : 'agent';
  const id = idOf(old, agent);
  drafts.component({ id, kind, name, provenance: declared(call) });
  drafts.identify(id, { by: 'agent', key: name });
}

/** `llm_config`: False for none; else the models of its `config_list`. */
function mapModel(old: Old, agent: OldAgent): void {
  const { program, mapping } = old;
  const { drafts } = mapping;
  const id = idOf(old, agent);
  const given = argumentOf(agent.call, 'llm_config');
  const values = given === undefined ? [] : program.resolve(given);
  if (values.some((one) => one.form === 'boolean' && !one.value)) return;
  if (given === undefined && agent.className === 'UserProxyAgent') return;
  const lists = values.flatMap((one) => fieldsOf(program, one)).filter(({ name }) => name === 'config_list');
  const configs = lists.flatMap(({ value }) => modelConfigs(program, value));
  let isNamed = false;
  for (const config of [...configs, ...values]) {
    const fields = fieldsOf(program, config);
    for (const name of modelNames(program, fields.find((one) => one.name === 'model')?.value)) {
      isNamed = true;
      const model = addModel(drafts, id, { name, spot: config });
      addSecretsIn(drafts, program, [{ name: 'llm_config', value: config }], { holder: id, opens: model });
    }
  }
  if (!isNamed) addModel(drafts, id, { spot: given ?? agent.call });
}

/** A list of dicts, or `config_list_from_json("…", filter_dict={"model": […]})`. */
function modelConfigs(program: PyProgram, value: PyValue): readonly PyValue[] {
  const { items, unread } = program.itemsOf(value);
  const filters = unread.flatMap((one) => (one.form === 'call' ? (argumentOf(one, 'filter_dict') ?? []) : []));
  return [...items, ...filters];
}

function modelNames(program: PyProgram, value: PyValue | undefined): string[] {
  if (value === undefined) return [];
  const values = program.resolve(value).flatMap((one) => (one.form === 'list' ? program.itemsOf(one).items : [one]));
  return values.flatMap((one) => {
    const text = one.form === 'variable' ? program.textOf(one.fallback) : program.textOf(one);
    return text === undefined ? [] : [text];
  });
}

/** A user proxy runs the code that others write, unless it is told not to; in a container, unless it is told not to. */
function mapCode(old: Old, agent: OldAgent): void {
  const { program, mapping } = old;
  const given = argumentOf(agent.call, 'code_execution_config');
  const values = given === undefined ? [] : program.resolve(given);
  if (values.some((one) => one.form === 'boolean' && !one.value)) return;
  if (given === undefined && agent.className !== 'UserProxyAgent') return;
  const fields = values.flatMap((one) => fieldsOf(program, one));
  const [executor] = fields.filter(({ name }) => name === 'executor').flatMap(({ value }) => program.resolve(value));
  const inDocker = fields.find(({ name }) => name === 'use_docker')?.value;
  const isOnHost =
    inDocker !== undefined && program.resolve(inDocker).some((one) => one.form === 'boolean' && !one.value);
  const className =
    executor?.form === 'call'
      ? (lastName(executor.callee) ?? '')
      : isOnHost
        ? 'LocalCommandLineCodeExecutor'
        : 'DockerCommandLineCodeExecutor';
  const id = idOf(old, agent);
  const spot = spotOf(given ?? agent.call, ' executor');
  mapCodeRunner(mapping, { name: `${id} executor`, spot, executor: executorOf(spot, className), callers: [id] });
}

function executorOf(spot: Pick<Located, 'at' | 'pointer'>, className: string): Located {
  const provider: Located = { ...spot, form: 'scalar', value: `autogen.code_executors.${className}` };
  return { ...spot, form: 'map', entries: new Map([['provider', { keyAt: spot.at, value: provider }]]) };
}

/** In a group chat everybody hears everybody, and the manager chooses who speaks. */
function mapGroup(old: Old, manager: OldAgent): void {
  const { program, mapping, agents } = old;
  const { drafts } = mapping;
  if (manager.className !== 'GroupChatManager') return;
  const chats = program.resolve(argumentOf(manager.call, 'groupchat', 0) ?? manager.call);
  for (const chat of chats) {
    if (chat.form !== 'call' || oldClass(program, chat) !== 'GroupChat') continue;
    const { given, unread } = program.itemsOf(argumentOf(chat, 'agents', 0));
    for (const { at } of unread) {
      const fix = `Add the agents that ${idOf(old, manager)} leads to the result by hand.`;
      const expected = 'agents that can be read from the code';
      drafts.warnings.push({ at, expected, found: 'something that only the running code knows', fix });
    }
    const members = [...given].flatMap(([item, spot]) =>
      oldAgentsIn(program, agents, item).map((agent) => ({ id: idOf(old, agent), spot })),
    );
    for (const { id: to, spot } of members)
      drafts.relation({ from: idOf(old, manager), to, kind: 'delegates', provenance: declared(spot) });
    for (const { id: from, spot } of members)
      for (const { id: to } of members) {
        const rule = 'every message of a GroupChat goes to all its agents';
        if (from !== to) drafts.relation({ from, to, kind: 'messages', provenance: inferred(spot, rule) });
      }
  }
}

/** `register_function(f, caller=a, executor=b)`, decorators of both agents, `b.register_function(function_map={…})`. */
function mapFunctions(old: Old): void {
  const { program } = old;
  for (const call of program.calls()) {
    const name = program.nameOf(call.callee);
    if (
      name !== undefined &&
      /^(?:autogen|ag2|pyautogen)\..*\bregister_function$|^(?:autogen|ag2|pyautogen)\.register_function$/.test(name)
    ) {
      const own = program.textOf(argumentOf(call, 'name'));
      for (const user of [argumentOf(call, 'caller'), argumentOf(call, 'executor')])
        giveFunctions(old, user, functionsIn(program, argumentOf(call, 'f', 0)), call, own);
    }
    if (call.callee.form === 'attribute' && call.callee.name === 'register_function') {
      for (const { name: own, value } of fieldsOf(program, argumentOf(call, 'function_map')))
        giveFunctions(old, call.callee.object, functionsIn(program, value), call, own);
    }
    if (call.callee.form === 'call' && isRegistering(call.callee))
      giveFunctions(old, call.callee, functionsIn(program, call.args[0]), call);
  }
  for (const made of program.scopes.flatMap(({ functions }) => functions))
    for (const one of made.decorators) if (isRegistering(one)) giveFunctions(old, one, [made], one);
}

const isRegistering = (value: PyValue): boolean => /^register_for_(?:llm|execution)$/.test(lastName(value) ?? '');

const functionsIn = (program: PyProgram, value: PyValue | undefined): PyFunction[] =>
  (value === undefined ? [] : program.resolve(value)).flatMap((one) => (one.form === 'function' ? [one.function] : []));

function giveFunctions(
  old: Old,
  user: PyValue | undefined,
  made: readonly PyFunction[],
  spot: PyValue,
  own?: string,
): void {
  const { program, mapping, agents } = old;
  const object =
    user?.form === 'call' && user.callee.form === 'attribute' && isRegistering(user) ? user.callee.object : user;
  for (const agent of oldAgentsIn(program, agents, object))
    for (const one of made) {
      const key = `function ${one.at.file}:${one.at.line}:${one.at.column}`;
      addFunctionTool(mapping.drafts, program, {
        key,
        name: own ?? one.name,
        made: one,
        callers: [idOf(old, agent)],
        spot,
      });
    }
}

/** `a.initiate_chat(b, …)`: both talk until one stops. `a.register_nested_chats([{"recipient": b}])`: a asks b. */
function mapChats(old: Old): void {
  const { program, mapping } = old;
  for (const method of [
    'initiate_chat',
    'a_initiate_chat',
    'initiate_chats',
    'a_initiate_chats',
    'register_nested_chats',
  ]) {
    for (const call of program.methodCalls(method)) {
      const from = call.callee.form === 'attribute' ? oldAgentsIn(program, old.agents, call.callee.object) : [];
      const chats = method.endsWith('chats') ? program.itemsOf(argumentOf(call, 'chat_queue', 0)).items : [];
      const named = chats
        .flatMap((chat) => fieldsOf(program, chat))
        .filter(({ name }) => name === 'recipient')
        .map(({ value }) => value);
      const recipients = method.endsWith('chats') ? named : [argumentOf(call, 'recipient', 0)];
      const to = recipients.flatMap((value) => oldAgentsIn(program, old.agents, value));
      for (const a of from) for (const b of to) joinChat(old, a, b, call, method === 'register_nested_chats');
      if (method !== 'register_nested_chats') mapTask(old, from, call);
    }
  }
  if (mapping.drafts.components().some(({ kind }) => kind === 'human')) return;
  const first = [...old.agents.values()].slice(0, 1);
  for (const agent of first) addUser(mapping.drafts, { to: [idOf(old, agent)], spot: agent.call });
}

function joinChat(old: Old, a: OldAgent, b: OldAgent, spot: PyCall, isNested: boolean): void {
  const { drafts } = old.mapping;
  const [from, to] = [idOf(old, a), idOf(old, b)];
  if (from === to) return;
  const provenance = declared(spot);
  if (isNested) drafts.relation({ from, to, kind: 'delegates', provenance });
  else {
    drafts.relation({ from, to, kind: 'messages', provenance });
    drafts.relation({ from: to, to: from, kind: 'messages', provenance });
  }
}

function mapTask(old: Old, from: readonly OldAgent[], call: PyCall): void {
  const { drafts } = old.mapping;
  const to = from.map((agent) => idOf(old, agent));
  const entry = entryPointOf(old.program, call.scope);
  if (entry === undefined) addUser(drafts, { to, spot: call });
  else {
    const provenance = inferred(entry.spot, `${entry.name} answers requests from outside`);
    addUser(drafts, {
      to,
      spot: call,
      key: 'web user',
      id: 'web-user',
      name: 'whoever sends requests',
      exposed: true,
      provenance,
    });
  }
  addCallSecrets(drafts, old.program, { ...call, args: [], keywords: [] }, { holder: to[0] ?? '' });
}

/** A proxy that asks its human before it goes on: always, or when the chat would end. */
function mapHuman(old: Old, agent: OldAgent): void {
  const { program, mapping } = old;
  const { drafts } = mapping;
  const given = argumentOf(agent.call, 'human_input_mode');
  const mode =
    given === undefined ? (agent.className === 'UserProxyAgent' ? 'ALWAYS' : 'NEVER') : program.textOf(given);
  if (mode === 'NEVER') return;
  const id = idOf(old, agent);
  const rule =
    given === undefined
      ? 'a UserProxyAgent asks its human before every answer unless it is told not to'
      : `human_input_mode is ${mode ?? 'only known when the code runs'}`;
  const provenance = given === undefined ? assumed(agent.call, rule) : inferred(given, rule);
  const human = addUser(drafts, { to: [id], spot: agent.call, provenance });
  drafts.relation({ from: human, to: id, kind: 'supervises', provenance });
  if (mode !== 'ALWAYS') return;
  const on = drafts
    .relations()
    .filter(({ from, kind }) => from === id && (kind === 'messages' || kind === 'invokes'))
    .map(({ kind, from, to }) => ({ kind, from, to, direction: 'along' }) as const);
  if (on.length === 0) return;
  addApproval(drafts, { key: `approval ${id}`, id: `${id} approval`, name: `the human behind ${id}`, on, provenance });
}
