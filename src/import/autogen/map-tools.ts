import { describePlace } from '../../base/errors.ts';
import { addCredential } from '../add-credential.ts';
import { addTool, type ToolDraft } from '../add-tool.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import { reportDynamicAddress } from '../report-dynamic-address.ts';
import { factsOfSource } from '../source-facts.ts';
import { factsOf, type ToolFacts } from '../tool-facts.ts';
import { type Component, componentOf, nameOf } from './component.ts';
import { mapCodeRunner } from './map-executor.ts';
import { mapHttpTool } from './map-http-tool.ts';
import { mapMcpTool, mapMcpWorkbench } from './map-mcp.ts';
import { firstLike, type Mapping, type ToolUser } from './mapping.ts';

/** A team or agent that is called as a tool. */
export type Called = { readonly component: Component; readonly spot: Component };

/** What an agent may call: its `tools` and `workbench`. @returns teams and agents among them */
export function mapTools(mapping: Mapping, user: ToolUser): readonly Called[] {
  const { config } = user.component;
  const workbench = find(config, 'workbench');
  const benches = workbench?.form === 'list' ? workbench.items : [workbench];
  return [...mapList(mapping, user, find(config, 'tools')), ...benches.flatMap((one) => mapBench(mapping, user, one))];
}

const mapList = (mapping: Mapping, user: ToolUser, tools: Located | undefined): Called[] =>
  listOf(tools).flatMap((tool) => mapTool(mapping, user, tool));

function mapBench(mapping: Mapping, user: ToolUser, located: Located | undefined): Called[] {
  const bench = componentOf(located);
  if (bench === undefined) return [];
  const tools = find(bench.config, 'tools');
  if (find(bench.config, 'server_params') !== undefined) mapMcpWorkbench(mapping, user, bench);
  else if (tools?.form !== 'list') {
    const why = 'what tools it offers is not in the file';
    const key = `workbench ${firstLike(mapping, bench.map).pointer}`;
    addTool(mapping.drafts, {
      key,
      name: nameOf(bench),
      spot: bench.map,
      knownAs: [bench.provider],
      callers: [user.id],
    });
    mapping.drafts.ignored.push({ what: `workbench ${bench.className}`, where: describePlace(bench.map.at), why });
  }
  return mapList(mapping, user, tools);
}

function mapTool(mapping: Mapping, user: ToolUser, located: Located): Called[] {
  if (mapping.addCode?.(located, user.id) === true) return [];
  const tool = componentOf(located);
  if (tool === undefined) {
    mapBuiltIn(mapping, user, located);
    return [];
  }
  const inner = componentOf(find(tool.config, 'team')) ?? componentOf(find(tool.config, 'agent'));
  if (inner !== undefined) return [{ component: inner, spot: tool }];
  if (find(tool.config, 'server_params') !== undefined) mapMcpTool(mapping, user, tool);
  else if (tool.className === 'HttpTool') mapHttpTool(mapping, user.id, tool);
  else if (find(tool.config, 'executor') !== undefined) {
    const executor = find(tool.config, 'executor');
    mapCodeRunner(mapping, { name: nameOf(tool), spot: firstLike(mapping, tool.map), executor, callers: [user.id] });
  } else mapFunction(mapping, user, tool);
  return [];
}

/** Tools of the model service: `web_search_preview` or `{ "type": "code_interpreter" }`. */
function mapBuiltIn({ drafts }: Mapping, { id, component }: ToolUser, located: Located): void {
  const name = textOf(located) ?? textOf(find(located, 'type')) ?? textOf(find(located, 'name'));
  if (name === undefined || name.trim() === '') {
    const why = 'a tool without a provider and a name says nothing about itself';
    drafts.ignored.push({ what: `a tool of ${nameOf(component)}`, where: describePlace(located.at), why });
    return;
  }
  const isHosted = /^(?:code_interpreter|container)/.test(name);
  addTool(drafts, {
    ...{ key: `built-in ${name}`, name, spot: located, knownAs: [name], callers: [id] },
    ...(isHosted ? { facts: hostedCode } : {}),
  });
}

const hostedCode: ToolFacts = {
  title: 'code execution at the model service',
  can: ['execute'],
  behind: { form: 'external', id: 'code-service', name: 'code execution service' },
};

/** A Python function, or a tool of a class that only its author knows. */
function mapFunction(mapping: Mapping, user: ToolUser, tool: Component): void {
  const { drafts } = mapping;
  const { config, className, provider } = tool;
  const written = find(config, 'source_code') ?? find(config, 'content');
  const source = textOf(written);
  const isFunction = source !== undefined || className === 'FunctionTool';
  const read = factsOfSource(source ?? '', importsOf(config));
  const facts = source === undefined ? undefined : functionFacts(nameOf(tool), read.facts);
  const draft: ToolDraft = {
    key: `tool ${firstLike(mapping, tool.map).pointer}`,
    name: nameOf(tool),
    spot: tool.map,
    knownAs: isFunction ? [nameOf(tool)] : [provider.split('.').slice(1).join(' '), nameOf(tool)],
    callers: [user.id],
    kind: isFunction ? 'plugin' : 'tool',
    ...(read.isDynamic ? { tags: ['dynamic'] } : {}),
    ...(facts === undefined ? {} : { facts }),
  };
  const { id, opens } = addTool(drafts, draft);
  const spot = written ?? tool.map;
  if (read.isDynamic) reportDynamicAddress(drafts, spot, `whoever calls ${id} decides which address it requests`);
  for (const name of read.variables) addCredential(drafts, { name, spot, holder: id, opens });
  for (const name of read.literals) {
    const key = `${draft.key} ${name}`;
    addCredential(drafts, { name, key, id: `${id} ${name}`, spot, holder: id, opens, literalOf: id, isShared: false });
  }
  mapping.secrets.addAll(config, { of: className, holder: id, opens });
}

/** The source tells what it can do; the name, what stands behind it. Source that does nothing outside is harmless. */
function functionFacts(name: string, source: ToolFacts | undefined): ToolFacts | undefined {
  const named = factsOf(name);
  if (source === undefined) return named;
  const isSame = named?.behind.form === source.behind.form && source.can.length > 0;
  return isSame && named !== undefined ? { ...named, can: source.can } : source;
}

/** `global_imports`: names, or `{ module, imports }`. */
const importsOf = (config: Located): string[] =>
  listOf(find(config, 'global_imports')).flatMap((one) => textOf(one) ?? textOf(find(one, 'module')) ?? []);
