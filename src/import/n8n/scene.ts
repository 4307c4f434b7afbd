import type { Drafts } from '../drafts.ts';
import type { McpServers } from '../mcp/attach.ts';
import { kindOf, type NodeKind } from './node-kind.ts';
import { shownName } from './parameter.ts';
import type { Stores } from './stores.ts';
import type { Connection, ReadWorkflow, Workflow, WorkflowNode } from './workflow.ts';

/** What a part is for: the agent that uses it, and by which connection it is joined. */
export type Owner = { readonly node: WorkflowNode; readonly id: string; readonly connection: Connection };

export const idsOf = (owners: readonly Owner[]): string[] => owners.map(({ id }) => id);

function addTo(connections: Map<WorkflowNode, Connection[]>, connection: Connection): void {
  const known = connections.get(connection.from);
  if (known === undefined) connections.set(connection.from, [connection]);
  else known.push(connection);
}

const NONE: ReadonlySet<string> = new Set();

/** Errors once had connections of their own. */
const isContent = ({ kind }: Connection): boolean => !kind.startsWith('ai_');

/** The workflows of a file on their way into the graph. */
export class Scene {
  readonly drafts: Drafts;
  readonly stores: Stores;
  readonly mcp: McpServers;
  readonly workflows: readonly Workflow[];
  /** In file order; those that are switched off too. */
  readonly allNodes: readonly WorkflowNode[];
  /** Those that run. */
  readonly nodes: readonly WorkflowNode[];
  /** Of content, from node to node. */
  readonly main: readonly Connection[];
  readonly #kinds = new Map<WorkflowNode, NodeKind>();
  readonly #uses = new Map<WorkflowNode, Connection[]>();
  readonly #after = new Map<WorkflowNode, Connection[]>();
  readonly #joined = new Set<WorkflowNode>();

  constructor(read: readonly ReadWorkflow[], parts: Pick<Scene, 'drafts' | 'stores' | 'mcp'>) {
    this.drafts = parts.drafts;
    this.stores = parts.stores;
    this.mcp = parts.mcp;
    this.workflows = read.map(({ workflow }) => workflow);
    this.allNodes = read.flatMap(({ nodes }) => nodes);
    this.nodes = this.allNodes.filter(({ isDisabled }) => !isDisabled);
    const connections = read.flatMap((one) => one.connections);
    this.main = connections.filter(isContent);
    const gives = new Map<WorkflowNode, Set<string>>();
    const takes = new Map<WorkflowNode, Set<string>>();
    for (const connection of connections) {
      const { from, to, kind } = connection;
      gives.set(from, (gives.get(from) ?? new Set()).add(kind));
      takes.set(to, (takes.get(to) ?? new Set()).add(kind));
      this.#joined.add(from).add(to);
      const isUse = !isContent(connection) && !from.isDisabled && !to.isDisabled;
      if (isUse) addTo(this.#uses, connection);
      if (isContent(connection)) addTo(this.#after, connection);
    }
    for (const node of this.allNodes)
      this.#kinds.set(node, kindOf(node, gives.get(node) ?? NONE, takes.get(node) ?? NONE));
  }

  kind = (node: WorkflowNode): NodeKind => this.#kinds.get(node) ?? 'service';

  is = (node: WorkflowNode, ...kinds: readonly NodeKind[]): boolean => kinds.includes(this.kind(node));

  of = (...kinds: readonly NodeKind[]): WorkflowNode[] => this.nodes.filter((node) => this.is(node, ...kinds));

  idOf = (node: WorkflowNode): string => this.drafts.idFor(node.key, shownName(node.name));

  /** Whether anything leads to it or away from it. */
  isJoined = (node: WorkflowNode): boolean => this.#joined.has(node);

  /** Connections of content that leave a node. */
  after = (node: WorkflowNode): readonly Connection[] => this.#after.get(node) ?? [];

  /** Connections from a part to what it is a part of. */
  usesOf = (node: WorkflowNode): readonly Connection[] => this.#uses.get(node) ?? [];

  /** The agents that a part is for in the end: over retrievers, stores and approvals. */
  ownersOf(node: WorkflowNode): readonly Owner[] {
    const owners = new Map<WorkflowNode, Owner>();
    const seen = new Set([node]);
    const queue = [...this.usesOf(node)];
    for (const connection of queue) {
      const { to } = connection;
      if (this.is(to, 'agent', 'mcp-trigger')) {
        if (!owners.has(to)) owners.set(to, { node: to, id: this.idOf(to), connection });
      } else if (!seen.has(to)) {
        seen.add(to);
        queue.push(...this.usesOf(to));
      }
    }
    return [...owners.values()];
  }
}
