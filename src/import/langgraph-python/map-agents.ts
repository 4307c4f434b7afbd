import { addApproval } from '../add-approval.ts';
import { addGuardrail } from '../add-guardrail.ts';
import { declared, inferred } from '../drafts.ts';
import { isOwnName } from '../langgraph/node-role.ts';
import { addCallSecrets } from '../python/code-secrets.ts';
import { argumentOf, entryOf, type PyCall, type PyValue } from '../python/py-value.ts';
import { agentCallsIn, type Making, makingOf, modelOf, partOf, toolsOf } from './agent-makers.ts';
import { givenIn } from './factories.ts';
import { graphCallsIn } from './find-graphs.ts';
import { assignedName, langName, objectOf } from './lang-name.ts';
import { addKept } from './map-memory.ts';
import { addModels, modelsIn } from './map-models.ts';
import { addTools } from './map-tools.ts';
import { type Mapping, placeKey, warnUnread } from './mapping.ts';
import { isStoppingRun } from './stopping-run.ts';

/** `create_react_agent(…)` and its like, with what it has. @returns the ids of whoever is asked first */
export function mapAgent(mapping: Mapping, call: PyCall, wanted?: string): readonly string[] {
  const known = mapping.agents.get(call);
  if (known !== undefined) return known;
  const making = makingOf(mapping.program, call);
  const part = partOf(mapping.program, making.maker);
  return part === 'swarm' ? mapSwarm(mapping, call, making) : mapSingle(mapping, call, making, part, wanted);
}

function mapSingle(
  mapping: Mapping,
  call: PyCall,
  making: Making,
  kind: 'agent' | 'orchestrator',
  wanted: string | undefined,
): readonly string[] {
  const { program, drafts } = mapping;
  const { maker, via } = making;
  const own = (name: string, at?: number): PyValue | undefined => givenIn(via, argumentOf(maker, name, at));
  const given = program.textOf(own(kind === 'agent' ? 'name' : 'supervisor_name'));
  const assigned = kind === 'orchestrator' ? 'supervisor' : assignedName(program, call);
  const name = given ?? wanted ?? assigned ?? 'agent';
  const id = drafts.idFor(`agent ${placeKey(call)}`, `${mapping.prefix}${name}`);
  mapping.agents.set(call, [id]);
  for (const one of [name, wanted]) if (one !== undefined && !mapping.named.has(one)) mapping.named.set(one, id);
  drafts.component({ id, kind, name: name.slice(0, 200), provenance: declared(call) });
  if (isOwnName(name)) drafts.identify(id, { by: 'agent', key: name });
  if (langName(program, maker) === 'RemoteGraph') addCallSecrets(drafts, program, maker, { holder: id });
  addModels(mapping, id, modelsIn(mapping, modelOf(program, making)), call);
  addTools(mapping, toolsOf(program, making), { id, name, spot: call });
  const workers = kind === 'orchestrator' ? addWorkers(mapping, id, own('agents', 0)) : [];
  addSubagents(mapping, id, own('subagents'));
  for (const options of optionsOf(mapping, call, maker)) {
    addOptions(mapping, id, options);
    mapping.stops.push({ options, own: id, team: [id, ...workers] });
  }
  return [id];
}

/** Calls that say where it stops: what makes it, compiles it and runs it. */
function optionsOf(mapping: Mapping, call: PyCall, maker: PyCall): PyCall[] {
  const { program } = mapping;
  const isRunOf = (one: PyCall): boolean =>
    isStoppingRun(one) && agentCallsIn(program, objectOf(one) ?? one).includes(call);
  return [maker, ...compilesOf(mapping, call), ...program.calls().filter(isRunOf)];
}

const compilesOf = ({ program }: Mapping, call: PyCall): PyCall[] =>
  program.methodCalls('compile').filter((compile) => {
    const object = objectOf(compile);
    return object !== undefined && agentCallsIn(program, object).includes(call);
  });

/** The agents that a list names. */
function workersIn(mapping: Mapping, list: PyValue | undefined): { id: string; spot: PyValue }[] {
  const { program } = mapping;
  const { items, unread } = program.itemsOf(list);
  return [...items, ...unread].flatMap((item) => {
    const agents = agentCallsIn(program, item);
    const graphs = agents.length > 0 ? [] : graphCallsIn(program, item);
    for (const call of [...agents, ...graphs]) mapping.used.add(call);
    const ids = [
      ...agents.flatMap((call) => mapAgent(mapping, call)),
      ...graphs.flatMap((call) => mapping.mapGraph(call)),
    ];
    if (ids.length === 0)
      warnUnread(mapping, item, 'agents that can be read from the code', 'Add them to the result by hand.');
    return ids.map((id) => ({ id, spot: item }));
  });
}

/** @returns their ids */
function addWorkers(mapping: Mapping, chief: string, list: PyValue | undefined): readonly string[] {
  const workers = workersIn(mapping, list).filter(({ id }) => id !== chief);
  for (const { id, spot } of workers)
    mapping.drafts.relation({ from: chief, kind: 'delegates', to: id, provenance: declared(spot) });
  return workers.map(({ id }) => id);
}

function mapSwarm(mapping: Mapping, call: PyCall, { maker, via }: Making): readonly string[] {
  const { program, named } = mapping;
  mapping.agents.set(call, []);
  const ids = workersIn(mapping, givenIn(via, argumentOf(maker, 'agents', 0))).map(({ id }) => id);
  const first = named.get(program.textOf(argumentOf(maker, 'default_active_agent')) ?? '') ?? ids[0];
  const entry = first === undefined ? [] : [first];
  mapping.agents.set(call, entry);
  for (const compile of compilesOf(mapping, call)) for (const id of ids) addKept(mapping, compile, [id]);
  for (const options of optionsOf(mapping, call, maker)) mapping.stops.push({ options, team: ids });
  return entry;
}

/** Of deep agents: dicts with a name and tools of their own. */
function addSubagents(mapping: Mapping, chief: string, list: PyValue | undefined): void {
  const { program, drafts } = mapping;
  for (const item of program.itemsOf(list).items) {
    const name = program.textOf(entryOf(item, 'name'));
    if (name === undefined) continue;
    const id = drafts.idFor(`agent ${placeKey(item)}`, name);
    drafts.component({ id, kind: 'agent', name: name.slice(0, 200), provenance: declared(item) });
    drafts.relation({ from: chief, kind: 'delegates', to: id, provenance: declared(item) });
    addModels(mapping, id, modelsIn(mapping, entryOf(item, 'model')), item);
    addTools(mapping, entryOf(item, 'tools'), { id, name, spot: item });
  }
}

/** What it keeps, and who is asked before its tools are called. */
function addOptions(mapping: Mapping, id: string, options: PyCall): void {
  const { program, drafts } = mapping;
  addKept(mapping, options, [id]);
  const asked = argumentOf(options, 'interrupt_on');
  if (asked !== undefined) addAsking(mapping, id, asked);
  for (const one of program.itemsOf(argumentOf(options, 'middleware')).items) {
    const name = langName(program, one);
    if (one.form !== 'call') continue;
    if (name === 'HumanInTheLoopMiddleware') addAsking(mapping, id, argumentOf(one, 'interrupt_on', 0) ?? one);
    if (/^(?:PIIMiddleware|OpenAIModerationMiddleware)$/.test(name ?? '')) {
      const on = [{ component: id } as const];
      const provenance = inferred(one, 'what comes to the agent passes it');
      addGuardrail(drafts, {
        key: `middleware ${placeKey(one)}`,
        id: `${name} of ${id}`.slice(0, 200),
        name: name ?? '',
        on,
        provenance,
      });
    }
  }
}

/** All calls of tools wait, or those of the tools that a dict names. */
function addAsking(mapping: Mapping, id: string, asked: PyValue): void {
  const { program, drafts } = mapping;
  const [dict] = program.resolve(asked);
  const names =
    dict?.form === 'dict'
      ? dict.entries.flatMap(({ key, value }) => (key.form === 'string' && !isOff(value) ? [key.text] : []))
      : [];
  const called = drafts.relations().filter(({ from, kind }) => from === id && kind === 'invokes');
  const named = called.filter(({ to }) => names.includes(to));
  const all = { kind: 'invokes', from: id, direction: 'along' } as const;
  const on = named.length > 0 && named.length < called.length ? named.map(({ to }) => ({ ...all, to })) : [all];
  if (called.length === 0) return;
  addApproval(drafts, {
    key: `asks ${id}`,
    id: `approval of ${id}`.slice(0, 200),
    name: `approval of tools of ${id}`.slice(0, 200),
    on,
    provenance: declared(asked),
  });
}

const isOff = (value: PyValue): boolean => value.form === 'boolean' && !value.value;
