import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ThreatDocument } from '../../src/analyse/threat-document.ts';
import { answer } from '../../src/cli/answer.ts';
import { displayWidth } from '../../src/cli/display-width.ts';
import { type FakeShell, fakeShell, folderWith, type Said } from './fake-shell.ts';
import { smallDesk } from './small-desk.ts';

const inDesk = (more: Readonly<Record<string, string>> = {}): FakeShell =>
  fakeShell(folderWith({ '.git/HEAD': '', 'desk.yaml': smallDesk, ...more }));

async function threats(shell: FakeShell, ...argv: string[]): Promise<Said> {
  const exitCode = await answer(['threats', ...argv], shell);
  return { exitCode, ...shell.said };
}

const documentOf = async (shell: FakeShell, ...argv: string[]): Promise<ThreatDocument> =>
  JSON.parse((await threats(shell, ...argv, '--json')).stdout) as ThreatDocument;

describe('threats', () => {
  it('says on one screen what applies where, and why', async () => {
    const said = await threats(inDesk(), 'desk.yaml');
    expect(said.exitCode).toBe(0);
    await expect(said.stdout).toMatchFileSnapshot('../golden/cli/threats.txt');
    expect(said.stdout.split('\n').length).toBeLessThan(40);
  });

  it('ranks what follows, and says the same on every number of threads', async () => {
    const once = await threats(inDesk(), 'desk.yaml', '--simulate', '--threads', '1');
    const twice = await threats(inDesk(), 'desk.yaml', '--simulate', '--threads', '2');
    expect(twice.stdout).toBe(once.stdout);
    await expect(once.stdout).toMatchFileSnapshot('../golden/cli/threats-simulate.txt');
  });

  it('takes configurations as they are, and names their lines', async () => {
    const config = '{\n  "mcpServers": {\n    "fetch": { "command": "npx", "args": ["-y", "mcp-fetch"] }\n  }\n}\n';
    const { threats: rows } = await documentOf(inDesk({ 'mcp.json': config }), 'mcp.json');
    expect(rows.length).toBeGreaterThan(0);
    const own = rows.find(({ component }) => component.id.includes('fetch'));
    expect(own?.source).toMatchObject({ file: 'mcp.json', line: 3 });
  });

  it('leaves out other components with --component, and less mature threats with --maturity', async () => {
    const all = await documentOf(inDesk(), 'desk.yaml');
    const one = await documentOf(inDesk(), 'desk.yaml', '--component', 'notes');
    expect(one.threats).toEqual(all.threats.filter(({ component }) => component.id === 'notes'));
    const realized = await documentOf(inDesk(), 'desk.yaml', '--maturity', 'realized');
    expect(realized.threats.map(({ id }) => id)).toEqual(
      all.threats.filter(({ maturity }) => maturity === 'realized').map(({ id }) => id),
    );
  });

  it('writes Markdown, CSV, JSON and SARIF, and all of them into a folder', async () => {
    const shell = inDesk();
    expect(
      (await threats(shell, 'desk.yaml', '-o', 't.md', '-o', 't.csv', '-o', 't.json', '-o', 't.sarif')).exitCode,
    ).toBe(0);
    const text = (name: string) => readFileSync(join(shell.cwd, name), 'utf8');
    const { threats: rows } = JSON.parse(text('t.json')) as ThreatDocument;
    expect(text('t.csv').trimEnd().split('\r\n')).toHaveLength(rows.length + 1);
    for (const { threat } of rows) expect(text('t.md')).toContain(threat);
    const sarif = JSON.parse(text('t.sarif')) as { runs: { results: unknown[] }[] };
    expect(sarif.runs[0]?.results).toHaveLength(rows.length);
    expect((await threats(inDesk(), 'desk.yaml', '--out', 'model')).exitCode).toBe(0);
  });

  it('prints the catalogue without a file', async () => {
    const said = await threats(inDesk(), '--list');
    expect(said.stdout).toContain('17 threats and 10 risks of OWASP; MITRE ATLAS 5.6.0 with 170 techniques');
    expect(said.stdout.split('\n').filter((line) => /^ {2}(?:L\d-T|X-T|AF-|MAS-T|BV-)\d/u.test(line))).toHaveLength(
      102,
    );
  });

  it('finds what own rules say', async () => {
    const catalogue = `version: 1
threats: [{ id: OWN-1, name: Ours, description: Ours., layers: 7, stride: T }]
rules: [{ id: ours, threats: OWN-1, when: { component: { kind: tool } }, because: '{it} is ours' }]
`;
    const { threats: rows, inputs } = await documentOf(
      inDesk({ 'own.yaml': catalogue }),
      'desk.yaml',
      '--catalogue',
      'own.yaml',
    );
    expect(rows.find(({ threat }) => threat === 'OWN-1')).toMatchObject({ because: 'mailer is ours', rule: 'ours' });
    expect(inputs.map(([name]) => name)).toContain('own.yaml');
  });

  it.each([
    ['a missing file', ['nothing.yaml'], /nothing\.yaml/u],
    ['an unknown component', ['desk.yaml', '--component', 'notez'], /Did you mean notes|notes/u],
    ['a file beside the catalogue', ['desk.yaml', '--list'], /--list alone, found "desk\.yaml"/u],
    ['an ending that cannot be written', ['desk.yaml', '-o', 't.pdf'], /\.md, \.csv, \.json, \.sarif/u],
    ['an unknown maturity', ['desk.yaml', '--maturity', 'seen'], /realized/u],
    ['a catalogue that is none', ['desk.yaml', '--catalogue', 'links.txt'], /links\.txt/u],
    ['an empty catalogue', ['desk.yaml', '--catalogue', 'empty.yaml'], /a file with something in it/u],
    ['a release of ATLAS that is none', ['desk.yaml', '--atlas', 'links.txt'], /links\.txt/u],
  ])('refuses %s with the way out', async (_, argv, message) => {
    const said = await threats(inDesk({ 'links.txt': 'a b\nb c\n', 'empty.yaml': '\n' }), ...argv);
    expect(said.exitCode).toBe(2);
    expect(said.stderr).toMatch(message);
    expect(said.stderr).not.toMatch(/^\s+at .*\.ts/mu);
  });

  it('simulates a system in which no threat applies: there is nothing to rank', async () => {
    const lonely = 'version: 1\nname: lonely\ncomponents:\n  one: { kind: agent }\n';
    for (const more of [['--simulate'], ['--simulate', '--stride'], ['--pasta'], ['--simulate', '--out', 'model']]) {
      const said = await threats(inDesk({ 'one.yaml': lonely }), 'one.yaml', ...more);
      expect(said.stderr, more.join(' ')).not.toContain('defect');
      expect(said.exitCode, more.join(' ')).toBe(0);
    }
    const { stdout } = await threats(inDesk({ 'one.yaml': lonely }), 'one.yaml', '--simulate');
    expect(stdout).toContain('No threat of the catalogue applies.');
  });

  it('shows different threats before the same one again', async () => {
    const servers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
    const config = JSON.stringify({
      mcpServers: Object.fromEntries(servers.map((name) => [name, { command: 'npx', args: ['-y', `mcp-${name}`] }])),
    });
    const { stdout } = await threats(inDesk({ 'mcp.json': config }), 'mcp.json');
    const shown = stdout.split('\n').flatMap((line) => /^ {2}(\S+-T?\d+) .* no control$/u.exec(line)?.[1] ?? []);
    expect(shown).toHaveLength(6);
    expect(new Set(shown).size).toBe(6);
  });

  it('tells of the worst why they apply, how they go on and what is named against them', async () => {
    const { threats: rows } = await documentOf(inDesk(), 'desk.yaml', '--simulate');
    const { stdout } = await threats(inDesk(), 'desk.yaml', '--simulate');
    const [worst] = rows;
    const text = stdout.slice(stdout.indexOf('Worst first')).replaceAll(/\s+/gu, ' ');
    expect(text).toContain(`1 ${worst?.threat} ${worst?.name} at ${worst?.component.id} ${worst?.because}`);
    expect(text).toContain(`Goes on: ${worst?.consequence?.path[0]?.from} → ${worst?.consequence?.path[0]?.to} by`);
    for (const one of worst?.mitigations ?? []) expect(text).toContain(one);
  });

  it('keeps what is done when it is interrupted, and says so in every output', async () => {
    const shell = inDesk();
    const running = threats(
      shell,
      'desk.yaml',
      '--simulate',
      '--worlds',
      '100000000',
      '--threads',
      '1',
      '-o',
      't.json',
      '-o',
      't.md',
    );
    setTimeout(() => shell.signal('SIGINT'), 600);
    const said = await running;
    expect(said.exitCode).toBe(130);
    expect(said.stdout).toContain('Interrupted: of the worlds that were done.');
    const { simulation } = JSON.parse(readFileSync(join(shell.cwd, 't.json'), 'utf8')) as ThreatDocument;
    expect(simulation).toMatchObject({ partial: true });
    expect(readFileSync(join(shell.cwd, 't.md'), 'utf8')).toContain('**Partial:');
  });

  it.each([60, 80, 120])('ranks within %i columns, and says what had no room', async (columns) => {
    const shell = fakeShell(folderWith({ '.git/HEAD': '', 'desk.yaml': smallDesk }), { columns });
    const { stdout } = await threats(shell, 'desk.yaml', '--simulate');
    const ranked = stdout.split('\n').filter((line) => /^ +(?:\d+ {2}\S|threat )/u.test(line));
    expect(ranked.length).toBeGreaterThan(10);
    expect(Math.max(...ranked.map(displayWidth))).toBeLessThanOrEqual(columns);
    expect(stdout).toMatch(columns === 60 ? /no room for .*likelihood.*95 %/u : /likelihood/u);
  });

  it('names files in SARIF from the root of the repository, wherever it is called', async () => {
    const root = folderWith({ '.git/HEAD': '', 'deep/down/desk.yaml': smallDesk });
    const uris = async (cwd: string, path: string): Promise<unknown[]> => {
      await threats(fakeShell(cwd), path, '-o', 't.sarif');
      const { runs } = JSON.parse(readFileSync(join(cwd, 't.sarif'), 'utf8')) as {
        runs: { results: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
      };
      return [...new Set(runs[0]?.results.map((one) => one.locations[0]?.physicalLocation.artifactLocation.uri))];
    };
    expect(await uris(root, 'deep/down/desk.yaml')).toEqual(['deep/down/desk.yaml']);
    expect(await uris(join(root, 'deep/down'), 'desk.yaml')).toEqual(['deep/down/desk.yaml']);
    expect(await uris(join(root, 'deep'), join(root, 'deep/down/desk.yaml'))).toEqual(['deep/down/desk.yaml']);
  });
});
