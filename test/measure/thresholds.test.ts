import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeId } from '../../src/graph/ids.ts';
import { blastRadius } from '../../src/measure/blast-radius.ts';
import type { ThresholdResult } from '../../src/measure/results.ts';
import { parseThresholds, radiusMeasures } from '../../src/measure/threshold-rule.ts';
import { countRows, evaluateThresholds, type Gated, gateConfidence, verdictOf } from '../../src/measure/thresholds.ts';
import { tallyOfSizes } from './sample-tally.ts';

const at = { file: 'desk.yaml', line: 7, column: 5 };
const parse = (...rules: string[]) =>
  parseThresholds(
    rules.map((rule) => ({ rule, level: 'error', at })),
    ['planner', 'user input', 'a<b'],
  );

const radius = blastRadius(tallyOfSizes(10, [...new Array(500).fill(0), ...new Array(500).fill(4)]), 0);
const empty = blastRadius(tallyOfSizes(0, [0, 0]), 0);
const scenario = (id: string): Gated => ({
  id,
  blastRadius: { total: radius, layers: { 2: empty, 7: radius } },
  reach: [{ id: 'planner', p: 0.4, ci95: [0.38, 0.42] }],
});
const verdictsOf = (rule: string, ...scenarios: Gated[]): string[] => {
  const { thresholds, problems } = parse(rule);
  expect(problems).toEqual([]);
  const among = scenarios.length > 0 ? scenarios : [scenario('agentic/browser/tool-misuse')];
  return evaluateThresholds(thresholds, among).results.map(({ verdict }) => verdict);
};

describe('reading a threshold rule', () => {
  it('takes scope, measure, comparison, number and scenarios', () => {
    expect(
      parse('layer 2 fraction < 0.30', 'p95 <= 5', 'component user%20input reach>=.1 in agentic/*').thresholds,
    ).toEqual([
      {
        rule: 'layer 2 fraction < 0.30',
        level: 'error',
        at,
        scope: { form: 'layer', layer: 2, measure: 'fraction' },
        comparison: '<',
        bound: 0.3,
        glob: null,
      },
      {
        rule: 'p95 <= 5',
        level: 'error',
        at,
        scope: { form: 'total', measure: 'p95' },
        comparison: '<=',
        bound: 5,
        glob: null,
      },
      {
        rule: 'component user%20input reach>=.1 in agentic/*',
        level: 'error',
        at,
        scope: { form: 'component', id: 'user input', measure: 'reach' },
        comparison: '>=',
        bound: 0.1,
        glob: 'agentic/*',
      },
    ]);
  });

  it('finds a component whatever its id is made of', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20 }), (id) => {
        fc.pre(!/\p{Cc}/u.test(id) && !/[\ud800-\udfff]/u.test(id));
        const rule = { rule: `component ${encodeId(id)} reach < 0.5`, level: 'error' as const, at };
        expect(parseThresholds([rule], [id]).thresholds[0]?.scope).toEqual({ form: 'component', id, measure: 'reach' });
      }),
    );
  });

  it.each([
    ['', 'one of mean', 'the end of the rule', 'Write for example'],
    ['layr 2 mean < 1', 'one of mean', '"layr"', 'Did you mean "layer"?'],
    ['layer 8 mean < 1', 'a layer from 1 to 7', '"8"', 'Write'],
    ['total meen < 1', 'one of mean', '"meen"', 'Did you mean "mean"?'],
    ['mean = 1', '<, <=', '"="', 'Write'],
    ['mean < much', 'a number', '"much"', 'Write'],
    ['mean <', 'a number', 'the end of the rule', 'Write'],
    ['fraction < 30', 'between 0 and 1', '"30"', 'Write 0.3 for 30 %.'],
    ['reach < 0.1', '"component ID" before reach', '"reach"', 'component planner reach'],
    ['component planer reach < 0.1', 'the id of a component', '"planer"', 'Did you mean "planner"?'],
    ['component planner mean < 0.1', 'reach', '"mean"', 'Write'],
    ['mean < 1 on x', '"in SCENARIO"', '"on"', 'Write'],
    ['mean < 1 in', 'a scenario id', 'the end of the rule', 'in agentic'],
    ['mean < 1 in a b', 'the end of the rule', '"b"', '%20'],
  ])('refuses "%s" and says why', (rule, expected, found, fix) => {
    const { thresholds, problems } = parse(rule);
    expect(thresholds).toEqual([]);
    expect(problems).toEqual([
      { at, expected: expect.stringContaining(expected), found, fix: expect.stringContaining(fix) },
    ]);
  });

  it('reports all rules at once', () => {
    const { thresholds, problems } = parse('mean <', 'mean < 1', 'total nonsense');
    expect([thresholds.length, problems.length]).toEqual([1, 2]);
  });
});

describe('the verdict on a rule', () => {
  it('passes or fails only if the whole interval lies on one side', () => {
    const [low, high] = radius.ci95;
    expect(verdictsOf(`mean < ${high + 0.01}`)).toEqual(['passed']);
    expect(verdictsOf(`mean < ${low - 0.01}`)).toEqual(['failed']);
    expect(verdictsOf('mean < 2')).toEqual(['undecided']);
    expect(verdictsOf(`mean > ${low - 0.01}`)).toEqual(['passed']);
    expect(verdictsOf(`mean >= ${high + 0.01}`)).toEqual(['failed']);
  });

  it('tells the strict comparisons from the others at the bound itself', () => {
    expect([verdictsOf('max < 4'), verdictsOf('max <= 4'), verdictsOf('max > 4'), verdictsOf('max >= 4')]).toEqual([
      ['failed'],
      ['passed'],
      ['failed'],
      ['passed'],
    ]);
  });

  it('compares every measure with its own estimate', () => {
    for (const measure of radiusMeasures) {
      const { thresholds } = parse(`total ${measure} <= 1`);
      const [row] = evaluateThresholds(thresholds, [scenario('s')]).results;
      const wanted = measure === 'impact' ? radius.impact.mean : radius[measure];
      expect([measure, row?.value]).toEqual([measure, wanted]);
      expect(row!.interval[0]).toBeLessThanOrEqual(row!.value);
      expect(row!.interval[1]).toBeGreaterThanOrEqual(row!.value);
    }
    expect(verdictsOf('component planner reach < 0.5')).toEqual(['passed']);
  });

  it('divides the interval of a fraction by the size, and takes 0 for a layer without components', () => {
    const { thresholds } = parse('fraction < 0.9', 'layer 2 fraction < 0.1');
    const [total, layer] = evaluateThresholds(thresholds, [scenario('s')]).results;
    expect(total?.interval).toEqual(radius.ci95.map((end) => end / 10));
    expect([layer?.value, layer?.interval, layer?.verdict]).toEqual([0, [0, 0], 'passed']);
  });

  it('is given for each scenario that the pattern matches', () => {
    const scenarios = ['agentic/browser/all', 'agentic/desk/all/control-off:filter', 'exact/browser/all'].map(scenario);
    expect(verdictsOf('mean < 9 in agentic/*', ...scenarios)).toHaveLength(2);
    expect(verdictsOf('mean < 9 in *browser*', ...scenarios)).toHaveLength(2);
    expect(verdictsOf('mean < 9 in ?xact/browser/all', ...scenarios)).toHaveLength(1);
    expect(verdictsOf('mean < 9', ...scenarios)).toHaveLength(3);
    const { thresholds } = parse('mean < 9', 'mean < 9 in agentic/*');
    expect(
      countRows(
        thresholds,
        scenarios.map(({ id }) => id),
      ),
    ).toBe(5);
  });

  it('holds under every filter of maturity, unless its pattern names one', () => {
    const filtered = ['a/b/c/maturity=realized', 'a/b/c/maturity=feasible'].map(scenario);
    const rows = (rule: string): string[] =>
      evaluateThresholds(parse(rule).thresholds, filtered).results.map((row) => row.scenario);
    expect(rows('total mean < 5 in a/b/c')).toEqual(['a/b/c/maturity=realized', 'a/b/c/maturity=feasible']);
    expect(rows('total mean < 5 in */maturity=realized')).toEqual(['a/b/c/maturity=realized']);
  });

  it('warns when no scenario matches, and when there are no layers', () => {
    const { thresholds } = parse('mean < 9 in agentik/*', 'layer 3 mean < 1');
    const { results, warnings } = evaluateThresholds(thresholds, [scenario('agentic/browser/all')]);
    expect(results).toEqual([]);
    expect(warnings.map(({ found }) => found)).toEqual(['"agentik/*"', '"layer 3 mean < 1"']);
  });

  it('matches long patterns in no time', () => {
    const { thresholds } = parse(`mean < 9 in ${'a*'.repeat(2000)}b`);
    expect(evaluateThresholds(thresholds, [scenario('a'.repeat(4000))]).results).toEqual([]);
  });
});

describe('the verdict on a run', () => {
  const of = (...rows: [ThresholdResult['level'], ThresholdResult['verdict']][]): string =>
    verdictOf(rows.map(([level, verdict]) => ({ rule: '', scenario: '', value: 0, interval: [0, 0], level, verdict })));

  it('is the worst of the rules of level error', () => {
    expect([of(), of(['error', 'passed']), of(['error', 'undecided'], ['error', 'passed'])]).toEqual([
      'passed',
      'passed',
      'undecided',
    ]);
    expect(of(['error', 'undecided'], ['error', 'failed'])).toBe('failed');
    expect(of(['warn', 'failed'], ['warn', 'undecided'])).toBe('passed');
  });

  it('spends its error over looks and rows', () => {
    expect([gateConfidence(1, 7), gateConfidence(5, 4)]).toEqual([0.95, 1 - 0.05 / 20]);
  });
});
