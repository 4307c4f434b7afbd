import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calibrate, type ResultFile, STDIN } from '../../src/analyse/calibrate/calibrate.ts';
import { measurementsOf, measurementText } from '../../src/analyse/calibrate/measurement.ts';
import { priorOf, priorSummary } from '../../src/analyse/calibrate/prior.ts';
import { betaCumulative } from '../../src/base/beta.ts';
import type { ChannelOverride } from '../../src/compile/suite.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { known } from '../../src/graph/belief.ts';
import type { ComponentId } from '../../src/graph/ids.ts';
import { readRedTeam } from '../../src/import/redteam/read-redteam.ts';

const { file: desk } = parseSuiteFile(
  readFileSync(new URL('../../scenarios/support-desk.yaml', import.meta.url), 'utf8'),
  'support-desk.yaml',
);
const csv = (rows: string, name = 'a.csv', hash = '00000001'): ResultFile => ({
  name,
  hash,
  results: readRedTeam({ name, text: `target,class,successes,trials,kind,direction,evidence\n${rows}\n` }),
});
const on = (rows: string, targets: Readonly<Record<string, string>> = {}) =>
  calibrate(desk, [csv(rows)], { priorWeight: 10, targets: new Map(Object.entries(targets)) });
const ways = (rows: string) =>
  on(rows).rows.map(({ key: { kind, direction, into, source, tier } }) =>
    [kind, direction, into, source, tier].join(' ').trim(),
  );

describe('trials of a component', () => {
  it('are evidence about what comes in from outside, where that is possible', () => {
    expect(ways('triage,intent-manipulation,3,40,,,')).toEqual(['messages along triage content']);
  });
  it('else about what brings it texts, never about a bad model', () => {
    expect(ways('refunds,communication-poisoning,3,40,,,')).toEqual([
      'delegates against refunds',
      'delegates along refunds',
    ]);
    expect(on('booking,intent-manipulation,3,40,,,')).toMatchObject({
      rows: [],
      unused: [{ what: 'intent-manipulation at booking', trials: 40 }],
    });
  });
  it('are about the way that their author names, whatever that is', () => {
    expect(ways('booking,intent-manipulation,3,40,infers,against,')).toEqual(['infers against booking']);
  });
  it('of attackers who adapted are about them alone, with what is known of them as the prior', () => {
    const { results } = csv('');
    const [group] = csv('triage,intent-manipulation,30,40,,,').results.trials;
    const tuned = { ...results, trials: [{ ...(group as NonNullable<typeof group>), tier: 'tuned-against' as const }] };
    const found = calibrate(desk, [{ name: 't.csv', hash: '0000000a', results: tuned }], {
      priorWeight: 10,
      targets: new Map(),
    });
    expect(found).toMatchObject({
      rows: [{ key: { into: 'triage', tier: 'tuned-against' }, belief: { trials: 40, prior: { mean: 0.6 } } }],
      unused: [],
    });
  });
  it('of a model are about every agent that runs on it', () => {
    expect(ways('llm,memory-poisoning,3,40,,,')).toEqual(['reads against faq content']);
    expect(on('llm,communication-poisoning,3,40,,,').rows.map(({ key }) => key.into)).toEqual([
      'booking',
      'refunds',
      'triage',
      'booking',
      'faq',
      'refunds',
    ]);
  });
  it('of everything are rows without a target', () => {
    const [row] = on('*,intent-manipulation,3,40,,,').rows;
    expect(row?.key).toEqual({
      threat: 'intent-manipulation',
      kind: 'messages',
      direction: 'along',
      source: 'content',
      tier: 'mid',
    });
  });
  it('that is a control count what it blocked', () => {
    const [control] = on('input-guardrail,intent-manipulation,6,30,,,').controls;
    expect(control).toMatchObject({
      control: 'input-guardrail',
      belief: { successes: 24, trials: 30, prior: { mean: 0.55 } },
    });
  });
});

describe('names of targets', () => {
  it.each([['triage'], ['Triage'], ['TRI-AGE']])('match %s as it is meant', (name) => {
    expect(ways(`${name},intent-manipulation,3,40,,,`).length).toBe(1);
  });
  it('match what a component is called', () => {
    expect(ways('Refunds and Compensation,memory-poisoning,3,40,,,')).toEqual(['reads against refunds agent']);
  });
  it('that match nothing are listed with the nearest, and used for nothing', () => {
    expect(on('triagge,intent-manipulation,3,40,,,')).toMatchObject({
      rows: [],
      unmatched: [{ target: 'triagge', trials: 40, nearest: 'triage' }],
    });
  });
  it('are what somebody says they are', () => {
    const { rows, unmatched } = on('desk-bot,intent-manipulation,3,40,,,', { 'desk-bot': 'triage' });
    expect(rows[0]?.key.into).toBe('triage');
    expect(unmatched).toEqual([]);
  });
  it('that are addresses are shown without passwords and keys, and may be said so', () => {
    const url = 'https://admin:hunter2@desk.example/api?key=abc';
    expect(on(`${url},intent-manipulation,3,40,,,`).unmatched[0]?.target).toBe('https://desk.example/api');
    const { rows } = on(`${url},intent-manipulation,3,40,,,`, { 'https://desk.example/api': '*' });
    expect(rows[0]?.key.into).toBeUndefined();
    expect(JSON.stringify(rows)).not.toContain('hunter2');
  });
  it('are the only agent in a system with one', () => {
    const { file } = parseSuiteFile(
      'version: 1\ncomponents:\n  bot: { kind: agent }\n  user: { kind: human }\nrelations:\n  - { from: user, to: bot, kind: messages }\n',
      'one.yaml',
    );
    const { rows, notes } = calibrate(file, [csv('http,intent-manipulation,3,40,,,')], {
      priorWeight: 10,
      targets: new Map(),
    });
    expect(rows[0]?.key.into).toBe('bot');
    expect(notes[0]).toContain('bot is the only agent');
  });
});

describe('the prior', () => {
  it('is the mean of the row in the table, worth what its range tells, at most what was said', () => {
    const [row] = on('triage,intent-manipulation,3,40,,,').rows;
    const { prior } = row?.belief ?? {};
    expect(prior?.mean).toBe(0.3);
    // Weight w: 5 and 95 % of Beta(0.3 w, 0.7 w) lie as far apart as those of the table, 0.47.
    const [a, b] = [0.3 * (prior?.weight ?? 0), 0.7 * (prior?.weight ?? 0)];
    const quantile = (u: number): number => {
      let [low, high] = [0, 1];
      for (let step = 0; step < 60; step++) {
        const middle = (low + high) / 2;
        if (betaCumulative(middle, a, b) < u) low = middle;
        else high = middle;
      }
      return low;
    };
    expect(quantile(0.95) - quantile(0.05)).toBeCloseTo(0.47, 3);
  });
  it('never counts for more than it may', () => {
    expect(priorOf({ form: 'judged', mean: 0.03, low: 0.005, high: 0.085 }, 10)).toEqual({ mean: 0.03, weight: 10 });
    expect(priorOf({ form: 'judged', mean: 0.03, low: 0.005, high: 0.085 }, 1000).weight).toBeGreaterThan(20);
    expect(priorOf({ form: 'number', value: 1 }, 10)).toEqual({ mean: 0.999, weight: 10 });
  });
  it('of what was measured before counts whole', () => {
    expect(priorOf({ form: 'trials', successes: 29, trials: 98 }, 10)).toEqual({ mean: 0.3, weight: 100 });
    expect(priorSummary({ mean: 0.5, weight: 2 })).toMatchObject({ mean: 0.5, low: expect.closeTo(0.025, 9) });
  });
});

describe('what was measured before', () => {
  const again = (first: readonly ResultFile[], second: readonly ResultFile[]) => {
    const options = { priorWeight: 10, targets: new Map() };
    const channels = calibrate(desk, first, options).rows.map(({ key, belief }) => ({
      ...key,
      probability: belief,
      at: { file: 'a' },
    }));
    return calibrate({ ...desk, suite: { ...desk.suite, channels } }, second, options).rows;
  };
  const three = csv('triage,intent-manipulation,3,40,,,');
  const ten = csv('triage,intent-manipulation,10,20,,,', 'b.csv', '00000002');
  it('adds up with another file', () => {
    expect(again([three], [ten])).toMatchObject([{ belief: { successes: 13, trials: 60 } }]);
  });
  it('in a file that is read again is the same, bit for bit', () => {
    expect(again([three, ten], [three])).toEqual(again([three], [three, ten]));
    expect(again([three], [three])[0]?.belief).toMatchObject({ successes: 3, trials: 40 });
  });
  it('in a file of that name is replaced by what it says now', () => {
    const now = csv('triage,intent-manipulation,1,50,,,', 'a.csv', '00000003');
    expect(again([three], [now])).toMatchObject([{ belief: { successes: 1, trials: 50 } }]);
  });
  it('on standard input adds up: other results come under that name, too', () => {
    const [first, second] = ['00000004', '00000005'].map((hash) =>
      csv('triage,intent-manipulation,1,50,,,', STDIN, hash),
    ) as [ResultFile, ResultFile];
    expect(again([first], [second])).toMatchObject([{ belief: { successes: 2, trials: 100 } }]);
    expect(again([first], [first])).toMatchObject([{ belief: { successes: 1, trials: 50 } }]);
  });
  it('by hand about the same is told where tests take its place, and only there', () => {
    const key = {
      threat: 'intent-manipulation',
      kind: 'messages',
      direction: 'along',
      into: 'triage' as ComponentId,
      source: 'content',
    } as const;
    const notes = (more: Partial<ChannelOverride>): readonly string[] => {
      const own = { ...key, probability: known(0.9), at: { file: 'a.yaml', line: 7, column: 3 }, ...more };
      const suite = { ...desk.suite, channels: [own] };
      return calibrate({ ...desk, suite }, [three], { priorWeight: 10, targets: new Map() }).notes;
    };
    expect(notes({})).toEqual([
      'Your own row at a.yaml:7 is about the same: the row from tests comes after it and holds.',
    ]);
    expect(notes({ into: 'faq' as ComponentId })).toEqual([]);
  });
  it('and is not in its file any more goes', () => {
    const now = csv('refunds,memory-poisoning,1,50,,,', 'a.csv', '00000003');
    expect(again([three], [now]).map(({ key }) => key.into)).toEqual(['refunds']);
  });
});

describe('the evidence of a measurement', () => {
  it('is a text that tells it again', () => {
    const one = {
      name: 'x#y (z).json',
      hash: '0a1b2c3d',
      tool: 'promptfoo 0.121.3',
      target: 'shared context',
      successes: 3,
      trials: 40,
      note: 'by us; 1/2',
    };
    const text = measurementText(one);
    expect(measurementsOf({ form: 'trials', successes: 3, trials: 40, evidence: [text, 'prior: judgement'] })).toEqual([
      one,
    ]);
  });
  it('is nobody’s if the numbers were edited since', () => {
    const text = measurementText({ name: 'a', hash: '0a1b2c3d', tool: 'CSV', target: '*', successes: 3, trials: 40 });
    expect(measurementsOf({ form: 'trials', successes: 4, trials: 40, evidence: [text] })).toBeUndefined();
    expect(measurementsOf({ form: 'trials', successes: 3, trials: 40, evidence: ['a report'] })).toBeUndefined();
  });
});
