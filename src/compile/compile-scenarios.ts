import type { Ecosystem } from '../graph/ecosystem.ts';
import { type Compilation, compileOn, type Ground, groundOf } from './arcs.ts';
import { entryOf } from './pack.ts';
import { compilationKey, type Scenario } from './scenario.ts';

/**
 * Compiles the scenarios of a suite. Those that differ only in their entry points share one compilation: the same
 * arrays, not equal ones.
 * @throws {InvalidInputError} if replicas and slots make more than a million relations.
 */
export function compileScenarios(ecosystem: Ecosystem, scenarios: readonly Scenario[]): Compilation[] {
  const grounds = new Map<string, Ground>();
  const groundFor = ({ settings }: Scenario): Ground => {
    const key = JSON.stringify([settings.attacker, settings.factors]);
    const ground = grounds.get(key) ?? groundOf(ecosystem, settings);
    grounds.set(key, ground);
    return ground;
  };
  const compiled = new Map<string, Compilation>();
  return scenarios.map((scenario) => {
    const key = compilationKey(scenario);
    const before = compiled.get(key);
    if (before !== undefined) return withEntry(before, scenario);
    const compilation = compileOn(groundFor(scenario), scenario);
    compiled.set(key, compilation);
    return compilation;
  });
}

const withEntry = (compilation: Compilation, scenario: Scenario): Compilation => ({
  ...compilation,
  scenario,
  compiled: { ...compilation.compiled, key: scenario.id, entry: entryOf(scenario, compilation.expanded) },
});
