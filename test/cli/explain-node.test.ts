import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { answer } from '../../src/cli/answer.ts';
import type { ExplainedNode } from '../../src/cli/reach-text.ts';
import type { Results } from '../../src/measure/results.ts';
import { blastradius, fakeShell, folderWith } from './fake-shell.ts';
import { smallDesk } from './small-desk.ts';

const explain = (cwd: string, ...argv: string[]) => blastradius(cwd, 'explain', ...argv);
const document = ({ stdout }: { readonly stdout: string }) => JSON.parse(stdout) as ExplainedNode;

/** Every node leads into the next, and into "hub". */
const wheel = Array.from({ length: 15 }, (_, i) => `n${i} n${i + 1} 0.9\nn${i} hub 0.1\n`).join('');

describe('explain of a raw graph', () => {
  it('shows the likeliest sources, how many there are, and what to do next', async () => {
    const said = await explain(folderWith({ 'wheel.txt': wheel }), 'wheel.txt', 'hub', '--worlds', '2000');
    expect(said.exitCode).toBe(0);
    await expect(said.stdout + said.stderr).toMatchFileSnapshot('../golden/cli/explain-node.txt');
  });

  it('says the same of a packed file, in JSON with all sources', async () => {
    const argv = ['hub', '--worlds', '2000', '--json'];
    const plain = await explain(folderWith({ 'wheel.txt': wheel }), 'wheel.txt', ...argv);
    const packed = await explain(folderWith({ 'wheel.txt.gz': gzipSync(wheel) }), 'wheel.txt.gz', ...argv);
    const { inputs, ...rest } = document(plain);
    expect(rest.reach).toHaveLength(15);
    expect(rest).toMatchObject({ id: 'hub', worlds: 2000, seed: 1, kernel: 'reverse', family: 'skip' });
    expect(rest.graph).toEqual({ components: 17, relations: 30 });
    expect({ ...document(packed), inputs: [] }).toEqual({ ...rest, inputs: [] });
    expect(inputs[0]?.[0]).toBe('wheel.txt');
  });

  it('agrees with run from the other end', async () => {
    const folder = folderWith({ 'wheel.txt': wheel });
    const flags = ['--worlds', '300', '--seed', '5', '--json', '--probability', '0.3', '--undirected'];
    const { reach } = document(await explain(folder, 'wheel.txt', 'hub', ...flags));
    const { stdout } = await blastradius(
      folder,
      ...['run', 'wheel.txt', '--entry', 'n3', '--kernel', 'skip', '--full', '--threads', '1', ...flags],
    );
    const forwards = (JSON.parse(stdout) as Results).scenarios[0]?.reach?.find(({ id }) => id === 'hub');
    expect(reach.find(({ id }) => id === 'n3')?.p).toBe(forwards?.p);
  });

  it('reads the graph as it is told, and says what was assumed and left out', async () => {
    const folder = folderWith({ 'a.txt': 'a b\nb c\nb b\n' });
    expect(document(await explain(folder, 'a.txt', 'a', '--json')).reach).toEqual([]);
    const both = await explain(folder, 'a.txt', 'a', '--json', '--undirected', '--probability', '1');
    expect(document(both).reach.map(({ id, p }) => [id, p])).toEqual([
      ['b', 1],
      ['c', 1],
    ]);
    expect(both.stderr).toContain('next: blastradius run a.txt --entry b --probability 1 --undirected');
    const assumed = await explain(folder, 'a.txt', 'a');
    expect(assumed.stdout).toContain('Nobody does, in any world.');
    expect(assumed.stdout).toContain('1 assumption, ');
    expect(assumed.stderr).toContain('warning: 1 self-loop left out');
  });

  it.each([
    [['hup'], 'Did you mean "hub"?'],
    [['hub', '--entry', 'n1'], 'Leave --entry out'],
    [['hub', '--threats', 'agentic'], 'Leave --threats out'],
    [['hub', '--paths', '3'], 'Leave --paths out'],
    [['hub', '--worlds', '0'], 'a whole number'],
  ])('refuses %j', async (argv, fix) => {
    const said = await explain(folderWith({ 'wheel.txt': wheel }), 'wheel.txt', ...argv);
    expect(said).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining(fix) });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('after %s keeps the worlds that are done, and ends with %i', async (signal, exitCode) => {
    const shell = fakeShell(folderWith({ 'wheel.txt': wheel }));
    const running = answer(['explain', 'wheel.txt', 'hub', '--worlds', '1000000000', '--json'], shell);
    setTimeout(() => shell.signal(signal), 600);
    expect(await running).toBe(exitCode);
    const { partial, worlds } = document(shell.said);
    expect(partial).toBe(true);
    expect(worlds % 256).toBe(0);
    expect(worlds).toBeGreaterThan(0);
    expect(shell.said.stderr).toContain('keeping the worlds that are done');
  });
});

describe('explain of an ecosystem', () => {
  it.each([['--probability', '0.5'], ['--undirected'], ['--worlds', '10']])(
    'refuses %s, which only a raw graph has',
    async (flag, ...value) => {
      const said = await explain(
        folderWith({ 'blastradius.yaml': smallDesk }),
        'blastradius.yaml',
        'mailer',
        flag,
        ...value,
      );
      expect(said).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining(`Leave ${flag} out`) });
    },
  );
});
