import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { blastradius, folderWith } from './fake-shell.ts';
import { smallDesk } from './small-desk.ts';

// The page's code comes from the build, which unit tests do without; test/viz clicks through the real page.
vi.mock('../../viz/assets.ts', async (original) => {
  const real = await original<typeof import('../../viz/assets.ts')>();
  const { noPageCode } = await import('../viz/no-page-code.ts');
  return { ...real, loadReportAssets: () => real.loadReportAssets(noPageCode) };
});

const desk = (more: Record<string, string | Uint8Array> = {}): string =>
  folderWith({ 'blastradius.yaml': smallDesk, ...more });
const tenMistakes = readFileSync(new URL('../fixtures/ten-mistakes.yaml', import.meta.url), 'utf8');

describe('init', () => {
  it('writes an ecosystem without a mistake, and the schema that it names', async () => {
    const folder = folderWith({});
    const said = await blastradius(folder, 'init');
    expect(said).toMatchObject({ exitCode: 0, stdout: 'wrote blastradius.yaml and blastradius.schema.json\n' });
    const text = readFileSync(join(folder, 'blastradius.yaml'), 'utf8');
    const { file, warnings } = parseSuiteFile(text, 'blastradius.yaml');
    expect(warnings).toEqual([]);
    expect(file.ecosystem.components.length).toBeGreaterThan(8);
    const [, schema = ''] = /\$schema=(\S+)/.exec(text) ?? [];
    expect(JSON.parse(readFileSync(join(folder, schema), 'utf8'))).toHaveProperty('properties.components');
  });
  it('gives a result in which neither everything nor nothing falls', async () => {
    const folder = folderWith({});
    await blastradius(folder, 'init');
    const said = await blastradius(folder, 'run', '--worlds', '640', '--threads', '1', '--json');
    const { scenarios } = JSON.parse(said.stdout) as { scenarios: { blastRadius: { total: { fraction: number } } }[] };
    for (const { blastRadius } of scenarios) {
      expect(blastRadius.total.fraction).toBeGreaterThan(0.01);
      expect(blastRadius.total.fraction).toBeLessThan(0.8);
    }
  });
  it('overwrites nothing without --force', async () => {
    const folder = folderWith({ 'blastradius.yaml': 'mine' });
    const said = await blastradius(folder, 'init');
    expect(said.exitCode).toBe(2);
    expect(said.stderr).toContain('--force');
    expect(readFileSync(join(folder, 'blastradius.yaml'), 'utf8')).toBe('mine');
    expect(existsSync(join(folder, 'blastradius.schema.json'))).toBe(false);
    expect((await blastradius(folder, 'init', '--force')).exitCode).toBe(0);
  });
});

describe('validate', () => {
  it('says in a line what a sound file holds, and what was assumed', async () => {
    const said = await blastradius(desk(), 'validate');
    expect(said.exitCode).toBe(0);
    expect(
      said.stdout,
    ).toBe(`blastradius.yaml: valid, 8 components, 8 relations, 4 scenarios, 2 thresholds, 1 assumption
  assumed: No rate is given for 2 relations: 0.3 per round is assumed.
`);
  });
  it('tells all ten mistakes of a file, each with its place', async () => {
    const said = await blastradius(folderWith({ 'ten.yaml': tenMistakes }), 'validate', 'ten.yaml');
    expect(said.exitCode).toBe(2);
    expect(said.stdout).toBe('');
    expect(said.stderr.match(/--> ten\.yaml:\d+:\d+/g)?.length).toBeGreaterThanOrEqual(10);
    await expect(said.stderr).toMatchFileSnapshot('../golden/cli/ten-mistakes.txt');
  });
  it('gives the same problems as one JSON document', async () => {
    const folder = folderWith({ 'ten.yaml': tenMistakes, 'b.yaml': 'version: 2\ncomponents: {}\n' });
    const said = await blastradius(folder, 'validate', 'ten.yaml', 'b.yaml', '--json');
    expect(said.exitCode).toBe(2);
    const { errors } = JSON.parse(said.stdout) as { errors: { file: string; line: number; column: number }[] };
    expect(errors.filter(({ file }) => file === 'ten.yaml').length).toBeGreaterThanOrEqual(10);
    expect(errors.some(({ file }) => file === 'b.yaml')).toBe(true);
    for (const { line, column } of errors) expect([line > 0, column > 0]).toEqual([true, true]);
  });
  it('reads thresholds as run does', async () => {
    const folder = folderWith({ 'a.yaml': smallDesk.replace('total fraction < 0.9', 'total fractoin < 0.9') });
    const said = await blastradius(folder, 'validate', 'a.yaml');
    expect(said.exitCode).toBe(2);
    expect(said.stderr).toContain('fraction');
    expect(said.stderr).toContain('a.yaml:28');
  });
  it('counts warnings under --strict only', async () => {
    // A memory that monitors: a relation outside its ends.
    const odd = smallDesk.replace('relations:\n', 'relations:\n  - { from: notes, to: writer, kind: monitors }\n');
    const folder = folderWith({ 'a.yaml': odd });
    expect((await blastradius(folder, 'validate', 'a.yaml')).exitCode).toBe(0);
    const strict = await blastradius(folder, 'validate', 'a.yaml', '--strict');
    expect(strict.exitCode).toBe(4);
    expect(strict.stderr).toContain('warning');
  });
  it.each([
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(',')}]`).join('\n')}\nversion: 1\ncomponents: {}\n`,
    ],
    ['a text that is no YAML', 'version: 1\ncomponents: [{{{'],
    ['__proto__ as an id', 'version: 1\ncomponents: { __proto__: { kind: agent } }'],
    ['ten thousand brackets', `version: 1\ncomponents: ${'['.repeat(10_000)}`],
  ])('refuses %s with a place and no stack', async (_what, text) => {
    const said = await blastradius(folderWith({ 'a.yaml': text }), 'validate', 'a.yaml');
    expect(said.exitCode).toBe(2);
    expect(said.stderr).toMatch(/--> a\.yaml:\d+:\d+/);
    expect(said.stderr).not.toContain('node_modules');
  });
});

describe('explain', () => {
  it('shows arcs with their sources, controls and likeliest paths', async () => {
    const said = await blastradius(desk(), 'explain', 'blastradius.yaml', 'mailer');
    expect(said.exitCode).toBe(0);
    await expect(said.stdout).toMatchFileSnapshot('../golden/cli/explain-mailer.txt');
  });
  it('multiplies channel, trust and controls as DESIGN §3 says', async () => {
    const file = `version: 1
components:
  a: { kind: agent, exposed: true }
  b: { kind: agent, hardening: 0.5 }
  gate: { kind: control }
relations:
  - { from: a, to: b, kind: delegates, trust: { along: 0.8, against: 0 } }
controls:
  filter: { on: { from: a, to: b }, effectiveness: 0.25 }
suite:
  threats: [communication-poisoning]
  channels:
    - { threat: communication-poisoning, kind: delegates, direction: along, probability: 0.5 }
`;
    const said = await blastradius(folderWith({ 'a.yaml': file }), 'explain', 'a.yaml', 'b', '--json');
    expect(said.stderr).not.toContain('error');
    const { into, paths } = JSON.parse(said.stdout) as {
      into: { uncontrolled: number; passes: number }[];
      paths: { passes: number; components: string[] }[];
    };
    // 0.5 x 0.8 x (1 - 0.5) = 0.2; past the filter 0.2 x 0.75 = 0.15
    expect(into[0]?.uncontrolled).toBeCloseTo(0.2, 12);
    expect(into[0]?.passes).toBeCloseTo(0.15, 12);
    expect(paths).toMatchObject([{ components: ['a', 'b'] }]);
    expect(paths[0]?.passes).toBeCloseTo(0.15, 12);
  });
  it('knows who was meant', async () => {
    const said = await blastradius(desk(), 'explain', 'blastradius.yaml', 'maler');
    expect(said).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Did you mean "mailer"?') });
  });
  it('says that an entry point is one', async () => {
    const said = await blastradius(desk(), 'explain', 'blastradius.yaml', 'customer');
    expect(said.stdout).toContain('It is an entry point itself.');
  });
});

describe('report', () => {
  const stored = async (): Promise<string> => {
    const folder = desk();
    await blastradius(folder, 'run', '--out', 'results', '--threads', '1', '--quiet');
    return folder;
  };
  it('draws again what run wrote, to the byte', async () => {
    const folder = await stored();
    const said = await blastradius(folder, 'report', 'results', '-o', 'again.html');
    expect(said).toMatchObject({ exitCode: 0, stdout: 'wrote again.html\n' });
    expect(readFileSync(join(folder, 'again.html'))).toEqual(readFileSync(join(folder, 'results/report.html')));
  });
  it.each(['layers', 'graph', 'curve'])('draws the %s of any scenario in any width and theme', async (figure) => {
    const folder = await stored();
    const argv = [
      'report',
      'results',
      '--figure',
      figure,
      '--width',
      '700',
      '--theme',
      'dark',
      '--scenario',
      'agentic/forum/agentic',
    ];
    const { stdout, exitCode } = await blastradius(folder, ...argv);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^<svg [^>]*width="700"/);
    const png = await blastradius(folder, ...argv, '-o', 'figure.png');
    expect(png.exitCode).toBe(0);
    expect(readFileSync(join(folder, 'figure.png')).subarray(1, 4).toString()).toBe('PNG');
  });
  it.each([
    [['nowhere'], 'nothing of that name'],
    [['.'], 'no summary.json'],
    [['results', '--theme', 'dark'], '--figure with --theme'],
    [['results', '--figure', 'graph', '--scenario', 'agentic/forum/agentik'], 'Did you mean "agentic/forum/agentic"?'],
    [['results', '--format', 'png'], '-o figure.png'],
    [['results', '--figure', 'graph', '-o', 'a.html'], 'Leave --figure out'],
    [['results', '-o', 'a.doc'], '.html, .svg'],
  ])('%j: exit code 2', async (argv, message) => {
    const said = await blastradius(await stored(), 'report', ...argv);
    expect(said.exitCode).toBe(2);
    expect(said.stderr).toContain(message);
  });
  it('gives the results under --json, or a figure inside a document', async () => {
    const folder = await stored();
    const whole = await blastradius(folder, 'report', 'results', '--json');
    expect(whole.stdout).toBe(readFileSync(join(folder, 'results/summary.json'), 'utf8'));
    const figure = JSON.parse(
      (await blastradius(folder, 'report', 'results', '--json', '--figure', 'curve')).stdout,
    ) as { format: string; content: string };
    expect(figure.format).toBe('svg');
    expect(figure.content).toMatch(/^<svg /);
  });
  it('refuses results that were cut off', async () => {
    const folder = await stored();
    writeFileSync(join(folder, 'results/details.json'), '{"schemaVersion": 1, "sce');
    const said = await blastradius(folder, 'report', 'results', '-o', 'a.html');
    expect(said).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('JSON') });
  });
});

it('schema prints a JSON Schema', async () => {
  const { stdout, exitCode } = await blastradius('.', 'schema');
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toHaveProperty('properties.components');
});

it('doctor finds that this machine is ready', async () => {
  const said = await blastradius('.', 'doctor', '--json');
  expect(said.exitCode).toBe(0);
  const { ok, checks } = JSON.parse(said.stdout) as {
    ok: boolean;
    checks: { name: string; state: string; detail: string }[];
  };
  expect(ok).toBe(true);
  expect(checks.find(({ name }) => name === 'worker')).toMatchObject({ state: 'ok', detail: 'starts, ran 32 worlds' });
});
