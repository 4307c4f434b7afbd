import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Results } from '../../src/measure/results.ts';
import { blastradius, folderWith } from './fake-shell.ts';
import { smallDesk } from './small-desk.ts';

// The page's code comes from the build, which unit tests do without.
vi.mock('../../viz/assets.ts', async (original) => {
  const real = await original<typeof import('../../viz/assets.ts')>();
  const { noPageCode } = await import('../viz/no-page-code.ts');
  return { ...real, loadReportAssets: () => real.loadReportAssets(noPageCode) };
});

const desk = (more: Record<string, string> = {}): string =>
  folderWith({ 'desk.yaml': smallDesk.replace(/\nthresholds:[\s\S]*$/u, '\n'), ...more });
const example = readFileSync(new URL('../../docs/examples/own-catalogue.yaml', import.meta.url), 'utf8');

/** A release that knows one technique. */
const release = (technique = 'AML.T0051') => `version: '9.0'
matrices:
  - techniques: [{ id: ${technique}, name: LLM Prompt Injection, maturity: realized }]
`;

async function run(folder: string, ...argv: string[]): Promise<Results> {
  const { stdout, stderr, exitCode } = await blastradius(
    folder,
    'run',
    'desk.yaml',
    '--json',
    '--worlds',
    '64',
    '--threads',
    '1',
    '--entry',
    'forum',
    ...argv,
  );
  expect(exitCode, stderr).toBe(0);
  return JSON.parse(stdout) as Results;
}
const ids = ({ scenarios }: Results) => scenarios.map(({ id }) => id);
const isFiltered = (id: string) => /\/maturity=/u.test(id);

describe('run --maturity', () => {
  it('makes one filter of one, and paired scenarios of several, the narrowest first', async () => {
    const folder = desk();
    const plain = await run(folder);
    expect(ids(await run(folder, '--maturity', 'realized'))).toEqual(ids(plain));
    const several = await run(folder, '--maturity', 'feasible,realized,feasible');
    expect(ids(several)).toEqual(ids(plain).flatMap((id) => [`${id}/maturity=realized`, `${id}/maturity=feasible`]));
    expect(ids(await run(folder, '--maturity', 'each'))).toHaveLength(3 * plain.scenarios.length);
  });

  it('says that channels were left out, where the names of scenarios do not', async () => {
    const folder = desk();
    const filtered = 'Under maturity realized only channels that ATLAS 5.6.0 rates so well or better are simulated.';
    expect((await run(folder, '--maturity', 'realized')).assumptions).toContain(filtered);
    expect((await run(folder)).assumptions.join()).not.toContain('maturity');
    const last = async (...argv: string[]): Promise<string> =>
      (await blastradius(folder, 'run', 'desk.yaml', '--worlds', '64', '--threads', '1', ...argv)).stdout
        .trimEnd()
        .split('\n')
        .at(-1) ?? '';
    expect(await last('--maturity', 'realized', '--attacker', 'tuned')).toMatch(
      /^maturity realized and better only, attacker tuned, (\d+ assumptions?, )?engine/u,
    );
    expect(await last('--maturity', 'each')).not.toContain('maturity');
    expect(await last()).not.toMatch(/maturity|attacker/u);
  });

  it('gives for feasible what the run without it gives, and for one what the grid gives', async () => {
    const folder = desk();
    const plain = await run(folder);
    expect(await run(folder, '--maturity', 'feasible')).toEqual(plain);
    const each = await run(folder, '--maturity', 'each');
    const narrow = await run(folder, '--maturity', 'realized');
    const radii = (results: Results, filter: string) =>
      results.scenarios.filter(({ id }) => id.endsWith(filter)).map(({ blastRadius }) => blastRadius);
    expect(radii(each, '/maturity=feasible')).toEqual(radii(plain, ''));
    expect(radii(each, '/maturity=realized')).toEqual(radii(narrow, ''));
    expect(radii(narrow, '')).not.toEqual(radii(plain, ''));
  });

  it('beats a grid of the file', async () => {
    const folder = desk();
    const text = smallDesk
      .replace(/\nthresholds:[\s\S]*$/u, '\n')
      .replace('suite:\n', 'suite:\n  parameters: { maturity: [realized, feasible] }\n');
    expect(text).toContain('parameters:');
    const own = folderWith({ 'desk.yaml': text });
    expect(ids(await run(own)).every(isFiltered)).toBe(true);
    expect(await run(own, '--maturity', 'demonstrated').then(ids)).toEqual(ids(await run(folder)));
  });

  it.each([
    ['realised', 'Did you mean "realized"?'],
    ['realized,', '""'],
    ['all', '"all"'],
  ])('refuses %s with a fix', async (text, part) => {
    const { stderr, exitCode } = await blastradius(desk(), 'run', 'desk.yaml', '--maturity', text);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('a maturity after --maturity');
    expect(stderr).toContain(part);
  });

  it('is not for raw graphs, nor is --atlas', async () => {
    const folder = folderWith({ 'ring.txt': 'a b\nb c\n', 'atlas.yaml': release() });
    for (const typed of [
      ['--maturity', 'realized'],
      ['--atlas', 'atlas.yaml'],
    ]) {
      const { stderr, exitCode } = await blastradius(folder, 'run', 'ring.txt', ...typed);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(`found ${typed[0]} for a raw graph`)]);
    }
  });
});

describe('run --atlas', () => {
  it('says how mature channels are; its file is one of the inputs, and stays beside results', async () => {
    const folder = desk({ 'atlas.yaml': release() });
    const results = await run(folder, '--maturity', 'realized', '--atlas', 'atlas.yaml', '--out', 'out');
    const bundled = await run(folder, '--maturity', 'realized');
    expect(results.inputs.map(([name]) => name)).toEqual(['atlas.yaml', 'desk.yaml']);
    expect(results.assumptions).toContain('How mature channels are is what MITRE ATLAS 9.0 says (--atlas).');
    expect(results.scenarios[0]?.arcs).not.toBe(bundled.scenarios[0]?.arcs);
    expect(readFileSync(join(folder, 'out/inputs', results.inputs[0]?.[1] ?? ''), 'utf8')).toBe(release());
  });

  it('stays beside results of an import too, of which only the ecosystem is kept', async () => {
    const mcp = JSON.stringify({
      mcpServers: { files: { command: 'npx', args: ['files'], env: { TOKEN: 'secret' } } },
    });
    const folder = folderWith({ '.cursor/mcp.json': mcp, 'atlas.yaml': release() });
    const argv = [
      'run',
      '.cursor/mcp.json',
      '--worlds',
      '32',
      '--threads',
      '1',
      '--atlas',
      'atlas.yaml',
      '--out',
      'out',
    ];
    const { exitCode, stderr } = await blastradius(folder, ...argv);
    expect(exitCode, stderr).toBe(0);
    const kept = readdirSync(join(folder, 'out/inputs')).map((name) =>
      readFileSync(join(folder, 'out/inputs', name), 'utf8'),
    );
    expect(kept).toHaveLength(2);
    expect(kept).toContain(release());
    expect(kept.join()).not.toContain('"secret"');
  });

  it('is told apart from an ecosystem of the same name', async () => {
    const folder = desk({ 'new/desk.yaml': release() });
    const results = await run(folder, '--atlas', 'new/desk.yaml');
    expect(results.inputs.map(([name]) => name)).toHaveLength(2);
    expect(results.assumptions).toContain('How mature channels are is what MITRE ATLAS 9.0 says (--atlas).');
  });

  it('tells what is wrong with a release at its line', async () => {
    const folder = desk({ 'atlas.yaml': release().replace('realized', 'real') });
    const { stderr, exitCode } = await blastradius(folder, 'run', 'desk.yaml', '--atlas', 'atlas.yaml');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('atlas.yaml:3:73');
    expect(stderr).toContain('one of feasible, demonstrated, realized');
  });

  it('warns where threats name techniques that the release lacks', async () => {
    const { stderr } = await blastradius(
      desk({ 'atlas.yaml': release() }),
      'run',
      'desk.yaml',
      '--worlds',
      '32',
      '--threads',
      '1',
      '--atlas',
      'atlas.yaml',
    );
    expect(stderr).toContain('a release without AML.');
  });
});

describe('explain', () => {
  it('tells only the arcs that the filter leaves, by the release that is given', async () => {
    const folder = desk({ 'atlas.yaml': release('AML.T0099') });
    const arcs = async (...typed: string[]): Promise<number> => {
      const { stdout, exitCode } = await blastradius(folder, 'explain', 'desk.yaml', 'planner', '--json', ...typed);
      expect(exitCode).toBe(0);
      return stdout.length;
    };
    expect(await arcs('--maturity', 'feasible')).toBe(await arcs());
    expect(await arcs('--maturity', 'realized')).toBeLessThan(await arcs());
    expect(await arcs('--maturity', 'realized', '--atlas', 'atlas.yaml')).not.toBe(
      await arcs('--maturity', 'realized'),
    );
  });
});

describe('threats --catalogue', () => {
  type Document = {
    readonly threats: readonly {
      readonly threat: string;
      readonly rule: string;
      readonly externalRefs: readonly unknown[];
    }[];
    readonly inputs: readonly (readonly [string, string])[];
  };
  const threats = async (folder: string, ...typed: string[]): Promise<Document> => {
    const { stdout, stderr, exitCode } = await blastradius(folder, 'threats', 'desk.yaml', '--json', ...typed);
    expect(exitCode, stderr).toBe(0);
    return JSON.parse(stdout) as Document;
  };

  it('adds own threats to the bundled ones, with their refs, and the file to the inputs', async () => {
    const folder = desk({ 'own.yaml': example });
    const plain = await threats(folder);
    const own = await threats(folder, '--catalogue', 'own.yaml');
    expect(own.inputs.map(([name]) => name)).toEqual(['desk.yaml', 'own.yaml']);
    const added = own.threats.filter(({ threat }) => threat.startsWith('ACME'));
    expect(added.length).toBeGreaterThan(0);
    expect(added.find(({ threat }) => threat === 'ACME-2')?.externalRefs).toEqual([
      { source: 'CWE', id: 'CWE-200', url: 'https://cwe.mitre.org/data/definitions/200.html' },
    ]);
    expect(own.threats.filter(({ rule }) => plain.threats.some((one) => one.rule === rule))).toHaveLength(
      plain.threats.length,
    );
  });

  it('stands in place of the bundled rules if it says so', async () => {
    const { threats: only } = await threats(
      desk({ 'own.yaml': example.replace('replace: false', 'replace: true') }),
      '--catalogue',
      'own.yaml',
    );
    expect(new Set(only.map(({ rule }) => rule)).size).toBeLessThanOrEqual(3);
    expect(only.length).toBeGreaterThan(0);
  });

  it('tells all problems of all files at once, with code frames', async () => {
    const folder = desk({ 'a.yaml': example.replace('ACME-1\n', 'ACME-9\n'), 'b.yaml': 'version: 2\n' });
    const { stderr, exitCode } = await blastradius(
      folder,
      'threats',
      'desk.yaml',
      '--catalogue',
      'a.yaml',
      '--catalogue',
      'b.yaml',
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Did you mean "ACME-');
    expect(stderr).toContain('b.yaml:1:10');
  });
});
