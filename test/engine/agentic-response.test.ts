import { describe, expect, it } from 'vitest';
import { known } from '../../src/graph/belief.ts';
import { MANY, runSmall, type SmallSystem } from './small-system.ts';

const within = { worlds: MANY, errors: 4 };

describe('a hop against a monitor', () => {
  const race = (p: number, rate: number, detection: number, retries: 'correlated' | 'independent'): SmallSystem => ({
    components: { a: 'agent', b: 'agent', w: 'monitor' },
    relations: [
      ['a', 'delegates', 'b', { p, rate }],
      ['w', 'monitors', 'a', { detection: known(detection) }],
    ],
    entry: ['a'],
    settings: { retries, horizonRounds: 400 },
  });
  const cases = [
    [0.4, 0.3, 0.1],
    [0.9, 0.5, 0.3],
    [0.2, 1, 0.05],
  ] as const;

  it.each(cases)('correlated, p %s, rate %s, detection %s: p r(1-d) / (1 - (1-r)(1-d))', (p, r, d) => {
    const expected = (p * r * (1 - d)) / (1 - (1 - r) * (1 - d));
    expect(runSmall(race(p, r, d, 'correlated'), MANY).reach('b')).toBeWithinStandardErrors(expected, within);
  });

  it.each(cases)('independent, p %s, rate %s, detection %s: p r(1-d) / (1 - (1-pr)(1-d))', (p, r, d) => {
    const expected = (p * r * (1 - d)) / (1 - (1 - p * r) * (1 - d));
    expect(runSmall(race(p, r, d, 'independent'), MANY).reach('b')).toBeWithinStandardErrors(expected, within);
  });

  it('draws once for each monitor: two of 0.2 and 0.3 contain in the first round with 1 - 0.8 x 0.7', () => {
    const result = runSmall(
      {
        components: { e: 'agent', a: 'agent', w1: 'monitor', w2: 'evaluator' },
        relations: [
          ['e', 'delegates', 'a'],
          ['w1', 'monitors', 'a', { detection: known(0.2) }],
          ['w2', 'monitors', 'a', { detection: known(0.3) }],
        ],
        entry: ['e'],
        settings: { horizonRounds: 2 },
      },
      MANY,
    );
    expect(result.mean('contained')).toBeWithinStandardErrors(0.44, within);
  });
});

describe('a response that waits', () => {
  it.each([0, 1, 2, 3])('`after` %s leaves that many rounds to attempt: 1 - 0.7^after', (afterRounds) => {
    const result = runSmall(
      {
        components: { a: 'agent', b: 'agent', w: 'monitor' },
        relations: [
          ['a', 'delegates', 'b', { rate: 0.3 }],
          ['w', 'monitors', 'a', { detection: known(1) }],
        ],
        entry: ['a'],
        response: { afterRounds },
      },
      MANY,
    );
    expect(result.reach('b')).toBeWithinStandardErrors(1 - 0.7 ** afterRounds, within);
  });

  it('forgets a flag when its component stops being compromised', () => {
    // m is taken in 1, flagged in 2 and 3. Its writer a, flagged in 1, is contained in 3 and m is cleaned.
    // The second writer takes m again in 4; the flag of 3 would contain it in 5, a new one (5) does in 7.
    const { dwell, reachedIn } = runSmall({
      components: { a: 'agent', again: 'agent', m: 'memory', w: 'monitor' },
      relations: [
        ['a', 'writes', 'm'],
        ['again', 'writes', 'm'],
        ['w', 'monitors', 'a', { detection: known(1) }],
        ['w', 'monitors', 'm', { detection: known(1) }],
      ],
      entry: ['a', 'again'],
      threats: ['memory-poisoning'],
      settings: { horizonRounds: 6 },
      response: { afterRounds: 2, purge: known(1) },
    });
    expect(reachedIn('m')[1]).toBe(1);
    expect(dwell).toBe(5); // rounds 1, 2, 4, 5, 6
  });
});

describe('an alert', () => {
  /** `bait` is contained in round 1 + after. b -> c is guarded with 0.4, pass 0.6, and under alert 0.6 x 0.25. */
  const system = (entry: string[], afterRounds: number): SmallSystem => ({
    components: {
      bait: 'agent',
      d: 'agent',
      b: 'agent',
      c: 'agent',
      w: 'monitor',
      k: { kind: 'control', guards: [{ on: { from: 'b', to: 'c' }, effectiveness: known(0.4) }] },
    },
    relations: [
      ['d', 'delegates', 'b'],
      ['b', 'delegates', 'c'],
      ['w', 'monitors', 'bait', { detection: known(1) }],
    ],
    entry,
    response: { afterRounds, alertFactor: 0.25 },
  });

  it('is not on yet in the round of the containment', () => {
    expect(runSmall(system(['bait', 'b'], 0), MANY).reach('c')).toBeWithinStandardErrors(0.6, within);
  });

  it('is on in the next round', () => {
    expect(runSmall(system(['bait', 'd'], 0), MANY).reach('c')).toBeWithinStandardErrors(0.15, within);
  });

  it('waits for the containment, not for the flag', () => {
    expect(runSmall(system(['bait', 'd'], 1), MANY).reach('c')).toBeWithinStandardErrors(0.6, within);
  });

  it('stays: the last of a chain of ten meets it too', () => {
    const ids = Array.from({ length: 10 }, (_, i) => `n${i}`);
    const { reach } = runSmall(
      {
        components: {
          bait: 'agent',
          ...Object.fromEntries(ids.map((id) => [id, 'agent' as const])),
          w: 'monitor',
          k: { kind: 'control', guards: [{ on: { from: 'n8', to: 'n9' }, effectiveness: known(0.4) }] },
        },
        relations: [
          ...ids.slice(1).map((id, i) => [ids[i] as string, 'delegates', id] as const),
          ['w', 'monitors', 'bait', { detection: known(1) }],
        ],
        entry: ['bait', 'n0'],
        response: { alertFactor: 0.25 },
      },
      MANY,
    );
    expect(reach('n8')).toBe(1);
    expect(reach('n9')).toBeWithinStandardErrors(0.15, within);
  });
});

describe('purging', () => {
  const system = (purge: number, horizonRounds: number): SmallSystem => ({
    components: { a: 'agent', again: 'agent', m: 'memory', reader: 'agent', w: 'monitor' },
    relations: [
      ['a', 'writes', 'm'],
      ['again', 'writes', 'm'],
      ['reader', 'reads', 'm', { back: 1 }],
      ['w', 'monitors', 'a', { detection: known(1) }],
    ],
    entry: ['a', 'again'],
    threats: ['memory-poisoning'],
    settings: { horizonRounds },
    response: { afterRounds: 1, purge: known(purge) },
  });

  it('cleans what the contained one wrote, which then does not attempt: the reader of round 2 has 1 - purge', () => {
    expect(runSmall(system(0.35, 2), MANY).reach('reader')).toBeWithinStandardErrors(0.65, within);
  });

  it('lets a store be taken again, without counting it twice', () => {
    // Taken in 1, cleaned in 2, taken again in 3, read in 4.
    const { dwell, reachedIn, mean } = runSmall(system(1, 4));
    expect(reachedIn('m')).toEqual([0, 1, 0, 0, 0]);
    expect(reachedIn('reader')).toEqual([0, 0, 0, 0, 1]);
    expect(mean('reached')).toBe(2);
    expect(dwell).toBe(4); // m in 1, 3 and 4, the reader in 4
  });
});

describe('a monitor that is put out', () => {
  const disabling = (detection: number, more: Partial<SmallSystem>): SmallSystem => ({
    components: { a: 'agent', w: 'monitor' },
    relations: [
      ['a', 'invokes', 'w'],
      ['w', 'monitors', 'a', { detection: known(detection) }],
    ],
    entry: ['a'],
    threats: ['denial-of-service'],
    ...more,
  });

  it('by denial of service does not detect: it is disabled if it missed the first round', () => {
    expect(runSmall(disabling(0.3, {}), MANY).mean('disabled')).toBeWithinStandardErrors(0.7, within);
  });

  it('and is restored the round after next detects every other round', () => {
    // Rounds 1, 3, 5, 7, 9: alive (not contained) at the end with 0.7^5.
    const { alive } = runSmall(
      disabling(0.3, { settings: { horizonRounds: 9 }, response: { restore: known(1) } }),
      MANY,
    );
    expect(alive).toBeWithinStandardErrors(0.7 ** 5, within);
  });

  it('by repudiation does not detect, and a success beats restore', () => {
    // Seeing: contained with d, else blinded with r. Blinded: stays so with r, else sees again (restore 1).
    const [d, r, horizonRounds] = [0.2, 0.6, 6];
    let [seeing, blind] = [1, 0];
    for (let round = 1; round <= horizonRounds; round++) {
      [seeing, blind] = [seeing * (1 - d) * (1 - r) + blind * (1 - r), seeing * (1 - d) * r + blind * r];
    }
    const { alive } = runSmall(
      {
        components: { a: 'agent', log: 'log-store' },
        relations: [
          ['a', 'writes', 'log', { rate: r }],
          ['log', 'monitors', 'a', { detection: known(d) }],
        ],
        entry: ['a'],
        threats: ['repudiation'],
        settings: { horizonRounds },
        response: { restore: known(1) },
      },
      MANY,
    );
    expect(alive).toBeWithinStandardErrors(seeing + blind, within);
  });

  it('by being taken does not detect: the first round, with 0.3, is the only one that can', () => {
    const { alive } = runSmall(
      disabling(0.3, {
        threats: ['communication-poisoning'],
        relations: [['w', 'monitors', 'a', { detection: known(0.3), back: 1 }]],
      }),
      MANY,
    );
    expect(alive).toBeWithinStandardErrors(0.7, within);
  });
});

describe('repair', () => {
  it('makes the contained clean, ready to be taken again: in 1 taken, 2 contained, 3 clean, 4 taken', () => {
    const system = (repair: number, horizonRounds: number): SmallSystem => ({
      components: { e: 'agent', a: 'agent', w: 'monitor' },
      relations: [
        ['e', 'delegates', 'a'],
        ['w', 'monitors', 'a', { detection: known(1) }],
      ],
      entry: ['e'],
      settings: { horizonRounds },
      response: { repair: known(repair) },
    });
    const certain = runSmall(system(1, 6));
    expect([certain.dwell, certain.mean('reached'), certain.mean('contained')]).toEqual([2, 1, 1]);
    // Contained in 2; clean in 3 with 0.4 or in 4 with 0.6 x 0.4; taken in 4 or 5. One round in 1, one more by 5.
    expect(runSmall(system(0.4, 5), MANY).dwell).toBeWithinStandardErrorsOf(1 + 0.4 + 0.24, {
      standardError: Math.sqrt((0.64 * 0.36) / MANY),
      errors: 4,
    });
  });

  it('of an entry point that falls again counts nothing', () => {
    const { mean, reach } = runSmall({
      components: { a: 'agent', b: 'agent', w: 'monitor' },
      relations: [
        ['a', 'delegates', 'b', { back: 1 }],
        ['w', 'monitors', 'a', { detection: known(1) }],
      ],
      entry: ['a', 'b'],
      response: { repair: known(1) },
    });
    expect([mean('reached'), mean('contained'), reach('a')]).toEqual([0, 0, 1]);
  });
});
