import { describe, expect, it } from 'vitest';
import { summary } from '../../src/cli/summary.ts';
import { terminalOf } from '../../src/cli/terminal.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import type { ThresholdResult } from '../../src/measure/results.ts';
import { runSuite, type SuiteRun } from '../../src/run/run-suite.ts';
import { fakeShell } from './fake-shell.ts';
import { smallDesk } from './small-desk.ts';

const { file } = parseSuiteFile(smallDesk, 'small-desk.yaml');
const run = await runSuite(file, { threads: 1 });
const plain = terminalOf(fakeShell().stdout, { LANG: 'C.UTF-8' }, false);
const show = (changed: Partial<SuiteRun['results']> = {}, columns = 120): string =>
  summary({ ...run, results: { ...run.results, ...changed } }, () => undefined, { ...plain, columns });

it('speaks of the system as it is: the worst scenario has all controls on', () => {
  expect(run.results.scenarios[1]?.blastRadius.total.mean).toBeGreaterThan(
    run.results.scenarios[0]?.blastRadius.total.mean ?? 0,
  );
  expect(show()).toContain('Worst with all controls on: from customer\n');
});

it('fits into a terminal of 80 columns but for sentences', () => {
  const tables = show({}, 80)
    .split('\n')
    .filter((line) => /\d {2}/.test(line) && !line.includes('worst of'));
  expect(tables.length).toBeGreaterThan(8);
  for (const line of tables) expect(line.length, line).toBeLessThanOrEqual(80);
});

it('says after an interrupt how many worlds there are, and of whom there are none', () => {
  const [first, ...others] = run.results.scenarios;
  const scenarios = [first, ...others.map((scenario) => ({ ...scenario, worlds: 0 }))].filter(
    (one) => one !== undefined,
  );
  const text = show({ partial: true, scenarios });
  expect(text).toMatch(/^Interrupted/);
  expect(text).toContain('0 to 640 worlds');
  expect(text.match(/no world was done/g)).toHaveLength(3);
});

describe('verdicts', () => {
  const row = (
    verdict: ThresholdResult['verdict'],
    value: number,
    more: Partial<ThresholdResult> = {},
  ): ThresholdResult => ({
    rule: 'total mean < 2',
    scenario: 'agentic/customer/agentic',
    value,
    interval: [value, value],
    level: 'error',
    verdict,
    ...more,
  });
  const lines = (...thresholds: ThresholdResult[]): string[] =>
    show({ thresholds })
      .split('\n')
      .filter((line) => /^ {2}(FAIL|WARN|OPEN|PASS) /.test(line));

  it('stand worst first, one line for the scenarios that share one', () => {
    const other = { scenario: 'agentic/forum/agentic' };
    expect(lines(row('passed', 1), row('failed', 3, { rule: 'layer 7 mean < 1' }), row('passed', 1.5, other))).toEqual([
      '  FAIL  layer 7 mean < 1  3 [3–3]  from customer',
      '  PASS  total mean < 2  1.50 [1.50–1.50]  from forum, worst of 2 scenarios',
    ]);
  });
  it('name the lowest value of a rule that wants more', () => {
    const rule = 'total touched > 0.1';
    const [line] = lines(
      row('failed', 0.05, { rule }),
      row('failed', 0.01, { rule, scenario: 'agentic/forum/agentic' }),
    );
    expect(line).toContain('0.010 [0.010–0.010]  from forum');
  });
  it('call a failed rule that only warns a warning', () => {
    expect(lines(row('failed', 3, { level: 'warn' }))[0]).toMatch(/^ {2}WARN/);
  });
});
