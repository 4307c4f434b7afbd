import { addTool } from '../add-tool.ts';
import { type Drafts, declared, inferred } from '../drafts.ts';
import { addFlow, type Link, type Step } from '../flow.ts';
import type { McpServers } from '../mcp/attach.ts';
import { addSecrets, type Keyring } from './credentials.ts';
import type { FlowFile } from './flow-files.ts';
import { addMcpComponent } from './mcp-component.ts';
import { addAgentMemory, addMemory, isStoring } from './memory.ts';
import { addLoneModel, addNamedModel, namedModel } from './model-choice.ts';
import type { Graph, LangflowNode } from './node.ts';
import { kindOf, type NodeKind } from './node-kinds.ts';
import { addRequest, addService } from './request.ts';
import { addFlowStub } from './sub-flow.ts';
import { type Usage, type UsedEdge, usageOf } from './usage.ts';
import { addVectorStore } from './vector-store.ts';

type Parts = {
  readonly drafts: Drafts;
  readonly servers: McpServers;
  readonly flow: FlowFile;
  readonly graph: Graph;
};

/** A component in the graph. */
type Mapped = {
  readonly kind: NodeKind;
  readonly role: Step['role'];
  id?: string;
  /** What its secrets open. */
  opens?: string;
};

const AGENTS: ReadonlySet<NodeKind> = new Set(['agent', 'orchestrator', 'sub-flow']);

/** One flow: its components first, so that flows can refer to each other; then who calls, reads and tells whom. */
export class FlowMapping {
  readonly flow: FlowFile;
  readonly #drafts: Drafts;
  readonly #servers: McpServers;
  readonly #nodes: readonly LangflowNode[];
  readonly #edges: readonly UsedEdge[];
  readonly #usage: ReadonlyMap<LangflowNode, Usage>;
  readonly #mapped = new Map<LangflowNode, Mapped>();

  constructor({ drafts, servers, flow, graph }: Parts) {
    this.flow = flow;
    this.#drafts = drafts;
    this.#servers = servers;
    this.#nodes = graph.nodes;
    const { used, usage } = usageOf(graph.nodes, graph.edges);
    this.#edges = used;
    this.#usage = usage;
  }

  /** The agent that others reach by running the flow: the first that no other agent of it comes before. */
  get entry(): string | undefined {
    const agents = this.#nodes.filter((node) => this.#isAgent(node));
    const later = new Set(this.#edges.filter(({ source }) => this.#isAgent(source)).map(({ target }) => target));
    return this.#idOf(agents.find((node) => !later.has(node)) ?? agents[0]);
  }

  addComponents(): void {
    for (const node of this.#nodes) {
      const kind = this.#kindOf(node);
      this.#mapped.set(node, { kind, role: ROLES[kind] });
    }
    for (const node of this.#nodes) if (this.#is(node, 'agent', 'orchestrator')) this.#addAgent(node);
    for (const node of this.#nodes) this.#addOther(node);
  }

  /** @param find - the agent that stands for the flow that a component runs, if it is in this file */
  addSubFlows(find: (node: LangflowNode) => string | undefined): void {
    for (const node of this.#nodes) {
      const mapped = this.#mapped.get(node);
      if (mapped?.kind === 'sub-flow') mapped.id = find(node) ?? addFlowStub(this.#drafts, node);
    }
  }

  addRelations(): void {
    for (const edge of this.#edges) this.#hand(edge);
    for (const edge of this.#edges) if (edge.hands === 'agent' && !this.#isAgent(edge.target)) this.#giveTask(edge);
    const steps = this.#nodes.flatMap((node) => this.#stepsOf(node));
    addFlow(
      this.#drafts,
      steps,
      this.#edges.flatMap((edge) => this.#linksOf(edge)),
    );
    for (const node of this.#nodes) {
      if (this.#is(node, 'agent')) addAgentMemory(this.#drafts, node, this.#idOf(node) ?? '');
      addSecrets(this.#drafts, node, this.#keyringOf(node));
    }
    this.#warnOfLoneNodes();
  }

  /** A model becomes an agent where it answers by itself. */
  #kindOf(node: LangflowNode): NodeKind {
    const usage = this.#usage.get(node);
    const kind = kindOf(node, usage?.hasModel === true);
    return kind === 'model' && usage?.hasContent === true ? 'agent' : kind;
  }

  #is = (node: LangflowNode, ...kinds: readonly NodeKind[]): boolean =>
    kinds.includes(this.#mapped.get(node)?.kind ?? 'pass');

  #isAgent = (node: LangflowNode): boolean => AGENTS.has(this.#mapped.get(node)?.kind ?? 'pass');

  #isTool = (node: LangflowNode): boolean => this.#usage.get(node)?.isTool === true && !this.#isAgent(node);

  #idOf = (node: LangflowNode | undefined): string | undefined =>
    node === undefined ? undefined : this.#mapped.get(node)?.id;

  #into = (node: LangflowNode, hands: UsedEdge['hands']): UsedEdge[] =>
    this.#edges.filter((edge) => edge.target === node && edge.hands === hands);

  #outOf = (node: LangflowNode, hands: UsedEdge['hands']): UsedEdge[] =>
    this.#edges.filter((edge) => edge.source === node && edge.hands === hands);

  /** Agents that call a component by themselves. */
  #callersOf(node: LangflowNode): LangflowNode[] {
    return this.#outOf(node, 'tool')
      .map(({ target }) => target)
      .filter((target) => this.#is(target, 'agent', 'orchestrator'));
  }

  #addAgent(node: LangflowNode): void {
    const { title: name, type, spot } = node;
    const mapped = this.#mapped.get(node);
    const kind = mapped?.kind === 'orchestrator' ? 'orchestrator' : 'agent';
    const id = this.#drafts.idFor(`node ${node.key}`, name);
    this.#drafts.component({ id, kind, name, provenance: declared(spot) });
    if (!UNNAMED.test(name) && name !== type) this.#drafts.identify(id, { by: 'agent', key: name });
    if (mapped === undefined) return;
    mapped.id = id;
    const models = this.#into(node, 'model').filter(({ source }) => this.#is(source, 'model', 'agent'));
    if (models.length === 0) mapped.opens = addNamedModel(this.#drafts, id, node);
    for (const { source } of models) addNamedModel(this.#drafts, id, source);
    if (/^(?:LambdaFilter|SmartFunction|SmartTransform)/.test(type)) this.#addLambda(node, id);
  }

  /** Its model writes a function, which it runs. */
  #addLambda({ key, title, spot }: LangflowNode, agent: string): void {
    const facts = { title: 'functions that a model writes', can: ['execute'], behind: { form: 'nothing' } } as const;
    const tool = { key: `lambda ${key}`, name: `function of ${title}`, spot, knownAs: [], kind: 'plugin' } as const;
    const provenance = inferred(spot, 'it runs the function that its model writes');
    addTool(this.#drafts, { ...tool, callers: [agent], facts, provenance });
  }

  #addOther(node: LangflowNode): void {
    const mapped = this.#mapped.get(node);
    if (mapped === undefined) return;
    const { kind } = mapped;
    const callers = this.#callersOf(node).flatMap((agent) => this.#idOf(agent) ?? []);
    if (kind === 'chat-input') mapped.id = this.#addUser(node);
    else if (kind === 'webhook') mapped.id = this.#addWebhook(node);
    else if (kind === 'model' && this.#outOf(node, 'model').length === 0) mapped.id = addLoneModel(this.#drafts, node);
    else if (kind === 'embeddings' || kind === 'reranker') mapped.id = addLoneModel(this.#drafts, node);
    else if (kind === 'vector-store' || kind === 'knowledge') this.#addStore(node, mapped, callers);
    else if (kind === 'memory') mapped.id = addMemory(this.#drafts, node, this.#into(node, 'memory').length > 0);
    else if (kind === 'files') this.#addFiles(node, mapped, callers);
    else if (kind === 'mcp') this.#addMcp(node, mapped);
    else this.#addCalled(node, mapped, callers);
  }

  #addUser({ spot }: LangflowNode): string {
    const id = this.#drafts.idFor('user', 'user');
    const provenance = inferred(spot, 'whoever opens the chat, or calls the API of the flow, writes to it');
    return this.#drafts.component({ id, kind: 'human', name: 'user of the chat', exposed: true, provenance });
  }

  #addWebhook({ key, title, spot }: LangflowNode): string {
    const id = this.#drafts.idFor(`node ${key}`, title);
    const provenance = inferred(spot, 'whoever knows its address calls a webhook');
    return this.#drafts.component({ id, kind: 'external', name: title, exposed: true, provenance });
  }

  /** A store, and a tool before it where agents search it by themselves. */
  #addStore(node: LangflowNode, mapped: Mapped, callers: readonly string[]): void {
    const store = addVectorStore(this.#drafts, node);
    mapped.id = store;
    if (callers.length === 0) return;
    const { key, title: name, spot } = node;
    const facts = { title: 'search in documents', can: ['read-private'], behind: { form: 'nothing' } } as const;
    const { id } = addTool(this.#drafts, { key: `node ${key}`, name, spot, knownAs: [], callers, facts });
    this.#drafts.relation({ from: id, to: store, kind: 'accesses', provenance: declared(spot) });
    mapped.id = id;
    mapped.opens = store;
  }

  #addFiles({ key, title, spot }: LangflowNode, mapped: Mapped, callers: readonly string[]): void {
    const id = this.#drafts.idFor(`files ${key}`, callers.length === 0 ? title : `${title} data`);
    this.#drafts.component({ id, kind: 'data-store', name: `files of ${title}`, provenance: declared(spot) });
    mapped.id = id;
    if (callers.length === 0) return;
    const facts = { title: 'files', can: ['read-private', 'write'], behind: { form: 'nothing' } } as const;
    const tool = addTool(this.#drafts, { key: `node ${key}`, name: title, spot, knownAs: [], callers, facts });
    this.#drafts.relation({ from: tool.id, to: id, kind: 'accesses', provenance: declared(spot) });
    mapped.id = tool.id;
  }

  #addMcp(node: LangflowNode, mapped: Mapped): void {
    const agents = this.#callersOf(node).flatMap((agent) => {
      const id = this.#idOf(agent);
      return id === undefined ? [] : [{ id, name: agent.title, spot: agent.spot }];
    });
    const id = addMcpComponent(this.#drafts, this.#servers, node, agents);
    if (id !== undefined) mapped.id = id;
  }

  #addCalled(node: LangflowNode, mapped: Mapped, callers: readonly string[]): void {
    const { key, title: name, type, spot } = node;
    const tool = { key: `node ${key}`, name, spot, callers };
    const filled = new Set(this.#into(node, 'content').map(({ field }) => field));
    if (mapped.kind === 'request') Object.assign(mapped, pick(addRequest(this.#drafts, node, { callers, filled })));
    else if (mapped.kind === 'service') Object.assign(mapped, pick(addService(this.#drafts, node, callers)));
    else if (mapped.kind === 'code') {
      const facts = { title: 'Python code', can: ['execute'], behind: { form: 'nothing' } } as const;
      Object.assign(mapped, pick(addTool(this.#drafts, { ...tool, knownAs: [], kind: 'plugin', facts })));
    } else if (mapped.kind === 'unknown') {
      Object.assign(mapped, pick(addTool(this.#drafts, { ...tool, knownAs: [], kind: 'plugin' })));
      this.#warnOfUnknown(node);
    } else if (callers.length > 0 && (mapped.kind === 'pass' || mapped.kind === 'model')) {
      mapped.id = addTool(this.#drafts, { ...tool, knownAs: [type, name], kind: 'plugin' }).id;
    }
  }

  /** What edges other than content mean: they run from what is used to its user. */
  #hand({ hands, source, target, spot }: UsedEdge): void {
    const [from, to] = [this.#idOf(target), this.#idOf(source)];
    if (from === undefined || to === undefined || from === to) return;
    const relate = (kind: 'delegates' | 'reads' | 'writes' | 'infers'): void =>
      this.#drafts.relation({ from, to, kind, provenance: declared(spot) });
    if ((hands === 'tool' || hands === 'agent') && this.#isAgent(source) && this.#isAgent(target)) relate('delegates');
    if (hands === 'memory' && this.#is(source, 'memory') && this.#isAgent(target)) {
      relate('reads');
      relate('writes');
    }
    if (hands === 'embeddings') this.#embed(source, target);
    const isStore = this.#is(source, 'vector-store', 'knowledge', 'files');
    if (hands === 'content' && isStore && this.#isTool(target))
      this.#drafts.relation({ from, to, kind: 'accesses', provenance: declared(spot) });
  }

  /** A crew gives its agents their tasks, one of which this edge leads into. */
  #giveTask({ source, target, spot }: UsedEdge): void {
    const agent = this.#idOf(source);
    const seen = new Set([target]);
    for (const task of seen) {
      for (const { target: next } of this.#outOf(task, 'content')) {
        const crew = this.#idOf(next);
        if (!this.#is(next, 'orchestrator')) seen.add(next);
        else if (agent !== undefined && crew !== undefined && agent !== crew)
          this.#drafts.relation({ from: crew, to: agent, kind: 'delegates', provenance: declared(spot) });
      }
    }
  }

  /** Agents that search a store infer the model that embeds what they ask. */
  #embed(source: LangflowNode, target: LangflowNode): void {
    const [model, store] = [this.#idOf(source), this.#mapped.get(target)];
    if (model === undefined || store?.id === undefined || !this.#is(source, 'embeddings')) return;
    const name = namedModel(source);
    const spot = name?.spot ?? source.spot;
    const tagged = store.opens ?? store.id;
    if (this.#is(target, 'vector-store', 'knowledge')) {
      const provenance = declared(target.spot);
      const tags = [`embedded-by:${model}`.slice(0, 100)];
      this.#drafts.component({ id: tagged, kind: 'rag-pipeline', tags, provenance });
    }
    const rule = 'what it searches for is embedded by this model';
    for (const agent of this.#isAgent(target) ? [target] : this.#callersOf(target)) {
      const from = this.#idOf(agent);
      if (from !== undefined)
        this.#drafts.relation({ from, to: model, kind: 'infers', provenance: inferred(spot, rule) });
    }
  }

  #stepsOf(node: LangflowNode): Step[] {
    const { key, title: name, spot } = node;
    const { id, role, kind } = this.#mapped.get(node) ?? {
      id: undefined,
      role: 'pass' as const,
      kind: 'pass' as const,
    };
    if (id === undefined || this.#is(node, 'embeddings', 'reranker', 'model'))
      return [{ key, role: 'pass', name, spot }];
    if (this.#isTool(node)) {
      return this.#outOf(node, 'content').length > 0 ? [{ key, role: 'tool', name, spot, id }] : [];
    }
    if (kind === 'files' && this.#into(node, 'content').length === 0) return [{ key, role: 'source', name, spot, id }];
    return [{ key, role, name, spot, id, ...(kind === 'chat-input' ? { isHuman: true } : {}) }];
  }

  #linksOf({ hands, source, target, field, spot }: UsedEdge): Link[] {
    if (hands !== 'content' || this.#is(source, 'embeddings', 'model')) return [];
    // What is asked for does not go into a store.
    if (
      this.#is(target, 'vector-store', 'knowledge') &&
      !/ingest|document|^data$|^df$|^input_df$|metadata/i.test(field)
    )
      return [];
    if (this.#is(target, 'memory') && !isStoring(target) && !/ingest|message/i.test(field)) return [];
    if (this.#is(target, 'files') && !/input|message|data|content|text/i.test(field)) return [];
    return [{ from: source.key, to: target.key, spot }];
  }

  #keyringOf(node: LangflowNode): Keyring {
    const mapped = this.#mapped.get(node);
    if (mapped?.kind === 'model') {
      const users = this.#outOf(node, 'model').flatMap(({ target }) => this.#idOf(target) ?? []);
      const name = namedModel(node)?.name;
      const model =
        mapped.id ?? this.#drafts.idFor(name === undefined ? 'model' : `model ${name.slice(0, 200)}`, 'model');
      return { holders: users.length > 0 ? users : mapped.id === undefined ? [] : [mapped.id], opens: model };
    }
    if (mapped?.kind === 'embeddings') {
      const stores = this.#outOf(node, 'embeddings').map(({ target }) => this.#mapped.get(target));
      const users = stores.flatMap((store) => store?.opens ?? store?.id ?? []);
      return { holders: users.length > 0 ? users : [mapped.id ?? ''], opens: mapped.id };
    }
    if (mapped?.id === undefined || mapped.kind === 'chat-input' || mapped.kind === 'mcp')
      return { holders: [], opens: undefined };
    return { holders: [mapped.id], opens: mapped.opens };
  }

  #warnOfUnknown({ spot, type }: LangflowNode): void {
    const found = `"${type.slice(0, 60)}"`;
    const fix = 'It is taken for code of which nothing is known: say in the ecosystem what it reads, sends and runs.';
    this.#drafts.warnings.push({ at: spot.at, expected: 'a known type of component', found, fix });
  }

  #warnOfLoneNodes(): void {
    if (this.#nodes.length < 2) return;
    for (const node of this.#nodes) {
      if (this.#usage.get(node)?.isConnected === true) continue;
      const fix = 'Nothing uses it; it is kept in the ecosystem. Remove it, or connect it.';
      this.#drafts.warnings.push({
        at: node.spot.at,
        expected: `an edge to or from ${node.title}`,
        found: 'none',
        fix,
      });
    }
  }
}

const ROLES: Readonly<Record<NodeKind, Step['role']>> = {
  'chat-input': 'source',
  webhook: 'source',
  agent: 'agent',
  orchestrator: 'agent',
  'sub-flow': 'agent',
  model: 'pass',
  embeddings: 'pass',
  reranker: 'pass',
  'vector-store': 'store',
  knowledge: 'store',
  memory: 'store',
  files: 'store',
  mcp: 'tool',
  request: 'tool',
  code: 'tool',
  service: 'tool',
  unknown: 'tool',
  pass: 'pass',
};

/** What Langflow calls components that nobody has named. */
const UNNAMED =
  /^(?:Agents?|Language Model|Structured Output|Batch Run|LLM Router|OpenAI|Anthropic|Ollama|Groq|Azure OpenAI|Mistral(?:AI)?|Amazon Bedrock|Google Generative AI|Vertex AI|Tool Calling Agent|.*\b(?:Agent|Chain|Crew))$/i;

const pick = ({ id, opens }: { id: string; opens: string }): { id: string; opens: string } => ({ id, opens });
