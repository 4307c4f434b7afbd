import { describe, expect, it } from 'vitest';
import { scenariosOf } from '../../src/compile/scenario.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { pairsOf } from '../../src/measure/paired-scenarios.ts';

const text = (suite: string): string =>
  `version: 1
components:
  a/b: { kind: agent, exposed: true }
  m: { kind: memory, exposed: true }
relations:
  - { from: a/b, to: m, kind: writes }
controls:
  gate: { on: { kind: writes }, effectiveness: 0.5 }
  door: { on: { kind: writes }, effectiveness: 0.5 }
suite:
  threats: agentic
  entries: exposed
${suite}`;

const idsOfPairs = (suite: string, most?: number): string[] => {
  const { file } = parseSuiteFile(text(suite), 'pairs.yaml');
  const scenarios = scenariosOf(file.ecosystem, file.suite);
  const means = scenarios.map(({ id }) => (id.includes('/m/') ? 2 : 1));
  return pairsOf(scenarios, file.suite.parameters, means, most).map(({ variant, baseline }) =>
    [variant, baseline].map((position) => scenarios[position]?.id.replaceAll('/agentic', '')).join(' : '),
  );
};

describe('scenarios that are compared', () => {
  it('are those with a control off, with the same with all on', () => {
    expect(idsOfPairs('  controls: { off: [gate, door] }')).toEqual([
      'agentic/a%2Fb/control-off:gate : agentic/a%2Fb',
      'agentic/a%2Fb/control-off:door : agentic/a%2Fb',
      'agentic/m/control-off:gate : agentic/m',
      'agentic/m/control-off:door : agentic/m',
    ]);
  });

  it('are those with other values of a grid, with the first of each', () => {
    const grids = '  parameters: { monoculture: [0, 1], retries: [correlated, independent] }';
    const first = 'agentic/m/monoculture=0/retries=correlated';
    expect(idsOfPairs(grids).filter((pair) => pair.startsWith('agentic/m'))).toEqual([
      `agentic/m/monoculture=0/retries=independent : ${first}`,
      `agentic/m/monoculture=1/retries=correlated : ${first}`,
      `agentic/m/monoculture=1/retries=independent : ${first}`,
    ]);
  });

  it('with a control off and of a grid, differ in the control alone', () => {
    const both = '  controls: { off: [gate] }\n  parameters: { monoculture: [0, 1] }';
    expect(idsOfPairs(both).filter((pair) => pair.startsWith('agentic/m'))).toEqual([
      'agentic/m/monoculture=1 : agentic/m/monoculture=0',
      'agentic/m/control-off:gate/monoculture=0 : agentic/m/monoculture=0',
      'agentic/m/control-off:gate/monoculture=1 : agentic/m/monoculture=1',
    ]);
  });

  it('are none where nothing was varied', () => {
    expect(idsOfPairs('  worlds: 64')).toEqual([]);
  });

  it('are those with the worst baselines where there are too many', () => {
    expect(idsOfPairs('  controls: { off: [gate, door] }', 3)).toEqual([
      'agentic/a%2Fb/control-off:gate : agentic/a%2Fb',
      'agentic/m/control-off:gate : agentic/m',
      'agentic/m/control-off:door : agentic/m',
    ]);
  });
});
