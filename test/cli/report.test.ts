import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answer } from '../../src/cli/answer.ts';
import { commandTable } from '../../src/cli/command-table.ts';
import { learnChoices } from '../../src/cli/late-choices.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { figures } from '../../viz/figures/figures.ts';
import { blastradius, fakeShell } from './fake-shell.ts';
import { smallDesk } from './small-desk.ts';

// The page's code comes from the build, which unit tests do without; test/viz clicks through the real page.
vi.mock('../../viz/assets.ts', async (original) => {
  const real = await original<typeof import('../../viz/assets.ts')>();
  const { noPageCode } = await import('../viz/no-page-code.ts');
  return { ...real, loadReportAssets: () => real.loadReportAssets(noPageCode) };
});

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'blastradius-report-'));
  writeFileSync(join(folder, 'blastradius.yaml'), smallDesk);
  writeFileSync(join(folder, 'after.yaml'), smallDesk.replace('effectiveness: 0.8', 'effectiveness: 0.1'));
  writeFileSync(join(folder, 'ring.txt'), 'a b\nb c\nc a\n');
  const run = (...argv: string[]) => blastradius(folder, 'run', ...argv, '--threads', '1', '--quiet');
  await run('blastradius.yaml', '--out', 'results');
  await run('after.yaml', '--out', 'after');
  await run('ring.txt', '--entry', 'a', '--probability', '0.5', '--out', 'ring');
  cpSync(join(folder, 'results'), join(folder, 'deep/results'), { recursive: true });
  cpSync(join(folder, 'results'), join(folder, 'old'), { recursive: true });
  const old = join(folder, 'old/summary.json');
  writeFileSync(old, readFileSync(old, 'utf8').replace('"schemaVersion": 1', '"schemaVersion": 0'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const report = (...argv: string[]) => blastradius(folder, 'report', ...argv);
const written = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('the names of figures', () => {
  it('are those of the registry, in help, mistakes and completion', async () => {
    const program = buildProgram();
    await learnChoices(program);
    const option = program.commands.find((command) => command.name() === 'report')?.options[0];
    expect(option?.argChoices).toEqual([...figures.map(({ name }) => name), 'all']);
    const help = (await report('--help')).stdout.replace(/\s+/g, ' ');
    expect(help).toContain(`(${[...figures.map(({ name }) => name), 'all'].join(', ')})`);
    expect((await report('results', '--figure', 'heatmop')).stderr).toContain('Did you mean "heatmap"?');
    expect((await blastradius('.', 'completion', 'bash')).stdout).toContain(figures.map(({ name }) => name).join(' '));
  });

  it('are asked of the pictures only for the command that needs them', async () => {
    const row = commandTable.find(({ name }) => name === 'report');
    const load = vi.spyOn(row?.lateChoices as Record<string, () => Promise<readonly string[]>>, '--figure');
    await blastradius('.', 'formats');
    expect(load).not.toHaveBeenCalled();
    await report('--help');
    expect(load).toHaveBeenCalledOnce();
    load.mockRestore();
  });
});

describe('one figure', () => {
  it('is as wide as asked, on a screen or on paper', async () => {
    expect((await report('results', '--figure', 'ccdf', '--width', '700px')).stdout).toMatch(/^<svg [^>]*width="700"/);
    const paper = await report('results', '--figure', 'ccdf', '--width', '178mm', '--theme', 'print');
    expect(paper.stdout).toMatch(/^<svg [^>]*width="178mm" height="[\d.]+mm"/);
  });

  it('has a logarithmic axis with --log', async () => {
    const [linear, log] = [
      await report('results', '--figure', 'ccdf'),
      await report('results', '--figure', 'ccdf', '--log'),
    ];
    expect(linear.stdout).toContain('>25%</text>');
    expect(log.stdout).not.toContain('>25%</text>');
    expect(log.stdout).toContain('>10%</text>');
  });

  it('shows of a variant what it changes', async () => {
    const off = 'agentic/forum/agentic/control-off:mail-approval';
    const said = await report('results', '--figure', 'compare', '--scenario', off);
    expect(said.stdout).toContain('without mail-approval');
    expect(said.stdout).toMatch(/<title>[^<]*forum/);
  });

  it('is a PNG of as many pixels per px as --scale says', async () => {
    const widthOf = async (...argv: string[]): Promise<number> => {
      await report('results', '--figure', 'layers', '--width', '400', '-o', 'scaled.png', ...argv);
      return readFileSync(join(folder, 'scaled.png')).readUInt32BE(16);
    };
    expect(await widthOf()).toBe(800);
    expect(await widthOf('--scale', '1')).toBe(400);
  });

  it('warns of characters that a PNG has no shapes for', async () => {
    const hebrew = smallDesk.replaceAll('mailer', 'שליח');
    writeFileSync(join(folder, 'hebrew.yaml'), hebrew);
    await blastradius(folder, 'run', 'hebrew.yaml', '--out', 'hebrew', '--threads', '1', '--quiet');
    expect((await report('hebrew', '--figure', 'graph', '-o', 'hebrew.png')).stderr).toMatch(/PNG shows boxes for .*ש/);
  });
});

describe('all figures', () => {
  it('are a file each of those that there are, and what the others need is said', async () => {
    const said = await report('results', '--figure', 'all', '-o', 'figures');
    expect(said.exitCode).toBe(0);
    const files = readdirSync(join(folder, 'figures'));
    expect(files).toEqual(expect.arrayContaining(['layers.svg', 'graph.svg', 'ccdf.svg', 'compare.svg']));
    expect(said.stdout.trim().split('\n')).toHaveLength(files.length);
    for (const { name, needs } of figures)
      if (!files.includes(`${name}.svg`)) expect(said.stderr).toContain(`no ${name}: it needs ${needs}`);
  });

  it('need a folder, and a format that pictures have', async () => {
    expect((await report('results', '--figure', 'all')).stderr).toContain('-o figures');
    expect((await report('results', '--figure', 'all', '-o', 'x', '--format', 'md')).exitCode).toBe(2);
  });
});

describe('several folders', () => {
  it('stand beside each other under their names, or with their folders where those are the same', async () => {
    const said = await report('results', 'after', '--figure', 'compare');
    expect(said.exitCode).toBe(0);
    expect(said.stdout).toContain('small-desk (results)');
    expect(said.stdout).toContain('small-desk (after)');
    expect(said.stdout).toContain('not paired');
    const deep = await report('results', 'deep/results', '--figure', 'topologies');
    expect(deep.stdout).toContain('small-desk (deep/results)');
  });

  it('are told in Markdown and in the page', async () => {
    expect((await report('results', 'after', '--format', 'md')).stdout).toContain(
      'Against `small-desk (results)`, not paired',
    );
    expect((await report('results', 'after', '-o', 'both.html')).exitCode).toBe(0);
    expect(written('both.html').length).toBeGreaterThan(written('results/report.html').length);
  });
});

describe('what cannot be drawn: exit code 2, what is needed and what to do', () => {
  it.each([
    [['nowhere'], 'nothing of that name'],
    [['old'], 'results of version 1'],
    [['results', 'nowhere'], 'nothing of that name'],
    [['ring', '--figure', 'layers'], 'a raw graph, which has no layers'],
    [['ring', '-o', 'ring.pdf'], 'a raw graph, which has no layers'],
    [['results', '--figure', 'topologies', '--width', '30mm'], 'from 45 to 1000 mm'],
    [['results', '--figure', 'layers', '--width', '1e9'], 'from 200 to 8000 px'],
    [['results', '--figure', 'layers', '--width', '-5'], '--width 85mm'],
    [['results', '--figure', 'layers', '--scenario', 'agentic/forum/agentik'], 'Did you mean'],
    [['results', '--figure', 'paths', '--component', 'maler'], 'Did you mean "mailer"?'],
    [['results', '--figure', 'layers', '--component', 'mailer'], '--figure paths with --component'],
    [['results', '--figure', 'layers', '--log'], '--figure ccdf with --log'],
    [['results', '--figure', 'layers', '--scale', '2'], 'a PNG with --scale'],
    [['results', '--scale', '2'], '--figure with --scale'],
    [['results', 'after', '--format', 'json'], 'one folder for json'],
    [['results', '--format', 'pdf'], 'a file for a PDF'],
    [['results', '--figure', 'layers', '--format', 'json'], 'Leave --figure out'],
    [['results', '--figure', 'all', '-o', 'blastradius.yaml'], 'a place to write blastradius.yaml'],
    [['results', '--figure', 'all', '-o', 'figures.png'], 'Name a folder, and --format png'],
  ])('%j', async (argv, message) => {
    const shell = fakeShell(folder);
    expect(await answer(['report', ...argv], shell)).toBe(2);
    expect(shell.said.stderr).toContain(message);
    expect(shell.said.stderr).not.toMatch(/\n {4}at /);
  });

  it('says what a figure needs', async () => {
    const said = await report('results', '--figure', 'maturity');
    expect(said.exitCode).toBe(2);
    expect(said.stderr).toContain(figures.find(({ name }) => name === 'maturity')?.needs);
  });
});

describe('a PDF where there is no browser', () => {
  const without = { env: { LANG: 'C.UTF-8', CHROMIUM_PATH: '/nowhere/chromium' } };

  it('is refused with what to take instead', async () => {
    const shell = fakeShell(folder, without);
    expect(await answer(['report', 'results', '-o', 'a.pdf'], shell)).toBe(2);
    expect(shell.said.stderr).toContain('Use .svg for a figure or .html for the report');
    expect(existsSync(join(folder, 'a.pdf'))).toBe(false);
  });

  it('is refused before anything is simulated', async () => {
    const shell = fakeShell(folder, without);
    expect(await answer(['run', 'blastradius.yaml', '-o', 'a.pdf', '--threads', '1'], shell)).toBe(2);
    expect(shell.said.stdout).toBe('');
  });
});
