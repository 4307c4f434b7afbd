import type { Ecosystem } from '../graph/ecosystem.ts';
import { type Compilation, compileOn, groundOf } from './arcs.ts';
import { entryOf } from './pack.ts';
import { compilationKey, type Scenario } from './scenario.ts';

/**
 * Compiles the scenarios of a suite. Those that differ only in their entry points share one compilation: the same
 * arrays, not equal ones.
 * @throws {InvalidInputError} if replicas and slots make more than a million relations.
 */
export function compileScenarios(ecosystem: Ecosystem, scenarios: readonly Scenario[]): Compilation[] {
  const ground = groundOf(ecosystem);
  const compiled = new Map<string, Compilation>();
  return scenarios.map((scenario) => {
    const key = compilationKey(scenario);
    const before = compiled.get(key);
    if (before !== undefined) return withEntry(before, scenario);
    const compilation = compileOn(ground, scenario);
    compiled.set(key, compilation);
    return compilation;
  });
}

const withEntry = (compilation: Compilation, scenario: Scenario): Compilation => ({
  ...compilation,
  scenario,
  compiled: { ...compilation.compiled, key: scenario.id, entry: entryOf(scenario, compilation.expanded) },
});
