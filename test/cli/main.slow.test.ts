import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../src/measure/results.ts';
import { ensureBuilt } from '../setup/ensure-built.ts';
import { type Finished, runProgram } from '../setup/run-program.ts';
import { folderWith } from './fake-shell.ts';
import { smallDesk } from './small-desk.ts';

/* The program as people start it: processes of their own, from the build, with real threads, pipes and signals. */
const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const blastradius = (cwd: string, ...argv: string[]): Promise<Finished> =>
  runProgram(process.execPath, [main, ...argv], cwd);
const tenMistakes = readFileSync(new URL('../fixtures/ten-mistakes.yaml', import.meta.url), 'utf8');

beforeAll(ensureBuilt, 120_000);

describe('inputs that cannot be run end with 2, a message and no stack:', () => {
  const bomb = [...'bcdefghij'].map(
    (name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghij'[i]}`).join(', ')}]`,
  );
  const inputs: readonly (readonly [what: string, name: string, content: string | Uint8Array, message: string])[] = [
    ['a missing file', 'b.yaml', 'x', 'Did you mean "b.yaml"?'],
    ['an empty file', 'a.yaml', '', 'an empty file'],
    ['a binary', 'a.yaml', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0xff), 'binary data'],
    ['a file of 60 MB', 'a.yaml', new Uint8Array(60 * 1024 * 1024).fill(0x23), '60.0 MB'],
    ['ten mistakes', 'a.yaml', tenMistakes, 'a.yaml:19:'],
    ['a wrong type', 'a.yaml', 'version: 1\ncomponents: { a: { kind: 7 } }\n', 'a.yaml:2:'],
    ['an unknown id', 'a.yaml', smallDesk.replace('to: writer', 'to: writr'), 'Did you mean "writer"'],
    ['__proto__ as an id', 'a.yaml', 'version: 1\ncomponents: { __proto__: { kind: agent } }\n', '__proto__'],
    [
      'an alias bomb',
      'a.yaml',
      `a: &a [x, x, x, x, x, x, x, x, x]\n${bomb.join('\n')}\nversion: 1\ncomponents: {}\n`,
      'a.yaml:',
    ],
  ];
  it.each(inputs)('%s', async (_what, name, content, message) => {
    const said = await blastradius(folderWith({ [name]: content }), 'run', 'a.yaml');
    expect(said.status).toBe(2);
    expect(said.stdout).toBe('');
    expect(said.stderr).toContain(message);
    expect(said.stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
  });
  it('a folder without anything to import', async () => {
    expect(await blastradius(folderWith({ 'models/a.yaml': smallDesk }), 'run', 'models')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('a folder with a file that can be imported'),
    });
  });
});

it('runs on as many threads as it is told, with the same bytes', async () => {
  const folder = folderWith({ 'a.yaml': smallDesk });
  const [one, two] = [
    await blastradius(folder, 'run', 'a.yaml', '--json', '--threads', '1'),
    await blastradius(folder, 'run', 'a.yaml', '--json', '--threads', '2'),
  ];
  expect(one.status).toBe(0);
  expect(two.stdout).toBe(one.stdout);
});

it('says that nothing can spread where no relation is, and ends with 0', async () => {
  const alone = 'version: 1\ncomponents:\n  a: { kind: agent, exposed: true }\n  b: { kind: agent }\n';
  const said = await blastradius(folderWith({ 'a.yaml': alone }), 'run', 'a.yaml');
  expect(said).toMatchObject({ status: 0, stdout: expect.stringContaining('Nothing can spread') });
});

it('ends with 1 if a threshold failed', async () => {
  const said = await blastradius(
    folderWith({ 'a.yaml': smallDesk.replace('fraction < 0.9', 'fraction < 0.001') }),
    'run',
    'a.yaml',
  );
  expect(said).toMatchObject({ status: 1, stdout: expect.stringContaining('FAIL') });
});

it('reads an ecosystem from a pipe', async () => {
  const child = spawn(process.execPath, [main, 'run', '-', '--json'], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(smallDesk);
  expect((JSON.parse(await textOf(child)) as Results).inputs[0]?.[0]).toBe('<stdin>');
});

it('is quiet when its reader has seen enough', async () => {
  const folder = folderWith({ 'a.yaml': smallDesk });
  const script = `"${process.execPath}" "${main}" run a.yaml --json --full --quiet | head -c 10; exit "\${PIPESTATUS[0]}"`;
  const said = await runProgram('bash', ['-c', script], folder);
  expect(said).toEqual({ status: 0, stdout: '{\n  "schem', stderr: '' });
});

describe('demo', () => {
  it('prints the summary, writes the report into the current folder and says so', async () => {
    const folder = folderWith({});
    const said = await blastradius(folder, 'demo');
    expect(said.status).toBe(0);
    expect(said.stdout).toContain('Blast radius of support-desk');
    expect(said.stdout).toContain('wrote blastradius-demo/report.html');
    expect(statSync(`${folder}/blastradius-demo/report.html`).size).toBeGreaterThan(100_000);
  });
});

describe('doctor', () => {
  it('finds nothing broken', async () => {
    const { status, stdout } = await blastradius(folderWith({}), 'doctor');
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('is ready') });
  });
});

describe('a signal during a run', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s keeps what is done, marked partial, and ends with %i', async (signal, status) => {
    const folder = folderWith({ 'a.yaml': smallDesk });
    const child = spawn(process.execPath, [main, 'run', 'a.yaml', '--worlds', '500000000', '--out', 'kept'], {
      cwd: folder,
    });
    const stderr = textOf(child, 'stderr');
    // A plain log has a line from the tenth second on; what has been said by then is that it runs.
    setTimeout(() => child.kill(signal), 3_000);
    expect(await exitOf(child)).toBe(status);
    expect(await stderr).toContain('keeping the worlds that are done');
    const results = JSON.parse(readFileSync(`${folder}/kept/summary.json`, 'utf8')) as Results;
    expect(results.partial).toBe(true);
    expect(results.scenarios[0]?.worlds).toBeGreaterThan(0);
    expect(results.scenarios[0]?.worlds).toBeLessThan(500_000_000);
  });
  it('a second one ends it at once', async () => {
    const child = spawn(process.execPath, [main, 'run', 'a.yaml', '--worlds', '500000000'], {
      cwd: folderWith({ 'a.yaml': smallDesk }),
    });
    setTimeout(() => child.kill('SIGINT'), 3_000);
    child.stderr.once('data', () => child.kill('SIGINT'));
    expect(await exitOf(child)).toBe(130);
  });
});

const exitOf = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('close', resolve));

async function textOf(child: ChildProcess, from: 'stdout' | 'stderr' = 'stdout'): Promise<string> {
  let text = '';
  for await (const chunk of child[from] ?? []) text += chunk;
  return text;
}
