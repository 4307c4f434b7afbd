import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { answer } from '../../src/cli/answer.ts';
import type { Results } from '../../src/measure/results.ts';
import { blastradius, fakeShell, folderWith } from './fake-shell.ts';

const run = (cwd: string, ...argv: string[]) => blastradius(cwd, 'run', ...argv, '--threads', '1', '--worlds', '64');
const graphml = (more = ''): string => `<?xml version="1.0"?>
<graphml><key id="k" for="node" attr.name="kind"/><graph edgedefault="undirected">
<node id="a"/><node id="b">${more}</node><node id="c"/>
<edge source="a" target="b"/><edge source="b" target="c"/></graph></graphml>`;
const gexf =
  '<gexf><graph><nodes><node id="a"/><node id="b"/></nodes><edges><edge source="a" target="b"/></edges></graph></gexf>';

describe('a raw graph is told by what its file holds', () => {
  it.each([
    ['links.dat', 'a b\nb c\n', 2],
    ['a.csv', 'source,target\na,b\n', 1],
    ['a.xml', graphml(), 4],
    ['a.txt', graphml(), 4],
    ['a.graphml.gz', gzipSync(graphml()), 4],
    ['a.gexf', gexf, 2],
    ['a.txt', '// made by hand\n/* so */ strict digraph "g" {\n a -> b }', 1],
    ['a.gv', 'graph{a--b}', 2],
    ['a.dat.gz', gzipSync('1 2\n2 3\n'), 2],
    ['wide.txt', Buffer.from('\ufeff1 2\n2 3\n', 'utf16le'), 2],
  ])('%s', async (name, content, count) => {
    const { stdout, stderr, exitCode } = await run(folderWith({ [name]: content }), name, '--json');
    expect([exitCode, stderr.includes('error')]).toEqual([0, false]);
    expect((JSON.parse(stdout) as Results).graph.relations).toBe(count);
  });

  it('--format beats that', async () => {
    const said = await run(folderWith({ 'a.txt': graphml() }), 'a.txt', '--format', 'gexf');
    expect([said.exitCode, said.stderr]).toEqual([2, expect.stringContaining('a <gexf> document')]);
  });
});

describe('--as', () => {
  const layersIn = async (folder: string, ...typed: readonly string[]): Promise<object> =>
    (JSON.parse((await run(folder, 'a.graphml', '--json', ...typed)).stdout) as Results).graph.layers;

  it('raw reads nodes that have a kind without it, ecosystem those that have none', async () => {
    const kinded = folderWith({ 'a.graphml': graphml('<data key="k">agent</data>') });
    expect(await layersIn(kinded)).toMatchObject({ 4: 2, 7: 1 });
    expect(await layersIn(kinded, '--as', 'raw')).toEqual({});
    const plain = folderWith({ 'a.graphml': graphml() });
    expect(await layersIn(plain)).toEqual({});
    expect(await layersIn(plain, '--as', 'ecosystem')).toMatchObject({ 7: 3 });
  });

  it('raw is not read from other formats', async () => {
    const folder = folderWith({
      'a.yaml': 'version: 1\nname: a\ncomponents: {}\nrelations: []\n',
    });
    expect((await run(folder, 'a.yaml', '--as', 'raw')).stderr).toContain(
      'expected a raw graph, found none that is known',
    );
  });
});

describe('--probability', () => {
  const weighted = 'a b 0.5\nb c 0.5\n';
  it.each(['0.25', 'weighted-cascade', 'trivalency'])('%s beats the file', async (probability) => {
    const folder = folderWith({ 'a.txt': weighted });
    const { stdout } = await run(
      folder,
      'a.txt',
      '--probability',
      probability,
      '--json',
      '--entry',
      'a',
      '--worlds',
      '4096',
    );
    const { mean } = (JSON.parse(stdout) as Results).scenarios[0]?.blastRadius.total ?? { mean: -1 };
    const expected = { '0.25': 0.3125, 'weighted-cascade': 2, trivalency: 0.05 }[probability] as number;
    expect(Math.abs(mean - expected)).toBeLessThan(probability === 'trivalency' ? 0.07 : 0.05);
  });

  it.each(['0', '2', 'often'])('%s is none', async (probability) => {
    const said = await run(folderWith({ 'a.txt': weighted }), 'a.txt', '--probability', probability);
    expect([said.exitCode, said.stderr]).toEqual([2, expect.stringContaining('a number above 0 and at most 1')]);
  });
});

it('shows the line of a mistake, also in a packed file', async () => {
  const said = await run(folderWith({ 'a.txt.gz': gzipSync('a b\nalone\n') }), 'a.txt.gz');
  expect([said.exitCode, said.stderr]).toEqual([2, expect.stringContaining('2 | alone')]);
  expect(said.stderr).toContain('a.txt.gz:2:1');
});

it('may be bigger than what is held as a text', async () => {
  const comment = Buffer.from(`# ${'c'.repeat(1021)}\n`);
  const content = Buffer.concat([...Array(52 * 1024).fill(comment), Buffer.from('a b\n')]);
  const { stdout } = await run(folderWith({ 'a.txt': content }), 'a.txt', '--json');
  const results = JSON.parse(stdout) as Results;
  expect(results.graph.relations).toBe(1);
  expect(results.inputs).toEqual([['a.txt', createHash('sha256').update(content).digest('hex')]]);
});

it.each([
  ['list.txt', 'ecosystem'],
  ['a.yaml', 'raw'],
])('%s --as %s: is called what was typed', async (name, as) => {
  const folder = folderWith({ 'list.txt': 'a b c d e\n', 'a.yaml': 'version: 1\ncomponents: {}\n', 'sub/x': '' });
  expect((await run(join(folder, 'sub'), `../${name}`, '--as', as)).stderr).toContain(`--> ../${name}`);
});

it('says on the screen what was assumed of every arc, and that a graph has no arcs', async () => {
  const folder = folderWith({ 'a.txt': 'a b\nb c\n', 'p.txt': 'a b 0.5\n', 'loops.txt': '1 1\n2 2\n' });
  expect((await run(folder, 'a.txt')).stdout).toMatch(/^every arc at 0\.1, assumed, engine /mu);
  expect((await run(folder, 'p.txt')).stdout).not.toContain('assum');
  const { stdout } = await run(folder, 'loops.txt');
  expect(stdout).toContain('Nothing can spread: the graph has no arcs.');
  expect(stdout).not.toContain('assum');
});

it('says that all nodes are run where more are asked for', async () => {
  const folder = folderWith({ 'a.txt': 'a b\nb c\nc d\n' });
  const { stderr, stdout } = await run(folder, 'a.txt', '--entry', 'random:5', '--json');
  expect(stderr).toContain('--entry random:5: there are only 4 nodes, and all are run');
  expect((JSON.parse(stdout) as Results).scenarios).toHaveLength(4);
  expect((await run(folder, 'a.txt', '--entry', 'random:4')).stderr).not.toContain('there are only');
});

it('keeps its input by its hash beside the results', async () => {
  const folder = folderWith({ 'a.txt.gz': gzipSync('a b\n') });
  await run(folder, 'a.txt.gz', '--out', 'out');
  const [name] = readdirSync(join(folder, 'out/inputs'));
  const kept = readFileSync(join(folder, 'out/inputs', name as string));
  expect([kept.equals(gzipSync('a b\n')), name]).toEqual([true, createHash('sha256').update(kept).digest('hex')]);
});

it('is taken from the cache the second time, which only run.json says', async () => {
  // Just above the size from which graphs are kept.
  const lines = Array.from({ length: 500 }, (_, u) =>
    Array.from({ length: 410 }, (_, i) => `${u} ${(u + i + 1) % 500}\n`).join(''),
  );
  const folder = folderWith({ 'a.txt': lines.join('') });
  const answered = async (out: string, env: Record<string, string>, ...argv: string[]) => {
    const shell = fakeShell(folder, { env: { LANG: 'C.UTF-8', ...env } });
    await answer(['run', 'a.txt', '--worlds', '32', '--threads', '1', '--out', out, ...argv], shell);
    const read = (name: string): string => readFileSync(join(folder, out, name), 'utf8');
    return { use: (JSON.parse(read('run.json')) as { cache: string }).cache, summary: read('summary.json') };
  };
  const home = { HOME: join(folder, 'home') };
  const first = await answered('1', home);
  const second = await answered('2', home);
  expect([first.use, second.use, second.summary === first.summary]).toEqual(['written', 'used', true]);
  expect(readdirSync(join(folder, 'home/.cache/blastradius'))).toHaveLength(1);
  expect((await answered('3', home, '--no-cache')).use).toBe('none');
  expect((await answered('4', { ...home, BLASTRADIUS_CACHE: '' })).use).toBe('none');
  expect((await answered('5', { ...home, XDG_CACHE_HOME: join(folder, 'xdg') })).use).toBe('written');
  expect(readdirSync(join(folder, 'xdg/blastradius'))).toHaveLength(1);
  expect((await answered('6', { ...home, BLASTRADIUS_CACHE: join(folder, 'own') })).use).toBe('written');
}, 60_000);
