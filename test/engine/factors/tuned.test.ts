import { describe, expect, it } from 'vitest';
import { seedOf } from '../../../src/base/random.ts';
import type { Attacker } from '../../../src/compile/factors/attackers.ts';
import { defaultSettings } from '../../../src/compile/suite.ts';
import { runShard } from '../../../src/engine/run-worlds.ts';
import { type Belief, known } from '../../../src/graph/belief.ts';
import type { ComponentId } from '../../../src/graph/ids.ts';
import type { DefenceName, ModelTier } from '../../../src/graph/kinds.ts';
import { compile, component, ecosystem, override, relation } from '../../compile/compile-one.ts';
import { MANY } from '../small-system.ts';

const within = { worlds: MANY, errors: 4 };

type Desk = {
  readonly attacker: Attacker;
  readonly tier?: ModelTier;
  /** On what comes in, and on what is invoked. */
  readonly effectiveness?: Belief;
  readonly tags?: readonly string[];
  readonly defence?: DefenceName;
};

/** web feeds an agent that invokes a tool; 0.1 per attempt at the frontier, 0.4 tuned against, and a call 0.9. */
function reached({
  attacker,
  tier = 'frontier',
  effectiveness = known(0),
  tags = [],
  defence,
}: Desk): (id: string) => number {
  const { compiled, expanded } = compile(
    ecosystem(
      [
        component('web', 'external', { exposed: true }),
        component('llm', 'model', { tier }),
        component('agent', 'agent', { model: 'llm' }),
        component('tool', 'tool'),
        component('filter', 'control', { tags, ...(defence && { defence }), guards: [{ on: {}, effectiveness }] }),
      ],
      [relation('web', 'feeds', 'agent', { rate: known(1) }), relation('agent', 'invokes', 'tool', { rate: known(1) })],
    ),
    {
      entry: ['web' as ComponentId],
      threats: ['intent-manipulation', 'tool-misuse'],
      settings: { ...defaultSettings, attacker, attempts: 2, monoculture: known(0) },
      channels: [
        override('intent-manipulation', 'feeds', 'along', 0.1, { tier: 'frontier' }),
        override('intent-manipulation', 'feeds', 'along', 0.4, { tier: 'tuned-against' }),
        override('intent-manipulation', 'infers', 'against', 0),
        override('tool-misuse', 'invokes', 'along', 0.9),
        override('tool-misuse', 'invokes', 'against', 0),
      ],
    },
  );
  const tally = runShard(compiled, seedOf(3), { fromWorld: 0, toWorld: MANY });
  return (id) => (tally.reached[expanded.nodes.findIndex((node) => node.id === id)] as number) / MANY;
}

const [frontier, tuned] = [1 - 0.9 ** 2, 1 - 0.6 ** 2];

describe('a tuned attacker', () => {
  it('meets every model as one that was tuned against', () => {
    expect(reached({ attacker: 'opportunistic' })('agent')).toBeWithinStandardErrors(frontier, within);
    expect(reached({ attacker: 'tuned' })('agent')).toBeWithinStandardErrors(tuned, within);
    expect(reached({ attacker: 'opportunistic', tier: 'tuned-against' })('agent')).toBeWithinStandardErrors(
      tuned,
      within,
    );
  });

  it('gets past what filters words half of the time, and not past what gates calls', () => {
    const reach = reached({ attacker: 'tuned', effectiveness: known(0.8) });
    expect(reach('agent')).toBeWithinStandardErrors(tuned * 0.5, within);
    expect(reach('tool')).toBeWithinStandardErrors(tuned * 0.5 * 0.9 * 0.2, within);
  });

  it('goes by the tags of a control where there are any', () => {
    const structural = reached({ attacker: 'tuned', effectiveness: known(0.8), tags: ['structural'] });
    expect(structural('agent')).toBeWithinStandardErrors(tuned * 0.2, within);
    const onPrompts = reached({ attacker: 'tuned', effectiveness: known(0.8), tags: ['prompt-level'] });
    expect(onPrompts('tool')).toBeWithinStandardErrors(tuned * 0.5 * 0.9 * 0.5, within);
  });

  it.each(['adversarial-training', 'red-teaming'] as const)(
    'gets past %s half of the time wherever it stands, unless it is tagged',
    (defence) => {
      const trained = reached({ attacker: 'tuned', effectiveness: known(0.8), defence });
      expect(trained('tool')).toBeWithinStandardErrors(tuned * 0.5 * 0.9 * 0.5, within);
      const gate = reached({ attacker: 'tuned', effectiveness: known(0.8), defence, tags: ['structural'] });
      expect(gate('tool')).toBeWithinStandardErrors(tuned * 0.2 * 0.9 * 0.2, within);
    },
  );

  it('is stopped no better by a weak control, and an opportunistic one as well as ever', () => {
    expect(reached({ attacker: 'tuned', effectiveness: known(0.3) })('agent')).toBeWithinStandardErrors(
      tuned * 0.7,
      within,
    );
    const reach = reached({ attacker: 'opportunistic', effectiveness: known(0.8), tags: ['prompt-level'] });
    expect(reach('agent')).toBeWithinStandardErrors(frontier * 0.2, within);
  });

  it('meets what is drawn, cut at a half: E min(0.5, U) over [0.2, 0.8] is 0.425', () => {
    const reach = reached({ attacker: 'tuned', effectiveness: { form: 'range', low: 0.2, high: 0.8 } });
    // Worlds of a block share U.
    const standardError = Math.sqrt((tuned ** 2 * 0.01) / (MANY / 32) + 0.25 / MANY);
    expect(reach('agent')).toBeWithinStandardErrorsOf(tuned * (1 - 0.425), { standardError, errors: 4 });
  });
});
