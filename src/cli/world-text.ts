import { printable } from '../base/printable.ts';
import type { OneWorld } from '../run/one-world.ts';
import { count } from './numbers.ts';

/** One world, told scenario by scenario, a line per component that fell. */
export const worldText = (world: number, scenarios: readonly OneWorld[]): string =>
  scenarios.map((scenario) => scenarioText(world, scenario)).join('\n\n');

function scenarioText(world: number, { scenario, entry, size, unit, reached }: OneWorld): string {
  const head = `World ${world} of ${printable(scenario)}: from ${printable(entry.join(' + '))}, ${count(size, 'component')} reached`;
  const lines = reached.map(({ id, round, from, arc }) =>
    printable(`  ${unit} ${round}: ${id}${from === null ? ', born compromised' : ` from ${from} (${arc})`}`),
  );
  return [head, ...lines].join('\n');
}
