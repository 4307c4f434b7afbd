import { Drafts, finish } from '../drafts.ts';
import { findExecutedOutput } from '../find-executed-output.ts';
import { addFlow, type Link, type Step } from '../flow.ts';
import type { Imported } from '../importer.ts';
import { find, flagOf, type LocatedMap } from '../located.ts';
import { McpServers } from '../mcp/attach.ts';
import type { DifyApp } from './app.ts';
import { contentLinks } from './content-links.ts';
import { controlKey, controlLinks } from './control-links.ts';
import { mapDependencies } from './dependencies.ts';
import { EnvironmentVariables } from './environment.ts';
import { mapFeatures } from './features.ts';
import { addGate } from './gates.ts';
import { type MappedNode, mapNode } from './map-node.ts';
import { type DifyNode, readEdges, readNodes } from './node.ts';
import { classOf } from './node-types.ts';
import { referencesOf } from './references.ts';
import { nameIn } from './scalar-text.ts';
import { Stores } from './stores.ts';

type GraphApp = DifyApp & { readonly form: 'graph'; readonly workflow: LocatedMap };

/** An app that is a graph: what its nodes are, and where content goes between them. */
export function mapGraph(app: GraphApp, file: string): Imported {
  const drafts = new Drafts();
  const environment = new EnvironmentVariables(drafts, app.workflow);
  const graph = find(app.workflow, 'graph');
  const nodes = readNodes(graph, drafts);
  const mapping = { drafts, environment, servers: new McpServers(drafts) };
  const mapped = new Map(nodes.map((node) => [node.key, mapNode(mapping, node)]));
  const control = controlLinks(nodes, readEdges(graph));
  mapContent(drafts, app, nodes, mapped, control);
  holdSecrets(nodes, mapped, environment);
  for (const gate of nodes.filter(({ type }) => classOf(type) === 'gate'))
    addGate(drafts, gate, controlKey(gate), control.links, stepsByComponent(nodes, mapped));
  mapFeatures(drafts, find(app.workflow, 'features'));
  mapDependencies(drafts, find(app.root, 'dependencies'), pluginUsers(drafts, nodes, mapped));
  findExecutedOutput(drafts);
  noteUnconnected(drafts, nodes, control.links);
  const description = `${app.name}, imported from a Dify app${app.mode === '' ? '' : ` (${app.mode})`}.`;
  return finish(drafts, { file, description });
}

type Mapped = ReadonlyMap<string, MappedNode>;

function mapContent(
  drafts: Drafts,
  app: GraphApp,
  nodes: readonly DifyNode[],
  mapped: Mapped,
  control: { readonly steps: readonly Step[]; readonly links: readonly Link[] },
): void {
  const user = nodes.find(({ type }) => classOf(type) === 'start')?.key;
  const stores = new Stores(drafts, app.workflow, user);
  const components = new Map([...mapped].flatMap(([key, { id }]) => (id === undefined ? [] : [[key, id] as const])));
  const content = contentLinks(nodes, components, stores);
  const extra = nodes.flatMap((node) => implicitLinks(node, stores));
  const answers = stores.hasHistory ? answerLinks(nodes, stores) : [];
  const ends = [...mapped.values()].flatMap(({ step }) => (step === undefined ? [] : [step]));
  const steps = [...ends, ...stores.steps(), ...control.steps, ...content.steps];
  addFlow(drafts, steps, [...control.links, ...content.links, ...extra, ...answers]);
  stores.noteUnused();
}

/** What a node takes in without naming it: the conversation so far and the question, and the files to look at. */
function implicitLinks({ key, type, data }: DifyNode, stores: Stores): Link[] {
  const kind = classOf(type);
  if (kind !== 'llm' && kind !== 'agent') return [];
  const memory = find(data, 'memory');
  const links: Link[] = [];
  if (memory?.form === 'map' && flagOf(find(memory, 'window', 'enabled')) !== undefined) {
    links.push({ from: stores.history(memory), to: key, spot: memory });
    if (stores.user !== undefined) links.push({ from: stores.user, to: key, spot: memory });
  }
  const vision = find(data, 'vision');
  const chosen = find(vision, 'configs', 'variable_selector');
  if (vision !== undefined && flagOf(find(vision, 'enabled')) === true && chosen === undefined)
    links.push({ from: stores.uploads(vision), to: key, spot: vision });
  return links;
}

/** The history keeps questions, and what answer nodes say. */
function answerLinks(nodes: readonly DifyNode[], stores: Stores): Link[] {
  const answers = nodes.filter(({ type }) => classOf(type) === 'answer');
  return answers.map(({ key, spot }) => ({ from: `holds ${key}`, to: stores.history(spot), spot }));
}

/** Secrets of the environment belong to the components that refer to them. */
function holdSecrets(nodes: readonly DifyNode[], mapped: Mapped, environment: EnvironmentVariables): void {
  for (const node of nodes) {
    const { id, opens } = mapped.get(node.key) ?? {};
    if (id === undefined) continue;
    for (const { head, field, spot } of referencesOf(node.data, new Set()))
      if (head === 'env') environment.heldBy(field, id, { spot, opens });
  }
  environment.noteUnused();
}

function stepsByComponent(nodes: readonly DifyNode[], mapped: Mapped): Map<string, string[]> {
  const steps = new Map<string, string[]>();
  for (const node of nodes) {
    const id = mapped.get(node.key)?.id;
    if (id !== undefined) steps.set(id, [...(steps.get(id) ?? []), controlKey(node)]);
  }
  return steps;
}

/** Which components a plugin provides: tools by their provider, agents by their strategy. */
function pluginUsers(drafts: Drafts, nodes: readonly DifyNode[], mapped: Mapped): Map<string, string[]> {
  const users = new Map<string, string[]>();
  const add = (provider: string | undefined, id: string | undefined): void => {
    const plugin = provider?.split('/').slice(0, 2).join('/');
    if (plugin !== undefined && id !== undefined && drafts.has(id))
      users.set(plugin, [...(users.get(plugin) ?? []), id]);
  };
  for (const { key, data } of nodes) {
    const strategy = nameIn(find(data, 'agent_strategy_provider_name'));
    add(nameIn(find(data, 'provider_id')), mapped.get(key)?.id);
    if (strategy !== undefined) add(strategy, drafts.idFor(`plugin ${strategy}`, strategy));
  }
  return users;
}

function noteUnconnected(drafts: Drafts, nodes: readonly DifyNode[], links: readonly Link[]): void {
  const entered = new Set(links.map(({ to }) => to));
  for (const node of nodes) {
    const kind = classOf(node.type);
    if (entered.has(controlKey(node)) || kind === 'start' || kind === 'trigger' || kind === 'schedule') continue;
    if (kind === undefined || node.parent !== undefined) continue;
    const fix = 'It never runs; it is kept in the ecosystem. Remove it, or connect it.';
    drafts.warnings.push({ at: node.spot.at, expected: `an edge to ${node.title}`, found: 'none', fix });
  }
}
