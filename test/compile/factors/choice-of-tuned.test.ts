import { describe, expect, it } from 'vitest';
import { attackers } from '../../../src/compile/factors/attackers.ts';
import type { ChannelOverride } from '../../../src/compile/suite.ts';
import { defaultSettings } from '../../../src/compile/suite.ts';
import { type Belief, meanOf } from '../../../src/graph/belief.ts';
import type { ComponentId } from '../../../src/graph/ids.ts';
import { compile, component, ecosystem, override, relation } from '../compile-one.ts';

const desk = ecosystem(
  [
    component('web', 'external'),
    component('llm', 'model', { tier: 'mid' }),
    component('agent', 'agent', { model: 'llm' }),
    component('tool', 'tool'),
  ],
  [relation('web', 'feeds', 'agent'), relation('agent', 'invokes', 'tool')],
);

/** What hostile content does per attempt, and what a call does, at the mean; for others, then for who is tuned. */
const met = (...channels: ChannelOverride[]): readonly (readonly number[])[] =>
  (['feeds', 'invokes'] as const).map((kind) =>
    attackers.map((attacker) => {
      const threats = ['intent-manipulation', 'tool-misuse'] as const;
      const { arcs } = compile(desk, { threats, channels, settings: { ...defaultSettings, attacker } });
      const arc = arcs.find(({ relation: own, direction }) => own.kind === kind && direction === 'along');
      return Math.round(meanOf(arc?.channel.belief as Belief) * 1000) / 1000;
    }),
  );

const feeds = (probability: number, more: Partial<ChannelOverride> = {}): ChannelOverride =>
  override('intent-manipulation', 'feeds', 'along', probability, more);
const tested = (successes: number): Pick<ChannelOverride, 'probability'> => ({
  probability: { form: 'trials', successes, trials: 98, evidence: ['a test'] },
});

describe('what a tuned attacker meets', () => {
  it('is the column of models that were tuned against, where the file says nothing', () => {
    expect(met()[0]).toEqual([0.3, 0.6]);
  });

  it('is a row for another tier only where that is worse', () => {
    expect(met(feeds(0.1, { tier: 'mid' }))[0]).toEqual([0.1, 0.6]);
    expect(met(feeds(0.9, { tier: 'mid' }))[0]).toEqual([0.9, 0.9]);
  });

  it('is what the file says of tuned-against, or of every tier', () => {
    expect(met(feeds(0.1, { tier: 'tuned-against' }))[0]).toEqual([0.3, 0.1]);
    expect(met(feeds(0.1))[0]).toEqual([0.1, 0.1]);
    expect(met(feeds(0.9, { tier: 'mid' }), feeds(0.1))[0]).toEqual([0.9, 0.9]);
  });

  it('is no better than the table for tests that did not adapt, whomever they were made into', () => {
    const into = { into: 'agent' as ComponentId };
    expect(met(feeds(0, { ...tested(4), ...into }))[0]).toEqual([0.05, 0.6]);
    expect(met(feeds(0, { ...tested(89), ...into }))[0]).toEqual([0.9, 0.9]);
    expect(met(feeds(0, { ...tested(4), ...into, tier: 'tuned-against' }))[0]).toEqual([0.3, 0.05]);
  });

  it('is what was tested where the table does not go by tier', () => {
    const call = override('tool-misuse', 'invokes', 'along', 0, tested(19));
    expect(met(call)[1]).toEqual([0.2, 0.2]);
  });
});
