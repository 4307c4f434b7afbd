import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Results } from '../../src/measure/results.ts';
import { blastradius, folderWith } from './fake-shell.ts';

const node = (id: string, kind = ''): string =>
  `<node id="${id}">${kind === '' ? '' : `<data key="k">${kind}</data>`}</node>`;
const graphml = (...nodes: readonly string[]): string => `<graphml><key id="k" for="node" attr.name="sort"/>
<graph edgedefault="directed">${nodes.join('')}<edge source="a" target="b"/><edge source="b" target="c"/></graph></graphml>`;
const network = graphml(node('a'), node('b'), node('c'));

const run = async (folder: string, ...typed: readonly string[]): Promise<Results> => {
  const { stdout } = await blastradius(folder, 'run', ...typed, '--threads', '1', '--worlds', '64', '--json');
  return JSON.parse(stdout) as Results;
};
const importedFrom = async (folder: string, ...typed: readonly string[]): Promise<string> =>
  (await blastradius(folder, 'import', ...typed)).stdout;

describe('what nodes are', () => {
  it('is said by an attribute that somebody names, which makes a network an ecosystem', async () => {
    const folder = folderWith({ 'n.graphml': graphml(node('a', 'agent'), node('b', 'database'), node('c', 'agent')) });
    const { graph } = await run(folder, 'n.graphml', '--kind-attr', 'sort');
    expect(graph.layers).toMatchObject({ 2: 1, 7: 2 });
    expect((await run(folder, 'n.graphml')).graph.layers).toEqual({});
  });

  it('is drawn at random for benchmarks, and the results say so', async () => {
    const folder = folderWith({ 'n.graphml': network });
    const { assumptions, graph } = await run(folder, 'n.graphml', '--assign-layers', 'random', '--seed', '5');
    expect(Object.values(graph.layers).reduce((sum, count) => sum + count, 0)).toBe(3);
    expect(assumptions.join('\n')).toContain('its layer was drawn at random with seed 5 (a, b, c)');
  });

  it.each([
    ['--map', 'm.yaml'],
    ['--kind-attr', 'sort'],
    ['--layer-attr', 'sort'],
    ['--assign-layers', 'random'],
  ])('is not said by %s of a graph that is read without kinds', async (...flag) => {
    const folder = folderWith({ 'n.graphml': network });
    const { stderr, exitCode } = await blastradius(folder, 'run', 'n.graphml', '--as', 'raw', ...flag);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Leave --as raw out');
  });

  it('is decided by a map, of any format', async () => {
    const folder = folderWith({
      'n.graphml': network,
      'kinds.yaml': '"?": { layer: 3 }\nb: { kind: memory, value: 7 }\n',
      'mcp.json': '{ "mcpServers": { "notes": { "command": "npx", "args": ["-y", "own-notes@1"] } } }',
      'value.yaml': 'notes: { value: 9, zone: inside }\n',
    });
    const text = await importedFrom(folder, 'n.graphml', '--map', 'kinds.yaml');
    expect(text).toMatch(/^ {2}b:\n {4}kind: memory\n {4}layer: 3\n {4}value: 7\n/mu);
    expect(text).toContain('at: kinds.yaml:2:1');
    expect(await importedFrom(folder, 'mcp.json', '--map', 'value.yaml')).toMatch(
      /^ {2}notes:\n {4}kind: tool\n(?: {4}name: .*\n)?(?: {4}layer: 4\n)? {4}value: 9\n(?: {4}exposed: true\n)? {4}zone: inside\n/mu,
    );
  });

  it('names rows of a map that are about nobody, and all that is wrong in one', async () => {
    const folder = folderWith({
      'n.graphml': network,
      'kinds.yaml': 'd: { layer: 3 }\n',
      'bad.yaml': 'a: { kind: demon }',
    });
    const { stderr } = await blastradius(folder, 'import', 'n.graphml', '--map', 'kinds.yaml');
    expect(stderr).toContain('found "d", which none is called like');
    const bad = await blastradius(folder, 'import', 'n.graphml', '--map', 'bad.yaml');
    expect([bad.exitCode, bad.stderr]).toEqual([2, expect.stringContaining('bad.yaml:1:12')]);
    const missing = await blastradius(folder, 'run', 'n.graphml', '--map', 'kind.yaml');
    expect([missing.exitCode, missing.stderr]).toEqual([2, expect.stringContaining('Did you mean "kinds.yaml"?')]);
  });

  it('is not asked of an ecosystem file, which says it itself', async () => {
    const folder = folderWith({
      'e.yaml': 'version: 1\ncomponents: { a: { kind: agent } }\n',
      'kinds.yaml': 'a: { layer: 3 }\n',
    });
    const said = await blastradius(folder, 'run', 'e.yaml', '--map', 'kinds.yaml');
    expect([said.exitCode, said.stderr]).toEqual([2, expect.stringContaining('e.yaml, which is an ecosystem file')]);
  });

  it('is kept in the file, so that an update asks the same again', async () => {
    const folder = folderWith({ 'n.graphml': network, 'kinds.yaml': 'b: { kind: memory }\n' });
    const typed = ['n.graphml', '--map', 'kinds.yaml', '--assign-layers', 'random', '--seed', '9'];
    await blastradius(folder, 'import', ...typed, '-o', 'e.yaml');
    const before = readFileSync(join(folder, 'e.yaml'), 'utf8');
    expect(before).toContain('  map: kinds.yaml\n  layers_seed: 9\n');
    const { stderr } = await blastradius(folder, 'import', '--update', 'e.yaml');
    expect([stderr, readFileSync(join(folder, 'e.yaml'), 'utf8')]).toEqual([
      expect.stringContaining('nothing to change'),
      before,
    ]);
    writeFileSync(join(folder, 'kinds.yaml'), 'b: { kind: rag-pipeline }\n');
    await blastradius(folder, 'import', '--update', 'e.yaml');
    expect(readFileSync(join(folder, 'e.yaml'), 'utf8')).toContain('kind: rag-pipeline');
  });
});

describe('a list of edges', () => {
  const folder = () =>
    folderWith({
      'links.txt': 'a b 0.5\nb c 0.5\n',
      'm.json': '{ "mcpServers": { "x": { "url": "https://x.example/mcp" } } }',
    });

  it('is a raw graph, unless somebody says that it is an ecosystem', async () => {
    expect((await run(folder(), 'links.txt')).graph.layers).toEqual({});
    for (const typed of [
      ['--as', 'ecosystem'],
      ['--assign-layers', 'random'],
    ]) {
      const { graph } = await run(folder(), 'links.txt', ...typed);
      expect([graph.components, Object.keys(graph.layers).length]).toEqual([3, 7]);
    }
  });

  it('is no part of a mixture by itself', async () => {
    const said = await blastradius(folder(), 'run', 'links.txt', 'm.json');
    expect([said.exitCode, said.stderr]).toEqual([2, expect.stringContaining('--format edge-list')]);
  });
});
