import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { everyCommand } from '../../src/cli/command-names.ts';
import { completedShells, completionScript } from '../../src/cli/completion-script.ts';
import { learnChoices } from '../../src/cli/late-choices.ts';
import { buildProgram } from '../../src/cli/program.ts';
import { figures } from '../../viz/figures/figures.ts';

const program = buildProgram();
await learnChoices(program);

it.each(completedShells)('%s is offered every command and option', (shell) => {
  const script = completionScript(shell, program);
  for (const command of everyCommand(program)) {
    expect(script).toContain(command.name());
    for (const { long } of command.options) expect(script).toContain(shell === 'fish' ? `-l ${long?.slice(2)}` : long);
  }
});

describe('bash itself', () => {
  const complete = (...typed: string[]): string[] => {
    const words = ['blastradius', ...typed].map((word) => `'${word}'`).join(' ');
    const script = `${completionScript('bash', program)}\nCOMP_WORDS=(${words}); COMP_CWORD=${typed.length}; _blastradius; echo "\${COMPREPLY[*]}"`;
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
    expect(stderr).toBe('');
    return stdout
      .trim()
      .split(' ')
      .filter((word) => word !== '');
  };
  it.each([
    [['ru'], ['run']],
    [
      ['run', '--wo'],
      ['--worlds', '--world'],
    ],
    [['run', '--model', 'in'], ['independent-cascade']],
    [
      ['report', 'dir', '--figure', ''],
      [...figures.map(({ name }) => name), 'all'],
    ],
    [['--seed', '3', 'val'], ['validate']],
    [['completion', 'b'], ['bash']],
    [['run', 'fil'], []],
    [['gr'], ['graph']],
    [['graph', 'c'], ['convert']],
    [['graph', 'convert', '--re'], ['--results']],
    [
      ['graph', 'convert', 'a.yaml', '--as', ''],
      ['raw', 'ecosystem'],
    ],
    [['run', 'graph', 'c'], []],
  ])('completes %j', (typed, offered) => expect(complete(...typed)).toEqual(offered));
});
