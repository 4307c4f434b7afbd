import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { answer } from '../../src/cli/answer.ts';
import type { Results } from '../../src/measure/results.ts';
import { blastradius, fakeShell, folderWith } from './fake-shell.ts';
import { smallDesk } from './small-desk.ts';

// The page's code comes from the build, which unit tests do without; test/viz clicks through the real page.
vi.mock('../../viz/assets.ts', async (original) => {
  const real = await original<typeof import('../../viz/assets.ts')>();
  const { noPageCode } = await import('../viz/no-page-code.ts');
  return { ...real, loadReportAssets: () => real.loadReportAssets(noPageCode) };
});

// One thread is the calling one: starting real ones is for the slow tests.
const run = (cwd: string, ...argv: string[]) => blastradius(cwd, 'run', ...argv, '--threads', '1');
const desk = (more: Record<string, string> = {}): string => folderWith({ 'blastradius.yaml': smallDesk, ...more });
const ring = 'a b\nb c\nc a\na a\n';

describe('the screen', () => {
  it('shows a suite in about twenty lines', async () => {
    const { stdout, stderr, exitCode } = await run(desk());
    expect(exitCode).toBe(0);
    await expect(stdout).toMatchFileSnapshot('../golden/cli/run-suite.txt');
    expect(stderr).toContain('using blastradius.yaml');
    expect(stderr).toContain('next: blastradius run blastradius.yaml --out results');
  });
  it('shows one scenario by layer', async () => {
    const { stdout } = await run(
      desk(),
      '--entry',
      'customer,forum',
      '--threats',
      'tool-misuse,memory-poisoning',
      '--scenario',
      'agentic/customer,forum/memory-poisoning+tool-misuse',
    );
    await expect(stdout).toMatchFileSnapshot('../golden/cli/run-scenario.txt');
  });
  it('draws in ASCII where the locale is not UTF-8', async () => {
    const shell = fakeShell(desk(), { env: { LANG: 'C' } });
    await answer(['run', '--threads', '1'], shell);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is the question
    expect(shell.said.stdout).toMatch(/^[\x00-\x7f]*$/);
    expect(shell.said.stdout).toMatch(/#{2}/);
  });
  it('shows an edge list without layers', async () => {
    const { stdout, stderr } = await run(folderWith({ 'ring.txt': ring }), 'ring.txt', '--entry', 'a');
    await expect(stdout).toMatchFileSnapshot('../golden/cli/run-edge-list.txt');
    expect(stderr).toContain('1 self-loop left out');
  });
  it('has nothing on stderr with --quiet but warnings are in the JSON', async () => {
    const said = await run(folderWith({ 'ring.txt': ring }), 'ring.txt', '--quiet', '--json');
    expect(said.stderr).toBe('');
    expect((JSON.parse(said.stdout) as Results).warnings).toEqual([
      '1 self-loop left out: a node does not infect itself.',
    ]);
  });
  it('never obeys a name of the input', async () => {
    const name = '"\\u202e</script><img src=x onerror=alert(1)>"';
    const hostile = smallDesk.replaceAll('customer', name).replace('name: small-desk', 'name: "desk\\u202e"');
    const said = await run(folderWith({ 'a.yaml': hostile }), 'a.yaml');
    expect(said.stdout + said.stderr).not.toContain('\u202e');
    expect(said.stdout).toContain('\\u{202e}</script><img src=x onerror=alert(1)>');
  });
});

describe('--json', () => {
  it('is the document of DESIGN §8: no time, thread count, path or host, the same from everywhere', async () => {
    const folder = desk({ 'deep/b.yaml': smallDesk });
    const here = await run(join(folder, 'deep'), 'b.yaml', '--json');
    const above = await run(folder, 'deep/b.yaml', '--json');
    expect(above.stdout).toBe(here.stdout);
    const results = JSON.parse(here.stdout) as Results;
    expect(results).toMatchObject({
      schemaVersion: 1,
      name: 'small-desk',
      seed: 1,
      inputs: [['b.yaml', expect.stringMatching(/^[0-9a-f]{64}$/)]],
    });
    expect(results.scenarios.map(({ id }) => id)).toEqual([
      'agentic/customer/agentic',
      'agentic/customer/agentic/control-off:mail-approval',
      'agentic/forum/agentic',
      'agentic/forum/agentic/control-off:mail-approval',
    ]);
    expect(results.scenarios[0]).not.toHaveProperty('reach');
    expect(here.stdout).not.toContain(folder);
  });
  it('holds every component and arc with --full', async () => {
    const { stdout } = await run(desk(), '--json', '--full');
    const [first] = (JSON.parse(stdout) as Results).scenarios;
    expect(first?.reach?.find(({ id }) => id === 'customer')).toMatchObject({ p: 1, entry: true });
    expect(first?.credit?.length).toBeGreaterThan(0);
  });
  it('changes with the seed and says so; flags beat the file', async () => {
    const folder = desk();
    const one = JSON.parse((await run(folder, '--json')).stdout) as Results;
    const two = JSON.parse(
      (await run(folder, '--json', '--seed', '2', '--worlds', '320', '--model', 'worst-case')).stdout,
    ) as Results;
    expect(two.seed).toBe(2);
    expect(two.scenarios[0]?.model).toBe('worst-case');
    expect(one.scenarios[0]?.worlds).toBe(640);
  });
});

describe('an epidemic', () => {
  const meanOf = async (folder: string, ...argv: string[]): Promise<number> => {
    const { stdout } = await run(folder, ...argv, '--json', '--worlds', '6400');
    return (JSON.parse(stdout) as Results).scenarios[0]?.blastRadius.total.mean as number;
  };
  it('takes its rates from the command line, on a raw graph until it has died out', async () => {
    const link = folderWith({ 'link.txt': 'a b\n' });
    const sir = (...argv: string[]) =>
      meanOf(link, 'link.txt', '--entry', 'a', '--model', 'sir', '--probability', '0.02', ...argv);
    const passes = (recovery: number): number => 0.02 / (1 - 0.98 * (1 - recovery));
    expect(await sir()).toBeWithinStandardErrors(passes(0.1), { worlds: 6400, errors: 4 });
    expect(await sir('--recovery', '0.01')).toBeWithinStandardErrors(passes(0.01), { worlds: 6400, errors: 4 });
    expect(await sir('--recovery', '0.01', '--horizon', '1')).toBeWithinStandardErrors(0.02, {
      worlds: 6400,
      errors: 4,
    });
  });

  it('takes them from a file, or as a grid, and the command line beats both', async () => {
    const file = (suite: string): string =>
      'version: 1\ncomponents:\n  a: { kind: agent, exposed: true }\n  b: { kind: agent }\n' +
      'relations:\n  - { from: a, to: b, kind: delegates }\n' +
      `suite: { entries: [a], model: seir, threats: [communication-poisoning], horizon: 2, ${suite} }\n`;
    const folder = folderWith({
      'one.yaml': file('incubation: 1, recovery: 1'),
      'grid.yaml': file('parameters: { recovery: [0.5, 1], incubation: [0.25] }'),
    });
    const ids = async (...argv: string[]): Promise<string[]> =>
      (JSON.parse((await run(folder, ...argv, '--json', '--worlds', '32')).stdout) as Results).scenarios.map(
        ({ id }) => id,
      );
    const id = 'seir/a/communication-poisoning';
    expect(await ids('one.yaml')).toEqual([id]);
    expect(await ids('grid.yaml')).toEqual([`${id}/recovery=0.5/incubation=0.25`, `${id}/recovery=1/incubation=0.25`]);
    expect(await ids('grid.yaml', '--recovery', '0.2')).toEqual([`${id}/incubation=0.25`]);
  });

  it('says that worlds still grow, and that weights were scaled', async () => {
    const folder = folderWith({ 'hops.txt': '0 1\n1 2\n2 3\n3 4\n4 5\n0 5\n' });
    const slow = await run(folder, 'hops.txt', '--model', 'si', '--entry', '0', '--horizon', '10');
    expect(slow.stderr).toMatch(/In si\/0 \d+ % of worlds still grow in the last fifth of the 10 rounds/);
    const { stdout } = await run(folder, 'hops.txt', '--model', 'linear-threshold', '--probability', '0.6', '--json');
    expect((JSON.parse(stdout) as Results).assumptions).toEqual([
      'linear-threshold: the weights into 1 component sum to more than 1, and are scaled down to sum to 1.',
    ]);
  });
});

describe('the exit code', () => {
  const withRule = (rule: string): string => smallDesk.replace('total fraction < 0.9', rule);
  const code = async (rule: string, ...argv: string[]) =>
    (await run(folderWith({ 'a.yaml': withRule(rule) }), 'a.yaml', ...argv)).exitCode;

  it('is 1 if a rule of level error failed, also under --strict', async () => {
    expect(await code('total mean < 0.001')).toBe(1);
    expect(await code('total mean < 0.001', '--strict')).toBe(1);
  });
  it('is 0 if only a warning failed', async () => {
    const { exitCode, stdout } = await run(desk());
    expect(stdout).toContain('WARN  component mailer reach < 0.01');
    expect(exitCode).toBe(0);
  });
  it('is 4 under --strict if a rule is undecided, 0 without it', async () => {
    const { stdout } = await run(desk(), '--json');
    const { mean } = (JSON.parse(stdout) as Results).scenarios[0]?.blastRadius.total ?? { mean: 0 };
    const undecided = `total mean < ${mean} in agentic/customer/agentic`;
    expect(await code(undecided)).toBe(0);
    expect(await code(undecided, '--strict')).toBe(4);
  });
  it('is 0 if nothing can spread, and the screen says so', async () => {
    const alone = 'version: 1\ncomponents:\n  a: { kind: agent, exposed: true }\n  b: { kind: agent }\n';
    const said = await run(folderWith({ 'a.yaml': alone }), 'a.yaml');
    expect(said.exitCode).toBe(0);
    expect(said.stdout).toContain('Nothing can spread');
  });
});

describe('an input that is none', () => {
  it.each([
    [['missing.yaml'], 'none of this name'],
    [['.'], 'Name the ecosystem file in it: a.yaml'],
    [['a.yaml', '--entry', 'custmer'], 'Did you mean "customer"?'],
    [['a.yaml', '--threats', 'tool-missuse'], 'Did you mean "tool-misuse"?'],
    [['a.yaml', '--scenario', 'agentic/custmer/agentic'], 'Did you mean "agentic/customer/agentic"?'],
    [['a.yaml', '--world', '0', '--scenario', 'agentic/custmer/agentic'], 'Did you mean "agentic/customer/agentic"?'],
    [['a.yaml', '--probability', '0.2'], 'an edge list'],
    [['a.yaml', '--model', 'worst-case', '--entry', 'random'], 'named entry points for the worst case'],
    [['ring.txt', '--model', 'worst-case', '--entry', 'random'], 'named entry points for the worst case'],
    [['a.yaml', '-o', 'a.docx'], '.html, .svg, .png, .pdf, .md, .json'],
    [['a.yaml', '-o', 'a.pdf'], 'expected Chromium or Chrome on this machine'],
    [['a.yaml', '--out', 'ring.txt'], 'which is a file'],
    [
      ['a.yaml', '--out', '/proc/x'],
      'a folder that may be written after --out, found "/proc/x": an error of the system',
    ],
    [['ring.txt', '--out', 'a.yaml/x'], '"a.yaml/x": a file of that name'],
    [['a.yaml', '-f', 'ecosytem'], 'Did you mean "ecosystem"?'],
    [['ring.txt', '-o', 'a.svg'], 'a raw graph, which has no layers'],
    [['ring.txt', '--threats', 'all'], '--threats for a raw graph'],
    [['ring.txt', '--entry', 'd'], 'the id of a component'],
    [['a.yaml', '--recovery', '0.2'], 'expected a model with recovery: sis, sir, seir, found --recovery for agentic'],
    [['a.yaml', '--model', 'sir', '--incubation', '0.2'], 'expected a model with incubation: seir'],
    [['ring.txt', '--recovery', '0.2'], 'found --recovery for independent-cascade'],
    [['ring.txt', '--model', 'sir', '--recovery', '1.2'], 'a number from 0 to 1 after --recovery'],
  ])('%j: exit code 2, before any world', async (argv, message) => {
    const folder = folderWith({ 'a.yaml': smallDesk, 'ring.txt': ring });
    const said = await run(folder, ...argv);
    expect(said.exitCode).toBe(2);
    expect(said.stderr).toContain(message);
    expect(said.stdout).toBe('');
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'ring.txt']);
  });
  it('has no ecosystem here: the way to one is said', async () => {
    const said = await run(folderWith({ '.git/HEAD': '' }));
    expect(said.exitCode).toBe(2);
    expect(said.stderr).toContain('blastradius init');
  });
  it('is found in a folder above, up to the repository', async () => {
    const folder = folderWith({ '.git/HEAD': '', 'blastradius.yaml': smallDesk, 'src/deep/x.txt': '' });
    const said = await run(join(folder, 'src/deep'));
    expect(said.exitCode).toBe(0);
    expect(said.stderr).toContain('using ../../blastradius.yaml');
  });
});

describe('--out and -o', () => {
  it('write the folder of DESIGN §7, whose summary is what --json --full prints', async () => {
    const folder = desk();
    const { stdout } = await run(folder, '--json', '--full', '--out', 'results');
    const names = readdirSync(join(folder, 'results')).sort();
    expect(names).toEqual(['details.json', 'inputs', 'report.html', 'run.json', 'summary.json']);
    expect(readFileSync(join(folder, 'results/summary.json'), 'utf8')).toBe(stdout);
    const [kept = ''] = readdirSync(join(folder, 'results/inputs'));
    expect((JSON.parse(stdout) as Results).inputs).toEqual([['blastradius.yaml', kept]]);
    expect(readFileSync(join(folder, 'results/inputs', kept), 'utf8')).toBe(smallDesk);
  });
  it('give the same bytes twice, but for run.json', async () => {
    const folder = desk();
    await run(folder, '--out', 'one');
    await run(folder, '--out', 'two');
    for (const name of ['summary.json', 'details.json', 'report.html']) {
      expect(readFileSync(join(folder, 'two', name)), name).toEqual(readFileSync(join(folder, 'one', name)));
    }
  });
  it('write each file by its ending', async () => {
    const folder = desk();
    await run(folder, '-o', 'a.json', '-o', 'sub/a.svg', '-o', 'a.png', '-o', 'a.md');
    expect(JSON.parse(readFileSync(join(folder, 'a.json'), 'utf8'))).toHaveProperty('scenarios');
    expect(readFileSync(join(folder, 'sub/a.svg'), 'utf8')).toMatch(/^<svg /);
    expect(readFileSync(join(folder, 'a.png')).subarray(1, 4).toString()).toBe('PNG');
    expect(readFileSync(join(folder, 'a.md'), 'utf8')).toContain('small-desk');
    expect(readdirSync(folder).filter((name) => name.includes('part'))).toEqual([]);
  });
});

it('tells one world as a chain of causes', async () => {
  const { stdout } = await run(desk(), '--world', '5', '--json');
  const { scenarios } = JSON.parse(stdout) as {
    scenarios: { entry: string[]; reached: { id: string; from: string }[] }[];
  };
  for (const { entry, reached } of scenarios) {
    const fallen = new Set(entry);
    for (const { id, from } of reached) {
      expect(fallen).toContain(from);
      fallen.add(id);
    }
  }
});

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s keeps the worlds that are done, marked partial, and ends with %i', async (signal, exitCode) => {
    const folder = desk();
    const shell = fakeShell(folder);
    const running = answer(['run', '--worlds', '100000000', '--threads', '1', '--json', '--out', 'kept'], shell);
    setTimeout(() => shell.signal(signal), 600);
    expect(await running).toBe(exitCode);
    const results = JSON.parse(shell.said.stdout) as Results;
    expect(results.partial).toBe(true);
    expect(results.scenarios[0]?.worlds).toBeGreaterThan(0);
    expect(existsSync(join(folder, 'kept/summary.json'))).toBe(true);
    expect(shell.said.stderr).toContain('keeping the worlds that are done');
  });
  it('comes twice: the process ends at once', async () => {
    const shell = fakeShell(desk());
    const running = answer(['run', '--worlds', '100000000', '--threads', '1'], shell);
    await new Promise((resolve) => setTimeout(resolve, 600));
    shell.signal('SIGINT');
    expect(() => shell.signal('SIGINT')).toThrow('exit 130');
    await running;
  });
});

describe('a graph of thousands whose nobody is exposed', () => {
  const chain = Array.from({ length: 300 }, (_, i) => `a${i} --> a${i + 1}`);
  const folder = (): string => folderWith({ 'chain.mmd': ['flowchart LR', ...chain].join('\n') });
  const few = ['chain.mmd', '--worlds', '32', '--json'];

  it('starts from 200 components by default, and says how to start from all', async () => {
    const { stdout, stderr } = await run(folder(), ...few);
    const { scenarios, warnings, assumptions } = JSON.parse(stdout) as Results;
    expect(scenarios).toHaveLength(200);
    expect(warnings.join('\n')).toContain('only 200 of 301 components');
    expect(assumptions.join('\n')).toContain('each of 200 drawn from 301 components is an entry point');
    expect(stderr).toContain('take all with --entry each');
  });
  it('starts from all with --entry each, and says nothing', async () => {
    const { scenarios, warnings } = JSON.parse((await run(folder(), ...few, '--entry', 'each')).stdout) as Results;
    expect(scenarios).toHaveLength(301);
    expect(warnings.join('\n')).not.toContain('drawn by the seed');
  });
});
