import type { ResultFile } from '../analyse/calibrate/calibrate.ts';
import { shownTarget } from '../analyse/calibrate/shown-target.ts';
import { InvalidInputError, type Problem } from '../base/errors.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import { decodeId } from '../graph/ids.ts';
import { quoted } from './option-value.ts';
import { suggestion } from './suggestion.ts';
import { COMMAND_LINE, usageError } from './usage.ts';

/** What a name in a result file stands for. */
export type SaidTarget = { readonly name: string; readonly id: string };

/** `NAME=ID`, repeatable; the last `=` parts them, since addresses have some of their own. */
export function saidTarget(text: string, before: readonly SaidTarget[] = []): readonly SaidTarget[] {
  const at = text.lastIndexOf('=');
  const [name, id] = [text.slice(0, at).trim(), decodeId(text.slice(at + 1).trim())];
  if (at > 0 && name !== '' && id !== undefined && id !== '') return [...before, { name, id }];
  const fix = 'For example: --target openai:gpt-4.1=planner, or --target NAME=* for every agent.';
  throw usageError('NAME=ID after --target', quoted(text), fix);
}

/** @throws {InvalidInputError} with every name that no result has, and every id that no component has */
export function refuseUnknownTargets(
  said: readonly SaidTarget[],
  files: readonly ResultFile[],
  { components }: Ecosystem,
): void {
  const names = [...new Set(files.flatMap(({ results }) => results.trials.flatMap(({ targets }) => targets)))];
  const shown = names.map(shownTarget);
  const ids = components.map(({ id }) => id as string);
  const problems = said.flatMap(({ name, id }): Problem[] => [
    ...(names.includes(name) || shown.includes(name) ? [] : [problem('a target of these results', name, shown)]),
    ...(id === '*' || ids.includes(id) ? [] : [problem('the id of a component, or *', id, ids)]),
  ]);
  if (problems.length > 0) throw new InvalidInputError(problems);
}

const problem = (expected: string, typed: string, candidates: readonly string[]): Problem => ({
  at: { file: COMMAND_LINE },
  expected,
  found: quoted(typed),
  fix: candidates.length === 0 ? 'There are none.' : suggestion(typed, candidates),
});
