import { type Drafts, declared } from '../drafts.ts';
import type { Link } from '../flow.ts';
import type { FlowPart } from './work-step.ts';

/**
 * An orchestrator that hands work to an agent and gets it back delegates it.
 * @returns the links that are still to be followed
 */
export function addDelegation(drafts: Drafts, agents: readonly FlowPart[], links: readonly Link[]): Link[] {
  const agent = new Map(agents.map((part) => [part.work.key, part]));
  const has = new Set(links.map(keyOf));
  const done = new Set<string>();
  for (const link of links) {
    const { from, to, spot } = link;
    const [chief, worker] = [agent.get(from), agent.get(to)];
    const isChief = chief?.work.part === 'orchestrator' && from !== to;
    if (!isChief || worker === undefined || !has.has(keyOf({ from: to, to: from })) || done.has(keyOf(link))) continue;
    if (stops(chief) || stops(worker)) continue;
    drafts.relation({
      from: chief.step.id ?? '',
      to: worker.step.id ?? '',
      kind: 'delegates',
      provenance: declared(spot),
    });
    done.add(keyOf(link)).add(keyOf({ from: to, to: from }));
  }
  return links.filter((link) => !done.has(keyOf(link)));
}

/** What waits for a human at one of its ends is left to the flow, which finds out what waits. */
const stops = ({ work: { interrupts } }: FlowPart): boolean =>
  interrupts?.before !== undefined || interrupts?.after !== undefined;

const keyOf = ({ from, to }: Pick<Link, 'from' | 'to'>): string => JSON.stringify([from, to]);
