import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolders } from '../../src/run/make-folders.ts';

it('makes a folder and those above it, again without complaint', () => {
  const deep = join(mkdtempSync(join(tmpdir(), 'folders-')), 'a', 'b', 'c');
  makeFolders(deep);
  makeFolders(deep);
  expect(existsSync(deep)).toBe(true);
});

it('ends with an error where the system makes no folders, or a file is in the way', () => {
  expect(() => makeFolders('/proc/none/below')).toThrow(/ENOENT|EACCES|EPERM|EROFS/);
  const file = join(mkdtempSync(join(tmpdir(), 'folders-')), 'file');
  writeFileSync(file, '');
  expect(() => makeFolders(join(file, 'below'))).toThrow(/ENOTDIR/);
});
