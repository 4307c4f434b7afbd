import { InvalidInputError, type Problem } from '../../base/errors.ts';
import { type ThreatClass, threatClasses } from '../../graph/kinds.ts';
import type { SourceFile } from '../importer.ts';
import type { JsonValues } from './json-values.ts';
import { flagAt, isMap, textAt } from './plain-value.ts';
import { type Attack, counted, pooled, type RedTeamResults, type UnusedTrials } from './redteam-results.ts';

/**
 * What `agentic-radar test` says. It prints a table and writes no file (0.14): read here are that table, kept with
 * `> tests.txt`, and its test results as JSON (agent_name, test_name, test_passed). A test that passed held.
 */
export const isRadarTests = (value: unknown): boolean =>
  Array.isArray(value) && value.some((one) => isMap(one) && 'test_passed' in one && 'agent_name' in one);

export const isRadarTable = (text: string): boolean =>
  !text.trimStart().startsWith('{') && /Test Results/u.test(text) && /[│┃|]\s*Agent\b/u.test(text);

/** @throws {InvalidInputError} with every test that does not say how it ended */
export function readRadarTests({ value, placeOf }: JsonValues): RedTeamResults {
  const tests = (Array.isArray(value) ? value : []).map((one, index) => ({
    agent: textAt(one, 'agent_name'),
    test: textAt(one, 'test_name'),
    passed: flagAt(one, 'test_passed'),
    at: () => placeOf([index]),
  }));
  return resultsOf(tests);
}

/** @throws {InvalidInputError} if the table has no row that can be read */
export function readRadarTable({ text, name }: SourceFile): RedTeamResults {
  const tests: Test[] = [];
  let row: string[][] = [];
  const finish = (line: number): void => {
    const [agent = '', test = '', , , status = ''] = row.map((parts) => parts.join(' ').trim());
    const passed = /PASSED/u.test(status) ? true : /FAILED/u.test(status) ? false : undefined;
    if (test !== '' && test !== 'Test Name' && passed !== undefined)
      tests.push({ agent, test, passed, at: () => ({ file: name, line }) });
    row = [];
  };
  for (const [index, line] of text.split(/\r\n|\n|\r/u).entries()) {
    const cells = /^\s*[│┃|](.*)[│┃|]\s*$/u.exec(line.replace(ESCAPES, ''))?.[1]?.split(/[│┃|]/u);
    if (cells === undefined || cells.length < COLUMNS) finish(index);
    else row = cells.map((cell, column) => [...(row[column] ?? []), cell.trim()].filter((part) => part !== ''));
  }
  finish(0);
  if (tests.length === 0) throw new InvalidInputError([noRow(name)]);
  return resultsOf(tests);
}

const COLUMNS = 6;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal
const ESCAPES = /\u001b\[[0-9;]*m/gu;

type Test = {
  readonly agent: string | undefined;
  readonly test: string | undefined;
  readonly passed: boolean | undefined;
  readonly at: () => Problem['at'];
};

function resultsOf(tests: readonly Test[]): RedTeamResults {
  const problems = tests.filter(({ agent, test, passed }) => !agent || !test || passed === undefined).map(incomplete);
  if (problems.length > 0) throw new InvalidInputError(problems.slice(0, 20));
  const judged = tests.map(judge);
  return {
    tool: 'Agentic Radar',
    trials: pooled(judged.flatMap((one) => ('threat' in one ? [one] : []))),
    unused: counted(judged.flatMap((one) => ('why' in one ? [one] : []))),
  };
}

function judge({ agent = '', test = '', passed }: Test): Attack | UnusedTrials {
  const known = test.toLowerCase();
  const threat =
    (Object.hasOwn(meanings, known) ? meanings[known] : undefined) ?? threatClasses.find((one) => one === test);
  if (threat === undefined)
    return { what: 'a test of your own', trials: 1, why: 'name it after a threat class to have it counted' };
  if (threat === 'says') return { what: test, trials: 1, why: 'about what answers say: no compromise' };
  return { targets: [agent], threat, successes: passed === true ? 0 : 1, trials: 1, at: { file: '' } };
}

/** Its built-in tests; the one of PII leakage asks for an image whose address carries data away: an injection. */
const meanings: Readonly<Record<string, ThreatClass | 'says'>> = {
  'prompt injection': 'intent-manipulation',
  'pii leakage': 'intent-manipulation',
  'harmful content': 'says',
  'fake news': 'says',
};

const incomplete = ({ at }: Test): Problem => ({
  at: at(),
  expected: 'a test with agent_name, test_name and test_passed',
  found: 'one without all of them',
  fix: 'Write the results again, or remove this one.',
});

const noRow = (file: string): Problem => ({
  at: { file },
  expected: 'the table that agentic-radar test prints, with PASSED or FAILED in its rows',
  found: 'none that can be read',
  fix: 'Keep the whole table in a wide terminal: COLUMNS=200 agentic-radar test … > tests.txt.',
});
