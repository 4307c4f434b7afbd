import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from './setup/ensure-built.ts';
import { mustRun, runProgram } from './setup/run-program.ts';

/*
 * What people get: the packed package, installed without our compilers into a folder that has nothing else.
 * Everything here goes through its own files, never through the repository's, except to compare.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const scenario = 'support-desk.yaml';
const minutes = 60_000;

let folder: string;
let installed: string;
let bin: string;
let version: string;

beforeAll(async () => {
  ensureBuilt();
  folder = await mkdtemp(join(tmpdir(), 'blastradius-package-'));
  installed = join(folder, 'node_modules', 'blastradius');
  bin = join(folder, 'node_modules', '.bin', 'blastradius');
  const packed = await mustRun('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root);
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
  await writeFile(join(folder, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }\n');
  await mustRun('npm', ['install', filename, '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund'], folder);
  await cp(join(root, 'scenarios', scenario), join(folder, scenario));
  ({ version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string });
}, 5 * minutes);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the installed package', () => {
  it('answers to its name', async () => {
    expect(await runProgram(bin, ['--version'], folder)).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    const help = await runProgram(bin, ['--help'], folder);
    expect(help).toMatchObject({ status: 0, stderr: '' });
    expect(help.stdout).toContain('blastradius run');
  });

  it('can be imported by name', async () => {
    const code = "const names = Object.keys(await import('blastradius')); console.log(JSON.stringify(names));";
    const names = JSON.parse(await mustRun(process.execPath, ['--input-type=module', '-e', code], folder)) as string[];
    expect(names.length).toBeGreaterThan(0);
  });

  it('reads code, with the grammar that it brings', async () => {
    const code = "from agents import Agent\ndesk = Agent(name='Desk')\n";
    await writeFile(join(folder, 'desk.py'), code);
    expect(await mustRun(bin, ['import', 'desk.py', '--quiet'], folder)).toContain('\n  Desk:\n    kind: agent\n');
  });

  it.each(['nodenext', 'bundler'])('type-checks in a strict TypeScript project (%s)', async (moduleResolution) => {
    await writeFile(
      join(folder, 'consumer.ts'),
      "import * as blastradius from 'blastradius';\nexport const names: readonly (keyof typeof blastradius)[] = [];\n" +
        '// @ts-expect-error a name that does not exist: if this compiled, the types would not have been found\n' +
        'export const missing = blastradius.noSuchName;\n',
    );
    const compilerOptions = {
      strict: true,
      noEmit: true,
      target: 'es2022',
      module: moduleResolution === 'bundler' ? 'esnext' : 'nodenext',
      moduleResolution,
      skipLibCheck: true,
      types: [],
    };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }));
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    expect(await runProgram(process.execPath, [tsc, '-p', 'tsconfig.json'], folder)).toMatchObject({
      status: 0,
      stdout: '',
    });
  });

  it('runs a bundled scenario on two threads, with the bytes that the repository gives', async () => {
    const args = ['run', scenario, '--json', '--threads', '2', '--worlds', '3200', '--seed', '1'];
    const ours = await mustRun(process.execPath, [join(root, 'dist', 'src', 'cli', 'main.js'), ...args], folder);
    const theirs = await mustRun(bin, args, folder);
    expect(JSON.parse(theirs)).toMatchObject({ schemaVersion: 1, seed: 1, engine: version });
    expect(theirs).toBe(ours);
  });

  it('holds what it reads at run time, its licence and notices, and no tests', async () => {
    const files = (await readdir(installed, { recursive: true })).map((file) => file.replaceAll('\\', '/'));
    expect(files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'NOTICE',
        'README.md',
        'dist/blastradius.schema.json',
        'dist/viz/browser/page.js',
        'dist/viz/browser/engine.js',
        'dist/viz/fonts/inter-400.woff2',
        'dist/viz/fonts/LICENSE',
        'dist/workers/thread.js',
        `dist/scenarios/${scenario}`,
        `scenarios/${scenario}`,
      ]),
    );
    expect(
      files.filter((file) => /(^|\/)(test$|test\/|\.env|\.npmrc)/.test(file) && !file.includes('node_modules')),
    ).toEqual([]);
  });

  it('names no folder of the machine that built it', async () => {
    const entries = await readdir(installed, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const texts = await Promise.all(files.map(async (file) => [file, await readFile(file, 'latin1')] as const));
    expect(texts.filter(([, text]) => text.includes(root)).map(([file]) => file)).toEqual([]);
  });

  it('finds its schema under its own name', async () => {
    const code = "console.log(import.meta.resolve('blastradius/schema.json'))";
    const url = (await mustRun(process.execPath, ['--input-type=module', '-e', code], folder)).trim();
    const schema = JSON.parse(await readFile(fileURLToPath(url), 'utf8')) as object;
    expect(schema).toHaveProperty('properties.components');
  });
});
