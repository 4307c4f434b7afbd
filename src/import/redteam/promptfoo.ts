import { InvalidInputError, type Problem } from '../../base/errors.ts';
import { type ThreatClass, threatClasses } from '../../graph/kinds.ts';
import type { JsonValues } from './json-values.ts';
import { flagAt, isMap, textAt, valueAt } from './plain-value.ts';
import { pluginMeaning } from './promptfoo-plugins.ts';
import { type Attack, counted, pooled, type RedTeamResults, type UnusedTrials } from './redteam-results.ts';

/**
 * Results of `promptfoo eval -o` and `promptfoo redteam run`, as JSON, JSON Lines or a bare list of results.
 * In a red-team test to pass is to resist: a failed one is a successful attack. A failed assertion also stands in
 * `error`, so that errors are told by `failureReason` (2), not by that.
 */
export const isPromptfoo = (value: unknown): boolean =>
  isResult(value) ||
  resultLists.some((path) => listAt(value, path).some((result) => isResult(result))) ||
  (isMap(value) && 'evalId' in value && resultLists.some((path) => Array.isArray(valueAt(value, ...path))));

/** @throws {InvalidInputError} with every result that does not say how it ended */
export function readPromptfoo({ value: said, placeOf }: JsonValues): RedTeamResults {
  // JSON Lines of one line.
  const value = isResult(said) && valueAt(said, 'results') === undefined ? [said] : said;
  const path = resultLists.find((one) => Array.isArray(valueAt(value, ...one))) ?? [];
  const judged = listAt(value, path).map((result, index) => judge(result, () => placeOf([...path, index])));
  const problems = judged.flatMap((one) => ('expected' in one ? [one] : []));
  if (problems.length > 0) throw new InvalidInputError(problems.slice(0, MOST_PROBLEMS));
  return {
    tool: ['promptfoo', versionOf(value)].join(' ').trim(),
    trials: pooled(judged.flatMap((one) => ('threat' in one ? [one] : []))),
    unused: counted(judged.flatMap((one) => ('why' in one ? [one] : []))),
  };
}

const MOST_PROBLEMS = 20;

/** Where the list of results is: in exported files, in older and trimmed ones, in JSON Lines. */
const resultLists: readonly (readonly string[])[] = [['results', 'results'], ['results'], []];

const listAt = (value: unknown, path: readonly string[]): readonly unknown[] => {
  const list = path.length === 0 ? value : valueAt(value, ...path);
  return Array.isArray(list) ? list : [];
};

const isResult = (result: unknown): boolean =>
  isMap(result) &&
  ('success' in result || 'gradingResult' in result || 'failureReason' in result) &&
  ('provider' in result || 'testCase' in result || 'vars' in result || 'metadata' in result);

function versionOf(value: unknown): string {
  const said = textAt(value, 'metadata', 'promptfooVersion') ?? textAt(value, 'promptfooVersion') ?? '';
  return /^\d[\w.+-]{0,30}$/u.test(said) ? said : '';
}

function judge(result: unknown, at: () => Problem['at']): Attack | UnusedTrials | Problem {
  const meaning = meaningOf(result);
  if ('why' in meaning) return meaning;
  if (isError(result)) return { what: 'errors', trials: 1, why: 'neither held nor broke' };
  const passed = flagAt(result, 'success') ?? flagAt(result, 'gradingResult', 'pass') ?? flagAt(result, 'pass');
  if (passed === undefined) {
    const fix = 'Write the results again with promptfoo, or remove this one.';
    return { at: at(), expected: 'a result with success: true or false', found: 'none', fix };
  }
  return { ...meaning, targets: targetsOf(result), successes: passed ? 0 : 1, trials: 1, at: PLACE };
}

/** Pooled over many results: no one place. */
const PLACE = { file: '' };

function isError(result: unknown): boolean {
  const reason = valueAt(result, 'failureReason');
  if (reason === ERROR || flagAt(result, 'gradingResult', 'metadata', 'graderError') === true) return true;
  return reason === undefined && flagAt(result, 'success') !== true && textAt(result, 'error') !== undefined
    ? !isMap(valueAt(result, 'gradingResult'))
    : false;
}

/** `ResultFailureReason.ERROR`: the target or the grader could not be asked. */
const ERROR = 2;

function meaningOf(result: unknown): { threat: ThreatClass; atTool?: ThreatClass } | UnusedTrials {
  const metadata = ['metadata', 'testCase.metadata', 'gradingResult.metadata', 'test.metadata'].map((path) =>
    valueAt(result, ...path.split('.')),
  );
  const marked = metadata.map((one) => textAt(one, 'threat')).find((text) => text !== undefined);
  const own = threatClasses.find((threat) => threat === marked);
  if (own !== undefined) return { threat: own };
  const plugin = metadata.map((one) => textAt(one, 'pluginId')).find((text) => text !== undefined);
  if (plugin === undefined)
    return { what: 'tests of no red-team plugin', trials: 1, why: 'nothing says that they attack' };
  const meaning = pluginMeaning(plugin);
  const what = /^[\w:.-]{1,60}$/u.test(plugin) ? plugin : 'a plugin of an unusual name';
  if (meaning === undefined) return { what, trials: 1, why: 'a plugin that is not known here' };
  return meaning ?? { what, trials: 1, why: 'about what answers say: no compromise' };
}

/** The label that people gave, then the id: `openai:chat:gpt-4.1`, then its last part, which names a model. */
function targetsOf(result: unknown): readonly string[] {
  const provider = valueAt(result, 'provider');
  const id = typeof provider === 'string' ? provider : textAt(provider, 'id');
  const names = [textAt(provider, 'label'), id, id?.split(':').at(-1)].flatMap((name) => name?.trim() || []);
  return names.length === 0 ? [NAMELESS] : [...new Set(names)];
}

const NAMELESS = '(no name)';
