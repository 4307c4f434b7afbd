import { InvalidInputError, type Problem } from '../../base/errors.ts';
import type { SourceFile } from '../importer.ts';
import { isJsonText } from '../jsonc.ts';
import { readJsonValues } from './json-values.ts';
import { isPromptfoo, readPromptfoo } from './promptfoo.ts';
import { isRadarTable, isRadarTests, readRadarTable, readRadarTests } from './radar-tests.ts';
import type { RedTeamResults } from './redteam-results.ts';
import { isTrialsCsv, readTrialsCsv } from './trials-csv.ts';

/** Red-team results of any format that is known. @throws {InvalidInputError} with every fault of the file */
export function readRedTeam(file: SourceFile): RedTeamResults {
  // Its first line begins as a list would.
  if (isRadarTable(file.text)) return readRadarTable(file);
  if (isJsonText(file.text)) {
    const values = readJsonValues(file);
    if (isRadarTests(values.value)) return readRadarTests(values);
    if (isPromptfoo(values.value)) return readPromptfoo(values);
    throw new InvalidInputError([unknown(file.name)]);
  }
  if (isTrialsCsv(file.text)) return readTrialsCsv(file);
  throw new InvalidInputError([unknown(file.name)]);
}

const unknown = (file: string): Problem => ({
  at: { file },
  expected: 'red-team results: JSON of promptfoo, tests of Agentic Radar, or CSV with target,class,successes,trials',
  found: 'something else',
  fix: 'Write them as JSON (promptfoo redteam run -o results.json), or as a table of your own in CSV.',
});
