import type { Drafts } from '../drafts.ts';
import type { Step } from '../flow.ts';
import type { McpServers } from '../mcp/attach.ts';
import type { Graph, LangflowNode } from './node.ts';
import { kindOf, type NodeKind } from './node-kinds.ts';
import { type Handover, type Usage, type UsedEdge, usageOf } from './usage.ts';

/** What a component of a flow has become. */
export type Mapped = {
  readonly kind: NodeKind;
  readonly role: Step['role'];
  id?: string;
  /** What its secrets open. */
  opens?: string;
};

const AGENTS: ReadonlySet<NodeKind> = new Set(['agent', 'orchestrator', 'sub-flow']);

/** A flow while it is mapped: its components and edges, what they are, and what they have become. */
export class FlowGraph {
  readonly drafts: Drafts;
  readonly servers: McpServers;
  readonly nodes: readonly LangflowNode[];
  readonly edges: readonly UsedEdge[];
  readonly #usage: ReadonlyMap<LangflowNode, Usage>;
  readonly #mapped: ReadonlyMap<LangflowNode, Mapped>;

  constructor(drafts: Drafts, servers: McpServers, graph: Graph) {
    this.drafts = drafts;
    this.servers = servers;
    this.nodes = graph.nodes;
    const { used, usage } = usageOf(graph.nodes, graph.edges);
    this.edges = used;
    this.#usage = usage;
    this.#mapped = new Map(graph.nodes.map((node) => [node, asMapped(node, usage.get(node))]));
  }

  mapped = (node: LangflowNode): Mapped => this.#mapped.get(node) ?? { kind: 'pass', role: 'pass' };

  idOf = (node: LangflowNode | undefined): string | undefined =>
    node === undefined ? undefined : this.mapped(node).id;

  is = (node: LangflowNode, ...kinds: readonly NodeKind[]): boolean => kinds.includes(this.mapped(node).kind);

  isAgent = (node: LangflowNode): boolean => AGENTS.has(this.mapped(node).kind);

  /** Called by agents, and no agent itself. */
  isTool = (node: LangflowNode): boolean => this.#usage.get(node)?.isTool === true && !this.isAgent(node);

  isConnected = (node: LangflowNode): boolean => this.#usage.get(node)?.isConnected === true;

  into = (node: LangflowNode, hands: Handover): UsedEdge[] =>
    this.edges.filter((edge) => edge.target === node && edge.hands === hands);

  outOf = (node: LangflowNode, hands: Handover): UsedEdge[] =>
    this.edges.filter((edge) => edge.source === node && edge.hands === hands);

  /** Agents that something is handed to. */
  agentsAfter = (node: LangflowNode, hands: Handover): LangflowNode[] =>
    this.outOf(node, hands)
      .map(({ target }) => target)
      .filter((target) => this.is(target, 'agent', 'orchestrator'));

  /** The agent that others reach by running the flow: the first that no other agent of it comes before. */
  get entry(): string | undefined {
    const agents = this.nodes.filter((node) => this.isAgent(node));
    const later = new Set(this.edges.filter(({ source }) => this.isAgent(source)).map(({ target }) => target));
    return this.idOf(agents.find((node) => !later.has(node)) ?? agents[0]);
  }
}

/** A model becomes an agent where it answers by itself. */
function asMapped(node: LangflowNode, usage: Usage | undefined): Mapped {
  const known = kindOf(node, usage?.hasModel === true);
  const kind = known === 'model' && usage?.hasContent === true ? 'agent' : known;
  return { kind, role: ROLES[kind] };
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
