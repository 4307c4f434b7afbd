import { describe, expect, it } from 'vitest';
import { known } from '../../../src/graph/belief.ts';
import { onlyFactor } from '../../oracles/random-factors.ts';
import { MANY, runSmall, type SmallSystem } from '../small-system.ts';

const within = { worlds: MANY, errors: 4 };
const agentic = ['agentic', 'independent-cascade'] as const;

describe('non-determinism', () => {
  const system = (spread: number, arcs: readonly number[]): SmallSystem => ({
    components: { e: 'agent', a: 'agent', store: 'data-store' },
    relations: [...arcs.map((p) => ['e', 'delegates', 'a', { p }] as const), ['e', 'writes', 'store', { p: 0.5 }]],
    entry: ['e'],
    threats: ['communication-poisoning', 'memory-poisoning'],
    settings: { factors: onlyFactor('nonDeterminism', spread) },
  });
  /** Worlds of a block share U: the variance of q(U) counts once per block. */
  const spreadOf = (variance: number) => ({
    standardError: Math.sqrt(variance / (MANY / 32) + 0.25 / MANY),
    errors: 4,
  });

  it('keeps the mean of one arc where nothing is capped: p', () => {
    // q(U) = 0.5 U, variance 0.25 s^2 / 3.
    const { reach } = runSmall(system(0.8, [0.5]), MANY);
    expect(reach('a')).toBeWithinStandardErrorsOf(0.5, spreadOf((0.25 * 0.64) / 3));
  });

  it('is one draw for all arcs into a component: 1 - E (1 - p U)^2 = 2 p - p^2 (1 + s^2 / 3)', () => {
    // s = 1, p = 0.5: q = 1 - v^2 with v uniform, variance 1/5 - 1/9. Without the factor it is 0.75.
    const { reach } = runSmall(system(1, [0.5, 0.5]), MANY);
    expect(reach('a')).toBeWithinStandardErrorsOf(1 - 0.25 * (4 / 3), spreadOf(1 / 5 - 1 / 9));
    expect(runSmall(system(0, [0.5, 0.5]), MANY).reach('a')).toBeWithinStandardErrors(0.75, within);
  });

  it('is capped at 1: E min(1, 0.8 U) = 0.6875 for s = 1', () => {
    const { reach } = runSmall(system(1, [0.8]), MANY);
    expect(reach('a')).toBeWithinStandardErrorsOf(0.6875, spreadOf(0.111));
  });

  it('leaves what neither is an agent nor runs on a model alone, and the draws of other arcs', () => {
    const [off, on] = [runSmall(system(0, [0.5]), 3200), runSmall(system(1, [0.5]), 3200)];
    expect(on.reach('store')).toBe(off.reach('store'));
    expect(on.reach('a')).not.toBe(off.reach('a'));
  });

  it('is drawn for each component of its own: both of two fall with p^2', () => {
    const { tally } = runSmall(
      {
        components: { e: 'agent', a: 'agent', b: 'agent' },
        relations: [
          ['e', 'delegates', 'a', { p: 0.5 }],
          ['e', 'delegates', 'b', { p: 0.5 }],
        ],
        entry: ['e'],
        settings: { factors: onlyFactor('nonDeterminism', 1) },
      },
      MANY,
    );
    const both = ((tally.histograms.reached[0] as Uint32Array)[2] as number) / MANY;
    expect(both).toBeWithinStandardErrorsOf(0.25, spreadOf(1 / 9 - 1 / 16));
  });
});

describe('autonomy', () => {
  const system = (autonomy: number, more: Partial<SmallSystem> = {}): SmallSystem => ({
    components: { a: 'agent', alone: 'agent', boss: 'human', t: 'tool', u: 'tool', b: 'agent', c: 'agent' },
    relations: [
      ['boss', 'supervises', 'a'],
      ['a', 'invokes', 't', { p: 0.6 }],
      ['a', 'delegates', 'b', { p: 0.8 }],
      ['a', 'messages', 'c', { p: 0.5 }],
      ['alone', 'invokes', 'u', { p: 0.6 }],
    ],
    entry: ['a', 'alone'],
    threats: ['tool-misuse', 'communication-poisoning'],
    settings: { factors: onlyFactor('autonomy', autonomy) },
    ...more,
  });

  it.each(agentic)(
    '%s: what a supervised agent invokes and delegates passes with p x autonomy, and nothing else',
    (model) => {
      const { reach } = runSmall(system(0.3, { model }), MANY);
      expect(reach('t')).toBeWithinStandardErrors(0.6 * 0.3, within);
      expect(reach('b')).toBeWithinStandardErrors(0.8 * 0.3, within);
      expect(reach('c')).toBeWithinStandardErrors(0.5, within);
      expect(reach('u')).toBeWithinStandardErrors(0.6, within);
    },
  );

  it('of 0 lets nothing through while the approver works', () => {
    expect(runSmall(system(0), 3200).reach('t')).toBe(0);
  });

  it('does not help once the approver is taken in: p', () => {
    const { reach } = runSmall(system(0, { entry: ['a', 'boss'] }), MANY);
    expect(reach('t')).toBeWithinStandardErrors(0.6, within);
    const relations = [['boss', 'supervises', 'a', { back: 1 }], ...system(0).relations.slice(1)] as const;
    const fatigued = runSmall(system(0, { relations, threats: ['tool-misuse', 'intent-manipulation'] }), MANY);
    expect(fatigued.reach('boss')).toBe(1);
    expect(fatigued.reach('t')).toBeWithinStandardErrors(0.6, within);
  });

  it('makes nobody who approves a target that he was not: nothing evades a person', () => {
    const { compilation } = runSmall(system(0.3, { threats: ['cross-agent-interference', 'tool-misuse'] }));
    const boss = compilation.expanded.nodes.findIndex(({ id }) => id === 'boss');
    expect(compilation.arcs.filter(({ target }) => target === boss)).toEqual([]);
  });
});

describe('no trust boundary', () => {
  it('makes a trust t in words t + b (1 - t), and leaves what are no words alone', () => {
    const { reach } = runSmall(
      {
        components: { e: 'agent', a: 'agent', t: 'tool' },
        relations: [
          ['e', 'delegates', 'a', { p: 0.2 }],
          ['e', 'invokes', 't', { p: 0.2 }],
        ],
        entry: ['e'],
        threats: ['communication-poisoning', 'tool-misuse'],
        settings: { factors: onlyFactor('noTrustBoundary', 0.5) },
      },
      MANY,
    );
    expect(reach('a')).toBeWithinStandardErrors(0.6, within);
    expect(reach('t')).toBeWithinStandardErrors(0.2, within);
  });
});

describe('dynamic identity', () => {
  const system = (entry: string): SmallSystem => ({
    components: { holder: 'agent', w: 'agent', c: 'agent', key: 'credential', db: 'data-store' },
    relations: [
      ['holder', 'authenticates', 'key', { role: 'holds' }],
      ['db', 'authenticates', 'key', { role: 'accepts', back: 0.8 }],
      ['holder', 'delegates', 'w'],
      ['w', 'spawns', 'c'],
    ],
    entry: [entry],
    threats: ['cross-agent-interference'],
    channels: [['cross-agent-interference', 'spawns', 'along', 0]],
    settings: { factors: onlyFactor('dynamicIdentity', 0.6) },
  });

  it('lets each who is handed a task hold the credential with d, the next with d^2, and open what accepts it', () => {
    const [w, c] = [runSmall(system('w'), MANY), runSmall(system('c'), MANY)];
    expect(w.reach('key')).toBeWithinStandardErrors(0.6, within);
    expect(c.reach('key')).toBeWithinStandardErrors(0.36, within);
    expect(c.reach('db')).toBeWithinStandardErrors(0.36 * 0.8, within);
  });
});

describe('delegation chains', () => {
  const system = (strength: number, more: Partial<SmallSystem> = {}): SmallSystem => ({
    components: { h: 'agent', m: 'agent', n: 'agent', t: 'agent' },
    relations: [
      ['h', 'delegates', 'm', { p: 0.8 }],
      ['m', 'delegates', 't', { p: 0.5 }],
    ],
    entry: ['h'],
    settings: { factors: onlyFactor('delegationChains', strength) },
    ...more,
  });
  const immune = { kind: 'agent', hardening: known(1) } as const;

  it.each(agentic)('%s: the brief arrives beside who was taken: 1 - (1 - 0.8 x 0.5) (1 - 0.8 x 0.5 p)', (model) => {
    const { reach } = runSmall(system(0.5, { model }), MANY);
    expect(reach('t')).toBeWithinStandardErrors(1 - 0.6 * 0.8, within);
    expect(reach('m')).toBeWithinStandardErrors(0.8, within);
  });

  it('needs nobody between to fall, and costs one more p for each of them', () => {
    const { reach } = runSmall(
      system(0.7, {
        components: { h: 'agent', m: immune, n: immune, t: 'agent' },
        relations: [
          ['h', 'delegates', 'm', { p: 0.9 }],
          ['m', 'delegates', 'n', { p: 0.8 }],
          ['n', 'delegates', 't'],
        ],
      }),
      MANY,
    );
    expect(reach('t')).toBeWithinStandardErrors(0.9 * 0.8 * 0.7 * 0.7, within);
  });

  it('is held back by what is on any of its hops', () => {
    const guarded = (on: object): SmallSystem =>
      system(1, {
        components: {
          h: 'agent',
          m: immune,
          t: 'agent',
          k: { kind: 'control', guards: [{ on, effectiveness: known(0.75) }] },
        },
      });
    for (const on of [{ from: 'm', to: 't' }, { component: 'm' }, { kind: 'delegates' as const }]) {
      expect(runSmall(guarded(on), MANY).reach('t')).toBeWithinStandardErrors(0.8 * 0.5 * 0.25, within);
    }
    expect(runSmall(guarded({ from: 't' }), MANY).reach('t')).toBeWithinStandardErrors(0.4, within);
  });

  it('draws an uncertain strength once for all chains, and trusts of hops with those of the hops', () => {
    const { compilation } = runSmall({
      ...system(0),
      components: { h: 'agent', m: immune, t: 'agent', u: 'agent' },
      relations: [
        ['h', 'delegates', 'm', { trust: { along: { form: 'range', low: 0.2, high: 0.9 } } }],
        ['m', 'delegates', 't'],
        ['m', 'delegates', 'u'],
      ],
      settings: { factors: onlyFactor('delegationChains', { form: 'range', low: 0.1, high: 0.8 }) },
    });
    expect(compilation.compiled.parameters.beliefs.filter(({ form }) => form === 'range')).toHaveLength(2);
  });
});

describe('goal cascades', () => {
  const system = (more: Partial<SmallSystem>): SmallSystem => ({
    components: { hub: 'orchestrator', x: 'agent', y: 'agent', z: 'agent', board: 'memory' },
    relations: [
      ['hub', 'delegates', 'x'],
      ['hub', 'delegates', 'y'],
    ],
    entry: ['x'],
    settings: { horizonRounds: 300, factors: onlyFactor('goalCascades', 0.4) },
    ...more,
  });

  it('pull who works for the same agent with g', () => {
    const { reach } = runSmall(system({}), MANY);
    expect(reach('y')).toBeWithinStandardErrors(0.4, within);
    expect(reach('z')).toBe(0);
  });

  it('pull who reads and writes the same store, and not who only reads it', () => {
    const both = (id: string) => [[id, 'reads', 'board'] as const, [id, 'writes', 'board', { p: 0 }] as const];
    const { reach } = runSmall(system({ relations: [...both('x'), ...both('y'), ['z', 'reads', 'board']] }), MANY);
    expect(reach('y')).toBeWithinStandardErrors(0.4, within);
    expect(reach('z')).toBe(0);
  });
});

describe('collusion', () => {
  const hop = (p: number, r: number, d: number): number => (p * r * (1 - d)) / (1 - (1 - r) * (1 - d));
  const system = (collusion: number, more: Partial<SmallSystem> = {}): SmallSystem => ({
    components: { a: 'agent', b: 'agent', tool: 'tool', t: 'agent', w: 'monitor' },
    relations: [
      ['a', 'delegates', 't', { p: 0.8, rate: 0.3 }],
      ['w', 'monitors', 'a', { detection: known(0.4) }],
    ],
    entry: ['a', 'b'],
    settings: { horizonRounds: 200, factors: onlyFactor('collusion', collusion) },
    ...more,
  });

  it('hides two agents: the hop is that of detection (1 - c)', () => {
    expect(runSmall(system(0.75), MANY).reach('t')).toBeWithinStandardErrors(hop(0.8, 0.3, 0.1), within);
    expect(runSmall(system(0), MANY).reach('t')).toBeWithinStandardErrors(hop(0.8, 0.3, 0.4), within);
  });

  it('needs two, and agents: one agent and a tool are seen as ever', () => {
    for (const entry of [['a'], ['a', 'tool']]) {
      expect(runSmall(system(0.75, { entry }), MANY).reach('t')).toBeWithinStandardErrors(hop(0.8, 0.3, 0.4), within);
    }
  });

  it('ends in the round after one of the two was contained', () => {
    // While both are out a is seen with 0.2 and b with 0.5; alone a is seen with 0.4.
    const relations = [...system(0).relations, ['w', 'monitors', 'b', { detection: known(1) }]] as const;
    const alone = hop(1, 0.3, 0.4);
    const together = (0.8 * (0.3 + 0.7 * 0.5 * alone)) / (1 - 0.8 * 0.7 * 0.5);
    const { reach } = runSmall(system(0.5, { relations }), MANY);
    expect(reach('t')).toBeWithinStandardErrors(0.8 * together, within);
  });

  it('of 1 hides them altogether', () => {
    const { mean } = runSmall(system(1, { components: { ...system(1).components, t: { kind: 'tool' } } }), 3200);
    expect(mean('contained')).toBe(0);
  });

  it('leaves other models as they are', () => {
    const { compiled } = runSmall(system(0.75, { model: 'si' })).compilation;
    expect(compiled.components.colludes).toBeNull();
  });
});

describe('all factors', () => {
  it('do what they do in every simulated model but collusion: a chain of delegations in si', () => {
    const { reach } = runSmall(
      {
        model: 'si',
        components: { h: 'agent', m: { kind: 'agent', hardening: known(1) }, t: 'agent' },
        relations: [
          ['h', 'delegates', 'm'],
          ['m', 'delegates', 't', { p: 0.3 }],
        ],
        entry: ['h'],
        settings: { horizonRounds: 1, factors: onlyFactor('delegationChains', 0.5) },
      },
      MANY,
    );
    expect(reach('t')).toBeWithinStandardErrors(0.15, within);
  });
});
