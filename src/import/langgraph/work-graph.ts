import type { Drafts } from '../drafts.ts';
import { addFlow, type Link, type Step } from '../flow.ts';
import { addStep } from './add-step.ts';
import { addDelegation } from './delegation.ts';
import { addCallApprovals, spliceInterrupts } from './interrupts.ts';
import { addJudging } from './judging.ts';
import { addRunner } from './runner.ts';
import { spliceStates } from './state.ts';
import type { FlowPart, WorkGraph } from './work-step.ts';

export type AddedGraph = {
  /** Ids of its agents, by the key of their steps. */
  readonly agents: ReadonlyMap<string, string>;
  /** What runs a graph without agents. */
  readonly runner: string | undefined;
};

/**
 * The components of a graph of steps, and what goes between them. Keys must differ from those of other graphs.
 */
export function addWorkGraph(drafts: Drafts, graph: WorkGraph): AddedGraph {
  const first = firstSteps(graph);
  const parts = graph.steps.map((step) => addStep(drafts, step, first.has(step.key)));
  const links = [...graph.links, ...parts.flatMap((part) => part.links)];
  const steps = parts.flatMap(({ step, store, others = [] }) => [
    step,
    ...others,
    ...(store === undefined ? [] : [store]),
  ]);
  const agents = parts.filter(({ step }) => step.role === 'agent');
  const runner = agents.length === 0 ? addRunner(drafts, graph, parts) : undefined;
  const undelegated = addDelegation(drafts, agents, links);
  const asked = spliceInterrupts(graph.steps, steps, undelegated);
  const flow = runner === undefined ? spliceStates(drafts, parts, asked) : asked;
  addFlow(drafts, flow.steps, fanOut(parts, flow.links));
  addCallApprovals(drafts, parts, links);
  addJudging(drafts, parts, steps, links);
  return {
    agents: new Map(agents.flatMap(({ work, step }) => (step.id === undefined ? [] : [[work.key, step.id]]))),
    runner,
  };
}

/** A node of several tools leads to each of them; an agent whose tools are known calls no others. */
function fanOut(parts: readonly FlowPart[], links: readonly Link[]): Link[] {
  const part = new Map(parts.map((one) => [one.work.key, one]));
  const stepsAt = (key: string): readonly Pick<Step, 'key' | 'id'>[] => {
    const one = part.get(key);
    return one === undefined ? [{ key }] : [one.step, ...(one.others ?? [])];
  };
  return links.flatMap((link) => {
    const { from, to } = link;
    const calls = part.get(from)?.work.calls;
    const isOpen = calls === undefined || part.get(to)?.work.isCalled !== true;
    const targets = stepsAt(to).filter(({ id }) => isOpen || calls.has(id ?? ''));
    return stepsAt(from).flatMap((start) => targets.map((end) => ({ ...link, from: start.key, to: end.key })));
  });
}

/** Where the graph begins. */
function firstSteps({ steps, links }: WorkGraph): ReadonlySet<string> {
  const starts = new Set(steps.filter(({ part }) => part === 'start').map(({ key }) => key));
  return new Set(links.filter(({ from }) => starts.has(from)).map(({ to }) => to));
}
