import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blastradius, folderWith } from './fake-shell.ts';
import { smallDesk } from './small-desk.ts';

const desk = (suite = ''): string =>
  folderWith({ 'blastradius.yaml': smallDesk.replace('suite:\n', `suite:\n${suite}`), 'edges.txt': 'a b\nb c\n' });

type Results = {
  readonly assumptions: readonly string[];
  readonly warnings: readonly string[];
  readonly scenarios: readonly { readonly id: string; readonly entryLikelihood: number }[];
};
const run = async (folder: string, ...flags: string[]): Promise<Results> => {
  const said = await blastradius(folder, 'run', 'blastradius.yaml', '--threads', '1', '--json', ...flags);
  return JSON.parse(said.stdout) as Results;
};

describe('run --attacker tuned', () => {
  it('makes entry likelier, says what is assumed, and beats a grid of the file', async () => {
    const folder = desk('  parameters: { attacker: [opportunistic, tuned] }\n');
    const [both, tuned] = [await run(folder), await run(folder, '--attacker', 'tuned')];
    expect(both.scenarios.map(({ id }) => id)).toContain('agentic/customer/agentic/attacker=tuned');
    expect(tuned.scenarios).toHaveLength(both.scenarios.length / 2);
    expect(tuned.scenarios[0]?.id).toBe('agentic/customer/agentic');
    expect(tuned.scenarios[0]?.entryLikelihood).toBeGreaterThan(both.scenarios[0]?.entryLikelihood as number);
    expect(tuned.assumptions.join()).toContain('The attacker is tuned');
  });

  it('is refused for a raw graph and by another name', async () => {
    const raw = await blastradius(desk(), 'run', 'edges.txt', '--attacker', 'tuned');
    expect(raw).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--attacker for a raw graph') });
    const named = await blastradius(desk(), 'run', 'blastradius.yaml', '--attacker', 'clever');
    expect(named).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('opportunistic, tuned') });
  });
});

describe('factors of a file', () => {
  const factors = '  factors: { goalCascades: 0.5, noTrustBoundary: 0.5, collusion: 0.5 }\n';
  const board = (folder: string): string => {
    const file = join(folder, 'blastradius.yaml');
    return readFileSync(file, 'utf8').replace(
      'relations:\n',
      'relations:\n  - { from: planner, to: notes, kind: writes }\n  - { from: writer, to: notes, kind: reads, trust: 0.4 }\n',
    );
  };

  it('warn where they change nothing', async () => {
    const { warnings } = await run(desk(factors));
    expect(warnings).toContain('The factor collusion changes nothing in agentic: no monitor watches an agent.');
  });

  it('show in explain what they add and what they make of a trust', async () => {
    const folder = folderWith({ 'a.yaml': board(desk(factors)) });
    const said = await blastradius(folder, 'explain', 'a.yaml', 'writer', '--json');
    const { into } = JSON.parse(said.stdout) as { into: { kind: string; from: string; trust: string }[] };
    expect(into.find(({ kind }) => kind === 'reads')?.trust).toBe('0.4 (counts as 0.7)');
    const back = await blastradius(folder, 'explain', 'a.yaml', 'planner', '--json');
    const { into: pulls } = JSON.parse(back.stdout) as { into: readonly object[] };
    expect(pulls).toContainEqual(
      expect.objectContaining({
        from: 'writer',
        kind: 'messages',
        trust: '0.5',
        certainty: 'inferred',
        rule: 'goalCascades: both read and write notes',
      }),
    );
  });

  it('stand at the head of explain, with whom they make approve', async () => {
    const folder = desk('  attacker: tuned\n  factors: { nonDeterminism: 0.3, autonomy: [0.2, 0.4], collusion: 0 }\n');
    const file = join(folder, 'blastradius.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .replace('components:\n', 'components:\n  boss: { kind: human }\n')
        .replace(
          'relations:\n',
          'relations:\n  - { from: boss, to: writer, kind: supervises }\n  - { from: writer, to: planner, kind: delegates }\n',
        ),
    );
    const { stdout } = await blastradius(folder, 'explain', 'blastradius.yaml', 'planner');
    expect(stdout).toContain('\nunder: attacker tuned, nonDeterminism 0.3, autonomy 0.2 – 0.4\n');
    expect(stdout).toMatch(/^ {2}boss 0\.6 – 0\.8: yours, the factor autonomy: /mu);
    expect((await blastradius(desk(), 'explain', 'blastradius.yaml', 'planner')).stdout).not.toContain('\nunder: ');
  });

  it('leave what they add in the details of a run, as inferred', async () => {
    const folder = folderWith({ 'a.yaml': board(desk(factors)) });
    await blastradius(folder, 'run', 'a.yaml', '--threads', '1', '--out', 'results');
    const { relations } = JSON.parse(readFileSync(join(folder, 'results', 'details.json'), 'utf8')) as {
      relations: readonly object[];
    };
    expect(relations).toContainEqual(
      expect.objectContaining({ id: 'writer>messages>planner#1', rule: 'goalCascades: both read and write notes' }),
    );
  });
});
