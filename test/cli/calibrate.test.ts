import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { blastradius, folderWith } from './fake-shell.ts';

const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const fixture = (name: string): string => text(`test/fixtures/redteam/${name}`);
const names = [
  'promptfoo-bad.json',
  'promptfoo-good.json',
  'promptfoo-older.json',
  'trials.csv',
  'bad-rows.csv',
  'many-mistakes.csv',
];
const deskText = text('scenarios/support-desk.yaml');
const folderOf = (more: Record<string, string> = {}): string =>
  folderWith({ 'desk.yaml': deskText, ...Object.fromEntries(names.map((name) => [name, fixture(name)])), ...more });

type Told = {
  channels: { posterior: { mean: number; ci95: [number, number] }; prior: { mean: number } }[];
  scenarios: { id: string; before: Radius; after: Radius }[];
};
type Radius = { mean: number; ci95: [number, number]; belief95: [number, number] | null };

async function told(folder: string, ...argv: string[]): Promise<Told> {
  const said = await blastradius(folder, 'calibrate', ...argv, '--threads', '1', '--json');
  expect(said.exitCode, said.stderr).toBe(0);
  return JSON.parse(said.stdout) as Told;
}
const customer = ({ scenarios }: Told) => {
  const found = scenarios.find(({ id }) => id.startsWith('agentic/customer/'));
  if (found === undefined) throw new Error('the scenario of the customer');
  return found;
};

describe('promptfoo results', () => {
  it('that are bad raise the blast radius, beyond what chance allows', async () => {
    const { before, after } = customer(await told(folderOf(), 'desk.yaml', 'promptfoo-bad.json', '--worlds', '6400'));
    expect(after.ci95[0]).toBeGreaterThan(before.mean);
    expect(after.mean).toBeGreaterThan(before.mean);
  });
  it('that are good lower it, beyond what chance allows', async () => {
    const { before, after } = customer(await told(folderOf(), 'desk.yaml', 'promptfoo-good.json', '--worlds', '6400'));
    expect(after.ci95[1]).toBeLessThan(before.ci95[0]);
  });
});

describe('more trials with the same rate', () => {
  it('narrow what not knowing the inputs leaves open', async () => {
    const widths: number[] = [];
    for (const trials of [10, 100, 1000]) {
      const folder = folderOf({
        'n.csv': `target,class,successes,trials\ntriage,intent-manipulation,${0.3 * trials},${trials}\n`,
        'desk.yaml': onlyEntryOpen,
      });
      // belief95 needs 6,400 worlds. Beside a thousand trials chance is larger than what is not known: it may be 0.
      const { after } = customer(await told(folder, 'desk.yaml', 'n.csv', '--worlds', '25600'));
      const [low, high] = after.belief95 ?? [0, 0];
      widths.push(high - low);
    }
    const [ten = 0, hundred = 0, thousand = 0] = widths;
    expect(ten).toBeGreaterThan(0.3);
    expect(hundred).toBeLessThan(0.8 * ten);
    expect(thousand).toBeLessThan(0.8 * hundred);
  });
});

/** Everything that is uncertain besides the way in is taken as known. */
const onlyEntryOpen = deskText
  .replace('effectiveness: [0.3, 0.8]', 'effectiveness: 0.5')
  .replace('threats: agentic', 'threats: [intent-manipulation, communication-poisoning]')
  .replace(/thresholds:[\s\S]*$/u, '')
  .replace(
    '  worlds: 10000\n',
    `  worlds: 10000\n  attempts: 1\n  channels:\n${[
      ['communication-poisoning', 'delegates', 'along', 0.9],
      ['communication-poisoning', 'delegates', 'against', 0.3],
      ['communication-poisoning', 'monitors', 'against', 0.05],
    ]
      .map(
        ([threat, kind, direction, p]) =>
          `    - { threat: ${threat}, kind: ${kind}, direction: ${direction}, probability: ${p} }\n`,
      )
      .join('')}`,
  );

describe('--write', () => {
  it('changes only what was measured, and the same results change nothing again', async () => {
    const folder = folderOf();
    const read = (): string => readFileSync(join(folder, 'desk.yaml'), 'utf8');
    const write = () => blastradius(folder, 'calibrate', 'desk.yaml', 'trials.csv', '--write', '--no-simulate');
    expect(await write()).toMatchObject({ exitCode: 0 });
    const once = read();
    expect(await write()).toMatchObject({ exitCode: 0, stderr: expect.stringContaining('wrote desk.yaml, as it was') });
    expect(read()).toBe(once);
    const lines = once.split('\n');
    const changed = deskText.split('\n').filter((line) => !lines.includes(line));
    expect(changed).toEqual(['    effectiveness: [0.3, 0.8]']);
    const { suite } = parseSuiteFile(once, 'desk.yaml').file;
    expect(suite.channels).toMatchObject([
      { into: 'triage', probability: { successes: 3, trials: 40, prior: { mean: 0.3 } } },
      { into: 'airline-api', probability: { successes: 4, trials: 20 } },
    ]);
  });
  it('of several files and of one after the other comes to the same', async () => {
    const [together, apart] = [folderOf(), folderOf()];
    await blastradius(
      together,
      'calibrate',
      'desk.yaml',
      'trials.csv',
      'promptfoo-good.json',
      '--write',
      '--no-simulate',
    );
    await blastradius(apart, 'calibrate', 'desk.yaml', 'promptfoo-good.json', '--write', '--no-simulate');
    await blastradius(apart, 'calibrate', 'desk.yaml', 'trials.csv', '--write', '--no-simulate');
    const read = (folder: string): string => readFileSync(join(folder, 'desk.yaml'), 'utf8');
    expect(read(apart)).toBe(read(together));
  });
  it('writes no tier where words of agents come in, and the one that was tested elsewhere', async () => {
    const rows = 'triage,memory-poisoning,3,40,mid\ntriage,intent-manipulation,30,40,tuned-against\n';
    const folder = folderOf({ 't.csv': `target,class,successes,trials,tier\n${rows}` });
    const said = await blastradius(folder, 'calibrate', 'desk.yaml', 't.csv', '--write', '--no-simulate');
    expect(said.exitCode, said.stderr).toBe(0);
    expect(said.stdout).toContain('messages along, content, tun');
    const { file } = parseSuiteFile(readFileSync(join(folder, 'desk.yaml'), 'utf8'), 'desk.yaml');
    expect(file.suite.channels.map(({ source, tier }) => [source, tier])).toEqual([
      ['agent', undefined],
      ['content', 'tuned-against'],
    ]);
  });

  it('copies no prompt, answer or key', async () => {
    const folder = folderOf();
    await blastradius(folder, 'calibrate', 'desk.yaml', 'promptfoo-bad.json', '-o', 'out.yaml', '--no-simulate');
    const out = readFileSync(join(folder, 'out.yaml'), 'utf8');
    expect(out).toContain('promptfoo-bad.json#');
    expect(out).not.toMatch(/sk-proj|Probe|do as I say/u);
    expect(readFileSync(join(folder, 'desk.yaml'), 'utf8')).toBe(deskText);
  });
});

describe('bad input', () => {
  it('is told with all its places, of all files, and nothing is written', async () => {
    const folder = folderOf();
    const said = await blastradius(folder, 'calibrate', 'desk.yaml', 'bad-rows.csv', 'many-mistakes.csv', '--write');
    expect(said.exitCode).toBe(2);
    expect(said.stderr.match(/--> \S+\.csv:\d/gu)?.length).toBe(6);
    expect(readFileSync(join(folder, 'desk.yaml'), 'utf8')).toBe(deskText);
  });
  it.each([
    [['desk.yaml'], 'an ecosystem file and red-team results'],
    [['trials.csv', 'desk.yaml'], 'an ecosystem file first'],
    [['desk.yaml', 'desk.yaml'], 'red-team results'],
    [['desk.yaml', 'trials.csv', '-o', 'a.yaml', '--write'], 'either -o or --write'],
    [['desk.yaml', 'promptfoo-older.json', '--target', 'desk-bott=triage'], 'Did you mean "desk-bot"?'],
    [['desk.yaml', 'promptfoo-older.json', '--target', 'desk-bot=triagee'], 'Did you mean "triage"?'],
    [['desk.yaml', 'trials.csv', '--target', 'triage'], 'NAME=ID'],
    [['desk.yaml', 'trials.csv', '--prior-weight', '0'], '--prior-weight'],
  ])('%j is refused with what was expected', async (argv, expected) => {
    const said = await blastradius(folderOf(), 'calibrate', ...argv, '--no-simulate');
    expect(said.exitCode).toBe(2);
    expect(said.stderr).toContain(expected);
  });
  it('never loses results: -o does not write over them', async () => {
    const folder = folderOf();
    const said = await blastradius(folder, 'calibrate', 'desk.yaml', 'trials.csv', '-o', './trials.csv');
    expect(said.exitCode).toBe(2);
    expect(said.stderr).toContain('expected a file for the ecosystem after -o, found one of the results');
    expect(readFileSync(join(folder, 'trials.csv'), 'utf8')).toBe(fixture('trials.csv'));
  });

  it('without a single result is told', async () => {
    const folder = folderOf({
      'head.csv': 'target,class,successes,trials\n',
      'none.json': '{"evalId":"e","results":{"results":[]}}',
    });
    const said = await blastradius(
      folder,
      'calibrate',
      'desk.yaml',
      'head.csv',
      'none.json',
      'trials.csv',
      '--no-simulate',
    );
    expect(said.stderr).toContain('warning: head.csv has no results in it\nwarning: none.json has no results in it\n');
    expect(said.stderr).not.toContain('trials.csv has');
  });

  it('that is no target is told with the command that says it', async () => {
    const said = await blastradius(folderOf(), 'calibrate', 'desk.yaml', 'promptfoo-older.json', '--no-simulate');
    expect(said.stdout).toContain('desk-bot: 5 trials, no component is called so. Say it with --target "desk-bot=ID"');
  });
});

describe('the evidence of what was calibrated', () => {
  it('is shown by explain, and counted in results', async () => {
    const folder = folderOf();
    await blastradius(folder, 'calibrate', 'desk.yaml', 'trials.csv', '--write', '--no-simulate');
    const why = await blastradius(folder, 'explain', 'desk.yaml', 'triage');
    expect(why.stdout).toMatch(
      /intent-manipulation\/messages\/along\S* 3 of 40 and a prior 0\.3 worth [\d.]+: yours, desk\.yaml:\d+\n\s+trials\.csv#[0-9a-f]{8} \(CSV\): triage 3\/40; pen test, spring 2026/u,
    );
    expect(why.stdout).toContain('int-competition-2026');
    const run = await blastradius(folder, 'run', 'desk.yaml', '--worlds', '64', '--threads', '1', '--json');
    const { evidence } = JSON.parse(run.stdout) as {
      evidence: { channel: string; basis: string; arcs: number; sources: string[] }[];
    };
    const row = (channel: string) => evidence.find((one) => one.channel.startsWith(channel));
    expect(row('intent-manipulation/messages')).toMatchObject({
      basis: 'yours',
      arcs: 1,
      sources: [expect.stringMatching(/^desk\.yaml:\d+$/u), expect.stringContaining('trials.csv#'), expect.any(String)],
    });
    expect(row('memory-poisoning/reads/against/agent')).toMatchObject({ basis: 'literature', arcs: 4 });
    expect(row('communication-poisoning/delegates/against')).toEqual({
      channel: 'communication-poisoning/delegates/against',
      basis: 'judgement',
      arcs: 5,
      sources: [],
    });
  });
});
