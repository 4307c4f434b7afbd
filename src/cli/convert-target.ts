import { basename, extname } from 'node:path';
import type { InvalidInputError } from '../base/errors.ts';
import type { GraphFormat } from '../export/graph-format.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import { quoted } from './option-value.ts';
import { suggestion } from './suggestion.ts';
import { usageError } from './usage.ts';

/** What something can be written as. */
type Format = { readonly format: string; readonly endings: readonly string[] };

type Writing = Format & { write(ecosystem: Ecosystem): readonly { readonly suffix: string }[] };

/** What was typed about it: `--to` and `-o`. */
export type TypedTarget = { readonly to?: string; readonly output?: string };

/**
 * The format after --to, else the one whose ending the file has; the longest ending wins.
 * @throws {InvalidInputError} if there is none, or several write files of this ending
 */
export function convertTarget<F extends Format>(formats: readonly F[], { to, output }: TypedTarget): F {
  if (to !== undefined) return namedTarget(formats, to);
  if (output === undefined) {
    throw usageError('-o FILE or --to FORMAT', 'neither', suggestion('', namesOf(formats)));
  }
  const name = basename(output).toLowerCase();
  const longest = Math.max(0, ...formats.map((format) => endingIn(name, format).length));
  const found = formats.filter((format) => longest > 0 && endingIn(name, format).length === longest);
  const [only, other] = found;
  if (only === undefined) throw unknownEnding(formats, output);
  if (other !== undefined) throw ambiguousEnding(found, output);
  return only;
}

/** Where files go, as far as that can be told before there are any: the file itself, and what its formats write beside it. */
export function placesOf(formats: readonly GraphFormat[], { to, output }: TypedTarget): readonly string[] {
  if (output === undefined) return [];
  const name = basename(output).toLowerCase();
  const possible = formats.filter((one) => one.format === to || (to === undefined && endingIn(name, one) !== ''));
  return [...new Set([output, ...possible.flatMap((format) => filesOf(output, format))])];
}

/** What a format writes if it is told to write this file. */
export function filesOf(output: string, format: Writing): readonly string[] {
  const [stem, ending] = cutEnding(output, format);
  return format.write(smallest).map(({ suffix }) => `${stem}${suffix}${ending}`);
}

const smallest: Ecosystem = { name: 'none', components: [], relations: [] };

/** The file's name cut where its ending begins: `shop` and `.csv`. @param format - whose endings count first */
export function cutEnding(output: string, format: Format): readonly [stem: string, ending: string] {
  const name = basename(output);
  const own = endingIn(name.toLowerCase(), format).length;
  const last = name.lastIndexOf('.');
  const length = own > 0 ? own : last > 0 ? name.length - last : 0;
  return [output.slice(0, output.length - length), output.slice(output.length - length)];
}

/** The longest ending of the format that the name has; empty if it has none. A name is more than its ending. */
const endingIn = (name: string, { endings }: Format): string =>
  endings
    .filter((ending) => name.endsWith(ending) && name.length > ending.length)
    .reduce((a, b) => (b.length > a.length ? b : a), '');

const namesOf = (formats: readonly Format[]): string[] => formats.map(({ format }) => format);

function namedTarget<F extends Format>(formats: readonly F[], to: string): F {
  const found = formats.find(({ format }) => format === to);
  if (found !== undefined) return found;
  throw usageError('a format after --to', quoted(to), suggestion(to, namesOf(formats)));
}

function unknownEnding(formats: readonly Format[], output: string): InvalidInputError {
  const extension = extname(output).toLowerCase();
  // `.json` is the end of many endings.
  const near = formats.filter(({ endings }) => extension !== '' && endings.some((one) => one.endsWith(extension)));
  const endings = [...new Set(formats.flatMap((format) => format.endings))];
  const fix = `Or say what it is with --to: ${namesOf(near.length > 0 ? near : formats).join(', ')}.`;
  return usageError(`an ending of ${endings.join(', ')} after -o`, quoted(output), fix);
}

function ambiguousEnding(formats: readonly Format[], output: string): InvalidInputError {
  const names = namesOf(formats);
  const fix = `Say which with --to: ${names.join(', ')}.`;
  return usageError('one format for the ending after -o', `${quoted(output)}, which ${names.length} have`, fix);
}
