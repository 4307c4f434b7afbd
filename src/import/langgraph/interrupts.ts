import { addApproval } from '../add-approval.ts';
import type { Drafts } from '../drafts.ts';
import type { Link, Step } from '../flow.ts';
import type { FlowPart, WorkStep } from './work-step.ts';

type Flow = { readonly steps: readonly Step[]; readonly links: readonly Link[] };

/** A gate before what the graph stops before, and one after what it stops after. */
export function spliceInterrupts(work: readonly WorkStep[], steps: readonly Step[], links: readonly Link[]): Flow {
  const { gates, through, before, after } = stopsOf(work, steps);
  const calls = callsAmong(steps, links);
  const bent = links.map((link): Link => {
    const [from, to] = [after.get(link.from), before.get(link.to)];
    if (from === undefined && to === undefined && !calls.has(reversed(link))) return link;
    const kind = calls.has(keyOf(link))
      ? { isCall: true as const }
      : calls.has(reversed(link))
        ? { isReturn: true as const }
        : {};
    return { ...link, ...kind, from: from ?? link.from, to: to ?? link.to };
  });
  return { steps: [...steps, ...gates], links: [...bent, ...through] };
}

/** Keys of gates by the step that they stand before or after, and the ways between the two. */
type Stops = {
  readonly gates: readonly Step[];
  readonly through: readonly Link[];
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
};

function stopsOf(work: readonly WorkStep[], steps: readonly Step[]): Stops {
  const gates: Step[] = [];
  const through: Link[] = [];
  const stops = { before: new Map<string, string>(), after: new Map<string, string>() };
  const isGate = new Set(steps.flatMap(({ key, role }) => (role === 'gate' ? [key] : [])));
  for (const one of work) {
    const { key, name, spot, interrupts } = one;
    if (isGate.has(key)) continue; // it is where the human is asked
    for (const when of ['before', 'after'] as const) {
      const provenance = interrupts?.[when];
      if (provenance === undefined || (when === 'before' && waitsByCall(one))) continue;
      const gate = `${when} ${key}`;
      gates.push({ key: gate, role: 'gate', name: `stop ${when} ${name}`.slice(0, 200), spot, provenance });
      stops[when].set(key, gate);
      through.push(when === 'before' ? { from: gate, to: key, spot } : { from: key, to: gate, spot });
    }
  }
  return { gates, through, ...stops };
}

const keyOf = ({ from, to }: Link): string => JSON.stringify([from, to]);
const reversed = ({ from, to }: Link): string => JSON.stringify([to, from]);

/** Links from agents to tools that lead straight back: a gate in between does not change what they are. */
function callsAmong(steps: readonly Step[], links: readonly Link[]): ReadonlySet<string> {
  const role = new Map(steps.map((step) => [step.key, step.role]));
  const all = new Set(links.map(keyOf));
  const there = links.filter(({ from, to }) => role.get(from) === 'agent' && role.get(to) === 'tool');
  return new Set(there.filter((link) => all.has(reversed(link))).map(keyOf));
}

/** Calls of tools that are all known wait one by one. */
const waitsByCall = ({ isCalled, ids = [] }: WorkStep): boolean => isCalled === true && ids.length > 0;

/** The calls that wait before a node which runs what models ask for. */
export function addCallApprovals(drafts: Drafts, parts: readonly FlowPart[], links: readonly Link[]): void {
  const idOf = new Map(parts.map(({ work, step }) => [work.key, step.id]));
  for (const { work } of parts) {
    const { key, name, ids = [], interrupts } = work;
    if (interrupts?.before === undefined || !waitsByCall(work)) continue;
    const callers = new Set(links.flatMap(({ from, to }) => (to === key ? [idOf.get(from)] : [])));
    const on = drafts
      .relations()
      .filter(({ from, kind, to }) => kind === 'invokes' && callers.has(from) && ids.includes(to))
      .map(({ from, to }) => ({ kind: 'invokes', from, to, direction: 'along' }) as const);
    if (on.length === 0) continue;
    const id = `stop before ${name}`.slice(0, 200);
    addApproval(drafts, {
      key: `gate before ${key}`,
      id,
      name: `approval: ${id}`.slice(0, 200),
      on,
      provenance: interrupts.before,
    });
  }
}
