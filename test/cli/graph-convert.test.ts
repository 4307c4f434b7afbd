import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { answer } from '../../src/cli/answer.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import type { GraphFormat } from '../../src/export/graph-format.ts';
import type { Details, Results } from '../../src/measure/results.ts';
import { blastradius, fakeShell, folderWith, type Said } from './fake-shell.ts';
import { smallDesk } from './small-desk.ts';

// The page's code comes from the build, which unit tests do without.
vi.mock('../../viz/assets.ts', async (original) => {
  const real = await original<typeof import('../../viz/assets.ts')>();
  const { noPageCode } = await import('../viz/no-page-code.ts');
  return { ...real, loadReportAssets: () => real.loadReportAssets(noPageCode) };
});

// Small formats of our own: what the real ones hold is for their own tests.
vi.mock('../../src/export/graph-formats.ts', () => {
  const format = (name: string, endings: readonly string[], suffixes: readonly string[] = ['']): GraphFormat => ({
    format: name,
    title: name,
    endings,
    write: ({ components, relations }, outcome) =>
      suffixes.map((suffix) => ({
        suffix,
        text: JSON.stringify({
          format: name,
          components: components.map(({ id }) => id),
          relations: relations.map(({ id }) => id),
          ...(outcome === undefined
            ? {}
            : {
                scenario: outcome.scenario,
                reach: Object.fromEntries([...outcome.reach].map(([id, { p }]) => [id, p])),
                entries: [...outcome.entries],
              }),
        }),
      })),
  });
  const graphFormats = [
    format('plain', ['.plain', '.json']),
    format('special', ['.special.json']),
    format('one', ['.twin']),
    format('two', ['.twin']),
    format('pair', ['.pair.json'], ['.nodes', '.edges']),
  ];
  return { graphFormats };
});

const convert = (folder: string, ...argv: string[]): Promise<Said> => blastradius(folder, 'graph', 'convert', ...argv);
const textIn = (folder: string, name: string): string => readFileSync(join(folder, name), 'utf8');
const jsonIn = (folder: string, name: string): Record<string, unknown> =>
  JSON.parse(textIn(folder, name)) as Record<string, unknown>;
const filesIn = (folder: string): string[] => readdirSync(folder).toSorted();
const desk = (): string => folderWith({ 'desk.yaml': smallDesk });
const ran = async (files: Readonly<Record<string, string>>, ...argv: string[]): Promise<string> => {
  const folder = folderWith(files);
  const said = await blastradius(folder, 'run', ...argv, '--out', 'results', '--threads', '1', '--worlds', '320');
  expect([0, 1]).toContain(said.exitCode);
  return folder;
};

const componentIds = ['customer', 'forum', 'llm', 'mail-approval', 'mailer', 'notes', 'planner', 'writer'];

describe('what it is written as', () => {
  it.each([
    ['a.plain', 'plain'],
    ['A.PLAIN', 'plain'],
    ['a.json', 'plain'],
    ['a.special.json', 'special'],
    ['special.json', 'plain'],
  ])('is told by the longest ending that fits: %s', async (output, format) => {
    const folder = desk();
    const said = await convert(folder, 'desk.yaml', '-o', output);
    expect([said.exitCode, said.stdout]).toEqual([0, `wrote ${output}: 8 components, 8 relations\n`]);
    expect(jsonIn(folder, output)).toMatchObject({ format, components: componentIds });
  });

  it('is told by --to, whatever the ending', async () => {
    const folder = desk();
    await convert(folder, 'desk.yaml', '--to', 'two', '-o', 'a.json');
    expect(jsonIn(folder, 'a.json')['format']).toBe('two');
  });

  it.each([
    [['-o', 'a.twin'], 'Say which with --to: one, two.'],
    [['-o', 'a.xyz'], '.special.json'],
    [['-o', 'a'], '--to: plain, special, one, two, pair, ecosystem, '],
    [['-o', 'a.pair'], '--to'],
    [['--to', 'palin'], 'Did you mean "plain"?'],
    [[], 'expected -o FILE or --to FORMAT, found neither'],
    [['--to', 'edge-list'], 'which has no kinds and layers'],
    [['--to', 'pair'], 'expected -o FILE, found none, and pair is 2 files'],
    [['--to', 'plain', '--scenario', 'x'], 'expected --results DIR with --scenario'],
    [['-o', 'missing/../../x/a.plain', '--results', 'desk.yaml'], 'a folder that run --out wrote'],
  ])('is asked for where that says nothing: %j', async (argv, message) => {
    const folder = desk();
    const said = await convert(folder, 'desk.yaml', ...argv);
    expect([said.exitCode, said.stdout]).toEqual([2, '']);
    expect(said.stderr).toContain(message);
    expect(filesIn(folder)).toEqual(['desk.yaml']);
  });

  it('goes to stdout without -o, and nothing else does', async () => {
    const said = await convert(desk(), 'desk.yaml', '--to', 'plain');
    expect(said).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(said.stdout)).toMatchObject({ format: 'plain', components: componentIds });
  });
});

describe('files', () => {
  it('of a format with several are named by their suffixes', async () => {
    const folder = desk();
    const said = await convert(folder, 'desk.yaml', '-o', 'a.pair.json');
    expect(filesIn(folder)).toEqual(['a.edges.pair.json', 'a.nodes.pair.json', 'desk.yaml']);
    expect(said.stdout).toContain('wrote a.nodes.pair.json and a.edges.pair.json');
    await convert(folder, 'desk.yaml', '--to', 'pair', '-o', 'b.txt');
    expect(filesIn(folder)).toContain('b.nodes.txt');
  });

  it('are not overwritten without --force, none of several', async () => {
    const folder = folderWith({ 'desk.yaml': smallDesk, 'a.edges.pair.json': 'mine' });
    const said = await convert(folder, 'desk.yaml', '-o', 'a.pair.json');
    expect([said.exitCode, said.stderr]).toEqual([2, expect.stringContaining('a.edges.pair.json is already there')]);
    expect(filesIn(folder)).toEqual(['a.edges.pair.json', 'desk.yaml']);
    expect((await convert(folder, 'desk.yaml', '-o', 'a.pair.json', '--force')).exitCode).toBe(0);
    expect(jsonIn(folder, 'a.edges.pair.json')['format']).toBe('pair');
  });

  it('are all written or none', async () => {
    const folder = folderWith({ 'desk.yaml': smallDesk, 'a.edges.pair.json/is-a-folder': '' });
    const said = await convert(folder, 'desk.yaml', '-o', 'a.pair.json', '--force');
    expect([said.exitCode, said.stderr]).toEqual([2, expect.stringContaining('a place to write a.edges.pair.json')]);
    expect(filesIn(folder)).toEqual(['a.edges.pair.json', 'desk.yaml']);
  });

  it('of an earlier conversion are no sources of the next one', async () => {
    const mcp = JSON.stringify({ mcpServers: { fetch: { command: 'uvx', args: ['mcp-server-fetch'] } } });
    const folder = folderWith({ 'a.nodes.pair.json': mcp, 'a.edges.pair.json': mcp, 'mcp.json': mcp });
    const said = await convert(folder, '.', '-o', 'a.pair.json', '--force');
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toContain('read 1 file: 1 mcp');
  });
});

describe('any source that run reads', () => {
  const mcp = JSON.stringify({ mcpServers: { fetch: { command: 'uvx', args: ['mcp-server-fetch'] } } });
  it('is written, and what was assumed is said', async () => {
    const folder = folderWith({ '.cursor/mcp.json': mcp, 'desk.yaml': smallDesk });
    const said = await convert(folder, '.', 'desk.yaml', '-o', 'a.plain');
    expect(said).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/\d+ declared, \d+ inferred/) });
    const { components } = jsonIn(folder, 'a.plain') as { components: string[] };
    expect(components).toEqual(expect.arrayContaining(['fetch', 'writer']));
  });

  it('as our own file: what import makes of it', async () => {
    const folder = folderWith({ 'mcp.json': mcp });
    await convert(folder, 'mcp.json', '-o', 'a.yaml');
    const imported = (await blastradius(folder, 'import', 'mcp.json')).stdout;
    expect(imported.startsWith(textIn(folder, 'a.yaml'))).toBe(true);
  });

  it('as our own file: an ecosystem file keeps its suite and thresholds', async () => {
    const folder = desk();
    const said = await convert(folder, 'desk.yaml', '--to', 'ecosystem', '-o', 'b.yml');
    expect(said.stderr).toContain('next: blastradius run b.yml --out results');
    const [before, after] = ['desk.yaml', 'b.yml'].map((name) => parseSuiteFile(textIn(folder, name), name).file);
    const rulesOf = (file: typeof before): unknown => file?.thresholds.map(({ rule, level }) => [rule, level]);
    expect(after?.suite).toEqual(before?.suite);
    expect(rulesOf(after)).toEqual([
      ['total fraction < 0.9', 'error'],
      ['component mailer reach < 0.01', 'warn'],
    ]);
    expect(after?.ecosystem.components.map(({ id }) => id)).toEqual(componentIds);
    expect(textIn(folder, 'b.yml')).not.toContain('source:');
  });

  it.each([
    ['suite and thresholds', smallDesk],
    ['suite', smallDesk.replace(/^thresholds:[\s\S]*/mu, '')],
    ['thresholds', smallDesk.replace(/^suite:[\s\S]*(?=^thresholds)/mu, '')],
    [undefined, smallDesk.replace(/^suite:[\s\S]*/mu, '').replace('small-desk', 'suite')],
  ])('for another tool, and says once that it has no place for %s', async (what, text) => {
    const folder = folderWith({ 'desk.yaml': text });
    const { stderr } = await convert(folder, 'desk.yaml', '-o', 'a.plain');
    const expected = what === undefined ? [] : [`plain has no place for ${what}: keep desk.yaml`];
    expect(stderr.split('\n').filter((line) => line.includes('no place'))).toEqual(expected);
  });

  it('for another tool, and says how what came from a threat model runs all classes', async () => {
    const trustZones = [{ id: 'z', name: 'z', risk: { trustRating: 5 } }];
    const components = ['a', 'b'].map((id) => ({ id, name: id, type: 'web-service', parent: { trustZone: 'z' } }));
    const dataflows = [{ id: 'f', name: 'f', source: 'a', destination: 'b' }];
    const model = { otmVersion: '0.2.0', project: { name: 'p', id: 'p' }, trustZones, components, dataflows };
    const { stderr } = await convert(folderWith({ 'a.otm': JSON.stringify(model) }), 'a.otm', '-o', 'a.plain');
    expect(stderr).toContain('plain has no place for suite: as from a threat model, run it with --threats all\n');
  });

  it('--json is one document', async () => {
    const folder = desk();
    const { stdout } = await convert(folder, 'desk.yaml', '-o', 'a.pair.json', '--json');
    expect(JSON.parse(stdout)).toEqual({
      format: 'pair',
      files: ['a.nodes.pair.json', 'a.edges.pair.json'],
      components: 8,
      relations: 8,
    });
    const printed = JSON.parse((await convert(folder, 'desk.yaml', '--to', 'plain', '--json')).stdout);
    expect(printed).toMatchObject({ format: 'plain', files: [], text: expect.stringContaining('"customer"') });
  });
});

describe('results', () => {
  it('of the worst scenario go along, or of one that is named', async () => {
    const folder = await ran({ 'desk.yaml': smallDesk }, 'desk.yaml');
    const { scenarios } = jsonIn(folder, 'results/summary.json') as unknown as Results;
    const said = await convert(folder, 'desk.yaml', '--results', 'results', '-o', 'a.plain');
    const baseline = scenarios.filter(({ id }) => !id.includes('control-off'));
    const worst = baseline.toSorted((a, b) => b.blastRadius.total.mean - a.blastRadius.total.mean)[0];
    expect(said).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`, results of ${worst?.id}\n`) });
    const reach = Object.fromEntries(worst?.reach?.map(({ id, p }) => [id, p]) ?? []);
    expect(jsonIn(folder, 'a.plain')).toMatchObject({ scenario: worst?.id, reach, entries: worst?.entry });

    const other = scenarios.find(({ id }) => id !== worst?.id)?.id ?? '';
    const argv = ['desk.yaml', '--results', 'results', '--scenario', other, '--to', 'plain', '--json'];
    const document = JSON.parse((await convert(folder, ...argv)).stdout) as { scenario: string; text: string };
    expect([document.scenario, JSON.parse(document.text)]).toEqual([
      other,
      expect.objectContaining({ scenario: other }),
    ]);
  });

  it('of another ecosystem are refused, with what differs', async () => {
    const folder = await ran({ 'desk.yaml': smallDesk }, 'desk.yaml');
    const differences = async (from: string, to: string): Promise<Said> => {
      writeFileSync(join(folder, 'other.yaml'), smallDesk.replaceAll(from, to));
      return convert(folder, 'other.yaml', '--results', 'results', '-o', 'a.plain');
    };
    const renamed = await differences('mailer', 'sender');
    expect([renamed.exitCode, renamed.stderr]).toEqual([2, expect.stringContaining('without the component "sender"')]);
    expect(renamed.stderr).toContain('with the component "mailer", which is not here');
    const cut = await differences('  - { from: writer, to: mailer, kind: invokes, rate: 0.5 }\n', '');
    expect(cut.stderr).toContain('with the relation "writer>invokes>mailer#1", which is not here');
    const added = await differences('relations:\n', 'relations:\n  - { from: planner, to: mailer, kind: invokes }\n');
    expect(added.stderr).toContain('without the relation "planner>invokes>mailer#1"');
    expect(existsSync(join(folder, 'a.plain'))).toBe(false);
  });

  it('of the same file before it was edited are shown, and that is said', async () => {
    const folder = await ran({ 'desk.yaml': smallDesk }, 'desk.yaml');
    const convertIt = (): Promise<Said> => convert(folder, 'desk.yaml', '--results', 'results', '--to', 'plain');
    expect((await convertIt()).stderr).toBe('');
    writeFileSync(join(folder, 'desk.yaml'), smallDesk.replace('rate: 1', 'rate: 0.9'));
    expect(await convertIt()).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('desk.yaml was changed since results was written'),
    });
  });

  it.each([
    ['an unknown scenario', ['--results', 'results', '--scenario', 'agentik', '--to', 'plain'], 'of these results'],
    ['our own file', ['--results', 'results', '--to', 'ecosystem'], 'a format that shows results'],
    ['a folder without results', ['--results', '.', '--to', 'plain'], 'no summary.json in it'],
  ])('are refused: %s', async (_what, argv, message) => {
    const said = await convert(await ran({ 'desk.yaml': smallDesk }, 'desk.yaml'), 'desk.yaml', ...argv);
    expect([said.exitCode, said.stdout, said.stderr]).toEqual([2, '', expect.stringContaining(message)]);
  });

  it('of a run that was interrupted are shown, and that is said', async () => {
    const folder = await ran({ 'desk.yaml': smallDesk }, 'desk.yaml');
    const summary = jsonIn(folder, 'results/summary.json');
    writeFileSync(join(folder, 'results/summary.json'), JSON.stringify({ ...summary, partial: true }));
    const said = await convert(folder, 'results', '--to', 'plain');
    expect([said.exitCode, said.stderr]).toEqual([0, 'results holds partial results: the run was interrupted\n']);
  });

  it('without reach are refused', async () => {
    const folder = await ran({ 'desk.yaml': smallDesk }, 'desk.yaml');
    const summary = jsonIn(folder, 'results/summary.json') as unknown as Results;
    const scenarios = summary.scenarios.map(({ reach: _reach, ...scenario }) => scenario);
    writeFileSync(join(folder, 'results/summary.json'), JSON.stringify({ ...summary, scenarios }));
    const said = await convert(folder, 'desk.yaml', '--results', 'results', '--to', 'plain');
    expect([said.exitCode, said.stderr]).toEqual([2, expect.stringContaining('without reach')]);
  });
});

describe('a folder of results', () => {
  it.each([
    ['an ecosystem file', 'desk.yaml', smallDesk],
    [
      'a configuration',
      'mcp.json',
      JSON.stringify({ mcpServers: { fetch: { command: 'uvx', args: ['mcp-server-fetch'] } } }),
    ],
  ])('holds what was run, and what became of it: %s', async (_what, name, text) => {
    const folder = await ran({ [name]: text }, name);
    const { components } = jsonIn(folder, 'results/details.json') as unknown as Details;
    await convert(folder, name, '--results', 'results', '-o', 'a.plain');
    rmSync(join(folder, name));
    expect((await convert(folder, 'results', '-o', 'b.plain')).exitCode).toBe(0);
    expect(textIn(folder, 'b.plain')).toBe(textIn(folder, 'a.plain'));
    expect(jsonIn(folder, 'b.plain')['components']).toEqual(components.map(({ id }) => id));
    expect((await convert(folder, 'results', '-o', 'c.yaml')).exitCode).toBe(0);
    expect(parseSuiteFile(textIn(folder, 'c.yaml'), 'c.yaml').file.ecosystem.components).toHaveLength(
      components.length,
    );
  });

  it('that kept no ecosystem asks for it', async () => {
    const folder = await ran({ 'links.txt': 'a b\nb c\n' }, 'links.txt');
    const said = await convert(folder, 'results', '-o', 'a.plain');
    expect([said.exitCode, said.stderr]).toEqual([2, expect.stringContaining('graph convert FILE --results results')]);
    const kept = await ran({ 'desk.yaml': smallDesk }, 'desk.yaml');
    for (const name of readdirSync(join(kept, 'results/inputs'))) rmSync(join(kept, 'results/inputs', name));
    expect((await convert(kept, 'results', '-o', 'a.plain')).stderr).toContain('0 files in its inputs');
  });
});

describe('a raw graph', () => {
  const links = 'a b 0.5\nb c 0.25\nb c 0.5\nd d 1\n';
  it('is written in any other format, and is the same when it is read', async () => {
    const folder = folderWith({ 'links.txt': links });
    const said = await convert(folder, 'links.txt', '-o', '1.graphml');
    expect([said.exitCode, said.stdout]).toEqual([0, 'wrote 1.graphml: 4 nodes, 3 arcs\n']);
    expect(said.stderr).toContain('next: blastradius run 1.graphml');
    const chain = ['1.graphml', '2.gexf', '3.dot', '4.csv', '5.edges', '6.graphml'];
    for (const [i, name] of chain.slice(1).entries()) await convert(folder, chain[i] as string, '-o', name);
    expect(textIn(folder, '6.graphml')).toBe(textIn(folder, '1.graphml'));
    expect(textIn(folder, '1.graphml').match(/<data key="p">0.5</g)).toHaveLength(2);
  });

  it('has probabilities only if its file had them', async () => {
    const { stdout } = await convert(folderWith({ 'links.txt': 'a b\nb c\n' }), 'links.txt', '--to', 'csv');
    expect(stdout).toBe('source,target\na,b\nb,c\n');
  });

  it('is read as it is said: packed, from GraphML with kinds, both ways', async () => {
    const kinds = `<graphml><key id="k" for="node" attr.name="kind"/><graph edgedefault="directed">
<node id="a"><data key="k">agent</data></node><node id="b"/><edge source="a" target="b"/></graph></graphml>`;
    const folder = folderWith({ 'a.graphml': kinds });
    const { stdout } = await convert(folder, 'a.graphml', '--as', 'raw', '--undirected', '--to', 'csv');
    expect(stdout).toBe('source,target\na,b\nb,a\n');
  });

  it.each([
    [['--to', 'special'], 'which needs kinds and layers'],
    [['--to', 'ecosystem'], '--as ecosystem'],
    [['-o', 'a.plain'], '.graphml'],
    [['--to', 'csv', '--results', 'results'], 'Leave --results out.'],
    [['--to', 'grahpml'], 'Did you mean "graphml"?'],
    [['-o', 'links.txt'], 'links.txt is already there'],
  ])('is refused: %j', async (argv, message) => {
    const folder = folderWith({ 'links.txt': links });
    const said = await convert(folder, 'links.txt', ...argv);
    expect([said.exitCode, said.stdout, said.stderr]).toEqual([2, '', expect.stringContaining(message)]);
    expect(filesIn(folder)).toEqual(['links.txt']);
  });

  it('with a name that the format cannot hold leaves no file behind', async () => {
    const folder = folderWith({ 'links.csv': 'source,target\na,b\nb,"c d"\n' });
    const said = await convert(folder, 'links.csv', '-o', 'links.txt');
    expect([said.exitCode, said.stderr]).toEqual([2, expect.stringContaining('names that edge-list can hold')]);
    expect(filesIn(folder)).toEqual(['links.csv']);
  });

  it('is written piece by piece, with progress on a terminal', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `node-${i} node-${i + 1}\n`).join('');
    const folder = folderWith({ 'links.txt': lines });
    let slow = 0;
    const shell = { ...fakeShell(folder, { isTerminal: true }), now: () => (slow += 400) };
    const pieces: string[] = [];
    const stdout = { ...shell.stdout, write: (text: string) => void pieces.push(text) };
    expect(await answer(['graph', 'convert', 'links.txt', '--to', 'graphml'], { ...shell, stdout })).toBe(0);
    expect(pieces.length).toBeGreaterThan(10);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(70_000);
    expect(pieces.join('').match(/<edge /g)).toHaveLength(30_000);
    expect(shell.said.stderr).toContain('lines written');
  });
});
