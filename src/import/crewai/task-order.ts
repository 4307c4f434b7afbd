import type { Spot } from '../drafts.ts';
import { referredBy, type TaskSource } from './crew.ts';
import { isOn, type Setting, severalIn } from './setting.ts';

/** The result of one task is put before the agent of another. */
export type Handover = {
  readonly from: TaskSource;
  readonly to: TaskSource;
  readonly spot: Spot;
  readonly isDeclared: boolean;
};

export type TaskOrder = { readonly handovers: readonly Handover[]; readonly unknown: readonly Setting[] };

/**
 * A task is given the results that its `context` names; without one, those of the tasks before it that it
 * waits for: the last one, or all that ran beside each other.
 */
export function taskOrder(tasks: readonly TaskSource[]): TaskOrder {
  const handovers: Handover[] = [];
  const unknown: Setting[] = [];
  let waited: readonly TaskSource[] = [];
  let beside: TaskSource[] = [];
  for (const to of tasks) {
    const isAsync = isOn(to.settings.get('async_execution'));
    if (!isAsync && beside.length > 0) {
      waited = beside;
      beside = [];
    }
    const context = to.settings.get('context');
    if (context === undefined) {
      handovers.push(...waited.map((from) => ({ from, to, spot: to.spot, isDeclared: false })));
    }
    for (const named of severalIn(context)) {
      const from = referredBy(named, tasks);
      if (from === undefined) unknown.push(named);
      else handovers.push({ from, to, spot: named, isDeclared: true });
    }
    if (isAsync) beside.push(to);
    else waited = [to];
  }
  return { handovers, unknown };
}
