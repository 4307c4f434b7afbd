import type { ChatflowUsers } from './chatflow-users.ts';
import type { ComponentLink } from './component-links.ts';
import type { Caller, FlowiseContext } from './context.ts';
import type { FlowNode } from './flow-node.ts';

/** A flow of version 1 while it is mapped. */
export type Chatflow = {
  readonly context: FlowiseContext;
  readonly flowKey: string;
  readonly nodes: readonly FlowNode[];
  readonly links: readonly ComponentLink[];
  readonly agents: ReadonlyMap<FlowNode, Caller>;
  readonly users: ChatflowUsers;
};

/** Nodes of a flow and the components that they became. */
export type NodeIds = ReadonlyMap<FlowNode, readonly string[]>;
