import { addApproval } from '../add-approval.ts';
import { addTool } from '../add-tool.ts';
import { declared } from '../drafts.ts';
import { addFunctionTool } from '../python/add-function-tool.ts';
import { addCallSecrets } from '../python/code-secrets.ts';
import { argumentOf, entryOf, lastName, type PyCall, type PyFunction, type PyValue } from '../python/py-value.ts';
import { reachedScopes } from '../python/reached-scopes.ts';
import { factsOf } from '../tool-facts.ts';
import { agentCallsIn } from './agent-makers.ts';
import { graphCallsIn } from './find-graphs.ts';
import { isToolClass } from './known-classes.ts';
import { fullName, langName, methodOf, objectOf } from './lang-name.ts';
import { addMcpTools, isMcpLoad } from './map-mcp.ts';
import { addVectorStore } from './map-stores.ts';
import { type Mapping, type Owner, placeKey, warnUnread } from './mapping.ts';
import { textsOf } from './node-texts.ts';
import { usesOf, usesOfValue } from './uses.ts';

/** The tools of a list, and that the owner may call them. @returns ids of the tools, and whether those are all */
export function addTools(
  mapping: Mapping,
  list: PyValue | undefined,
  owner?: Owner,
): { ids: string[]; isWhole: boolean } {
  if (list === undefined) return { ids: [], isWhole: true };
  const { items, unread } = mapping.program.itemsOf(list);
  let isWhole = true;
  const ids = [...items, ...unread].flatMap((value): readonly string[] => {
    const added = addOne(mapping, value, owner);
    if (added !== undefined) return added;
    isWhole = false;
    if (owner === undefined) return [];
    warnUnread(
      mapping,
      value,
      'tools that can be read from the code',
      `Add the tools of ${owner.name.slice(0, 80)} by hand.`,
    );
    mapping.drafts.toFill.push({
      component: owner.id,
      field: 'tools',
      why: 'some of its tools are only known when the code runs',
    });
    return [];
  });
  return { ids: [...new Set(ids)], isWhole };
}

/** undefined: it is not known what it is. */
function addOne(mapping: Mapping, value: PyValue, owner: Owner | undefined): readonly string[] | undefined {
  const known = mapping.tools.get(value);
  const isForAll = known !== undefined && (owner === undefined || known.length === 0);
  if (isForAll && !isShared(value)) return known;
  const [one = value] = mapping.program.resolve(value);
  const ids = addResolved(mapping, one, owner);
  if (ids !== undefined) mapping.tools.set(value, ids);
  return ids;
}

/** Hand-offs and agents are added for each owner. */
const isShared = ({ form }: PyValue): boolean => form !== 'function' && form !== 'call';

function addResolved(mapping: Mapping, value: PyValue, owner: Owner | undefined): readonly string[] | undefined {
  if (value.form === 'function')
    return addFunction(mapping, value.function, nameOfTool(mapping, value.function), owner);
  if (value.form === 'class') return []; // a schema that the model fills in
  if (value.form === 'dict') return addBuiltIn(mapping, value, owner);
  if (value.form === 'string') return addNamed(mapping, value, value.text, [value.text], owner);
  return value.form === 'call' ? addMade(mapping, value, owner) : undefined;
}

/** `@tool("name")`, else the name of the function. */
function nameOfTool({ program }: Mapping, made: PyFunction): string {
  for (const decorator of made.decorators) {
    const given =
      decorator.form === 'call' ? program.textOf(decorator.args[0] ?? argumentOf(decorator, 'name')) : undefined;
    if (given !== undefined) return given;
  }
  return made.name === '<lambda>' ? 'function' : made.name;
}

function addFunction(mapping: Mapping, made: PyFunction, name: string, owner: Owner | undefined): readonly string[] {
  const { drafts, program } = mapping;
  const uses = usesOf(program, reachedScopes(program, made));
  const handed = handoffsIn(mapping, made, owner);
  const run = runAgents(mapping, [...uses.agents], [...uses.graphs], owner);
  if (run || handed) return [];
  const callers = owner === undefined ? [] : [owner.id];
  const id = addWithInner(mapping, made, name, callers, uses.tools);
  for (const store of uses.stores) {
    const to = addVectorStore(mapping, store);
    drafts.relation({ from: id, kind: 'accesses', to, provenance: declared(store) });
  }
  const [asked] = uses.interrupts;
  if (asked !== undefined) {
    const on = [{ kind: 'invokes', to: id, direction: 'along' } as const];
    addApproval(drafts, {
      key: `asks ${id}`,
      id: `approval of ${id}`,
      name: `approval: ${name}`.slice(0, 200),
      on,
      provenance: declared(asked),
    });
  }
  return [id];
}

/** A function that runs another tool does what that one does. */
function addWithInner(
  { drafts, program }: Mapping,
  made: PyFunction,
  name: string,
  callers: readonly string[],
  tools: ReadonlySet<PyValue>,
): string {
  const key = `tool ${placeKey(made)}`;
  const names = [...tools].flatMap((tool) => (tool.form === 'call' ? [fullName(program, tool)] : []));
  const inner = names.find((one) => factsOf(one) !== undefined);
  const around = [...tools].flatMap((tool) => (tool.form === 'function' ? [tool.function] : []));
  if (inner === undefined) return addFunctionTool(drafts, program, { key, name, made, around, callers });
  return addTool(drafts, { key, name, spot: made, kind: 'plugin', knownAs: [inner], callers }).id;
}

/** `return Command(goto="agent")` in a tool hands the conversation over. */
function handoffsIn(mapping: Mapping, made: PyFunction, owner: Owner | undefined): boolean {
  const { program, handoffs } = mapping;
  const commands = reachedScopes(program, made)
    .flatMap(({ calls }) => calls)
    .filter((call) => langName(program, call) === 'Command' && argumentOf(call, 'goto') !== undefined);
  for (const command of commands)
    for (const to of textsOf(program, argumentOf(command, 'goto')).texts)
      if (owner !== undefined) handoffs.push({ from: owner.id, to, spot: command });
  return commands.length > 0;
}

/** An agent as a tool is delegated to. @returns whether there are any */
function runAgents(
  mapping: Mapping,
  agents: readonly PyCall[],
  graphs: readonly PyCall[],
  owner: Owner | undefined,
): boolean {
  const { drafts } = mapping;
  const add = (call: PyCall, ids: readonly string[]): void => {
    mapping.used.add(call);
    for (const to of ids) {
      if (owner === undefined || owner.id === to) continue;
      drafts.relation({ from: owner.id, kind: 'delegates', to, provenance: declared(call) });
    }
  };
  for (const call of agents) add(call, mapping.mapAgent(call));
  for (const call of graphs) add(call, mapping.mapGraph(call));
  return agents.length + graphs.length > 0;
}

function addMade(mapping: Mapping, call: PyCall, owner: Owner | undefined): readonly string[] | undefined {
  const { program } = mapping;
  const name = langName(program, call) ?? '';
  if (/^(?:create_handoff_tool|create_forward_message_tool|create_handoff_back_messages)$/.test(name)) {
    const to = program.textOf(argumentOf(call, 'agent_name', 0));
    if (owner !== undefined && to !== undefined && name === 'create_handoff_tool')
      mapping.handoffs.push({ from: owner.id, to, spot: call });
    return [];
  }
  if (isMcpLoad(program, call)) return addMcpTools(mapping, call, owner);
  if (name === 'create_retriever_tool') return [addRetrieverTool(mapping, call, owner)];
  if (/^(?:(?:Tool|StructuredTool)(?:\.from_function)?|tool)$/.test(name)) return addWrapped(mapping, call, owner);
  if (name === 'load_tools') return addTools(mapping, call.args[0], owner).ids;
  if (isToolClass(program, call))
    return addNamed(
      mapping,
      call,
      toolName(mapping, call, name.replace(/\.from_\w+$/, '')),
      [fullName(program, call), name],
      owner,
    );
  if (/^get_tools$/.test(methodOf(call) ?? '')) return addToolkit(mapping, call, owner);
  if (runAgents(mapping, agentCallsIn(program, call), graphCallsIn(program, call), owner)) return [];
  return addOwnClass(mapping, call, owner) ?? addUnknown(mapping, call, owner);
}

const toolName = ({ program }: Mapping, call: PyCall, fallback: string): string =>
  program.textOf(argumentOf(call, 'name')) ?? fallback;

function addNamed(
  mapping: Mapping,
  spot: PyValue,
  name: string,
  knownAs: readonly string[],
  owner: Owner | undefined,
): readonly string[] {
  const { drafts, program } = mapping;
  const callers = owner === undefined ? [] : [owner.id];
  const { id, opens } = addTool(drafts, { key: `tool ${placeKey(spot)} ${name}`, name, spot, knownAs, callers });
  if (spot.form === 'call') addCallSecrets(drafts, program, spot, { holder: id, opens });
  return [id];
}

/** `{"type": "web_search_preview"}`: a tool of the model's provider. */
function addBuiltIn(mapping: Mapping, value: PyValue, owner: Owner | undefined): readonly string[] {
  const type = mapping.program.textOf(entryOf(value, 'type')) ?? 'provider tool';
  return type === 'function'
    ? []
    : addNamed(mapping, value, type, [type.replaceAll('_', '-'), type.replace(/_(?:preview|\d+).*$/, '')], owner);
}

function addRetrieverTool(mapping: Mapping, call: PyCall, owner: Owner | undefined): string {
  const { drafts, program } = mapping;
  const name = program.textOf(argumentOf(call, 'name', 1)) ?? 'retriever';
  const facts = { title: 'retrieval', can: ['read-private'], behind: { form: 'nothing' } } as const;
  const callers = owner === undefined ? [] : [owner.id];
  const { id } = addTool(drafts, { key: `tool ${placeKey(call)}`, name, spot: call, knownAs: [], callers, facts });
  const retriever = argumentOf(call, 'retriever', 0);
  const stores = retriever === undefined ? [] : [...usesOfValue(program, retriever).stores];
  for (const store of stores)
    drafts.relation({ from: id, kind: 'accesses', to: addVectorStore(mapping, store), provenance: declared(call) });
  return id;
}

/** `Tool(name=…, func=…)`. */
function addWrapped(mapping: Mapping, call: PyCall, owner: Owner | undefined): readonly string[] {
  const { program } = mapping;
  const func =
    argumentOf(call, 'func') ??
    argumentOf(call, 'coroutine') ??
    call.args.find((arg) => program.resolve(arg).some(({ form }) => form === 'function'));
  const [made] = func === undefined ? [] : program.resolve(func);
  const given = program.textOf(argumentOf(call, 'name', 0));
  if (made?.form === 'function') return addFunction(mapping, made.function, given ?? made.function.name, owner);
  const object =
    func?.form === 'attribute' ? program.resolve(func.object).find(({ form }) => form === 'call') : undefined;
  const known = object?.form === 'call' ? [fullName(program, object)] : [];
  return addNamed(
    mapping,
    call,
    given ?? 'tool',
    [...known, given ?? ''].filter((text) => text !== ''),
    owner,
  );
}

/** `SQLDatabaseToolkit(db=db).get_tools()`. */
function addToolkit(mapping: Mapping, call: PyCall, owner: Owner | undefined): readonly string[] | undefined {
  const object = objectOf(call);
  const [kit] = object === undefined ? [] : mapping.program.resolve(object);
  if (kit?.form !== 'call') return undefined;
  const name = lastName(kit.callee) ?? 'toolkit';
  return addNamed(mapping, kit, name, [fullName(mapping.program, kit), name], owner);
}

/** A class of the program that is a tool: its `_run` is what it does. */
function addOwnClass(mapping: Mapping, call: PyCall, owner: Owner | undefined): readonly string[] | undefined {
  const [made] = mapping.program.resolve(call.callee);
  if (made?.form !== 'class') return undefined;
  const { class: own } = made;
  const run = own.scope.functions.find(({ name }) => /^_?a?run$|^__call__$|^invoke$/.test(name));
  const given = own.scope.assignments.find(({ target }) => lastName(target) === 'name')?.value;
  const name = mapping.program.textOf(given) ?? own.name;
  return run === undefined ? undefined : addFunction(mapping, run, name, owner);
}

/** Something from a library: what it is called is all that is known. */
function addUnknown(mapping: Mapping, call: PyCall, owner: Owner | undefined): readonly string[] | undefined {
  const full = fullName(mapping.program, call);
  if (!/^[a-z]\w*\.[\w.]+$/.test(full)) return undefined;
  const name = toolName(mapping, call, lastName(call.callee) ?? 'tool');
  return addNamed(mapping, call, name, [full, name], owner);
}
