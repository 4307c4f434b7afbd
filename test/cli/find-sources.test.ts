import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSources } from '../../src/cli/find-sources.ts';
import { folderWith } from './fake-shell.ts';

const found = (folder: string): readonly string[] => findSources(folder).paths;

describe('a search of a folder', () => {
  it('finds what may describe agents by its ending, nearest first', () => {
    const folder = folderWith({
      'flows/deep/c.yaml': '',
      'flows/b.json': '',
      'z.py': '',
      'a.mmd': '',
      'README.md': '',
      'photo.png': '',
      'main.ts': '',
    });
    expect(found(folder)).toEqual(['a.mmd', 'z.py', 'flows/b.json', 'flows/deep/c.yaml']);
  });
  it('leaves out what others made: packages, builds, environments, caches, locks', () => {
    const folder = folderWith({
      'node_modules/x/a.json': '',
      '.git/a.json': '',
      'dist/a.json': '',
      '__pycache__/a.json': '',
      '.next/a.json': '',
      '.pytest_cache/a.json': '',
      'my-env/pyvenv.cfg': '',
      'my-env/lib/a.py': '',
      'package-lock.json': '',
      'blastradius.schema.json': '',
      'test/fixtures/a.json': '',
    });
    expect(found(folder)).toEqual(['test/fixtures/a.json']);
  });
  it('enters hidden folders only where tools keep agents', () => {
    const folder = folderWith({
      '.cursor/mcp.json': '',
      '.well-known/agent.json': '',
      '.secret/mcp.json': '',
      '.mcp.json': '',
    });
    expect(found(folder)).toEqual(['.mcp.json', '.cursor/mcp.json', '.well-known/agent.json']);
  });
  it('follows links to files inside the folder once, and neither links out of it nor links to folders', () => {
    const outside = folderWith({ 'secret.json': '' });
    const folder = folderWith({ 'a.json': '', 'vendor/b.json': '' });
    symlinkSync(join(folder, 'a.json'), join(folder, 'same.json'));
    symlinkSync(join(folder, 'vendor/b.json'), join(folder, 'b.json'));
    symlinkSync(join(outside, 'secret.json'), join(folder, 'out.json'));
    symlinkSync(folder, join(folder, 'loop'));
    symlinkSync(join(folder, 'gone'), join(folder, 'gone.json'));
    expect(findSources(folder)).toMatchObject({ paths: ['a.json', 'b.json'], links: ['out.json'] });
  });
  it('skips what is no file, such as a pipe or a folder called like one', () => {
    const folder = folderWith({ 'a.json': '' });
    mkdirSync(join(folder, 'b.json'));
    execFileSync('mkfifo', [join(folder, 'pipe.json')]);
    expect(found(folder)).toEqual(['a.json']);
  });
  it('stops at the most files, and says so', () => {
    const folder = folderWith({ 'a.json': '', 'b.json': '', 'c/d.json': '' });
    expect(findSources(folder, 2)).toMatchObject({ paths: ['a.json', 'b.json'], isCut: true });
    expect(findSources(folder, 3).isCut).toBe(false);
  });
  it('names folders that may not be read', () => {
    if (process.getuid?.() === 0) return;
    const folder = folderWith({ 'a.json': '', 'closed/b.json': '' });
    chmodSync(join(folder, 'closed'), 0);
    expect(findSources(folder)).toMatchObject({ paths: ['a.json'], closed: ['closed'] });
    chmodSync(join(folder, 'closed'), 0o700);
  });
});
