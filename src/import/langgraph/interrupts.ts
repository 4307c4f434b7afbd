import type { Provenance } from '../../graph/ecosystem.ts';
import type { Link, Step } from '../flow.ts';
import type { WorkStep } from './work-graph.ts';

/** Where the graph stops until a human lets it go on, and what says so. */
export type Interrupts = { readonly before?: Provenance | undefined; readonly after?: Provenance | undefined };

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
        name: `approval before ${name}`.slice(0, 200),
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
        name: `approval after ${name}`.slice(0, 200),
        spot,
        provenance: interrupts.after,
      };
      gates.push(gate);
      after.set(key, gate.key);
      through.push({ from: key, to: gate.key, spot });
    }
  }
  const bent = links.map((link) => ({
    ...link,
    from: after.get(link.from) ?? link.from,
    to: before.get(link.to) ?? link.to,
  }));
  return { steps: [...steps, ...gates], links: [...bent, ...through] };
}
