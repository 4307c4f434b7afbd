import type { Provenance } from '../../graph/ecosystem.ts';
import type { Drafts, Spot } from '../drafts.ts';
import { addFlow, type Link, type Step } from '../flow.ts';
import { addStep } from './add-step.ts';
import { addDelegation } from './delegation.ts';
import { type Interrupts, spliceInterrupts } from './interrupts.ts';
import { addJudging } from './judging.ts';
import type { NodePart } from './node-role.ts';
import { addRunner } from './runner.ts';

/** A node of a graph, whatever told what it is. */
export type WorkStep = {
  /** What links call it. */
  readonly key: string;
  /** Wanted id. */
  readonly name: string;
  readonly spot: Spot;
  readonly part: NodePart | 'start';
  /** How it is known to be that part. */
  readonly provenance: Provenance;
  readonly interrupts?: Interrupts | undefined;
  /** Its component, where somebody added it already. */
  readonly id?: string | undefined;
  /** A start that is nobody: content comes in there. */
  readonly isContent?: boolean;
};

export type WorkGraph = {
  readonly spot: Spot;
  readonly steps: readonly WorkStep[];
  readonly links: readonly Link[];
};

/** A step in the flow: several where it keeps something, and how those hang together. */
export type FlowPart = {
  readonly work: WorkStep;
  readonly step: Step;
  readonly store?: Step;
  readonly links: readonly Link[];
};

/**
 * The components of a graph of steps, and what goes between them. Keys must differ from those of other graphs.
 * @returns the ids of its agents, by the key of their steps
 */
export function addWorkGraph(drafts: Drafts, graph: WorkGraph): ReadonlyMap<string, string> {
  const first = firstSteps(graph);
  const parts = graph.steps.map((step) => addStep(drafts, step, first.has(step.key)));
  const links = [...graph.links, ...parts.flatMap((part) => part.links)];
  const steps = parts.flatMap(({ step, store }) => (store === undefined ? [step] : [step, store]));
  const agents = parts.filter(({ step }) => step.role === 'agent');
  if (agents.length === 0) addRunner(drafts, graph, parts);
  const undelegated = addDelegation(drafts, agents, links);
  const { steps: all, links: asked } = spliceInterrupts(graph.steps, steps, undelegated);
  addFlow(drafts, all, asked);
  addJudging(drafts, parts, steps, links);
  return new Map(agents.flatMap(({ work, step }) => (step.id === undefined ? [] : [[work.key, step.id]])));
}

/** Where the graph begins. */
function firstSteps({ steps, links }: WorkGraph): ReadonlySet<string> {
  const starts = new Set(steps.filter(({ part }) => part === 'start').map(({ key }) => key));
  return new Set(links.filter(({ from }) => starts.has(from)).map(({ to }) => to));
}
