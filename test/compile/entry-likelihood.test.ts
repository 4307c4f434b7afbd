import { describe, expect, it } from 'vitest';
import { entryLikelihood } from '../../src/compile/entry-likelihood.ts';
import type { Scenario } from '../../src/compile/scenario.ts';
import { defaultSettings } from '../../src/compile/suite.ts';
import type { ComponentId } from '../../src/graph/ids.ts';
import type { ModelTier, ThreatClass } from '../../src/graph/kinds.ts';
import { maturityOf } from '../../src/threats/maturity.ts';
import { component, ecosystem } from './compile-one.ts';

const tiers: readonly ModelTier[] = ['frontier', 'mid', 'tuned-against'];
const system = ecosystem([
  ...tiers.map((tier) => component(tier, 'agent', { model: `model ${tier}`, exposed: true })),
  ...tiers.map((tier) => component(`model ${tier}`, 'model', { tier })),
  component('inside', 'agent'),
]);
const likelihood = (entry: string[] | 'random', threats: ThreatClass[] = ['intent-manipulation'], attempts = 10) =>
  entryLikelihood(system, {
    id: 'x',
    model: 'agentic',
    entry: entry as ComponentId[] | 'random',
    threats,
    controlOff: null,
    settings: { ...defaultSettings, attempts },
    channels: [],
  } satisfies Scenario);

describe('the likelihood of entry', () => {
  it('is 1 - (1 - p)^attempts for a class that was seen in incidents: 0.2626 at the frontier', () => {
    expect(likelihood(['frontier'])).toBeCloseTo(0.2626, 4);
    expect(likelihood(['mid'])).toBeCloseTo(1 - 0.7 ** 10, 12);
    expect(likelihood(['tuned-against'])).toBeCloseTo(1 - 0.4 ** 10, 12);
    expect(likelihood(['frontier'], ['intent-manipulation'], 50)).toBeCloseTo(1 - 0.97 ** 50, 12);
  });

  it('weighs a class that was only demonstrated with 0.6, and takes the most mature of several', () => {
    expect(maturityOf('communication-poisoning')).toBe('demonstrated');
    expect(likelihood(['frontier'], ['communication-poisoning'])).toBeCloseTo(0.6 * (1 - 0.97 ** 10), 12);
    expect(likelihood(['frontier'], ['communication-poisoning', 'tool-misuse'])).toBeCloseTo(1 - 0.97 ** 10, 12);
  });

  it('is the least of several entries', () => {
    expect(likelihood(['mid', 'frontier'])).toBe(likelihood(['frontier']));
  });

  it('is unknown if an entry is not exposed, drawn at random, or nothing travels', () => {
    expect(likelihood(['inside'])).toBeNull();
    expect(likelihood(['frontier', 'inside'])).toBeNull();
    expect(likelihood('random')).toBeNull();
    expect(likelihood(['frontier'], [])).toBeNull();
  });
});
