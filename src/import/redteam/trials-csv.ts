import { type CsvField, type CsvRecord, csvRecords } from '../../base/csv-records.ts';
import { didYouMeanSentence } from '../../base/did-you-mean.ts';
import { InvalidInputError, type Place, type Problem } from '../../base/errors.ts';
import { quoted } from '../../base/quoted.ts';
import { directions, modelTiers, relationKindNames, threatClasses } from '../../graph/kinds.ts';
import type { SourceFile } from '../importer.ts';
import { type Attack, pooled, type RedTeamResults } from './redteam-results.ts';

const needed = ['target', 'class', 'successes', 'trials'] as const;
const columns = [...needed, 'kind', 'direction', 'source', 'tier', 'evidence'] as const;
type Column = (typeof columns)[number];

/** Whether the first line names what a table of trials needs. */
export function isTrialsCsv(text: string): boolean {
  const [head = ''] = text
    .replace(/^\uFEFF/u, '')
    .trimStart()
    .split(/[\r\n]/u, 1);
  const names = head
    .toLowerCase()
    .split(/[,;\t]/u)
    .map((name) => name.trim().replace(/^"|"$/gu, ''));
  return needed.filter((name) => names.includes(name)).length >= 3;
}

/**
 * `target, class, successes, trials`, in any order and any case, and what else is known: kind, direction, source, tier, evidence.
 * @throws {InvalidInputError} with every field that cannot be read
 */
export function readTrialsCsv({ name, text }: SourceFile): RedTeamResults {
  const [head = [], ...records] = csvRecords(text.replace(/^\uFEFF/u, ''), name);
  const problems: Problem[] = [];
  const columnAt = head.map((field) => columnOf(field, name, problems));
  for (const column of needed) if (!columnAt.includes(column)) problems.push(missing(column, head, name));
  if (problems.length > 0) throw new InvalidInputError(problems);
  const attacks = records.flatMap((record) => attackOf(record, columnAt, name, problems) ?? []);
  if (problems.length > 0) throw new InvalidInputError(problems.slice(0, MOST_PROBLEMS));
  return { tool: 'CSV', trials: pooled(attacks), unused: [] };
}

const MOST_PROBLEMS = 20;

function columnOf(field: CsvField, file: string, problems: Problem[]): Column | undefined {
  const word = field.text.toLowerCase();
  const known = columns.find((column) => column === word);
  if (known === undefined) {
    const fix = `${didYouMeanSentence(word, columns).trim() || 'Remove the column, or say it in evidence.'}`;
    problems.push({
      at: placeOf(field, file),
      expected: `one of the columns ${columns.join(', ')}`,
      found: quoted(field.text),
      fix,
    });
  }
  return known;
}

const placeOf = ({ line, column, text }: CsvField, file: string): Place => ({
  file,
  line,
  column,
  length: Math.max(1, text.length),
});

const missing = (column: Column, [first]: CsvRecord, file: string): Problem => ({
  at: first === undefined ? { file } : { file, line: first.line },
  expected: `a column ${column}`,
  found: 'none',
  fix: `The first line names the columns: ${needed.join(',')}.`,
});

function attackOf(
  record: CsvRecord,
  columnAt: readonly (Column | undefined)[],
  file: string,
  problems: Problem[],
): Attack | undefined {
  const before = problems.length;
  const [first] = record;
  const at: Place = { file, line: first?.line };
  const field = (column: Column): CsvField | undefined => record[columnAt.indexOf(column)];
  const text = (column: Column): string => field(column)?.text ?? '';
  const refuse = (column: Column, expected: string, fix: string): undefined => {
    const here = field(column);
    problems.push({
      at: here === undefined ? at : placeOf(here, file),
      expected,
      found: text(column) === '' ? 'nothing' : quoted(text(column)),
      fix,
    });
  };
  const oneOf = <T extends string>(column: Column, words: readonly T[]): T | undefined => {
    const said = text(column).toLowerCase();
    if (said === '') return undefined;
    const known = words.find((word) => word === said);
    return (
      known ??
      refuse(
        column,
        `one of ${words.join(', ')}`,
        didYouMeanSentence(said, words).trim() ||
          `Use one of them${column === 'class' ? '' : ', or leave it empty if you do not know'}.`,
      )
    );
  };
  const whole = (column: Column): number => {
    const said = text(column);
    if (/^\d{1,9}$/u.test(said)) return Number(said);
    refuse(column, 'a whole number from 0 to 999,999,999', 'Write how often, without marks between the digits.');
    return 0;
  };
  if (record.length > columnAt.length)
    refuse(columns[0], `${columnAt.length} fields, as in the first line`, 'Put texts with commas into quotes.');
  if (text('target') === '') refuse('target', 'what was attacked', 'Name a component, or * for all.');
  const threat = oneOf('class', threatClasses);
  if (text('class') === '')
    refuse('class', `one of ${threatClasses.join(', ')}`, 'Say which class the attacks were of.');
  const [successes, trials] = [whole('successes'), whole('trials')];
  if (problems.length === before && (trials === 0 || successes > trials))
    refuse(
      'successes',
      'no more successes than trials, and at least one trial',
      'Check the two numbers: were they swapped?',
    );
  const said = {
    kind: oneOf('kind', relationKindNames),
    direction: oneOf('direction', directions),
    source: oneOf('source', ['content', 'agent'] as const),
    tier: oneOf('tier', modelTiers),
  };
  if (threat === undefined || problems.length > before) return undefined;
  return { targets: [text('target')], threat, successes, trials, at, ...given(said), ...noteOf(text('evidence')) };
}

const noteOf = (evidence: string): { note?: string } => {
  const note = evidence
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 200)
    .trim();
  return note === '' ? {} : { note };
};

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const given = <T extends object>(fields: T): Given<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
