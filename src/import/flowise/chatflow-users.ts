import {
  becauseOf,
  type ComponentLink,
  isOrder,
  type LinksAfter,
  linksAfter,
  type Reached,
  reachedFrom,
} from './component-links.ts';
import type { Caller } from './context.ts';
import type { FlowNode } from './flow-node.ts';
import { isAgentRole } from './roles.ts';

/** An agent that uses a component, and why if nothing joins the two directly. */
export type User = Caller & { readonly because: string | undefined };

/** Who uses what in a flow of version 1. */
export class ChatflowUsers {
  readonly #agents: ReadonlyMap<FlowNode, Caller>;
  readonly #links: readonly ComponentLink[];
  readonly #order: LinksAfter;
  /** From what is used to what uses it, without the order of steps. */
  readonly uses: LinksAfter;

  constructor(agents: ReadonlyMap<FlowNode, Caller>, links: readonly ComponentLink[]) {
    this.#agents = agents;
    this.#links = links;
    this.#order = linksAfter(links.filter(isOrder));
    this.uses = linksAfter(links.filter((link) => !isOrder(link)));
  }

  /**
   * Agents that a component comes to. What comes to the start of a sequence or to a supervisor is for all agents
   * of the team, unless they have their own.
   */
  of(node: FlowNode): User[] {
    const isUser = ({ role }: FlowNode) => isAgentRole(role) || role === 'start' || role === 'tool-node';
    const users = reachedFrom(node, this.uses, isUser).flatMap((reached) => this.#resolve(node, reached));
    return [...new Map(users.toReversed().map((user) => [user.id, user])).values()].toReversed();
  }

  #resolve(component: FlowNode, reached: Reached): User[] {
    const { node, spot } = reached;
    const agent = this.#agents.get(node);
    const own = agent === undefined ? [] : [{ ...agent, spot, because: becauseOf(reached) }];
    if (node.role === 'tool-node') return this.#before(node).map((one) => ({ ...one, spot, because: RUNS_TOOLS }));
    const isTeam = node.role === 'start' || (node.name === 'supervisor' && component.role === 'model');
    if (!isTeam) return own;
    const because = `agents that have none of their own get it from ${node.label}`;
    const others = this.#teamOf(node, component).map((one) => ({ ...one, spot, because }));
    return [...own, ...others];
  }

  /** Steps after a start, or workers of a supervisor. */
  #teamOf(start: FlowNode, component: FlowNode): Caller[] {
    const after = new Set([start]);
    for (const here of after) for (const { to } of this.#order.get(here) ?? []) after.add(to);
    after.delete(start);
    return [...after].flatMap((node) => {
      const agent = this.#agents.get(node);
      return agent === undefined || node.role === 'flow-step' || this.#hasOwn(node, component) ? [] : [agent];
    });
  }

  #hasOwn = (node: FlowNode, component: FlowNode): boolean =>
    this.#links.some(({ from, to }) => to === node && from.role === component.role);

  /** The steps whose model asks for what a tool node runs. */
  #before(node: FlowNode): Caller[] {
    return this.#links.flatMap(({ from, to }) => {
      const agent = this.#agents.get(from);
      return to === node && agent !== undefined ? [agent] : [];
    });
  }
}

const RUNS_TOOLS = 'the tool node runs what the step before it asks for';
