import { type Drafts, inferred } from '../drafts.ts';
import type { Link, Step } from '../flow.ts';
import type { FlowPart } from './work-step.ts';

/** An evaluator watches whose work it gets, and reads what was looked up for it. */
export function addJudging(
  drafts: Drafts,
  parts: readonly FlowPart[],
  steps: readonly Step[],
  links: readonly Link[],
): void {
  const evaluators = parts.filter(({ work }) => work.part === 'evaluator');
  if (evaluators.length === 0) return;
  const step = new Map(steps.map((one) => [one.key, one]));
  const before = new Map<string, string[]>();
  for (const { from, to } of links) before.set(to, [...(before.get(to) ?? []), from]);
  for (const { work } of evaluators) {
    const from = drafts.idFor(`step ${work.key}`, work.name);
    for (const { id, role } of judged(work.key, step, before)) {
      if (id === undefined) continue;
      const kind = role === 'store' ? 'reads' : 'monitors';
      drafts.relation({ from, to: id, kind, provenance: inferred(work.spot, 'it judges what comes to it from there') });
    }
  }
}

/** The nearest components before it. */
function judged(key: string, step: ReadonlyMap<string, Step>, before: ReadonlyMap<string, readonly string[]>): Step[] {
  const seen = new Set([key]);
  const found: Step[] = [];
  const queue = [key];
  for (const here of queue) {
    for (const from of before.get(here) ?? []) {
      const one = step.get(from);
      if (one === undefined || seen.has(from)) continue;
      seen.add(from);
      if (one.id === undefined) queue.push(from);
      else if (one.role !== 'source') found.push(one);
    }
  }
  return found;
}
