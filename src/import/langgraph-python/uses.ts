import type { PyProgram } from '../python/py-program.ts';
import {
  argumentOf,
  dottedName,
  lastName,
  type Py,
  type PyCall,
  type PyScope,
  type PyValue,
} from '../python/py-value.ts';
import { reachedScopes } from '../python/reached-scopes.ts';
import { sourcesOf } from '../python/value-sources.ts';
import { agentCallsIn, isAgentMaker } from './agent-makers.ts';
import { callGivenIn, factoryCallOf, givenIn } from './factories.ts';
import { graphCallsIn } from './find-graphs.ts';
import { isStoreCall, isToolClass } from './known-classes.ts';
import { fullName, langName, methodOf, objectOf } from './lang-name.ts';
import { isModelCall } from './model-calls.ts';

/** What code runs, as far as it can be told. */
export type Uses = {
  /** Calls that make models; where only the name of a variable says model: the call that runs it. */
  readonly models: Set<PyCall>;
  readonly unnamed: Set<PyCall>;
  /** Lists of tools that models may call. */
  readonly bound: Set<PyValue>;
  /** Calls that make agents. */
  readonly agents: Set<PyCall>;
  readonly graphs: Set<PyCall>;
  /** Calls that make vector stores and retrievers, or that search in an unknown one. */
  readonly stores: Set<PyCall>;
  /** Tools that the code itself runs: calls that make them, functions, or lists of them. */
  readonly tools: Set<PyValue>;
  readonly interrupts: Set<PyCall>;
  readonly remembers: Set<PyCall>;
};

const RUNS =
  /^(?:a?invoke|a?stream|astream_events|a?batch|a?predict|a?run|run_stream|run_sync|kickoff|kickoff_async|a?call|a?generate|transform|get_relevant_documents)$/;
const SEARCHES = /^a?(?:similarity_search\w*|max_marginal_relevance_search|get_relevant_documents)$/;
const DIRECT =
  /(?:completions\.create|responses\.(?:create|parse)|completions\.parse|messages\.create|generate_content|^litellm\.a?completion|^ollama\.chat)$/;

function emptyUses(): Uses {
  const [models, unnamed, agents, graphs, stores, interrupts, remembers] = Array.from(
    { length: 7 },
    () => new Set<PyCall>(),
  );
  return { models, unnamed, agents, graphs, stores, interrupts, remembers, bound: new Set(), tools: new Set() } as Uses;
}

/** What the bodies of functions run. */
export function usesOf(program: PyProgram, scopes: readonly PyScope[]): Uses {
  const uses = emptyUses();
  for (const scope of scopes) addAll(uses, usesOfScope(program, scope));
  return uses;
}

/** Functions that many nodes call are looked at once. */
const cache = new WeakMap<PyScope, Uses>();

function usesOfScope(program: PyProgram, scope: PyScope): Uses {
  const known = cache.get(scope);
  if (known !== undefined) return known;
  const uses = emptyUses();
  cache.set(scope, uses); // before it is filled: functions may run themselves
  for (const call of scope.calls) addCall(program, call, uses);
  return uses;
}

function addAll(uses: Uses, more: Uses): void {
  for (const key of Object.keys(uses) as (keyof Uses)[]) {
    const into: Set<PyValue> = uses[key];
    for (const one of more[key]) into.add(one);
  }
}

/** What a value is made of that is run itself: a chain, a model with tools. */
export function usesOfValue(program: PyProgram, value: PyValue): Uses {
  const uses = emptyUses();
  addRun(program, value, undefined, uses);
  return uses;
}

/** What a function is given says more than its body does about which model or agent it runs. */
export function preferGiven(body: Uses, given: Uses): Uses {
  const hasAgents = given.agents.size > 0;
  if (!hasAgents && given.models.size + given.unnamed.size === 0) return body;
  return {
    ...body,
    models: hasAgents ? given.models : given.models.size > 0 ? given.models : body.models,
    unnamed: given.unnamed,
    agents: hasAgents ? given.agents : body.agents,
    bound: new Set([...(given.bound.size > 0 ? [] : body.bound), ...given.bound]),
  };
}

function addCall(program: PyProgram, call: PyCall, uses: Uses): void {
  const method = methodOf(call) ?? '';
  const object = objectOf(call);
  if (/^(?:interrupt|NodeInterrupt)$/.test(langName(program, call) ?? '')) uses.interrupts.add(call);
  else if (fullName(program, call) === 'input') uses.interrupts.add(call);
  else if (DIRECT.test(dottedName(call.callee) ?? '')) uses.models.add(call);
  else if (object === undefined) addPlainCall(program, call, uses);
  else if (SEARCHES.test(method)) addStores(program, object, call, uses);
  else if (/^a?(?:put|search|get|delete)$/.test(method) && isMemory(program, object)) uses.remembers.add(call);
  else if (RUNS.test(method)) addRun(program, object, call, uses);
}

/** `model(messages)` and `ToolExecutor(…)` are calls without a method. */
function addPlainCall(program: PyProgram, call: PyCall, uses: Uses): void {
  for (const made of program.resolve(call.callee))
    if (made.form === 'call' && isModelCall(program, made)) uses.models.add(made);
}

/** `store.put(…)`, `runtime.store.search(…)`: what LangGraph hands to nodes. */
const isMemory = (program: PyProgram, object: PyValue): boolean =>
  /^(?:store|in_memory_store|memory_store)$/.test(lastName(object) ?? '') ||
  program.resolve(object).some((one) => /Store$/.test(langName(program, one) ?? ''));

/** @param run - the call that runs it */
function addRun(program: PyProgram, object: PyValue, run: PyCall | undefined, uses: Uses): void {
  const before = sizeOf(uses);
  const agents = agentCallsIn(program, object);
  for (const agent of agents) uses.agents.add(agent);
  if (agents.length > 0) return;
  for (const one of program.resolve(object)) if (one.form === 'function') addFunction(program, one, uses);
  const via = factoryCallOf(program, object);
  for (const graph of graphCallsIn(program, object)) uses.graphs.add(graph);
  const isEnd = (call: PyCall): boolean =>
    isAgentMaker(program, call) || isToolClass(program, call) || graphCallsIn(program, call).length > 0;
  for (const call of sourcesOf(program, object, isEnd)) addSource(program, call, uses, via);
  if (sizeOf(uses) > before) return;
  const name = dottedName(object)?.split('.').at(-1) ?? '';
  if (/tool/i.test(name)) addToolsIn(program, object, uses);
  else if (run !== undefined && /retriever|vector/i.test(name)) uses.stores.add(run);
  else if (run !== undefined && /llm|model|chat|chain|agent|gpt|claude/i.test(name)) uses.unnamed.add(run);
}

/** `search.invoke(…)` of a tool, or of a function with `@chain`. */
function addFunction(program: PyProgram, value: Py<'function'>, uses: Uses): void {
  const { decorators } = value.function;
  if (decorators.some((one) => langName(program, one) === 'tool')) uses.tools.add(value);
  else if (decorators.length > 0)
    for (const scope of reachedScopes(program, value.function)) addAll(uses, usesOfScope(program, scope));
}

const sizeOf = (uses: Uses): number => Object.values(uses).reduce((sum, set) => sum + set.size, 0);

function addSource(program: PyProgram, call: PyCall, uses: Uses, via: PyCall | undefined): void {
  const name = langName(program, call) ?? '';
  if (isAgentMaker(program, call)) uses.agents.add(call);
  else if (isToolClass(program, call)) uses.tools.add(call);
  else if (isModelCall(program, call)) uses.models.add(callGivenIn(via, call));
  else if (isStoreCall(program, call)) uses.stores.add(call);
  else if (methodOf(call) === 'bind_tools' || methodOf(call) === 'bind_functions') {
    const tools = givenIn(via, argumentOf(call, 'tools', 0));
    if (tools !== undefined) uses.bound.add(tools);
  } else if (
    /^create_(?:tool_calling|openai_tools|openai_functions|react|structured_chat|json_chat|xml)_agent$/.test(name)
  ) {
    const tools = givenIn(via, argumentOf(call, 'tools', 1));
    if (tools !== undefined) uses.bound.add(tools);
  }
}

function addStores(program: PyProgram, object: PyValue, call: PyCall, uses: Uses): void {
  const stores = sourcesOf(program, object, () => false).filter((one) => isStoreCall(program, one));
  for (const store of stores) uses.stores.add(store);
  if (stores.length === 0) uses.stores.add(call);
}

/** `tools_by_name[call["name"]].invoke(…)`: any of the tools of the dict. */
function addToolsIn(program: PyProgram, object: PyValue, uses: Uses): void {
  const of = object.form === 'subscript' ? program.resolve(object.object) : [];
  const parts = of.flatMap((one) => (one.form === 'comprehension' ? program.resolve(one.item) : []));
  const found = [...parts, ...program.resolve(object)].filter(({ form }) => form === 'function' || form === 'call');
  for (const one of found.length > 0 ? found : [object]) uses.tools.add(one);
}
