import { join } from 'node:path';
import { timedCli } from './built-cli.ts';
import { erdosRenyi } from './graphs.ts';
import type { Measured } from './measured.ts';
import { inTemporaryFolder } from './temporary-folder.ts';
import { writeEdges } from './write-edges.ts';

const NODES = 10_000_000;
const ARCS = 100_000_000;
const WORLDS = 32;
const PATIENCE_SECONDS = 1_800;

/** How much memory does a run on 100 million arcs take, from the edge list to the summary? One entry, one thread. */
export const measureLargest = (): Promise<Measured> =>
  inTemporaryFolder(async (folder) => {
    const file = join(folder, 'links.txt');
    writeEdges(file, erdosRenyi(NODES, ARCS, 0.2), false);
    const options = ['--probability', '0.2', '--entry', '0', '--worlds', String(WORLDS), '--threads', '1', '--quiet'];
    const { seconds, peakBytes } = await timedCli(['run', file, ...options], PATIENCE_SECONDS);
    return {
      kernel: '',
      values: { 'GiB peak': peakBytes / 2 ** 30 },
      ratio: null,
      ours: null,
      reference: null,
      peakBytes,
      note: `the whole command, ${WORLDS} worlds, ${Math.round(seconds)} s`,
    };
  });
