import type { Provenance } from '../../graph/ecosystem.ts';
import { addMemoryUse } from '../add-memory-use.ts';
import { assumed, declared, inferred } from '../drafts.ts';
import { isOwnName, type NodePart, roleOfName } from '../langgraph/node-role.ts';
import type { Interrupts } from '../langgraph/work-step.ts';
import { addFunctionTool } from '../python/add-function-tool.ts';
import { effectOf } from '../python/call-effects.ts';
import { argumentOf, type PyCall, type PyFunction, type PyScope, type PyValue } from '../python/py-value.ts';
import { agentCallsIn } from './agent-makers.ts';
import { type Graph, type GraphNode, graphCallsIn } from './find-graphs.ts';
import { langName } from './lang-name.ts';
import { addModels } from './map-models.ts';
import { addReading, addVectorStore } from './map-stores.ts';
import { addTools } from './map-tools.ts';
import { type Mapping, type Owner, placeKey } from './mapping.ts';
import { functionsIn, type Goto, givenValues, gotosOf, scopesOf, targetsOf } from './node-code.ts';
import { preferGiven, type Uses, usesOf, usesOfValue } from './uses.ts';

/** What a node is, with its component where it has one of its own. */
export type MappedNode = {
  readonly part: NodePart;
  readonly provenance: Provenance;
  readonly ids?: readonly string[];
  /** It runs the tools that a model before it asks for. */
  readonly isCalled?: boolean;
  /** Tools that its model may call; undefined: not known. */
  readonly calls?: ReadonlySet<string> | undefined;
  readonly gotos: readonly Goto[];
  readonly interrupts?: Interrupts;
  /** It runs another graph instead. */
  readonly graph?: Graph;
};

type Node = { readonly node: GraphNode; readonly name: string; readonly key: string };

/** The list of a `ToolNode(…)`, whose tools are mapped after those who call them. */
export function toolListOf({ program }: Mapping, { action }: GraphNode): PyValue | undefined {
  const [call] = program.resolve(action);
  return call?.form === 'call' && /^(?:ToolNode|ToolExecutor)$/.test(langName(program, call) ?? '')
    ? (argumentOf(call, 'tools', 0) ?? call)
    : undefined;
}

export function mapNode(mapping: Mapping, one: Node): MappedNode {
  const { program } = mapping;
  const { node } = one;
  const list = toolListOf(mapping, node);
  if (list !== undefined) return toolNode(mapping, node, list);
  const [agent] = agentCallsIn(program, node.action);
  if (agent !== undefined) return mapMade(mapping, one, agent);
  const [graph] = graphCallsIn(program, node.action).flatMap((call) => mapping.graphs.get(call) ?? []);
  if (graph !== undefined) return inside(mapping, graph, node, []);
  const functions = functionsIn(program, node.action);
  if (functions.length > 0) return mapFunction(mapping, one, functions);
  const uses = usesOfValue(program, node.action);
  return runsModel(uses) ? mapModelNode(mapping, one, uses, [], []) : byName(one);
}

/** Tools that cannot be read are one of which nothing is known. */
function toolNode(mapping: Mapping, { spot }: GraphNode, list: PyValue): MappedNode {
  const { ids, isWhole } = addTools(mapping, list);
  const isKnown = isWhole || ids.length > 0;
  return { part: 'tool', provenance: declared(spot), gotos: [], isCalled: true, ...(isKnown ? { ids } : {}) };
}

const inside = ({ used }: Mapping, graph: Graph, { spot }: GraphNode, gotos: readonly Goto[]): MappedNode => {
  used.add(graph.call);
  return { part: 'pass', provenance: declared(spot), graph, gotos };
};

function mapMade(mapping: Mapping, { node, name }: Node, call: PyCall, gotos: readonly Goto[] = []): MappedNode {
  mapping.used.add(call);
  const ids = mapping.mapAgent(call, name);
  const part =
    mapping.drafts.components().find(({ id }) => id === ids[0])?.kind === 'orchestrator' ? 'orchestrator' : 'agent';
  return { part, provenance: declared(node.spot), ids, calls: new Set(), gotos };
}

/** Only the name is there: the code is in a file that was not given, or is none. */
function byName({ node, name }: Node): MappedNode {
  const { part, rule, isKnown } = roleOfName(name.slice(name.lastIndexOf(':') + 1));
  return { part, provenance: isKnown ? inferred(node.spot, rule) : assumed(node.spot, rule), gotos: [] };
}

const runsModel = ({ models, unnamed, bound }: Uses): boolean => models.size + unnamed.size + bound.size > 0;

function mapFunction(mapping: Mapping, one: Node, functions: readonly PyFunction[]): MappedNode {
  const { program } = mapping;
  const scopes = scopesOf(program, functions);
  const given = givenValues(program, one.node.action).map((value) => usesOfValue(program, value));
  const uses = given.reduce(preferGiven, usesOf(program, scopes));
  const gotos = gotosOf(program, functions, scopes);
  if (runsModel(uses)) return mapModelNode(mapping, one, uses, gotos, functions);
  const [first, second] = uses.agents;
  if (first !== undefined && second === undefined) return mapMade(mapping, one, first, gotos);
  if (first !== undefined) return mapModelNode(mapping, one, uses, gotos, functions);
  const [graph] = [...uses.graphs].flatMap((call) => mapping.graphs.get(call) ?? []);
  if (graph !== undefined) return inside(mapping, graph, one.node, gotos);
  return { ...mapCode(mapping, one, uses, functions, scopes), gotos };
}

/** A function without a model: what it does decides, then its name. */
function mapCode(
  mapping: Mapping,
  one: Node,
  uses: Uses,
  functions: readonly PyFunction[],
  scopes: readonly PyScope[],
): MappedNode {
  const { node, name, key } = one;
  const named = roleOfName(name.slice(name.lastIndexOf(':') + 1));
  const [asks] = uses.interrupts;
  if (asks !== undefined)
    return { part: named.part === 'answer' ? 'answer' : 'gate', provenance: declared(asks), gotos: [] };
  const ids = [...uses.tools].flatMap((tool) => addTools(mapping, listOf(tool)).ids);
  const isCalled = scopes.some(({ calls }) => calls.some((call) => answersModel(mapping, call)));
  if (ids.length > 0) return { part: 'tool', provenance: declared(node.spot), ids, isCalled, gotos: [] };
  if (uses.tools.size > 0) return { part: 'tool', provenance: declared(node.spot), gotos: [] };
  const [store] = uses.stores;
  if (store !== undefined)
    return { part: 'retrieval', provenance: declared(store), ids: [addVectorStore(mapping, store)], gotos: [] };
  const [kept] = uses.remembers;
  if (kept !== undefined) return { part: 'memory', provenance: declared(kept), gotos: [] };
  if (named.isKnown && ['gate', 'answer', 'guardrail', 'evaluator'].includes(named.part)) return byName(one);
  const [made] = functions;
  const isIdle = scopes.every(({ calls }) =>
    calls.every((call) => /^(?:Command|Send)$|Message$/.test(langName(mapping.program, call) ?? '')),
  );
  if (made === undefined || isIdle)
    return { part: 'pass', provenance: inferred(node.spot, 'its function calls nothing'), gotos: [] };
  const id = addFunctionTool(mapping.drafts, mapping.program, {
    key: `node ${key}`,
    name: `${mapping.prefix}${name}`,
    made,
    callers: [],
  });
  return { part: 'tool', provenance: declared(made), ids: [id], gotos: [] };
}

/** What runs the calls that a model asked for tells it what came out; other functions call tools of their own accord. */
const answersModel = ({ program }: Mapping, call: PyCall): boolean =>
  /^(?:ToolMessage|FunctionMessage|ToolInvocation|ToolExecutor)$/.test(langName(program, call) ?? '');

/** The value itself as a list of one. */
const listOf = (value: PyValue): PyValue => {
  const { at, pointer, scope, start } = value;
  const isOne = value.form === 'function' || value.form === 'call';
  return isOne ? { at, pointer, scope, start, form: 'list', of: 'list', items: [value] } : value;
};

function mapModelNode(
  mapping: Mapping,
  one: Node,
  uses: Uses,
  gotos: readonly Goto[],
  functions: readonly PyFunction[],
): MappedNode {
  const { drafts } = mapping;
  const { node, name, key } = one;
  const { part, rule, isKnown } = roleOfName(name.slice(name.lastIndexOf(':') + 1));
  if (isKnown && (part === 'evaluator' || part === 'guardrail'))
    return { part, provenance: inferred(node.spot, rule), gotos };
  const decides = targetsOf(gotos).texts.filter((text) => text !== '__end__').length > 1 || uses.agents.size > 1;
  const kind = part === 'orchestrator' || decides ? 'orchestrator' : 'agent';
  const id = drafts.idFor(`node ${key}`, `${mapping.prefix}${name}`);
  const provenance = declared(functions[0] ?? node.spot);
  drafts.component({ id, kind, provenance });
  if (isOwnName(name)) drafts.identify(id, { by: 'agent', key: name });
  const owner = { id, name, spot: node.spot };
  const [asks] = uses.interrupts;
  return {
    part: kind,
    provenance,
    ids: [id],
    gotos,
    calls: addUses(mapping, owner, uses, functions),
    ...(asks === undefined ? {} : { interrupts: { after: declared(asks) } }),
  };
}

/** @returns the tools that its model may call; undefined if that cannot be told */
function addUses(
  mapping: Mapping,
  owner: Owner,
  uses: Uses,
  functions: readonly PyFunction[],
): ReadonlySet<string> | undefined {
  const { drafts } = mapping;
  const models = [...uses.models];
  if (models.length + uses.agents.size === 0 || uses.models.size > 0)
    addModels(mapping, owner.id, models, [...uses.unnamed][0] ?? owner.spot);
  const lists = [...uses.bound].map((list) => addTools(mapping, list, owner));
  for (const tool of uses.tools) lists.push(addTools(mapping, listOf(tool), owner));
  for (const store of uses.stores) addReading(mapping, owner.id, store);
  for (const call of uses.agents) delegate(mapping, owner, call, mapping.mapAgent(call));
  for (const call of uses.graphs) delegate(mapping, owner, call, mapping.mapGraph(call));
  for (const call of uses.remembers) {
    const to = drafts.idFor('store given', 'store');
    drafts.component({ id: to, kind: 'memory', name: 'what agents remember', provenance: declared(call) });
    addMemoryUse(drafts, { user: owner.id, memory: to, provenance: declared(call) });
  }
  addOwnCode(mapping, owner, functions);
  const isKnown = lists.length > 0 && lists.every(({ isWhole }) => isWhole);
  return isKnown ? new Set(lists.flatMap(({ ids }) => ids)) : undefined;
}

function delegate({ drafts, used }: Mapping, owner: Owner, call: PyCall, ids: readonly string[]): void {
  used.add(call);
  for (const to of ids)
    if (to !== owner.id) drafts.relation({ from: owner.id, kind: 'delegates', to, provenance: declared(call) });
}

/** What the function of an agent does beside calling its model: requests, files, commands. */
function addOwnCode({ program, drafts }: Mapping, { id, name }: Owner, functions: readonly PyFunction[]): void {
  for (const made of functions) {
    const scopes = scopesOf(program, [made]);
    const does = scopes.some(({ calls }) =>
      calls.some((call) => (effectOf(program, call)?.can ?? []).some((can) => can !== 'egress')),
    );
    if (does)
      addFunctionTool(drafts, program, {
        key: `code ${placeKey(made)}`,
        name: `${name} code`.slice(0, 200),
        made,
        callers: [id],
      });
  }
}
