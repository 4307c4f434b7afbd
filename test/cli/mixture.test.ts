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

const github = { command: 'npx', args: ['-y', '@modelcontextprotocol/server-github'] };
const fetch = { command: 'uvx', args: ['mcp-server-fetch'] };
const cursor = JSON.stringify({ mcpServers: { github, fetch } });
const code = JSON.stringify({ servers: { gh: github } });
const own = `version: 1
name: mine
components:
  cursor: { kind: agent, name: Cursor, value: 5 }
  boss: { kind: human, exposed: true }
relations:
  - { from: boss, to: cursor, kind: messages }
suite:
  # few, for a test
  worlds: 64
  threats: [intent-manipulation]
thresholds:
  - component cursor reach < 0.9 # ours
`;
const project = (more: Readonly<Record<string, string | Uint8Array>> = {}): string =>
  folderWith({ '.cursor/mcp.json': cursor, '.vscode/mcp.json': code, ...more });

const idsIn = (text: string): string[] =>
  parseSuiteFile(text, 'a.yaml').file.ecosystem.components.map(({ id }) => id as string);
const ran = ['--worlds', '64', '--threads', '1'];

describe('import of several files', () => {
  it('makes one ecosystem of them and reports what was merged', async () => {
    const { stdout, stderr, exitCode } = await blastradius(project(), 'import', '.cursor/mcp.json', '.vscode/mcp.json');
    expect(exitCode).toBe(0);
    expect(idsIn(stdout)).toEqual(expect.arrayContaining(['cursor', 'vs-code', 'github', 'cursor.mcp.user']));
    expect(stderr).toContain(
      'github: .cursor/mcp.json and .vscode/mcp.json gh, by package @modelcontextprotocol/server-github',
    );
  });
  it('gives the same bytes in any order, and whether files or their folder are named', async () => {
    const folder = project();
    const texts = await Promise.all(
      [
        ['.cursor/mcp.json', '.vscode/mcp.json'],
        ['.vscode/mcp.json', '.cursor/mcp.json'],
        ['.vscode', '.cursor'],
      ].map(async (paths) => (await blastradius(folder, 'import', ...paths)).stdout),
    );
    expect(texts[1]).toBe(texts[0]);
    // What was typed gives the name and stands in the last section.
    const [files, folders] = [texts[0], texts[2]].map((text) =>
      text?.replace(/\nname: .*/, '').replace(/\n {2}from: .*/, ''),
    );
    expect(folders).toBe(files);
  });
  it('keeps them apart with --no-merge, but for what --same-as says', async () => {
    const apart = await blastradius(project(), 'import', '.', '--no-merge');
    expect(idsIn(apart.stdout)).toEqual(expect.arrayContaining(['github', 'gh']));
    const said = await blastradius(project(), 'import', '.', '--no-merge', '--same-as', 'github=gh', '--json');
    expect(JSON.parse(said.stdout)).toMatchObject({
      format: 'mcp',
      files: [{ file: '.cursor/mcp.json', format: 'mcp', with: [] }, { file: '.vscode/mcp.json' }],
      merges: [{ by: 'same_as', from: [{ id: 'github' }, { id: 'gh' }] }],
      report: { name: expect.stringContaining('blastradius-') },
    });
    const wrong = await blastradius(project(), 'import', '.', '--same-as', 'github=gg');
    expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Did you mean "gh"?') });
    expect((await blastradius(project(), 'import', '.', '--same-as', 'github')).exitCode).toBe(2);
  });
  it('tells all problems of the named files at once, and of nothing else', async () => {
    const folder = project({ 'a.json': '{"mcpServers": {"x": 1}}', 'b.json': '{"mcpServers": {"y": 2}}' });
    const said = await blastradius(folder, 'import', 'a.json', 'b.json', '.cursor', '--json');
    expect(said.exitCode).toBe(2);
    const files = (JSON.parse(said.stdout) as { errors: { file: string }[] }).errors.map(({ file }) => file);
    expect(new Set(files)).toEqual(new Set(['a.json', 'b.json']));
  });
});

describe('a folder', () => {
  it('is searched, and what was read is said', async () => {
    const said = await blastradius(project({ 'package.json': '{"name": "x"}' }), 'run', '.', ...ran);
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toContain('read 2 of 3 files: 2 mcp');
  });
  it('without anything known is an error that says what was looked at', async () => {
    const said = await blastradius(folderWith({ 'a/b.json': '{}', 'a/c.yaml': 'x: 1' }), 'run', 'a');
    expect(said).toMatchObject({ exitCode: 2, stdout: '' });
    expect(said.stderr).toContain('none among 2 files');
  });
  it('with a broken file is read as far as possible, or not at all with --strict', async () => {
    const folder = project({ 'broken.json': '{"mcpServers": {"a": ' });
    const said = await blastradius(folder, 'import', '.');
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toContain('broken.json:1:22');
    expect(await blastradius(folder, 'run', '.', '--strict')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('broken.json:1:22'),
    });
    expect((await blastradius(folder, 'import', 'broken.json', '.cursor')).exitCode).toBe(2);
  });
  it('may hold what is only almost of a format: no warning, and no error with --strict', async () => {
    const folder = project({
      '.vscode/settings.json': '{"editor.fontSize": 12}',
      'client.py': 'CONFIG = {\n    "mcpServers": {"a": {"command": "x"}},\n}\nprint("(")\n',
    });
    const said = await blastradius(folder, 'validate', '.', '--strict', '--json');
    expect(said.exitCode).toBe(0);
    expect(JSON.parse(said.stdout)).toMatchObject({ files: [{ valid: true, warnings: [] }] });
    expect(said.stderr).toContain('left out .vscode/settings.json: it has settings of VS Code');
    expect(said.stderr).not.toContain('client.py');
    expect((await blastradius(folder, 'validate', '.vscode/settings.json')).exitCode).toBe(2);
  });
  it('is told by content, whatever --format says of named files', async () => {
    const folder = project({ 'a.txt': cursor });
    const said = await blastradius(folder, 'import', 'a.txt', '.', '-f', 'mcp');
    expect(said).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('--format mcp is for the named files') });
    expect(said.stderr).toContain('read 3 files: 3 mcp');
  });
  it('may hold binary data, empty files and unprintable names', async () => {
    const folder = project({
      'data.json': Uint8Array.of(0, 1, 2, 255),
      'empty.yaml': '',
      'odd\u001b[31m\nname.json': '{"mcpServers": {"a": ',
    });
    const said = await blastradius(folder, 'import', '.');
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toContain('odd\\u{1b}[31m\\u{a}name.json');
    expect(said.stderr).not.toContain('\u001b');
    expect(said.stderr).not.toContain('data.json');
  });
  it('leaves out ecosystem files, and what is about to be written', async () => {
    const folder = project({ 'own.yaml': own });
    const said = await blastradius(folder, 'import', '.', '-o', 'made.yaml');
    expect(said.stderr).toContain('left out own.yaml: an ecosystem file counts only if it is named');
    const first = readFileSync(join(folder, 'made.yaml'), 'utf8');
    const again = await blastradius(folder, 'import', '.', '-o', 'made.yaml', '--force');
    expect(again.stderr).not.toContain('left out made.yaml');
    expect(readFileSync(join(folder, 'made.yaml'), 'utf8')).toBe(first);
  });
  it('counts a named file in it once', async () => {
    const said = await blastradius(project(), 'import', '.', '.cursor/mcp.json', '.cursor');
    expect(said.stderr).toContain('read 2 files: 2 mcp');
  });
  it('is validated as one model, and explained', async () => {
    const folder = project();
    expect((await blastradius(folder, 'validate', '.')).stdout).toContain('.: valid (mcp)');
    expect((await blastradius(folder, 'explain', '.', 'cursor')).exitCode).toBe(0);
    expect((await blastradius(folder, 'init', '--from', '.cursor', '.vscode')).exitCode).toBe(0);
    expect(idsIn(readFileSync(join(folder, 'blastradius.yaml'), 'utf8'))).toContain('cursor.mcp.user');
  });
});

describe('an ecosystem file among configurations', () => {
  it('gives its suite and thresholds, and its components take part', async () => {
    const folder = project({ 'own.yaml': own });
    const said = await blastradius(folder, 'run', '.', 'own.yaml', '--json', '--threads', '1');
    const results = JSON.parse(said.stdout) as Results;
    expect(results.name).toBe('mine');
    expect(new Set(results.thresholds.map(({ rule }) => rule))).toEqual(new Set(['component cursor reach < 0.9']));
    expect(results.scenarios.every(({ threats }) => threats.join() === 'intent-manipulation')).toBe(true);
    expect(results.scenarios.map(({ entry }) => entry.toString())).toEqual(
      expect.arrayContaining(['boss', 'github.com']),
    );
    expect(results.inputs.map(([name]) => name)).toEqual(['.cursor/mcp.json', '.vscode/mcp.json', 'own.yaml']);
    expect(said.stderr).toContain('cursor: .cursor/mcp.json and own.yaml, by agent Cursor');
  });
  it('keeps what it wants simulated, with its comments, in what import writes', async () => {
    const folder = project({ 'own.yaml': own });
    const { stdout } = await blastradius(folder, 'import', 'own.yaml', '.cursor');
    expect(stdout).toContain('  # few, for a test\n  worlds: 64');
    expect(stdout).toContain('- component cursor reach < 0.9 # ours');
    expect(parseSuiteFile(stdout, 'a.yaml').file.suite.worlds).toBe(64);
  });
  it('shows the place of a failed threshold in it', async () => {
    const folder = project({ 'own.yaml': own.replace('< 0.9', '< 0.000001') });
    const said = await blastradius(folder, 'run', '.cursor', 'own.yaml', '--threads', '1');
    expect(said).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('own.yaml:13:5') });
  });
  it('says with same_as what else is the same, with ids as import --no-merge gives them', async () => {
    const said = own.replace('  boss:', '  hub: { kind: tool }\n  boss:');
    const folder = project({
      'own.yaml': `${said}same_as:\n  - [hub, github, gh]\n`,
      'slip.yaml': `${said}same_as:\n  - [hub, githb]\n`,
    });
    const { stdout } = await blastradius(folder, 'import', '.cursor', '.vscode', 'own.yaml');
    expect(idsIn(stdout)).toContain('hub');
    expect(idsIn(stdout)).not.toContain('github');
    expect(await blastradius(folder, 'run', '.cursor', 'slip.yaml')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringMatching(/slip\.yaml:16:5[\s\S]*Did you mean "github"\?/),
    });
    // By itself there is nothing to join.
    expect((await blastradius(folder, 'validate', 'own.yaml')).exitCode).toBe(0);
  });
  it('may be only one', async () => {
    const said = await blastradius(project({ 'a.yaml': own, 'b.yaml': own }), 'run', 'a.yaml', 'b.yaml');
    expect(said).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('at most one ecosystem file') });
  });
});

it('no line of a file that another opened is shown with its values', async () => {
  const agent = 'writer:\n  role: Writer\n  goal: Write\n  backstory: None\n';
  const task = 'write:\n  description: Write\n  expected_output: A text\n  agent: wirter # token tok-5f2a9c\n';
  const folder = folderWith({ 'agents.yaml': agent, 'tasks.yaml': task });
  const said = await blastradius(folder, 'import', 'agents.yaml');
  expect(said.stderr).toContain('tasks.yaml:4:');
  expect(said.stdout + said.stderr).not.toContain('tok-5f2a9c');
});

it('a raw graph is refused beside other files', async () => {
  const folder = project({ 'links.txt': 'a b\nb c\n' });
  const said = await blastradius(folder, 'run', 'links.txt', '.cursor');
  expect(said).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('an edge list') });
});

it('run --out keeps the merged ecosystem, by its hash, and names all files that were read', async () => {
  const folder = project();
  await blastradius(folder, 'run', '.', '--out', 'results', ...ran);
  const summary = JSON.parse(readFileSync(join(folder, 'results/summary.json'), 'utf8')) as Results;
  expect(summary.inputs.map(([name]) => name)).toEqual(['.cursor/mcp.json', '.vscode/mcp.json']);
  const [kept, ...others] = readdirSync(join(folder, 'results/inputs'));
  expect(others).toEqual([]);
  expect(idsIn(readFileSync(join(folder, 'results/inputs', kept ?? ''), 'utf8'))).toContain('cursor.mcp.user');
});
