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
    .replace(/^sep=[,;\t](?:\r\n|\n|\r)/u, '')
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
  problems.push(...head.flatMap((field, at) => (columnAt.indexOf(columnAt[at]) < at ? repeated(field, name) : [])));
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

/** Of two columns nobody knows which is meant; those that are not known are told already. */
const repeated = (field: CsvField, file: string): Problem[] =>
  columns.some((column) => column === field.text.toLowerCase())
    ? [
        {
          at: placeOf(field, file),
          expected: 'each column once',
          found: quoted(field.text),
          fix: 'Remove one of them.',
        },
      ]
    : [];

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
  const row = new Row(record, columnAt, file);
  const attack = {
    targets: [row.needed('target', 'what was attacked', 'Name a component, or * for all.')],
    threat: row.oneOf('class', threatClasses),
    ...row.counts(),
    at: row.at,
    ...given({
      kind: row.oneOf('kind', relationKindNames),
      direction: row.oneOf('direction', directions),
      source: row.oneOf('source', ['content', 'agent'] as const),
      tier: row.oneOf('tier', modelTiers),
    }),
    ...noteOf(row.text('evidence')),
  };
  row.needed('class', `one of ${threatClasses.join(', ')}`, 'Say which class the attacks were of.');
  const { threat } = attack;
  problems.push(...row.problems);
  return threat === undefined || row.problems.length > 0 ? undefined : { ...attack, threat };
}

/** One record by its columns, with what is wrong in it. */
class Row {
  readonly at: Place;
  readonly problems: Problem[] = [];
  readonly #field: (column: Column) => CsvField | undefined;
  readonly #file: string;

  constructor(record: CsvRecord, columnAt: readonly (Column | undefined)[], file: string) {
    this.at = { file, line: record[0]?.line };
    this.#file = file;
    this.#field = (column) => record[columnAt.indexOf(column)];
    if (record.length <= columnAt.length) return;
    this.#refuse(columns[0], `${columnAt.length} fields, as in the first line`, 'Put texts with commas into quotes.');
  }

  text(column: Column): string {
    return this.#field(column)?.text ?? '';
  }

  needed(column: Column, expected: string, fix: string): string {
    if (this.text(column) === '') this.#refuse(column, expected, fix);
    return this.text(column);
  }

  oneOf<T extends string>(column: Column, words: readonly T[]): T | undefined {
    const said = this.text(column).toLowerCase();
    const known = words.find((word) => word === said);
    if (known !== undefined || said === '') return known;
    const use = `Use one of them${column === 'class' ? '' : ', or leave it empty if you do not know'}.`;
    this.#refuse(column, `one of ${words.join(', ')}`, didYouMeanSentence(said, words).trim() || use);
    return undefined;
  }

  counts(): { readonly successes: number; readonly trials: number } {
    const [successes, trials] = [this.#whole('successes'), this.#whole('trials')];
    if (successes === undefined || trials === undefined) return { successes: 0, trials: 0 };
    if (trials === 0 || successes > trials) {
      const expected = 'no more successes than trials, and at least one trial';
      this.#refuse('successes', expected, 'Check the two numbers: were they swapped?');
    }
    return { successes, trials };
  }

  #whole(column: Column): number | undefined {
    if (/^\d{1,9}$/u.test(this.text(column))) return Number(this.text(column));
    const fix = 'Write how often, without marks between the digits.';
    this.#refuse(column, 'a whole number from 0 to 999,999,999', fix);
    return undefined;
  }

  #refuse(column: Column, expected: string, fix: string): void {
    const field = this.#field(column);
    const at = field === undefined ? this.at : placeOf(field, this.#file);
    const found = this.text(column) === '' ? 'nothing' : quoted(this.text(column));
    this.problems.push({ at, expected, found, fix });
  }
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
