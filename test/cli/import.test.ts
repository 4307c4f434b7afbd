import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import type { Results } from '../../src/measure/results.ts';
import { blastradius, folderWith } from './fake-shell.ts';

// The page's code comes from the build, which unit tests do without; test/viz clicks through the real page.
vi.mock('../../viz/assets.ts', async (original) => {
  const real = await original<typeof import('../../viz/assets.ts')>();
  const { noPageCode } = await import('../viz/no-page-code.ts');
  return { ...real, loadReportAssets: () => real.loadReportAssets(noPageCode) };
});

const SECRET = 'ghp_5Zk3yqTxNn8vR2wLcB7dJfHs0aQmUe1ViXoP';
const config = JSON.stringify(
  {
    mcpServers: {
      github: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-github'], env: { GITHUB_TOKEN: SECRET } },
      fetch: { command: 'uvx', args: ['mcp-server-fetch'] },
      files: { command: 'npx', args: ['-y', '@modelcontextprotocol/server-filesystem', './data'] },
    },
  },
  null,
  2,
);
const project = (): string => folderWith({ '.cursor/mcp.json': config });

/** Everything that a folder holds, as one text. */
const everythingIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'mcp.json')
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');

describe('import', () => {
  it('writes an ecosystem file that is valid and says what was assumed', async () => {
    const folder = project();
    const said = await blastradius(folder, 'import', '.cursor/mcp.json', '-o', 'blastradius.yaml');
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toMatch(/\d+ declared, \d+ inferred, \d+ assumed/);
    expect(said.stderr).toContain('blastradius run blastradius.yaml');
    const { file } = parseSuiteFile(readFileSync(join(folder, 'blastradius.yaml'), 'utf8'), 'blastradius.yaml');
    expect(file.ecosystem.components.map(({ id }) => id)).toEqual(expect.arrayContaining(['github', 'fetch', 'files']));
  });
  it('prints it on stdout without -o, and nothing else there', async () => {
    const { stdout } = await blastradius(project(), 'import', '.cursor/mcp.json');
    expect(() => parseSuiteFile(stdout, 'stdout.yaml')).not.toThrow();
  });
  it('overwrites nothing without --force', async () => {
    const folder = folderWith({ 'mcp.json': config, 'blastradius.yaml': 'mine' });
    const said = await blastradius(folder, 'import', 'mcp.json', '-o', 'blastradius.yaml');
    expect(said.exitCode).toBe(2);
    expect(said.stderr).toContain('blastradius import --update blastradius.yaml mcp.json');
    expect(readFileSync(join(folder, 'blastradius.yaml'), 'utf8')).toBe('mine');
  });
  it('is what init --from writes', async () => {
    const folder = project();
    const { stdout } = await blastradius(folder, 'import', '.cursor/mcp.json');
    expect((await blastradius(folder, 'init', '--from', '.cursor/mcp.json')).exitCode).toBe(0);
    expect(readFileSync(join(folder, 'blastradius.yaml'), 'utf8')).toBe(stdout);
  });
  it('refuses what is an ecosystem already', async () => {
    const folder = folderWith({ 'a.yaml': 'version: 1\ncomponents: { a: { kind: agent } }\n' });
    const said = await blastradius(folder, 'import', 'a.yaml');
    expect(said).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('blastradius run a.yaml') });
  });
});

describe('run on a configuration as it is', () => {
  it('gives the scenarios of the file that import writes', async () => {
    const folder = project();
    await blastradius(folder, 'import', '.cursor/mcp.json', '-o', 'made.yaml');
    const results = async (file: string): Promise<Results> =>
      JSON.parse(
        (await blastradius(folder, 'run', file, '--json', '--worlds', '320', '--threads', '1')).stdout,
      ) as Results;
    const [direct, written] = [await results('.cursor/mcp.json'), await results('made.yaml')];
    expect(direct.scenarios).toEqual(written.scenarios);
    expect(direct.inputs.map(([name]) => name)).toEqual(['.cursor/mcp.json']);
  });
  it('is found by its place if no file is named', async () => {
    const said = await blastradius(project(), 'run', '--worlds', '32', '--threads', '1');
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toContain('using .cursor/mcp.json');
  });
  it('leaves fields open for --strict', async () => {
    expect((await blastradius(project(), 'run', '--worlds', '32', '--threads', '1', '--strict')).exitCode).toBe(4);
  });
  it('never lets a secret out: not to the screen, the results, the report or the kept inputs', async () => {
    const folder = project();
    const said = [
      await blastradius(
        folder,
        'run',
        '.cursor/mcp.json',
        '--out',
        'results',
        '--json',
        '--full',
        '--worlds',
        '32',
        '--threads',
        '1',
      ),
      await blastradius(folder, 'import', '.cursor/mcp.json', '-o', 'made.yaml'),
      await blastradius(folder, 'explain', '.cursor/mcp.json', 'github', '--json'),
      await blastradius(folder, 'validate', '.cursor/mcp.json'),
    ];
    expect(said.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
    const text = said.map(({ stdout, stderr }) => stdout + stderr).join('\n') + everythingIn(folder);
    expect(text).toContain('GITHUB_TOKEN');
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(SECRET.slice(4, 24));
  });
  it('never lets a secret out with an error either', async () => {
    const broken = config.replace('"args": [\n        "mcp-server-fetch"\n      ]', '"args": 5');
    const said = await blastradius(
      folderWith({ 'mcp.json': broken.replace('"GITHUB_TOKEN": ', '"GITHUB_TOKEN": 7, "X": ') }),
      'run',
      'mcp.json',
    );
    expect(said.stdout + said.stderr).not.toContain(SECRET);
  });
});

describe('a file that nobody knows', () => {
  it('is refused with the nearest formats and what they miss', async () => {
    const said = await blastradius(folderWith({ 'a.json': '{"openapi": "3.1.0"}' }), 'run', 'a.json');
    expect(said.exitCode).toBe(2);
    expect(said.stderr).toContain('missing: version, components');
    expect(said.stderr).toContain('mcpServers');
    expect(said.stderr).toContain('blastradius formats');
  });
  it('is read as what -f says', async () => {
    const said = await blastradius(
      folderWith({ 'links.dat': 'a b\nb c\n' }),
      'run',
      'links.dat',
      '-f',
      'edge-list',
      '--json',
    );
    expect(said.exitCode).toBe(0);
    expect((JSON.parse(said.stdout) as Results).graph.components).toBe(3);
  });
});

it('formats lists what can be read', async () => {
  const { stdout } = await blastradius('.', 'formats', '--json');
  const { formats } = JSON.parse(stdout) as { formats: { format: string }[] };
  expect(formats.map(({ format }) => format)).toEqual(expect.arrayContaining(['ecosystem', 'edge-list', 'mcp']));
});
