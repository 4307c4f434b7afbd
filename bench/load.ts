/**
 * How long does it take to load a big edge list, and how much memory? A random graph (seed 1) is written to a temporary
 * file; then a process of its own reads it. Beside it: a run's first step on the same file, the hash of its bytes.
 *
 *   node --import tsx bench/load.ts [--nodes 1000000] [--arcs 10000000] [--p] [--words] [--probability trivalency] [--cache DIR]
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { identityOf, philox, purposes, seedOf } from '../src/base/random.ts';
import type { ArcProbability } from '../src/compile/arc-chances.ts';
import { rawArcKeys } from '../src/compile/raw-arc-keys.ts';
import { openByteSource } from '../src/run/byte-source.ts';
import { hashOfFile } from '../src/run/hash-of-file.ts';
import { loadRawGraph } from '../src/run/load-raw-graph.ts';
import { usualCache } from '../src/run/raw-cache.ts';

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '1000000' },
    arcs: { type: 'string', default: '10000000' },
    p: { type: 'boolean', default: false },
    words: { type: 'boolean', default: false },
    probability: { type: 'string' },
    file: { type: 'string' },
    cache: { type: 'string' },
  },
});

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;
const say = (text: string): void => void process.stdout.write(`${text}\n`);

if (values.file === undefined) compare();
else await measure(values.file);

function compare(): void {
  const folder = mkdtempSync(join(tmpdir(), 'blastradius-load-'));
  const file = join(folder, 'graph.txt');
  try {
    const arcs = Number(values.arcs);
    writeGraph(file, Number(values.nodes), arcs);
    say(`${values.nodes} nodes, ${arcs} arcs, ${(statSync(file).size / 1e6).toFixed(0)} MB`);
    const more = values.probability === undefined ? [] : ['--probability', values.probability];
    const child = ['--import', 'tsx', fileURLToPath(import.meta.url), '--file', file, ...more];
    const kept =
      values.cache === undefined
        ? [[]]
        : [
            ['--cache', values.cache],
            ['--cache', values.cache],
          ];
    for (const how of kept) spawnSync(process.execPath, [...child, ...how], { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** In the process that is measured. */
async function measure(file: string): Promise<void> {
  const begin = performance.now();
  const descriptor = openSync(file, 'r');
  const source = await openByteSource(descriptor, file, true);
  const probability = values.probability as ArcProbability | undefined;
  const { graph, cache } = await loadRawGraph(source, {
    format: 'edge-list',
    file,
    name: 'graph',
    undirected: false,
    asRaw: false,
    probability: probability ?? 'own',
    seed: 1,
    cache: values.cache === undefined ? null : { ...usualCache, folder: values.cache },
  });
  closeSync(descriptor);
  const loaded = performance.now();
  const peak = process.resourceUsage().maxRSS / 1024;
  const { user, system } = process.cpuUsage();
  say(`cache    ${cache}`);
  say(`processor ${seconds((user + system) / 1000)} since the process began`);
  say(
    `loaded   ${seconds(loaded - begin)}, ${peak.toFixed(0)} MiB at most: ${graph.nodes.count} nodes, ${graph.target.length} arcs`,
  );
  rawArcKeys(graph);
  say(`keys     ${seconds(performance.now() - loaded)}`);
  const hashing = performance.now();
  hashOfFile(file);
  say(`sha256   ${seconds(performance.now() - hashing)}`);
}

function writeGraph(file: string, nodes: number, arcs: number): void {
  const words = new Uint32Array(4);
  const key = identityOf('bench load');
  const descriptor = openSync(file, 'w');
  const name = values.words ? (v: number): string => `n${v}` : String;
  const node = (i: number): string => name(Math.floor(((words[i] as number) / 2 ** 32) * nodes));
  for (let from = 0; from < arcs; from += 10_000) {
    const lines: string[] = [];
    for (let arc = from; arc < Math.min(arcs, from + 10_000); arc++) {
      philox(seedOf(1), arc, key.low, key.high, purposes.entry, words);
      const p = values.p ? ` 0.${1 + ((words[2] as number) % 999)}` : '';
      lines.push(`${node(0)} ${node(1)}${p}\n`);
    }
    writeSync(descriptor, lines.join(''));
  }
  closeSync(descriptor);
}
