import type { Link, Step } from '../flow.ts';
import type { WorkStep } from './work-step.ts';

type Flow = { readonly steps: readonly Step[]; readonly links: readonly Link[] };

/** A gate before what the graph stops before, and one after what it stops after. */
export function spliceInterrupts(work: readonly WorkStep[], steps: readonly Step[], links: readonly Link[]): Flow {
  const gates: Step[] = [];
  const before = new Map<string, string>();
  const after = new Map<string, string>();
  const through: Link[] = [];
  for (const { key, name, spot, interrupts } of work) {
    if (interrupts?.before !== undefined) {
      const gate: Step = {
        key: `before ${key}`,
        role: 'gate',
        name: `stop before ${name}`.slice(0, 200),
        spot,
        provenance: interrupts.before,
      };
      gates.push(gate);
      before.set(key, gate.key);
      through.push({ from: gate.key, to: key, spot });
    }
    if (interrupts?.after !== undefined) {
      const gate: Step = {
        key: `after ${key}`,
        role: 'gate',
        name: `stop after ${name}`.slice(0, 200),
        spot,
        provenance: interrupts.after,
      };
      gates.push(gate);
      after.set(key, gate.key);
      through.push({ from: key, to: gate.key, spot });
    }
  }
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

const keyOf = ({ from, to }: Link): string => JSON.stringify([from, to]);
const reversed = ({ from, to }: Link): string => JSON.stringify([to, from]);

/** Links from agents to tools that lead straight back: a gate in between does not change what they are. */
function callsAmong(steps: readonly Step[], links: readonly Link[]): ReadonlySet<string> {
  const role = new Map(steps.map((step) => [step.key, step.role]));
  const all = new Set(links.map(keyOf));
  const there = links.filter(({ from, to }) => role.get(from) === 'agent' && role.get(to) === 'tool');
  return new Set(there.filter((link) => all.has(reversed(link))).map(keyOf));
}
