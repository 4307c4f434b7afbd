import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './bout.ts';
import { erdosRenyi } from './graphs.ts';
import type { Measured } from './measured.ts';
import { inTemporaryFolder } from './temporary-folder.ts';
import { writeEdges } from './write-edges.ts';

const loader = fileURLToPath(new URL('./load.js', import.meta.url));

/** How long does loading an edge list of ten million lines take, and how much memory? Each time in a process of its own. */
export const measureLoad = (times: number): Promise<Measured> =>
  inTemporaryFolder(async (folder) => {
    const file = join(folder, 'links.txt');
    writeEdges(file, erdosRenyi(1_000_000, 10_000_000, 0.2), false);
    const loads = Array.from({ length: times }, () => load(file));
    const peakBytes = median(loads.map(({ mebibytes }) => mebibytes)) * 2 ** 20;
    return {
      kernel: '',
      values: { s: median(loads.map(({ seconds }) => seconds)), 'GiB peak': peakBytes / 2 ** 30 },
      ratio: null,
      ours: null,
      reference: null,
      peakBytes,
      note: null,
    };
  });

/** bench/load.ts prints `loaded 3.21 s, 512 MiB at most: ...`. */
function load(file: string): { readonly seconds: number; readonly mebibytes: number } {
  const { stdout, stderr } = spawnSync(process.execPath, [loader, '--file', file], { encoding: 'utf8' });
  const [, seconds, mebibytes] = /loaded\s+([\d.]+) s, (\d+) MiB/.exec(stdout) ?? [];
  if (seconds === undefined) throw new Error(`the loader did not say how long it took:\n${stdout}${stderr}`);
  return { seconds: Number(seconds), mebibytes: Number(mebibytes) };
}
