import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { type ByteSource, openByteSource } from '../../src/run/byte-source.ts';
import { folderWith } from '../cli/fake-shell.ts';

const big = Buffer.from(Array.from({ length: 400_000 }, (_, i) => `${i} ${(i * 7919) % 400_000}\n`).join(''));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function opened(content: Uint8Array, isSeekable = true): Promise<ByteSource> {
  const file = openSync(join(folderWith({ f: content }), 'f'), 'r');
  onTestFinished(() => closeSync(file));
  return openByteSource(file, 'f', isSeekable);
}

async function collected(source: ByteSource, onRead?: (bytes: number) => void): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.chunks(onRead)) chunks.push(Uint8Array.from(chunk));
  return Buffer.concat(chunks);
}

it.each([
  ['a file', true],
  ['a pipe', false],
])('%s comes whole, plain or packed, with the hash of what is stored', async (_what, isSeekable) => {
  for (const stored of [big, gzipSync(big), Buffer.alloc(0), Buffer.from('a b')]) {
    const source = await opened(stored, isSeekable);
    const content = stored[0] === 0x1f ? big : stored;
    const seen: number[] = [];
    expect((await collected(source, (bytes) => seen.push(bytes))).equals(content)).toBe(true);
    expect(source.sha256()).toBe(sha256(stored));
    expect(seen.at(-1) ?? 0).toBe(stored.length);
    // A pipe cannot be read again: what came through it is there for a copy beside the results.
    expect(source.kept()?.every((byte, i) => byte === stored[i]) ?? null).toBe(isSeekable ? null : true);
    expect(source.kept()?.length ?? null).toBe(isSeekable ? null : stored.length);
  }
});

it('a file can be read again, and hashed without being used', async () => {
  const source = await opened(gzipSync(big));
  expect(await source.hash()).toBe(sha256(gzipSync(big)));
  expect((await collected(source)).equals(big)).toBe(true);
  expect((await collected(source)).equals(big)).toBe(true);
});

it('its head is shown before, unpacked', async () => {
  expect(big.subarray(0, 65_536).equals((await opened(big)).head)).toBe(true);
  const { head } = await opened(gzipSync(big));
  expect(head.length).toBe(65_536);
  expect(big.subarray(0, head.length).equals(head)).toBe(true);
});

it('members of a gzip file follow each other', async () => {
  const source = await opened(Buffer.concat([gzipSync('1 2\n'), gzipSync('2 3\n')]));
  expect((await collected(source)).toString()).toBe('1 2\n2 3\n');
});

it('a damaged gzip file is refused', async () => {
  const packed = gzipSync(big);
  const cut = await opened(packed.subarray(0, 300_000));
  await expect(collected(cut)).rejects.toThrow('a damaged one');
  const changed = Buffer.from(packed);
  changed[packed.length - 6] = (changed[packed.length - 6] as number) ^ 1;
  await expect(collected(await opened(changed))).rejects.toThrow('a damaged one');
  await expect(opened(Buffer.concat([packed.subarray(0, 20), Buffer.alloc(100, 0xff)]))).rejects.toThrow(
    'a damaged one',
  );
});
