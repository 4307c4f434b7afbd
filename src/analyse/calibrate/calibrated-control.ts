import type { Belief, Trials } from '../../graph/belief.ts';
import type { Ecosystem } from '../../graph/ecosystem.ts';
import { byCodeUnits, type ComponentId } from '../../graph/ids.ts';
import { type ThreatClass, threatClasses } from '../../graph/kinds.ts';
import { controlStatements } from '../../threats/control-statements.ts';
import { type Measurement, measurementsOf } from './measurement.ts';
import { posterior } from './posterior.ts';
import { priorOf } from './prior.ts';

/** What a control stops of one class, as tests of it put it: a success is an attack that it blocked. */
export type CalibratedControl = {
  readonly control: string;
  readonly threat: ThreatClass;
  /** What the file says without tests, or null where it says nothing of the class. */
  readonly before: Belief | null;
  readonly belief: Trials & { readonly prior: NonNullable<Trials['prior']> };
  readonly isNew: boolean;
};

export type MeasuredControl = {
  readonly control: ComponentId;
  readonly threat: ThreatClass;
  readonly measurement: Measurement;
};

/** What each control is said to stop, with what was measured of it; of a file read before only what it says now. */
export function calibratedControls(
  ecosystem: Ecosystem,
  found: readonly MeasuredControl[],
  isOld: (measurement: Measurement) => boolean,
  priorWeight: number,
): CalibratedControl[] {
  const statements = controlStatements(ecosystem);
  const controls = [...new Set(statements.map(({ control }) => control))].sort(byCodeUnits);
  return controls.flatMap((control) =>
    threatClasses.flatMap((threat) => {
      const effectiveness = statements.find((one) => one.control === control)?.effectiveness;
      const said = effectiveness === undefined ? undefined : beliefAbout(effectiveness, threat);
      const own = said?.form === 'trials' ? measurementsOf(said) : undefined;
      const kept = (own ?? []).filter(isOld);
      const added = found.filter((one) => one.control === control && one.threat === threat);
      const measurements = [...kept, ...added.map(({ measurement }) => measurement)];
      if (measurements.length === 0) return [];
      const before = own === undefined ? (said ?? null) : null;
      const prior =
        (said?.form === 'trials' && own !== undefined ? said.prior : undefined) ??
        priorOf(before ?? nothing, priorWeight);
      const belief = { ...posterior(measurements, ['what the file said']), prior };
      return [{ control, threat, before, belief, isNew: added.length > 0 }];
    }),
  );
}

/** Of a class that the control is not said to stop at all, a test starts from knowing nothing. */
const nothing: Belief = { form: 'range', low: 0, high: 1 };

function beliefAbout(
  effectiveness: ReturnType<typeof controlStatements>[number]['effectiveness'],
  threat: ThreatClass,
): Belief | undefined {
  return 'byClass' in effectiveness ? effectiveness.byClass[threat] : effectiveness;
}
