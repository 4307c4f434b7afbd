import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { timedCli } from './built-cli.ts';
import type { Measured } from './measured.ts';
import { agenticWorkload } from './suite-file.ts';
import { inTemporaryFolder } from './temporary-folder.ts';

const THREADS = 2;
const PATIENCE_SECONDS = 1_800;

/** A suite as a user runs it: 500 components and 2,500 arcs, each component as entry, 10,000 worlds each, with report. */
export const measureSuite = (): Promise<Measured> =>
  inTemporaryFolder(async (folder) => {
    const file = join(folder, 'suite.yaml');
    const workload = { components: 500, arcs: 2_500, base: 0.3, rate: 1, entries: 'each', worlds: 10_000 } as const;
    writeFileSync(file, agenticWorkload(workload));
    const options = ['run', file, '--out', join(folder, 'results'), '--threads', String(THREADS), '--quiet'];
    const { seconds, peakBytes } = await timedCli(options, PATIENCE_SECONDS);
    return {
      kernel: 'lanes',
      values: { s: seconds },
      ratio: null,
      ours: null,
      reference: null,
      peakBytes,
      note: 'once, the whole command',
    };
  });
