import { describe, expect, it } from 'vitest';
import { known } from '../../src/graph/belief.ts';
import { MANY, runSmall, type SmallSystem } from './small-system.ts';

const within = { worlds: MANY, errors: 4 };
/** A relation that carries nothing, for what it says beside its arcs. */
const silent = { p: 0, back: 0 };

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

  it.each([0.5, 1])('%s under independent retries: a coin for the world, a common uniform for the round', (m) => {
    // Within T rounds each falls with q = 1 - (1 - p)^T. Both on the common uniform (m^2): together; else apart.
    const q = 1 - 0.9 ** 5;
    const result = runSmall(
      {
        ...system(m, ['m1', 'm1'], 'agentic'),
        relations: [
          ['e', 'delegates', 'b', { p: 0.1 }],
          ['e', 'delegates', 'c', { p: 0.1 }],
          ['b', 'infers', 'm1', silent],
          ['c', 'infers', 'm1', silent],
        ],
        settings: { monoculture: known(m), retries: 'independent', horizonRounds: 5 },
      },
      MANY,
    );
    expect(result.reach('b')).toBeWithinStandardErrors(q, within);
    expect(bothShare(result)).toBeWithinStandardErrors(m * m * q + (1 - m * m) * q * q, within);
  });
});
