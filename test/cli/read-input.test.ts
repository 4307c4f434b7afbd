import { execFileSync } from 'node:child_process';
import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { InvalidInputError, type Problem } from '../../src/base/errors.ts';
import { createReader } from '../../src/cli/read-input.ts';
import { blastradius, folderWith } from './fake-shell.ts';

async function refusal(folder: string, ...paths: string[]): Promise<readonly Problem[]> {
  try {
    await createReader(folder).readAll(paths);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}

const textOf = async (folder: string, path: string): Promise<string | undefined> =>
  (await createReader(folder).readAll([path]))[0]?.text;

describe('a file that cannot be read', () => {
  it('is missing: the nearest name beside it is offered', async () => {
    const folder = folderWith({ 'blastradius.yaml': 'version: 1' });
    expect(await refusal(folder, 'blastradus.yaml')).toMatchObject([
      { found: 'none of this name', fix: 'Did you mean "blastradius.yaml"?' },
    ]);
    expect(await refusal(folder, 'nowhere/a.yaml')).toMatchObject([{ found: 'no folder nowhere' }]);
  });
  it('is a directory', async () => {
    const folder = folderWith({ 'models/a.yaml': 'version: 1' });
    expect(await refusal(folder, 'models')).toMatchObject([{ expected: 'a file', found: 'a directory' }]);
  });
  it('is binary', async () => {
    const folder = folderWith({
      'a.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13),
      'b.bin': Uint8Array.of(0xc3, 0x28, 0xff),
    });
    expect((await refusal(folder, 'a.png', 'b.bin')).map(({ found }) => found)).toEqual([
      'binary data',
      'a byte that is not UTF-8',
    ]);
  });
  it('is a zip archive under another name', async () => {
    const folder = folderWith({
      'a.tm7': Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 0xb7),
      'empty.tm7': Uint8Array.of(0x50, 0x4b, 5, 6, ...Array(18).fill(0)),
      'text.yaml': 'PK\u0003: 1',
    });
    expect(await refusal(folder, 'a.tm7', 'empty.tm7')).toMatchObject(
      Array(2).fill({ found: 'a zip archive', fix: 'Unpack it, and name the file inside.' }),
    );
    expect(await refusal(folder, 'text.yaml')).toEqual([]);
  });
  it('is empty, or only blank', async () => {
    const folder = folderWith({ 'a.yaml': '', 'b.yaml': ' \n\n', 'c.yaml': Uint8Array.of(0xef, 0xbb, 0xbf) });
    expect((await refusal(folder, 'a.yaml', 'b.yaml', 'c.yaml')).map(({ found }) => found)).toEqual(
      Array(3).fill('an empty file'),
    );
  });
  it('is too big: its size and a way out are said', async () => {
    const folder = folderWith({ 'big.txt': new Uint8Array(60 * 1024 * 1024).fill(0x20) });
    expect(await refusal(folder, 'big.txt')).toMatchObject([
      { expected: 'at most 50.0 MB', found: '60.0 MB', fix: expect.stringContaining('gzip') },
    ]);
  });
  it('never ends: reading stops at the limit', async () => {
    expect(await refusal('/', '/dev/zero')).toMatchObject([{ found: 'more than 50.0 MB' }]);
  });
  it('is one of several: all of them are told at once', async () => {
    expect(await refusal(folderWith({}), 'a', 'b')).toHaveLength(2);
  });
});

describe('the text of a file', () => {
  it('comes without a byte order mark', async () => {
    expect(await textOf(folderWith({ a: Uint8Array.of(0xef, 0xbb, 0xbf, 0x61) }), 'a')).toBe('a');
  });
  it('is decoded from UTF-16, either end first, with a mark or without', async () => {
    const little = Buffer.from('{"a": 1}', 'utf16le');
    const big = Buffer.from(little).swap16();
    const marked = (mark: number[], data: Buffer) => Uint8Array.from([...mark, ...data]);
    const folder = folderWith({ a: marked([0xff, 0xfe], little), b: marked([0xfe, 0xff], big), c: little, d: big });
    for (const name of ['a', 'b', 'c', 'd']) expect(await textOf(folder, name)).toBe('{"a": 1}');
  });
  it('is unpacked, and a packed bomb is not', async () => {
    // Members of a gzip file follow each other: 51 of 1 MB.
    const bomb = Buffer.concat(Array<Buffer>(51).fill(gzipSync(Buffer.alloc(1024 * 1024))));
    const folder = folderWith({
      'links.txt.gz': gzipSync('a b\n'),
      'bomb.gz': bomb,
    });
    expect(await textOf(folder, 'links.txt.gz')).toBe('a b\n');
    expect(await refusal(folder, 'bomb.gz')).toMatchObject([{ expected: 'at most 50.0 MB unpacked' }]);
  });
});

describe('names', () => {
  it('do not depend on where the files lie', async () => {
    const folder = folderWith({ 'deep/down/a.yaml': 'x', 'deep/b.yaml': 'y' });
    const reader = createReader(folder);
    expect((await reader.readAll(['deep/down/a.yaml', 'deep/b.yaml'])).map(({ name }) => name)).toEqual([
      'down/a.yaml',
      'b.yaml',
    ]);
    expect(reader.pathOf('down/a.yaml')).toBe('deep/down/a.yaml');
    const [nearer] = await createReader(join(folder, 'deep')).readAll(['down/a.yaml']);
    expect(nearer?.name).toBe('a.yaml');
  });
  it('keep a folder that begins with a dot, which says whose configuration a file is', async () => {
    const folder = folderWith({ 'home/.cursor/mcp.json': '{}' });
    const nameFrom = async (cwd: string, path: string): Promise<string | undefined> =>
      (await createReader(cwd).readAll([path]))[0]?.name;
    expect(await nameFrom(folder, 'home/.cursor/mcp.json')).toBe('.cursor/mcp.json');
    expect(await nameFrom(join(folder, 'home/.cursor'), 'mcp.json')).toBe('.cursor/mcp.json');
  });
  it('come with the hash of the bytes', async () => {
    const reader = createReader(folderWith({ a: 'abc' }));
    await reader.readAll(['a']);
    // FIPS 180-4, the example of one block.
    expect(reader.inputs()).toMatchObject([
      { name: 'a', sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' },
    ]);
  });
});

describe('a sibling', () => {
  const opened = async (folder: string, sibling: string): Promise<string | undefined> => {
    const reader = createReader(folder);
    const [file] = await reader.readAll(['models/a.yaml']);
    return file === undefined ? undefined : reader.openBeside(file)(sibling)?.text;
  };
  it('is found beside its file and below', async () => {
    const folder = folderWith({ 'models/a.yaml': 'x', 'models/b.yaml': 'beside', 'models/parts/c.yaml': 'below' });
    expect(await opened(folder, 'b.yaml')).toBe('beside');
    expect(await opened(folder, 'parts/c.yaml')).toBe('below');
    expect(await opened(folder, 'parts/../b.yaml')).toBe('beside');
  });
  it('is never outside: not by .., an absolute path, or a link', async () => {
    const folder = folderWith({ 'models/a.yaml': 'x', 'secret.yaml': 'secret', 'other/d.yaml': 'other' });
    symlinkSync(join(folder, 'secret.yaml'), join(folder, 'models/link.yaml'));
    symlinkSync(join(folder, 'other'), join(folder, 'models/linked'));
    mkdirSync(join(folder, 'models-too'));
    for (const way of [
      '../secret.yaml',
      join(folder, 'secret.yaml'),
      'link.yaml',
      'linked/d.yaml',
      '..',
      '../models-too',
      'missing.yaml',
    ]) {
      expect(await opened(folder, way), way).toBeUndefined();
    }
  });
  it('of a file that was found may lie anywhere in the searched folder, and is named as it would be found', () => {
    const folder = folderWith({ 'in/a/b.yaml': 'x', 'in/c.yaml': 'found', 'out.yaml': 'secret' });
    const reader = createReader(folder);
    const file = reader.readFound(join(folder, 'in/a/b.yaml'), realpathSync(join(folder, 'in')), join(folder, 'in'));
    const open = file && reader.openBeside(file);
    expect(open?.('../c.yaml')).toEqual({ name: 'c.yaml', text: 'found' });
    for (const way of ['../../out.yaml', join(folder, 'in/c.yaml'), '../../in', '..']) {
      expect(open?.(way), way).toBeUndefined();
    }
    expect(reader.inputs().map(({ name }) => name)).toEqual(['a/b.yaml', 'c.yaml']);
    reader.forget('c.yaml');
    expect(reader.inputs().map(({ name }) => name)).toEqual(['a/b.yaml']);
  });
  it('is no pipe, which might never end', async () => {
    const folder = folderWith({ 'models/a.yaml': 'x' });
    execFileSync('mkfifo', [join(folder, 'models/pipe.yaml')]);
    expect(await opened(folder, 'pipe.yaml')).toBeUndefined();
  });
});

describe('a file of blanks that is packed', () => {
  it('is refused for its size, whatever it might be', async () => {
    const folder = folderWith({ 'bomb.tm7.gz': gzipSync(`<ThreatModel>${' '.repeat(51 * 2 ** 20)}</ThreatModel>`) });
    const { exitCode, stderr } = await blastradius(folder, 'run', 'bomb.tm7.gz');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('at most 50.0 MB unpacked');
  });
  it('keeps no more of its head than of other files', async () => {
    const folder = folderWith({ 'blank.gz': gzipSync(' '.repeat(60 * 2 ** 20)) });
    const { exitCode, stderr } = await blastradius(folder, 'run', 'blank.gz');
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('at most 50.0 MB unpacked')]);
  });
});
