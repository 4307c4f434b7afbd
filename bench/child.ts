import { argv, stdout } from 'node:process';
import type { Outcome } from './measured.ts';
import { workloads } from './workloads.ts';

/**
 * Measures one workload in a process of its own, so that its peak memory and its compiled code are its own:
 * `child.js ID SAMPLES SECONDS` prints the outcome as JSON.
 */
const [, , id, samples = '5', seconds = '1'] = argv;
const workload = workloads.find((one) => one.id === id);
if (workload === undefined) throw new Error(`no workload ${id}`);
stdout.write(JSON.stringify(await outcome()));

async function outcome(): Promise<Outcome> {
  try {
    const measured = await workload?.measure({ samples: Number(samples), seconds: Number(seconds) });
    return measured == null ? { state: 'not there' } : { state: 'measured', ...measured };
  } catch (error) {
    return { state: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
