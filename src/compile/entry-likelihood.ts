import { atLeastOnce } from '../base/at-least-once.ts';
import { meanOf } from '../graph/belief.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import { untrustedContent } from '../threats/channels.ts';
import { maturityOf, maturityWeight } from '../threats/maturity.ts';
import type { Scenario } from './scenario.ts';
import { resolveTiers } from './tiers.ts';

/**
 * How likely an attacker is to take the entry points, which results are conditional on:
 * (1 - (1 - p)^attempts) x maturity weight, p the untrusted-content row at the entry's tier, the weight
 * that of the scenario's most mature class. Several entries: the least of them.
 * @returns a probability; null if an entry is not exposed, or drawn at random
 */
export function entryLikelihood(ecosystem: Ecosystem, { entry, threats, settings }: Scenario): number | null {
  if (entry === 'random' || threats.length === 0) return null;
  const exposed = new Set(ecosystem.components.filter((component) => component.exposed).map(({ id }) => id));
  if (!entry.every((id) => exposed.has(id))) return null;
  const tiers = resolveTiers(ecosystem, settings.attacker);
  const weight = Math.max(...threats.map((threat) => maturityWeight[maturityOf(threat, settings.atlas)]));
  return Math.min(
    ...entry.map((id) => {
      const p = meanOf(untrustedContent[tiers.tierOf(id)]);
      return atLeastOnce(p, settings.attempts) * weight;
    }),
  );
}
