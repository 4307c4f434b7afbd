import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Machine, machineText } from './machine.ts';
import type { Outcome } from './measured.ts';
import type { Workload } from './workloads.ts';

/** One workload's outcome, with when and beside what it was measured. */
export type Row = Pick<Workload, 'id' | 'what' | 'figures'> & {
  readonly at: string;
  /** Of the machine, just before. */
  readonly load: number;
  readonly outcome: Outcome;
};

export type BenchResults = { readonly machine: Machine; readonly rows: readonly Row[] };

/** The rows of the file, if they are of the same machine, with the new ones in their places; in the order of `ids`. */
export function mergedWith(path: string, { machine, rows }: BenchResults, ids: readonly string[]): BenchResults {
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as BenchResults) : undefined;
  const isSameMachine = before !== undefined && machineText(before.machine) === machineText(machine);
  const byId = new Map([...(isSameMachine ? before.rows : []), ...rows].map((row) => [row.id, row]));
  return { machine, rows: ids.flatMap((id) => byId.get(id) ?? []) };
}

export const writeResults = (path: string, results: BenchResults): void =>
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
