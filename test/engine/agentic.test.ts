import { describe, expect, it } from 'vitest';
import { seedOf } from '../../src/base/random.ts';
import { known } from '../../src/graph/belief.ts';
import { engineWorlds } from '../oracles/engine-worlds.ts';
import { MANY, runSmall, type SmallSystem } from './small-system.ts';

const within = { worlds: MANY, errors: 4 };
/** A relation that carries nothing, for what it says beside its arcs. */
const silent = { p: 0, back: 0 };

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

describe('a control', () => {
  const system = (more: Partial<SmallSystem>): SmallSystem => ({
    components: {
      a: 'agent',
      b: 'agent',
      k: { kind: 'control', guards: [{ on: { from: 'a', to: 'b' }, effectiveness: known(1) }] },
    },
    relations: [['a', 'delegates', 'b']],
    entry: ['a'],
    threats: ['communication-poisoning', 'cross-agent-interference'],
    settings: { horizonRounds: 300 },
    ...more,
  });

  it('lets through what it held back once it is taken, in the same world and the next round', () => {
    const { compilation, reach } = runSmall(system({}), MANY);
    expect(reach('b')).toBe(1);
    const [b, k] = [1, 2]; // a is 0
    const rounds = engineWorlds(compilation.compiled, seedOf(1), 0, 40).map(({ firstRound }) => firstRound);
    for (const round of rounds) expect(round[b]).toBe((round[k] as number) + 1);
    // What evades the control is exercised with the default rate 0.3: it is taken in round t with 0.3 x 0.7^(t-1).
    expect(rounds.some((round) => (round[k] as number) > 3)).toBe(true);
  });

  it('holds for ever if nothing can take it', () => {
    expect(runSmall(system({ threats: ['communication-poisoning'] }), 3200).reach('b')).toBe(0);
    expect(runSmall(system({ model: 'independent-cascade' }), 3200).reach('b')).toBe(0);
  });

  it('that is an entry point holds nothing back', () => {
    for (const model of ['agentic', 'independent-cascade'] as const) {
      expect(runSmall(system({ model, entry: ['a', 'k'], threats: ['communication-poisoning'] })).reach('b')).toBe(1);
    }
  });

  it('that is dormant still works', () => {
    const { components } = system({});
    const dormant = { ...(components['k'] as object), kind: 'control' as const, latencyRounds: 1000 };
    expect(runSmall(system({ components: { ...components, k: dormant } }), 3200).reach('b')).toBe(0);
  });

  it('that is disabled lets through', () => {
    const more = {
      relations: [
        ['a', 'delegates', 'b'],
        ['a', 'invokes', 'k'],
      ],
    } as const;
    const threats = ['communication-poisoning', 'denial-of-service'] as const;
    const { reachedIn, mean } = runSmall(
      system({ ...more, threats, channels: [['denial-of-service', 'delegates', 'along', 0]] }),
    );
    expect(reachedIn('b')).toEqual([0, 0, 1]);
    expect(mean('disabled')).toBe(1);
  });

  it('that is contained lets through, and works again once it is repaired', () => {
    // Entry k is contained in 1; repaired in 2 it works from 3 on. a reaches b in 1 at once; with the hop
    // before it, b is tried in 3.
    const late = { d: 'agent', w: 'monitor', ...system({}).components } as const;
    const relations = [
      ['d', 'delegates', 'a'],
      ['a', 'delegates', 'b', { rate: 1 }],
      ['w', 'monitors', 'k', { detection: known(1) }],
    ] as const;
    const run = (repair: number) =>
      runSmall(
        system({
          components: { ...late, a: { kind: 'agent', latencyRounds: 1 } },
          relations,
          entry: ['d', 'k'],
          threats: ['communication-poisoning'],
          response: { repair: known(repair) },
        }),
      ).reachedIn('b');
    expect(run(0)).toEqual([0, 0, 0, 1]);
    expect(run(1)).not.toContain(1);
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

describe('latency', () => {
  const chain = (latencyRounds: number, more: Partial<SmallSystem> = {}): SmallSystem => ({
    components: { a: 'agent', b: { kind: 'agent', latencyRounds }, c: 'agent', w: 'monitor' },
    relations: [
      ['a', 'delegates', 'b'],
      ['b', 'delegates', 'c'],
    ],
    entry: ['a'],
    settings: { horizonRounds: 6 },
    ...more,
  });

  it.each([0, 1, 3])('of %s rounds: reached in 1, awake at the end of 1 + L, its own victim in 2 + L', (latency) => {
    const { reachedIn, dwell } = runSmall(chain(latency));
    expect(reachedIn('b')[1]).toBe(1);
    expect(reachedIn('c')[2 + latency]).toBe(1);
    // b from 1 + L to 6, c from 2 + L to 6.
    expect(dwell).toBe(6 - latency + (5 - latency));
  });

  it('leaves a component dormant if the rounds end first: reached, alive, and no dwell', () => {
    const { reach, dwell, tally } = runSmall(chain(3, { settings: { horizonRounds: 3 } }));
    expect([reach('b'), reach('c'), dwell]).toEqual([1, 0, 0]);
    expect(tally.extinct[7]).toBe(0);
  });

  it('hides it from monitors while it sleeps: flagged only in the round after it woke', () => {
    const relations = [...chain(3).relations, ['w', 'monitors', 'b', { detection: known(1) }] as const];
    const seen = runSmall(chain(3, { relations }));
    expect([seen.reach('c'), seen.mean('contained'), seen.dwell]).toEqual([0, 1, 1]);
    expect(runSmall(chain(3, { relations, settings: { horizonRounds: 4 } })).mean('contained')).toBe(0);
  });

  it('does not concern entry points: they are compromised at once', () => {
    const system = chain(0);
    const { reachedIn } = runSmall({
      ...system,
      components: { ...system.components, a: { kind: 'agent', latencyRounds: 3 } },
    });
    expect(reachedIn('b')[1]).toBe(1);
  });
});

describe('several classes on one relation', () => {
  const both = (rate: number): SmallSystem => ({
    components: { a: 'agent', b: 'agent' },
    relations: [['a', 'delegates', 'b', { rate }]],
    entry: ['a'],
    threats: ['communication-poisoning', 'denial-of-service'],
    channels: [
      ['communication-poisoning', 'delegates', 'along', 0.4],
      ['denial-of-service', 'delegates', 'along', 0.5],
    ],
    settings: { horizonRounds: 60 },
  });

  it.each([1, 0.5])('compromise beats disable in one round, at rate %s: 0.4 reached, 0.6 x 0.5 disabled', (rate) => {
    const { reach, mean } = runSmall(both(rate), MANY);
    expect(reach('b')).toBeWithinStandardErrors(0.4, within);
    expect(mean('disabled')).toBeWithinStandardErrors(0.3, within);
  });

  it('share the draw of being exercised: 0.5 (1 - 0.6 x 0.5) in one round, not 1 - (1 - 0.2)(1 - 0.25)', () => {
    const { reach } = runSmall(
      {
        ...both(0.5),
        threats: ['communication-poisoning', 'spoofing'],
        channels: [
          ['communication-poisoning', 'delegates', 'along', 0.4],
          ['spoofing', 'delegates', 'along', 0.5],
        ],
        settings: { horizonRounds: 1 },
      },
      MANY,
    );
    expect(reach('b')).toBeWithinStandardErrors(0.35, within);
  });

  it('give the credit to the first arc by source id in code units, then by identity', () => {
    const { tally, compilation } = runSmall({
      components: { B: 'agent', a: 'agent', c: 'agent' },
      relations: [
        ['a', 'delegates', 'c'],
        ['B', 'delegates', 'c'],
      ],
      entry: ['a', 'B'],
      threats: ['communication-poisoning', 'spoofing'],
    });
    const [first, ...others] = compilation.arcs;
    expect(compilation.expanded.nodes[first?.source as number]?.id).toBe('B');
    expect(compilation.arcs.map(({ id }) => id)).toContain('B>delegates>c#1>along>spoofing');
    expect([...tally.credit]).toEqual([32, ...others.map(() => 0)]);
  });
});

describe('disclosure', () => {
  it('happens to a store in any state: here to one that is disabled, and to one that is taken', () => {
    // t disables m in 1; u, taken in 1, discloses it in 2. s is taken in 1 and disclosed in 2.
    const { mean, tally } = runSmall({
      components: { t: 'tool', u: 'agent', m: 'memory', s: 'memory' },
      relations: [
        ['t', 'accesses', 'm'],
        ['t', 'delegates', 'u'],
        ['t', 'writes', 's'],
        ['u', 'reads', 'm'],
        ['u', 'reads', 's'],
      ],
      entry: ['t'],
      threats: ['memory-poisoning', 'communication-poisoning', 'denial-of-service', 'information-disclosure'],
      channels: [
        ['information-disclosure', 'accesses', 'along', 0],
        ['denial-of-service', 'delegates', 'along', 0],
      ],
    });
    expect([mean('disabled'), mean('disclosed'), mean('reached'), mean('affected')]).toEqual([1, 2, 2, 3]);
    expect([...(tally.histograms.disclosed[2] as Uint32Array)]).toEqual([0, 0, 32]);
  });

  it('does not make a store attack', () => {
    const { reach } = runSmall({
      components: { a: 'agent', m: 'memory', r: 'agent' },
      relations: [
        ['a', 'reads', 'm'],
        ['r', 'reads', 'm', { back: 1 }],
      ],
      entry: ['a'],
      threats: ['memory-poisoning', 'information-disclosure'],
    });
    expect(reach('r')).toBe(0);
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

describe('slots', () => {
  const system = (more: Partial<SmallSystem>): SmallSystem => ({
    components: { p: 'agent', child: 'agent', x: 'agent', y: 'agent', w: 'monitor' },
    relations: [
      ['p', 'spawns', 'child', { rate: 0.2, max: 2 }],
      ['child', 'delegates', 'y'],
    ],
    entry: ['p'],
    threats: ['communication-poisoning'],
    settings: { horizonRounds: 4 },
    ...more,
  });
  const bornBy4 = 1 - 0.8 ** 4;

  it('are born with `rate` in each round, compromised by a compromised parent', () => {
    const { mean, reach, tally } = runSmall(system({}), MANY);
    expect(mean('born') / 2).toBeWithinStandardErrors(bornBy4, { worlds: 2 * MANY, errors: 4 });
    expect(reach('child+1')).toBeWithinStandardErrors(bornBy4, within);
    expect(reach('child')).toBe(0);
    expect(tally.sizes[0]).toBe(6);
    // A child that is born in 1, 2 or 3 reaches y by 4; there are two.
    expect(reach('y')).toBeWithinStandardErrors(1 - 0.8 ** 6, within);
  });

  it('are born clean of a clean parent, and can then be attacked', () => {
    const clean = runSmall(system({ entry: ['x'] }), MANY);
    expect(clean.mean('born') / 2).toBeWithinStandardErrors(bornBy4, { worlds: 2 * MANY, errors: 4 });
    expect(clean.mean('reached')).toBe(0);
    // x sends to the child: a slot that is born in round 1, 2 or 3 is taken in the next.
    const attacked = runSmall(
      system({ entry: ['x'], relations: [...system({}).relations, ['x', 'messages', 'child']] }),
      MANY,
    );
    expect(attacked.reach('child+2')).toBeWithinStandardErrors(1 - 0.8 ** 3, within);
  });

  it('have no parent once it is contained: r / (1 - (1-r)(1-d)), the round of the containment included', () => {
    const { reach } = runSmall(
      system({
        relations: [...system({}).relations, ['w', 'monitors', 'p', { detection: known(0.3) }]],
        settings: { horizonRounds: 200 },
      }),
      MANY,
    );
    expect(reach('child+1')).toBeWithinStandardErrors(0.2 / (1 - 0.8 * 0.7), within);
  });

  it('exist from the start in independent cascade', () => {
    const { reach } = runSmall(
      system({
        model: 'independent-cascade',
        relations: [
          ['p', 'spawns', 'child', { rate: 0.2, max: 2, p: 0.6 }],
          ['child', 'delegates', 'y'],
        ],
        threats: ['communication-poisoning', 'cross-agent-interference'],
      }),
      MANY,
    );
    expect(reach('child+1')).toBeWithinStandardErrors(0.6, within);
    expect(reach('y')).toBeWithinStandardErrors(1 - 0.4 ** 3, within);
  });

  it('that are born late make a world one that still grows', () => {
    const late = {
      relations: [['p', 'spawns', 'child', { rate: 0.2, max: 1 }]],
      settings: { horizonRounds: 5 },
    } as const;
    const { tally, reachedIn } = runSmall(system(late), 3200);
    expect(tally.growing / 3200).toBe(reachedIn('child+1')[5]);
    expect(tally.growing).toBeGreaterThan(0);
  });
});

describe('groups', () => {
  const group = (link: 'all' | 'pairwise'): SmallSystem => ({
    components: { a: { kind: 'agent', count: 3 }, b: { kind: 'agent', count: 3 } },
    relations: [['a', 'delegates', 'b', { link }]],
    entry: ['a'],
  });

  it('are entered at their first replica, and join every pair', () => {
    const { reach, tally } = runSmall(group('all'));
    expect(['a#1', 'a#2', 'a#3', 'b#1', 'b#2', 'b#3'].map(reach)).toEqual([1, 0, 0, 1, 1, 1]);
    expect(tally.sizes[0]).toBe(5);
  });

  it('or only those of the same number', () => {
    expect(['a#1', 'a#2', 'a#3', 'b#1', 'b#2', 'b#3'].map(runSmall(group('pairwise')).reach)).toEqual([
      1, 0, 0, 1, 0, 0,
    ]);
  });

  it('have draws of their own for each pair: 0.5 each, all three with 0.125', () => {
    const { tally } = runSmall({ ...group('all'), relations: [['a', 'delegates', 'b', { p: 0.5 }]] }, MANY);
    const [none, , , all] = tally.histograms.reached[0] as Uint32Array;
    expect((none as number) / MANY).toBeWithinStandardErrors(0.125, within);
    expect((all as number) / MANY).toBeWithinStandardErrors(0.125, within);
  });
});

describe('monoculture', () => {
  const [p, q] = [0.5, 0.3];
  const system = (
    monoculture: number,
    models: readonly [string, string],
    model: 'agentic' | 'independent-cascade',
  ): SmallSystem => ({
    model,
    components: { e: 'agent', b: 'agent', c: 'agent', m1: 'model', m2: 'model' },
    relations: [
      ['e', 'delegates', 'b', { p }],
      ['e', 'delegates', 'c', { p: q }],
      ['b', 'infers', models[0], silent],
      ['c', 'infers', models[1], silent],
    ],
    entry: ['e'],
    settings: { monoculture: known(monoculture) },
  });
  const bothShare = (result: ReturnType<typeof runSmall>): number =>
    ((result.tally.histograms.reached[0] as Uint32Array)[2] as number) / MANY;

  describe.each(['agentic', 'independent-cascade'] as const)('in %s', (model) => {
    it.each([0, 0.5, 1])('%s keeps the marginals; both fall with (1 - m^2) p q + m^2 min(p, q)', (m) => {
      const result = runSmall(system(m, ['m1', 'm1'], model), MANY);
      expect(result.reach('b')).toBeWithinStandardErrors(p, within);
      expect(result.reach('c')).toBeWithinStandardErrors(q, within);
      expect(bothShare(result)).toBeWithinStandardErrors((1 - m * m) * p * q + m * m * Math.min(p, q), within);
    });

    it('joins only agents on one model', () => {
      expect(bothShare(runSmall(system(1, ['m1', 'm2'], model), MANY))).toBeWithinStandardErrors(p * q, within);
    });
  });

  it('joins only arcs of one class', () => {
    // b over messages by spoofing, c over delegates by communication poisoning.
    const result = runSmall(
      {
        ...system(1, ['m1', 'm1'], 'agentic'),
        relations: [
          ['e', 'messages', 'b', { p }],
          ['e', 'delegates', 'c', { p: q }],
          ['b', 'infers', 'm1', silent],
          ['c', 'infers', 'm1', silent],
        ],
        threats: ['communication-poisoning', 'spoofing'],
        channels: [
          ['communication-poisoning', 'messages', 'along', 0],
          ['spoofing', 'delegates', 'along', 0],
        ],
      },
      MANY,
    );
    expect(bothShare(result)).toBeWithinStandardErrors(p * q, within);
  });

  it('under independent retries draws the common uniform anew each round, the coin once', () => {
    // One arc, m = 1: saturates like an own draw. Two arcs of equal p: b and c always fall together.
    const result = runSmall(
      {
        ...system(1, ['m1', 'm1'], 'agentic'),
        relations: [
          ['e', 'delegates', 'b', { p: 0.1 }],
          ['e', 'delegates', 'c', { p: 0.1 }],
          ['b', 'infers', 'm1', silent],
          ['c', 'infers', 'm1', silent],
        ],
        settings: { monoculture: known(1), retries: 'independent', horizonRounds: 5 },
      },
      MANY,
    );
    expect(bothShare(result)).toBeWithinStandardErrors(1 - 0.9 ** 5, within);
    expect(bothShare(result)).toBe(result.reach('b'));
  });
});

describe('retries', () => {
  const hop = (retries: 'correlated' | 'independent', effectiveness: number): SmallSystem => ({
    components: {
      a: 'agent',
      b: 'agent',
      k: { kind: 'control', guards: [{ on: { component: 'b' }, effectiveness: known(effectiveness) }] },
    },
    relations: [['a', 'delegates', 'b', { p: 0.3, rate: 0.4 }]],
    entry: ['a'],
    settings: { retries, horizonRounds: 7 },
  });

  it.each([0, 0.5])('correlated, a control of %s: p (1-e) (1 - (1-r)^T)', (e) => {
    const expected = 0.3 * (1 - e) * (1 - 0.6 ** 7);
    expect(runSmall(hop('correlated', e), MANY).reach('b')).toBeWithinStandardErrors(expected, within);
  });

  it.each([0, 0.5])('independent, a control of %s: 1 - (1 - p r (1-e))^T', (e) => {
    const expected = 1 - (1 - 0.3 * 0.4 * (1 - e)) ** 7;
    expect(runSmall(hop('independent', e), MANY).reach('b')).toBeWithinStandardErrors(expected, within);
  });
});

describe('the rounds that are left when nothing can change', () => {
  it('count as dwell', () => {
    const { dwell } = runSmall({
      components: { a: 'agent', b: 'agent' },
      relations: [['a', 'delegates', 'b']],
      entry: ['a'],
    });
    expect(dwell).toBe(50);
  });

  it('a world grows late if someone is first reached in the last fifth of the rounds', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const chain = (length: number): SmallSystem => ({
      components: Object.fromEntries(ids.map((id) => [id, 'agent' as const])),
      relations: ids.slice(1, length).map((id, i) => [ids[i] as string, 'delegates', id] as const),
      entry: ['a'],
      settings: { horizonRounds: 5 },
    });
    expect(runSmall(chain(5)).tally.growing).toBe(0); // the last in round 4
    expect(runSmall(chain(6)).tally.growing).toBe(32); // the last in round 5
  });
});
