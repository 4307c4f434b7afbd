import type { GuardDraft, SelectorDraft } from '../graph/build-ecosystem.ts';
import { byCodeUnits } from '../graph/ids.ts';

/** Guards without repetition, in the order in which a file that holds them is read. */
export function inGuardOrder(guards: readonly GuardDraft[]): readonly GuardDraft[] {
  const byText = new Map(
    guards.map(({ on, effectiveness }) => {
      const guard = { on: inKeyOrder(on), effectiveness };
      return [JSON.stringify([guard.on, effectiveness]), guard];
    }),
  );
  return [...byText].sort(([a], [b]) => byCodeUnits(a, b)).map(([, guard]) => guard);
}

const KEYS = ['component', 'relation', 'kind', 'from', 'to', 'direction', 'threats'] as const;

const inKeyOrder = (on: SelectorDraft): SelectorDraft =>
  Object.fromEntries(KEYS.flatMap((key) => (on[key] === undefined ? [] : [[key, on[key]]])));
