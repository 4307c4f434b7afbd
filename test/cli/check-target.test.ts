import { describe, expect, it } from 'vitest';
import { blastradius, folderWith } from './fake-shell.ts';

describe('a target that nothing can be written to', () => {
  it.each([
    ['a mistyped format', ['--to', 'graphlm'], 'graphml'],
    ['an unknown ending', ['-o', 'x.abc'], 'an ending of'],
    ['a file that is there', ['-o', 'there.graphml'], 'already there'],
    ['one of two files that is there', ['-o', 'pair.csv', '--to', 'csv-pair'], 'pair.nodes.csv is already there'],
    ['none', [], '-o FILE or --to FORMAT'],
  ])('is refused before anything is read: %s', async (_, typed, said) => {
    const folder = folderWith({ 'there.graphml': 'x', 'pair.nodes.csv': 'x' });
    const { stderr, exitCode } = await blastradius(folder, 'graph', 'convert', 'no-such-file.yaml', ...typed);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain('no-such-file');
  });
  it('may be there if it is to be overwritten, or if a raw graph goes elsewhere than an ecosystem', async () => {
    const folder = folderWith({ 'a.txt': 'a b\n', 'there.graphml': 'x', 'x.nodes.csv': 'x' });
    const forced = await blastradius(folder, 'graph', 'convert', 'a.txt', '-o', 'there.graphml', '--force');
    expect(forced.exitCode).toBe(0);
    expect((await blastradius(folder, 'graph', 'convert', 'a.txt', '-o', 'x.csv')).exitCode).toBe(0);
  });
});
