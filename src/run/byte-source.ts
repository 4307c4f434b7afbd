import { createHash } from 'node:crypto';
import { read as readInto } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { constants, createGunzip, gunzipSync } from 'node:zlib';
import { InvalidInputError } from '../base/errors.ts';

const read = promisify(readInto);

/** Bytes on the way from a file or a pipe, unpacked if they are gzip; never all of them in memory. */
export type ByteSource = {
  /** The first of them, up to 64 KiB, unpacked. */
  readonly head: Uint8Array;
  /** The first of them as they are stored, up to 64 KiB; they cannot be read from a pipe again. */
  readonly storedHead: Uint8Array;
  /**
   * From the first to the last byte; each chunk is valid until the next. A file may be read several times, a pipe once.
   * @param onRead - bytes read so far, as they are stored
   * @throws {InvalidInputError} if they are packed, and not whole
   */
  chunks(onRead?: (bytes: number) => void): AsyncGenerator<Uint8Array, void>;
  readonly isSeekable: boolean;
  /** Reads a file to its end for its hash alone. */
  hash(): Promise<string>;
  /** What came through a pipe, as it is stored, once all of it was read; null for a file, and beyond 50 MB. */
  kept(): Uint8Array | null;
  /** Reads a pipe to its end: all that ever came through it, as it is stored. */
  drained(): Promise<Uint8Array>;
  /** Of the bytes as they are stored, once all chunks are read; 64 hexadecimal digits. */
  sha256(): string;
};

const damaged = (name: string): InvalidInputError =>
  new InvalidInputError([
    { at: { file: name }, expected: 'a whole gzip file', found: 'a damaged one', fix: 'Pack it again: gzip FILE.' },
  ]);

const HEAD_BYTES = 65_536;
const CHUNK_BYTES = 2 ** 20;
const MOST_KEPT = 50 * 2 ** 20;

/**
 * @param file - descriptor; the caller closes it
 * @param name - for messages
 * @param isSeekable - false for a pipe, which has no beginning to go back to
 * @throws {InvalidInputError} if it is a damaged gzip file
 */
export async function openByteSource(file: number, name: string, isSeekable: boolean): Promise<ByteSource> {
  const first = await readHead(file, isSeekable);
  const isPacked = first[0] === 0x1f && first[1] === 0x8b;
  let hash = createHash('sha256');
  const pieces: Uint8Array[] = [];
  let total = 0;
  async function* stored(onRead?: (bytes: number) => void): AsyncGenerator<Uint8Array, void> {
    hash = createHash('sha256');
    total = 0;
    for await (const chunk of isSeekable ? fromFile(file) : fromPipe(first, file)) {
      hash.update(chunk);
      total += chunk.length;
      if (!isSeekable && total <= MOST_KEPT) pieces.push(Uint8Array.from(chunk));
      yield chunk;
      onRead?.(total);
    }
  }
  return {
    head: isPacked ? unpackedHead(first, name) : first,
    storedHead: first,
    chunks: (onRead) => (isPacked ? unpacked(stored(onRead), name) : stored(onRead)),
    isSeekable,
    hash: async () => {
      for await (const _ of stored());
      return hash.copy().digest('hex');
    },
    kept: () => (isSeekable || total > MOST_KEPT ? null : Buffer.concat(pieces)),
    async drained() {
      for await (const chunk of restOfPipe(file)) pieces.push(Uint8Array.from(chunk));
      return Buffer.concat(pieces);
    },
    sha256: () => hash.copy().digest('hex'),
  };
}

async function readHead(file: number, isSeekable: boolean): Promise<Uint8Array> {
  const head = new Uint8Array(HEAD_BYTES);
  let length = 0;
  while (length < HEAD_BYTES) {
    const { bytesRead } = await read(file, head, length, HEAD_BYTES - length, isSeekable ? length : null);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return head.subarray(0, length);
}

/** One chunk is read while the one before is used. */
async function* fromFile(file: number): AsyncGenerator<Uint8Array, void> {
  const buffers = [new Uint8Array(CHUNK_BYTES), new Uint8Array(CHUNK_BYTES)] as const;
  let position = 0;
  let pending = read(file, buffers[0], 0, CHUNK_BYTES, position);
  try {
    for (let turn = 0; ; turn ^= 1) {
      const { bytesRead } = await pending;
      if (bytesRead === 0) return;
      position += bytesRead;
      pending = read(file, buffers[turn === 0 ? 1 : 0], 0, CHUNK_BYTES, position);
      yield (buffers[turn === 0 ? 0 : 1] as Uint8Array).subarray(0, bytesRead);
    }
  } finally {
    await pending.catch(() => {});
  }
}

async function* fromPipe(first: Uint8Array, file: number): AsyncGenerator<Uint8Array, void> {
  yield first;
  yield* restOfPipe(file);
}

async function* restOfPipe(file: number): AsyncGenerator<Uint8Array, void> {
  const buffer = new Uint8Array(CHUNK_BYTES);
  for (;;) {
    const { bytesRead } = await read(file, buffer, 0, CHUNK_BYTES, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

function unpackedHead(packed: Uint8Array, name: string): Uint8Array {
  try {
    // The rest is missing: what there is of the text will do. A bomb's head is a thousand times as long.
    return gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, HEAD_BYTES);
  } catch {
    throw damaged(name);
  }
}

async function* unpacked(stored: AsyncGenerator<Uint8Array, void>, name: string): AsyncGenerator<Uint8Array, void> {
  async function* copies(): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of stored) yield Uint8Array.from(chunk);
  }
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  pipeline(Readable.from(copies(), { objectMode: true, highWaterMark: 1 }), gunzip, () => {});
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw code.startsWith('Z_') ? damaged(name) : error;
  }
}
