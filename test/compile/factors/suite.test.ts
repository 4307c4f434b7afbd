import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../../src/base/errors.ts';
import { factorNames, noFactors } from '../../../src/compile/factors/factors.ts';
import { scenariosOf } from '../../../src/compile/scenario.ts';
import { parseSuiteFile } from '../../../src/compile/suite-file.ts';

const read = (suite: string) => parseSuiteFile(`version: 1\ncomponents:\n  a: { kind: agent }\n${suite}`, 'file.yaml');

describe('factors in a file', () => {
  it('are read as numbers, ranges and trials, and off where nothing is said', () => {
    const { suite } = read(
      'suite: { attacker: tuned, factors: { nonDeterminism: 0.3, autonomy: [0.1, 0.4], collusion: { successes: 3, trials: 9 } } }',
    ).file;
    expect(suite.settings.attacker).toBe('tuned');
    expect(suite.settings.factors).toEqual({
      ...noFactors,
      nonDeterminism: 0.3,
      autonomy: { form: 'range', low: 0.1, high: 0.4 },
      collusion: { form: 'trials', successes: 3, trials: 9 },
    });
    expect(read('').file.suite.settings).toMatchObject({ attacker: 'opportunistic', factors: noFactors });
  });

  it('are grids by their own names, in the ids of scenarios', () => {
    const { ecosystem, suite } = read(
      `suite: { entries: [a], parameters: { attacker: [tuned], ${factorNames.map((name) => `${name}: [0, 0.5]`).join(', ')} } }`,
    ).file;
    const scenarios = scenariosOf(ecosystem, suite);
    expect(scenarios).toHaveLength(2 ** 7);
    expect(scenarios.at(-1)?.id).toBe(
      `agentic/a/agentic/attacker=tuned/${factorNames.map((name) => `${name}=0.5`).join('/')}`,
    );
    expect(scenarios.at(-1)?.settings.factors).toMatchObject({
      nonDeterminism: 0.5,
      collusion: { form: 'number', value: 0.5 },
    });
  });

  it('are refused outside 0 to 1, by another name, and where the spread is a belief', () => {
    for (const factors of ['collusion: 1.5', 'colusion: 0.5', 'nonDeterminism: [0.1, 0.2]']) {
      expect(() => read(`suite: { factors: { ${factors} } }`)).toThrow(InvalidInputError);
    }
  });
});
