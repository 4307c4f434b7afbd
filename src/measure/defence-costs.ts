import type { Scenario } from '../compile/scenario.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import { lastsRounds } from '../graph/propagation-model.ts';

/** What the controls and monitors of a scenario cost whoever runs it, attacked or not. */
export type DefenceCosts = {
  /** In the author's unit. */
  readonly price: number;
  /** Expected number in a world, over all its rounds; null where a model has none. */
  readonly falseAlarms: number | null;
  /** Share of the legitimate work that is still done: every loss takes its share of what the others leave. */
  readonly utility: number;
};

/** Replicas count each for price and alarms; a control that is off costs nothing. Null if nothing costs anything. */
export function defenceCosts({ components }: Ecosystem, scenario: Scenario): DefenceCosts | null {
  const paid = components.filter(({ costs }) => Object.values(costs).some((cost) => cost > 0));
  if (paid.length === 0) return null;
  const on = paid.filter(({ id }) => id !== scenario.controlOff);
  const perRound = on.reduce((sum, { costs, count }) => sum + costs.falseAlarms * count, 0);
  return {
    price: on.reduce((sum, { costs, count }) => sum + costs.price * count, 0),
    falseAlarms: lastsRounds(scenario.model) ? perRound * scenario.settings.horizonRounds : null,
    utility: on.reduce((left, { costs }) => left * (1 - costs.utilityLoss), 1),
  };
}
