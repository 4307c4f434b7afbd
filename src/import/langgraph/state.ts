import { type Drafts, inferred } from '../drafts.ts';
import type { Link, Step } from '../flow.ts';
import type { FlowPart } from './work-step.ts';

type Flow = { readonly steps: readonly Step[]; readonly links: readonly Link[] };

/**
 * Functions in line talk through the state of the graph: what one leaves there, the next one takes, with no agent
 * between them. As each leaves something of its own, only those that come after it read it.
 */
export function spliceStates(drafts: Drafts, parts: readonly FlowPart[], { steps, links }: Flow): Flow {
  const role = new Map(steps.map((step) => [step.key, step.role]));
  const states: Step[] = [];
  const through: Link[] = [];
  for (const { work, step } of parts) {
    const isStart = work.part === 'start';
    if (step.id === undefined || !(step.role === 'tool' || isStart)) continue;
    if (!leadsToTool(work.key, role, links)) continue;
    const { spot, name } = work;
    const rule = isStart
      ? 'what it is given stands in the state'
      : `${name.slice(0, 80)} leaves it for what comes next`;
    const id = drafts.idFor(`state after ${work.key}`, isStart ? 'input' : `${name} result`);
    drafts.component({ id, kind: 'memory', name: `state: ${id}`.slice(0, 200), provenance: inferred(spot, rule) });
    const state: Step = { key: `state after ${work.key}`, role: 'store', name: id, spot, id, readers: 'tools' };
    states.push(state);
    through.push({ from: work.key, to: state.key, spot, isResult: true });
    for (const link of links) {
      const { isCall: _call, isReturn: _return, ...plain } = link;
      if (link.from === work.key) through.push({ ...plain, from: state.key });
    }
  }
  return { steps: [...steps, ...states], links: [...links, ...through] };
}

/** Whether another function comes next, with nothing between that has a component of its own. */
function leadsToTool(start: string, role: ReadonlyMap<string, Step['role']>, links: readonly Link[]): boolean {
  const seen = new Set([start]);
  for (const here of seen) {
    for (const { from, to } of links) {
      if (from !== here || seen.has(to)) continue;
      const next = role.get(to);
      if (next === 'tool') return true;
      if (next === 'pass' || next === 'gate') seen.add(to);
    }
  }
  return false;
}
