import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { roomFor } from '../compile/arc-order.ts';
import { type NameData, nodeNames } from '../compile/node-names.ts';
import type { RawGraphRead } from '../compile/read-raw-graph.ts';

/**
 * A file that holds a raw graph as the engine runs it: eight bytes that say so, the length of the header, the header (JSON,
 * filled up with blanks), the arrays one after the other (little endian), and the SHA-256 of all that stands before.
 */
const MAGIC = 'BLRAWGR1';
const CHUNK_BYTES = 2 ** 22;
const DIGEST_BYTES = 32;
const MAX_HEADER_BYTES = 2 ** 20;

const count = z
  .int()
  .min(0)
  .max(2 ** 32);
const headerSchema = z.object({
  key: z.string(),
  nodes: count,
  arcs: count,
  names: z.enum(['consecutive', 'numbers', 'texts']),
  nameBytes: count,
  /** Of all arcs; null: an array of them. */
  chance: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .nullable(),
  droppedSelfLoops: z.int().min(0),
  assumedProbability: z.number().nullable(),
  warnings: z.array(
    z.object({
      line: z.int().optional(),
      column: z.int().optional(),
      length: z.int().optional(),
      expected: z.string(),
      found: z.string(),
      fix: z.string(),
    }),
  ),
});
type Header = z.infer<typeof headerSchema>;

/** @throws if it cannot be written; nothing is left behind then */
export function writeRawCacheFile(path: string, key: string, read: RawGraphRead): void {
  const { graph, names, droppedSelfLoops, assumedProbability, warnings } = read;
  const header: Header = {
    key,
    nodes: graph.nodes.count,
    arcs: graph.target.length,
    names: names.form === 'texts' ? 'texts' : names.numbers === null ? 'consecutive' : 'numbers',
    nameBytes: names.form === 'texts' ? names.bytes.length : 0,
    chance: typeof graph.chance === 'number' ? graph.chance : null,
    droppedSelfLoops,
    assumedProbability,
    warnings: warnings.map(({ at: { line, column, length }, ...said }) => ({ line, column, length, ...said })),
  };
  const draft = `${path}.${process.pid}.part`;
  try {
    const out = new HashedWriter(draft);
    try {
      out.write(headBytes(header));
      for (const array of arraysOf(graph, names)) out.write(bytesOf(array));
      out.end();
    } finally {
      out.close();
    }
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * What {@link writeRawCacheFile} wrote, in an arena of its own.
 * @param name - of the graph, which may be another than when it was written; `file` likewise
 * @returns null for whatever is not exactly that: another key, damaged, cut off, foreign
 */
export function readRawCacheFile(path: string, key: string, name: string, file: string): RawGraphRead | null {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch {
    return null;
  }
  try {
    return readGraph(new HashedReader(descriptor), key, name, file);
  } catch {
    // Whatever is wrong with it, the graph is read from its own file again.
    return null;
  } finally {
    closeSync(descriptor);
  }
}

function readGraph(input: HashedReader, key: string, name: string, file: string): RawGraphRead | null {
  const header = readHeader(input);
  if (header === null || header.key !== key || input.left !== bodyBytes(header) + DIGEST_BYTES) return null;
  const { nodes, arcs, chance: chanceOfAll, warnings, ...rest } = header;
  const { memory, uint32 } = roomFor(4 * (nodes + 1 + arcs * (chanceOfAll === null ? 2 : 1)));
  const offsets = input.fill(uint32(nodes + 1));
  const target = input.fill(uint32(arcs));
  const chance = chanceOfAll ?? input.fill(uint32(arcs));
  const names = readNames(input, header);
  if (!input.endsWithItsHash() || !isSound(nodes, offsets, target)) return null;
  return {
    graph: { name, nodes: nodeNames(names), memory, offsets, target, chance },
    names,
    droppedSelfLoops: rest.droppedSelfLoops,
    assumedProbability: rest.assumedProbability,
    warnings: warnings.map(({ line, column, length, ...said }) => ({ at: { file, line, column, length }, ...said })),
  };
}

function readHeader(input: HashedReader): Header | null {
  const start = input.take(12);
  if (new TextDecoder().decode(start.subarray(0, 8)) !== MAGIC) return null;
  const length = new DataView(start.buffer, start.byteOffset).getUint32(8, true);
  if (length > MAX_HEADER_BYTES) return null;
  return headerSchema.parse(JSON.parse(new TextDecoder().decode(input.take(length))));
}

function readNames(input: HashedReader, { names, nodes, nameBytes }: Header): NameData {
  if (names === 'consecutive') return { form: 'numbers', count: nodes, numbers: null };
  if (names === 'numbers') return { form: 'numbers', count: nodes, numbers: input.fill(new Uint32Array(nodes)) };
  const starts = input.fill(new Uint32Array(nodes + 1));
  return { form: 'texts', count: nodes, starts, bytes: input.fill(new Uint8Array(nameBytes)) };
}

/** Kernels in WebAssembly trust these arrays: what points outside them must never come in. */
function isSound(nodes: number, offsets: Uint32Array, target: Uint32Array): boolean {
  if (offsets[0] !== 0 || offsets[nodes] !== target.length) return false;
  for (let v = 0; v < nodes; v++) if ((offsets[v] as number) > (offsets[v + 1] as number)) return false;
  for (let arc = 0; arc < target.length; arc++) if ((target[arc] as number) >= nodes) return false;
  return true;
}

const bodyBytes = ({ nodes, arcs, chance, names, nameBytes }: Header): number =>
  4 * (nodes + 1 + arcs * (chance === null ? 2 : 1)) +
  (names === 'texts' ? 4 * (nodes + 1) + nameBytes : names === 'numbers' ? 4 * nodes : 0);

function arraysOf({ offsets, target, chance }: RawGraphRead['graph'], names: NameData): (Uint32Array | Uint8Array)[] {
  const named = names.form === 'texts' ? [names.starts, names.bytes] : names.numbers === null ? [] : [names.numbers];
  return [offsets, target, ...(typeof chance === 'number' ? [] : [chance]), ...named];
}

function headBytes(header: Header): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(12 + json.length);
  bytes.set(new TextEncoder().encode(MAGIC));
  new DataView(bytes.buffer).setUint32(8, json.length, true);
  bytes.set(json, 12);
  return bytes;
}

const bytesOf = (array: Uint32Array | Uint8Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

class HashedWriter {
  private readonly file: number;
  private readonly hash = createHash('sha256');
  private readonly chunk = new Uint8Array(CHUNK_BYTES);

  constructor(path: string) {
    // Nobody else need read what somebody simulates.
    this.file = openSync(path, 'wx', 0o600);
  }

  write(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
      const part = bytes.subarray(from, from + CHUNK_BYTES);
      this.chunk.set(part);
      this.put(this.chunk.subarray(0, part.length));
    }
  }

  end(): void {
    this.put(this.hash.copy().digest());
  }

  close(): void {
    closeSync(this.file);
  }

  private put(bytes: Uint8Array): void {
    this.hash.update(bytes);
    for (let from = 0; from < bytes.length; ) from += writeSync(this.file, bytes, from);
  }
}

class HashedReader {
  /** Bytes that were not read yet. */
  left: number;
  private readonly file: number;
  private readonly hash = createHash('sha256');
  private readonly chunk = new Uint8Array(CHUNK_BYTES);

  constructor(file: number) {
    this.file = file;
    this.left = fstatSync(file).size;
  }

  take(length: number): Uint8Array {
    return this.fill(new Uint8Array(length));
  }

  fill<A extends Uint32Array | Uint8Array>(array: A): A {
    const bytes = bytesOf(array);
    for (let from = 0; from < bytes.length; ) {
      const read = readSync(this.file, this.chunk, 0, Math.min(CHUNK_BYTES, bytes.length - from), null);
      if (read === 0) throw new RangeError('cut off');
      const part = this.chunk.subarray(0, read);
      this.hash.update(part);
      bytes.set(part, from);
      from += read;
      this.left -= read;
    }
    return array;
  }

  /** Whether the rest is the hash of all that was read. */
  endsWithItsHash(): boolean {
    const expected = this.hash.copy().digest('hex');
    return this.left === DIGEST_BYTES && Buffer.from(this.take(DIGEST_BYTES)).toString('hex') === expected;
  }
}
