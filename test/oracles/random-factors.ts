import fc from 'fast-check';
import { attackers } from '../../src/compile/factors/attackers.ts';
import { type FactorName, type Factors, factorNames, noFactors } from '../../src/compile/factors/factors.ts';
import { type Belief, known } from '../../src/graph/belief.ts';
import type { ComponentDraft } from '../../src/graph/build-ecosystem.ts';
import type { ComponentId } from '../../src/graph/ids.ts';
import type { RandomCase } from './random-ecosystem.ts';

const belief: fc.Arbitrary<Belief> = fc.oneof(
  fc.constantFrom(0, 0.3, 0.5, 0.9, 1).map(known),
  fc.constantFrom<Belief>(
    { form: 'range', low: 0.2, high: 0.7 },
    { form: 'trials', successes: 3, trials: 5 },
    { form: 'trials', successes: 2, trials: 9, prior: { mean: 0.3, weight: 4 } },
  ),
);

/** Any strengths, certain or not, of any of the factors. */
const anyFactors: fc.Arbitrary<Factors> = fc.record({
  nonDeterminism: fc.constantFrom(0, 0.3, 1),
  autonomy: belief,
  noTrustBoundary: belief,
  dynamicIdentity: belief,
  delegationChains: belief,
  goalCascades: belief,
  collusion: belief,
});

/** The same cases with factors and attackers of all sorts. */
export const withFactors = (cases: fc.Arbitrary<RandomCase>): fc.Arbitrary<RandomCase> =>
  fc
    .tuple(cases, anyFactors, fc.constantFrom(...attackers))
    .map(([random, factors, attacker]) => changed(random, { factors, attacker }));

/**
 * A random case with an office, on which every factor has something to act: chief briefs clerk, who briefs aide and
 * temp, under supervision; the chief holds
 * a badge, two keep one board, and what aide is told is filtered.
 */
export const officeCase = (cases: fc.Arbitrary<RandomCase>): fc.Arbitrary<RandomCase> =>
  fc
    .tuple(cases, fc.constantFrom('chief', 'clerk', 'aide'), fc.constantFrom(0.3, 0.7, 1))
    .map(([{ components, relations, scenario }, entry, trust]) => ({
      components: [...components, ...office, filter],
      relations: [
        ...relations,
        ...officeRelations.map(([from, kind, to]) => ({
          from,
          kind,
          to,
          trust: { along: known(trust), against: known(trust) },
          rate: known(0.7),
          provenance,
          ...(kind === 'authenticates' && { role: from === 'vault' ? ('accepts' as const) : ('holds' as const) }),
        })),
      ],
      scenario: { ...scenario, entry: [entry as ComponentId] },
    }));

const provenance = { certainty: 'declared', at: { file: 'office' } } as const;
const office = (
  [
    ['chief', 'agent'],
    ['clerk', 'agent'],
    ['aide', 'agent'],
    ['temp', 'agent'],
    ['boss', 'human'],
    ['badge', 'credential'],
    ['vault', 'data-store'],
    ['board', 'memory'],
    ['phone', 'tool'],
  ] as const
).map(([id, kind]): ComponentDraft => ({ id, kind, provenance }));

const filter: ComponentDraft = {
  id: 'filter',
  kind: 'control',
  guards: [{ on: { to: 'aide' }, effectiveness: known(0.8) }],
  provenance,
};

const officeRelations = [
  ['chief', 'delegates', 'clerk'],
  ['clerk', 'delegates', 'aide'],
  ['clerk', 'delegates', 'temp'],
  ['boss', 'supervises', 'clerk'],
  ['clerk', 'invokes', 'phone'],
  ['chief', 'authenticates', 'badge'],
  ['vault', 'authenticates', 'badge'],
  ['chief', 'reads', 'board'],
  ['chief', 'writes', 'board'],
  ['temp', 'reads', 'board'],
  ['temp', 'writes', 'board'],
] as const;

/** A case with one factor at a known strength. */
export const withFactor = (random: RandomCase, name: FactorName, strength: number): RandomCase =>
  changed(random, { factors: onlyFactor(name, strength), attacker: 'opportunistic' });

export const onlyFactor = (name: FactorName, strength: number | Belief): Factors => ({
  ...noFactors,
  [name]: typeof strength === 'number' && name !== 'nonDeterminism' ? known(strength) : strength,
});

/** Strengths that mean off, written out. */
export const offByName: readonly (readonly [FactorName, Factors])[] = factorNames.map((name) => [
  name,
  onlyFactor(name, name === 'autonomy' ? 1 : 0),
]);

const changed = (
  random: RandomCase,
  settings: Pick<RandomCase['scenario']['settings'], 'factors' | 'attacker'>,
): RandomCase => ({
  ...random,
  scenario: { ...random.scenario, settings: { ...random.scenario.settings, ...settings } },
});
