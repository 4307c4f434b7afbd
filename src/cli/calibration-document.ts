import type { CalibratedRow, Calibration } from '../analyse/calibrate/calibrate.ts';
import { posteriorSummary, priorSummary } from '../analyse/calibrate/prior.ts';
import { engineVersion } from '../base/version.ts';
import type { ScenarioResult } from '../measure/results.ts';
import type { BeforeAfter } from './before-after.ts';

/** The document of `calibrate --json`. */
export const calibrationDocument = (
  { rows, controls, unmatched, unused, notes }: Calibration,
  simulated: BeforeAfter | null,
  priorWeight: number,
): object => ({
  schemaVersion: 1,
  engine: engineVersion,
  priorWeight,
  channels: rows.map(({ key, belief, priorEvidence, arcs, controls: on }) => ({
    ...key,
    ...numbersOf(belief),
    priorEvidence,
    relations: arcs,
    controls: on,
  })),
  controls: controls.map(({ control, threat, belief }) => ({ control, threat, ...numbersOf(belief) })),
  scenarios:
    simulated?.map(({ before, after }) => ({ id: before.id, before: radius(before), after: radius(after) })) ?? null,
  unmatched,
  unused,
  notes,
});

const numbersOf = (belief: CalibratedRow['belief']): object => ({
  prior: { ...belief.prior, ...ends(priorSummary(belief.prior)) },
  successes: belief.successes,
  trials: belief.trials,
  posterior: { mean: posteriorSummary(belief).mean, ...ends(posteriorSummary(belief)) },
  evidence: belief.evidence ?? [],
});

const ends = ({ low, high }: { readonly low: number; readonly high: number }): object => ({ ci95: [low, high] });

const radius = ({ worlds, blastRadius: { total } }: ScenarioResult): object => ({
  worlds,
  size: total.size,
  mean: total.mean,
  ci95: total.ci95,
  belief95: total.belief95,
  fraction: total.fraction,
});
