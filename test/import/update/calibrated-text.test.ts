import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../../src/compile/suite-file.ts';
import type { Trials } from '../../../src/graph/belief.ts';
import { type Calibrated, calibratedText } from '../../../src/import/update/calibrated-text.ts';
import { writeEcosystem } from '../../../src/import/write-ecosystem.ts';

const belief: Trials = {
  form: 'trials',
  successes: 3,
  trials: 40,
  prior: { mean: 0.3, weight: 9.151 },
  evidence: ['a: b#1234abcd (CSV): triage 3/40; "quoted", 100 % & more', 'prior: judgement'],
};
const key = { threat: 'intent-manipulation', kind: 'messages', direction: 'along', into: 'triage', source: 'content' };
const one: Calibrated = { isOwn: () => false, channels: [{ key, belief }], controls: [] };
const parsed = (text: string) => parseSuiteFile(text, 'a.yaml').file;
const desk = readFileSync(new URL('../../../scenarios/support-desk.yaml', import.meta.url), 'utf8');
const small = `version: 1
components:
  triage: { kind: agent } # who
  user: { kind: human }
relations:
  - { from: user, to: triage, kind: messages }
`;

describe('a calibrated row', () => {
  it.each([
    ['a suite without channels', desk],
    ['no suite', small],
    ['no line end at its end', small.trimEnd()],
    ['line ends of Windows', desk.replaceAll('\n', '\r\n')],
    [
      'channels of its own',
      `${small}suite:\n  channels:\n    # mine\n    - { threat: tool-misuse, kind: invokes, direction: along, probability: 0.2 } # sure\n  worlds: 64\n`,
    ],
    [
      'a list that is not indented',
      `${small}suite:\n  channels:\n  - threat: tool-misuse\n    kind: invokes\n    direction: along\n    probability: 0.2\n  # below\n  worlds: 64\n`,
    ],
  ])('is put into a file with %s, and all other lines stay', (_, text) => {
    const after = calibratedText(text, one);
    const row = parsed(after).suite.channels.at(-1);
    expect(row).toMatchObject({ ...key, probability: belief });
    expect(parsed(after).suite.channels.length).toBe(parsed(text).suite.channels.length + 1);
    const kept = after.split(/\r?\n/u);
    for (const line of text.replace(/\s*$/u, '').split(/\r?\n/u)) expect(kept).toContain(line);
    expect(after.includes('\r\n')).toBe(text.includes('\r\n'));
    expect(/[^\r]\n/u.test(after)).toBe(!text.includes('\r\n'));
  });
  it.each([
    ['channels in a line', `${small}suite: { channels: [], worlds: 64 } # one line\n`],
    [
      'anchors',
      `${small.replace('{ kind: agent }', '&agent { kind: agent }')}  - { from: user, to: triage, kind: feeds }\nsuite:\n  channels:\n    - { threat: tool-misuse, kind: invokes, direction: along, probability: 0.2 }\n`,
    ],
    [
      'the form of JSON',
      JSON.stringify({ version: 1, components: { triage: { kind: 'agent' } }, suite: { worlds: 64 } }, null, 4),
    ],
  ])('is put into a file with %s, which says the same otherwise', (_, text) => {
    const after = calibratedText(text, one);
    expect(parsed(after).suite.channels.at(-1)).toMatchObject({ probability: belief });
    expect(parsed(after).suite.worlds).toBe(parsed(text).suite.worlds);
    expect(parsed(after).ecosystem.components.length).toBe(parsed(text).ecosystem.components.length);
    for (const comment of text.match(/# .*/gu) ?? []) expect(after).toContain(comment);
  });
  it('takes the place of its own earlier ones alone, and the file is then the same again', () => {
    const mine = `${small}suite:\n  channels:\n    - { threat: tool-misuse, kind: invokes, direction: along, probability: 0.2 }\n`;
    const first = calibratedText(mine, one);
    const again = (text: string) => calibratedText(text, { ...one, isOwn: (position) => position === 1 });
    expect(again(first)).toBe(first);
    expect(again(again(first))).toBe(first);
  });
  it('that nothing supports any more goes, and what is left is sound', () => {
    const first = calibratedText(small, one);
    const gone = calibratedText(first, { isOwn: () => true, channels: [], controls: [] });
    expect(parsed(gone).suite.channels).toEqual([]);
  });
});

describe('a calibrated control', () => {
  const controls = [{ control: 'input-guardrail', threat: 'intent-manipulation' as const, belief }];
  it('keeps what it stops of the other classes', () => {
    const after = calibratedText(desk, { ...one, channels: [], controls });
    const guard = parsed(after).ecosystem.components.find(({ id }) => id === 'input-guardrail')?.guards[0];
    expect(guard?.effectiveness).toMatchObject({
      byClass: { 'intent-manipulation': belief, spoofing: { form: 'range', low: 0.3, high: 0.8 } },
    });
    const changed = after.split('\n').filter((line) => !desk.split('\n').includes(line));
    expect(changed.length).toBe(1);
  });
  it('comes back from the ecosystem as it is written anew, with prior and evidence', () => {
    const { ecosystem } = parsed(calibratedText(desk, { ...one, channels: [], controls }));
    const again = parsed(writeEcosystem(ecosystem)).ecosystem;
    const guardsOf = ({ components }: typeof ecosystem) => components.map(({ guards }) => guards);
    expect(guardsOf(again)).toEqual(guardsOf(ecosystem));
    expect(JSON.stringify(guardsOf(again))).toContain('triage 3/40');
  });
  it('is found where it is a relation, and over several lines', () => {
    const text =
      `${small}  - from: gate\n    to: triage\n    kind: guards\n    effectiveness:\n      tool-misuse: 0.5\n    tags: [a]\n`.replace(
        'relations:',
        '  gate: { kind: control }\nrelations:',
      );
    const after = calibratedText(text, {
      ...one,
      channels: [],
      controls: [{ control: 'gate', threat: 'tool-misuse', belief }],
    });
    const guards = parsed(after).ecosystem.relations.find(({ kind }) => kind === 'guards');
    expect(guards).toMatchObject({ effectiveness: { byClass: { 'tool-misuse': belief } }, tags: ['a'] });
  });
});
