import type { ThreatClass } from '../../graph/kinds.ts';
import { compromisingClasses } from '../../threats/classes.ts';
import type { Maturity } from '../../threats/maturities.ts';
import type { Consequence, ThreatRow } from '../threat-document.ts';
import type { Level } from './sarif-log.ts';

/**
 * How bad, 0 to 10 with one decimal, on GitHub's scale (from 9 critical, 7 high, 4 medium, below low). Our judgement:
 * - simulated: 10 x the root of (share of the other components affected x probability that an attacker takes the
 *   component, or of one that is not exposed gets there); the root, since both are shares and neither alone is a risk
 * - not simulated: 6.5, 5 or 3 by maturity; 1 less where it takes nobody (only discloses, disables or blinds); less by
 *   up to 2 by the best control that is on it. Never high: maturity says that
 *   an attack was seen somewhere, and only a simulation what it would do here.
 */
export function severityOf({ consequence, maturity, classes, controls }: ThreatRow): number {
  const score =
    consequence === undefined
      ? byMaturity[maturity] -
        (isTaking(classes) ? 0 : 1) -
        2 * Math.max(0, ...controls.map(({ effectiveness }) => effectiveness))
      : 10 * Math.sqrt(shareAffected(consequence) * probabilityOf(consequence));
  return Math.round(Math.min(10, Math.max(0.1, score)) * 10) / 10;
}

/** Of SARIF, which code hosts colour by. */
export const levelOf = (severity: number): Level => (severity >= 7 ? 'error' : severity >= 4 ? 'warning' : 'note');

const byMaturity: Readonly<Record<Maturity, number>> = { realized: 6.5, demonstrated: 5, feasible: 3 };

const isTaking = (classes: readonly ThreatClass[]): boolean =>
  classes.some((name) => compromisingClasses.includes(name));

const shareAffected = ({ affected, blastRadius: { size } }: Consequence): number =>
  size === 0 ? 0 : Math.min(1, affected / size);

const probabilityOf = ({ entryLikelihood, arrival }: Consequence): number =>
  entryLikelihood ?? arrival?.probability ?? 0;
