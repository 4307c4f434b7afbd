import { describe, expect, it } from 'vitest';
import { seedOf } from '../../src/base/random.ts';
import { known } from '../../src/graph/belief.ts';
import { engineWorlds } from '../oracles/engine-worlds.ts';
import { MANY, runSmall, type SmallSystem } from './small-system.ts';

const within = { worlds: MANY, errors: 4 };

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
