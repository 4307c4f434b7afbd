import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openByteSource } from '../../src/run/byte-source.ts';
import { type LoadRawOptions, loadRawGraph, type RawGraphLoaded } from '../../src/run/load-raw-graph.ts';
import { readRawCacheFile, writeRawCacheFile } from '../../src/run/raw-cache-file.ts';
import { folderWith } from '../cli/fake-shell.ts';
import { dataOf } from '../compile/read-raw-text.ts';

const words = '# a graph\nb a 0.5\na \u{1f600} 0.25\na a 1\n\uff61 b 0.75\n';
const numbers = '5 7\n7 400\n400 5 9\n';

function loaderIn(folder: string) {
  return async (name: string, options: Partial<LoadRawOptions> = {}): Promise<RawGraphLoaded> => {
    const file = openSync(join(folder, name), 'r');
    try {
      return await loadRawGraph(await openByteSource(file, name, true), {
        ...{ format: 'edge-list', file: name, name, undirected: false, asRaw: false, probability: 'own', seed: 1 },
        cache: { folder: join(folder, 'cache'), mostBytes: 1e9, leastArcs: 1 },
        ...options,
      });
    } finally {
      closeSync(file);
    }
  };
}

const cachedIn = (folder: string): string[] => readdirSync(join(folder, 'cache'));
const onlyIn = (folder: string): string => join(folder, 'cache', cachedIn(folder)[0] as string);

describe('a cached graph', () => {
  it.each([
    ['words and probabilities', words],
    ['numbers and warnings', numbers],
    ['consecutive numbers', '0 1\n1 2\n2 2'],
  ])('of %s is the one that was read', async (_what, text) => {
    const load = loaderIn(folderWith({ 'g.txt': text }));
    const [first, second] = [await load('g.txt'), await load('g.txt')];
    expect([first.cache, second.cache]).toEqual(['written', 'used']);
    expect(dataOf(second)).toEqual(dataOf(first));
    expect(second.assumedProbability).toBe(first.assumedProbability);
    const ids = ['0', '5', '400', 'a', '\u{1f600}', '\uff61', 'nobody'];
    const indexes = ({ graph: { nodes } }: RawGraphLoaded): number[] => ids.map((id) => nodes.indexOf(id));
    expect(indexes(second)).toEqual(indexes(first));
    expect(second.graph.memory).not.toBeNull();
  });

  it('is found by content: under another name, which messages then use', async () => {
    const load = loaderIn(folderWith({ 'a.txt': numbers, 'b.txt': numbers }));
    await load('a.txt');
    const found = await load('b.txt');
    expect(found.cache).toBe('used');
    expect(found.warnings).toMatchObject([{ at: { file: 'b.txt', line: 3 } }]);
    expect(found.graph.name).toBe('b.txt');
  });

  it('is another one for other content, and for each way to read it', async () => {
    const folder = folderWith({ 'a.txt': numbers, 'b.txt': `${numbers}7 8\n`, 'c.txt.gz': gzipSync(numbers) });
    const load = loaderIn(folder);
    const uses = [
      await load('a.txt'),
      await load('b.txt'),
      await load('c.txt.gz'),
      await load('a.txt', { undirected: true }),
      await load('a.txt', { probability: 0.2 }),
      await load('a.txt', { probability: 'trivalency' }),
      await load('a.txt', { probability: 'trivalency', seed: 2 }),
    ].map(({ cache }) => cache);
    expect(uses).toEqual(Array(7).fill('written'));
    expect((await load('a.txt', { seed: 2 })).cache).toBe('used');
    expect((await load('a.txt', { probability: 'trivalency', seed: 2 })).cache).toBe('used');
  });

  it('is not kept if it is small, or nothing is to be kept', async () => {
    const load = loaderIn(folderWith({ 'a.txt': numbers }));
    expect((await load('a.txt', { cache: null })).cache).toBe('none');
    const folder = folderWith({ 'a.txt': numbers });
    const cache = { folder: join(folder, 'cache'), mostBytes: 1e9, leastArcs: 4 };
    expect((await loaderIn(folder)('a.txt', { cache })).cache).toBe('none');
    expect((await loaderIn(folder)('a.txt', { cache: { ...cache, leastArcs: 3 } })).cache).toBe('written');
  });

  it('is not kept where nothing can be written: that is no error', async () => {
    const folder = folderWith({ 'a.txt': numbers, blocked: 'a file' });
    const cache = { folder: join(folder, 'blocked'), mostBytes: 1e9, leastArcs: 1 };
    expect((await loaderIn(folder)('a.txt', { cache })).cache).toBe('none');
  });
});

describe('a file in the cache that is not as it was written', () => {
  it.each([0, 3, 11, 60, -1, -20, -40, -60])('a byte changed at %i: is ignored and written anew', async (at) => {
    const folder = folderWith({ 'a.txt': words });
    const load = loaderIn(folder);
    const first = await load('a.txt');
    const path = onlyIn(folder);
    const bytes = readFileSync(path);
    const position = at < 0 ? bytes.length + at : at;
    bytes[position] = (bytes[position] as number) ^ 1;
    writeFileSync(path, bytes);
    const again = await load('a.txt');
    expect(again.cache).toBe('written');
    expect(dataOf(again)).toEqual(dataOf(first));
    expect((await load('a.txt')).cache).toBe('used');
  });

  it.each([
    ['cut off', (path: string) => truncateSync(path, statSync(path).size - 5)],
    ['cut off in the header', (path: string) => truncateSync(path, 20)],
    ['empty', (path: string) => truncateSync(path, 0)],
    ['longer', (path: string) => writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(32)]))],
    ['foreign', (path: string) => writeFileSync(path, 'BLRAWGR1 is what this begins with, too, and no more than that')],
  ])('%s: is ignored and written anew', async (_what, damage) => {
    const folder = folderWith({ 'a.txt': words });
    const load = loaderIn(folder);
    const first = await load('a.txt');
    damage(onlyIn(folder));
    const again = await load('a.txt');
    expect(again.cache).toBe('written');
    expect(dataOf(again)).toEqual(dataOf(first));
  });

  it('a folder of its name: stays, and the graph is read from its own file', async () => {
    const folder = folderWith({ 'a.txt': words });
    const load = loaderIn(folder);
    const first = await load('a.txt');
    const path = onlyIn(folder);
    rmSync(path);
    mkdirSync(path);
    const again = await load('a.txt');
    expect(again.cache).toBe('none');
    expect(dataOf(again)).toEqual(dataOf(first));
    expect(cachedIn(folder)).toHaveLength(1);
  });

  it('of another graph under its name: is ignored', async () => {
    const folder = folderWith({ 'a.txt': words, 'b.txt': numbers });
    const load = loaderIn(folder);
    await load('a.txt');
    const first = onlyIn(folder);
    await load('b.txt');
    const [other] = cachedIn(folder).filter((name) => !first.endsWith(name));
    writeFileSync(first, readFileSync(join(folder, 'cache', other as string)));
    expect((await load('a.txt')).cache).toBe('written');
  });
});

it('a file whose arcs lead out of the graph is not taken, whatever its checksum says', async () => {
  const folder = folderWith({ 'a.txt': numbers });
  const read = await loaderIn(folder)('a.txt');
  const path = join(folder, 'crafted.graph');
  const { graph } = read;
  const written = (changed: Partial<typeof graph>) => {
    writeRawCacheFile(path, 'key', { ...read, graph: { ...graph, ...changed } });
    return readRawCacheFile(path, 'key', 'g', 'a.txt');
  };
  expect(written({})?.graph.target).toEqual(graph.target);
  expect(written({ target: graph.target.map(() => graph.nodes.count) })).toBeNull();
  expect(written({ offsets: graph.offsets.map((_, v) => v * 1000) })).toBeNull();
  expect(written({ offsets: graph.offsets.toReversed() })).toBeNull();
});

it('the files that were not used for longest make room', async () => {
  const texts = ['1 2', '2 3', '3 4', '4 5'];
  const folder = folderWith(Object.fromEntries(texts.map((text, i) => [`${i}.txt`, text])));
  const load = loaderIn(folder);
  const cache = { folder: join(folder, 'cache'), mostBytes: 1e9, leastArcs: 1 };
  await load('0.txt', { cache });
  const one = statSync(onlyIn(folder)).size;
  const oldest = onlyIn(folder);
  utimesSync(oldest, 1000, 1000);
  await load('1.txt', { cache });
  await load('2.txt', { cache: { ...cache, mostBytes: one * 2.5 } });
  expect(cachedIn(folder)).toHaveLength(2);
  expect((await load('0.txt', { cache: { ...cache, mostBytes: one * 3.5 } })).cache).toBe('written');
  expect((await load('1.txt', { cache })).cache).toBe('used');
});
