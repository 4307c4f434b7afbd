import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { engineVersion } from '../../src/base/version.ts';
import { answer } from '../../src/cli/answer.ts';
import { everyCommand, typedName } from '../../src/cli/command-names.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { blastradius, fakeShell, folderWith } from './fake-shell.ts';

it('knows its version, on stdout, exit code 0', async () => {
  expect(engineVersion).toBe(manifest.version);
  expect(await blastradius('.', '--version')).toEqual({ exitCode: 0, stdout: `${engineVersion}\n`, stderr: '' });
});

const words = (name: string): string[] => name.split(' ').filter((word) => word !== '');

describe('help', () => {
  const names = ['', ...everyCommand(buildProgram()).map(typedName)];
  it.each(names)('of blastradius %s', async (name) => {
    const said = await blastradius('.', ...words(name), '--help');
    expect(said).toMatchObject({ exitCode: 0, stderr: '' });
    await expect(said.stdout).toMatchFileSnapshot(
      `../golden/cli/help${name === '' ? '' : `-${name.replace(' ', '-')}`}.txt`,
    );
  });
  it('has two examples for every command, before its options', async () => {
    for (const name of names) {
      const { stdout } = await blastradius('.', ...words(name), '--help');
      const [, examples = ''] = /^Examples\n((?: .*\n)+)\n/m.exec(stdout) ?? [];
      expect(examples.match(/ # /g), name).toHaveLength(2);
    }
  });
  it('is the same by `help COMMAND`', async () => {
    expect(await blastradius('.', 'help', 'run')).toEqual(await blastradius('.', 'run', '--help'));
  });
  it.each([
    ['help', 'graph', 'convert'],
    ['graph', 'help', 'convert'],
  ])('of a command in a group: %s %s %s', async (...argv) => {
    expect(await blastradius('.', ...argv)).toEqual(await blastradius('.', 'graph', 'convert', '--help'));
  });
  it('of a group is what it says alone', async () => {
    expect(await blastradius('.', 'graph')).toEqual(await blastradius('.', 'graph', '--help'));
    expect(JSON.parse((await blastradius('.', 'graph', '--json')).stdout)).toEqual({ commands: ['graph convert'] });
  });
  it('says what blastradius alone can do with a file that stands here', async () => {
    const { stdout, exitCode } = await blastradius(folderWith({ '.vscode/mcp.json': '{}' }));
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Found .vscode/mcp.json here. Try: blastradius run .vscode/mcp.json');
  });
});

describe('a usage error has exit code 2 and says what was meant:', () => {
  it.each([
    [['rnu'], 'Did you mean "run"?'],
    [['valdate', 'x.yaml'], 'Did you mean "validate"?'],
    [['model.yaml'], 'blastradius run model.yaml'],
    [['run', '--wrlds', '3'], 'Did you mean "--worlds"?'],
    [['run', '--wrlds=3'], 'Did you mean "--worlds"?'],
    [['--jsno'], 'Did you mean "--json"?'],
    [['run', '--worlds'], 'a value after --worlds'],
    [['run', '--worlds', 'many'], 'For example: --worlds 10000.'],
    [['run', '--seed', '-1'], 'a whole number'],
    [['--threads', '0', 'doctor'], 'a whole number from 1'],
    [['run', '--model', 'agentik'], 'Did you mean "agentic"?'],
    [['report', 'x', '--figure', 'laers'], 'Did you mean "layers"?'],
    [['explain', 'a.yaml'], '<id> after explain'],
    [['schema', 'extra'], 'no more arguments'],
    [['completion', 'zhs'], 'Did you mean "zsh"?'],
    [['validate', 'missing.yaml'], 'none of this name'],
    [['graph', 'covnert', 'a.yaml'], 'Did you mean "convert"?'],
    [['graph', 'convert', 'a.yaml', '--ot', 'dot'], 'Did you mean "--to"?'],
    [['graph', '--jsno'], 'Did you mean "--json"?'],
    [['graph', 'convert'], '<paths> after graph convert'],
    [['convert', 'a.yaml'], 'Did you mean "graph convert"?'],
    [['help', 'rnu'], 'Did you mean "run"?'],
  ])('%j', async (argv, fix) => {
    const said = await blastradius(folderWith({}), ...argv);
    expect(said.exitCode).toBe(2);
    expect(said.stdout).toBe('');
    expect(said.stderr).toContain(fix);
    expect(said.stderr).not.toContain('node_modules');
  });
  it('under --json it is one document on stdout as well', async () => {
    const said = await blastradius(folderWith({}), 'run', '--wrlds', '3', '--json');
    expect(said.exitCode).toBe(2);
    expect(JSON.parse(said.stdout)).toEqual({
      errors: [
        {
          file: 'command line',
          line: null,
          column: null,
          expected: 'an option of run',
          found: '--wrlds',
          fix: 'Did you mean "--worlds"?',
          message: 'expected an option of run, found --wrlds. Did you mean "--worlds"?',
        },
      ],
    });
    expect(said.stderr).toContain('Did you mean');
  });
});

it('takes global flags before and after the command', async () => {
  const before = await blastradius('.', '--json', 'completion', 'bash');
  const after = await blastradius('.', 'completion', 'bash', '--json');
  expect(before).toEqual(after);
  expect(JSON.parse(before.stdout)).toHaveProperty('script');
});

it('colours messages when it is told to, and not with --no-color', async () => {
  const coloured = fakeShell('.', { isTerminal: true, columns: 80 });
  await answer(['rnu'], coloured);
  expect(coloured.said.stderr).toContain('\x1b[31m');
  const plain = fakeShell('.', { isTerminal: true, columns: 80 });
  await answer(['--no-color', 'rnu'], plain);
  expect(plain.said.stderr).not.toContain('\x1b');
});

it('says where a defect of its own is, with the stack and exit code 3', async () => {
  const shell = fakeShell('.');
  const broken = {
    ...shell,
    stdout: {
      ...shell.stdout,
      write: () => {
        throw new TypeError('broken on purpose');
      },
    },
  };
  expect(await answer(['completion', 'bash'], broken)).toBe(3);
  expect(shell.said.stderr).toMatch(/TypeError: broken on purpose\n\s+at /);
  expect(shell.said.stderr).toContain('a defect of blastradius');
});
