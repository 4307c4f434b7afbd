import { parse, TomlDate, TomlError } from 'smol-toml';
import { LineCounter } from 'yaml';
import type { Place } from '../base/errors.ts';
import type { SourceFile } from './importer.ts';
import { type Entry, type Located, pointerTo } from './located.ts';
import { DEEPEST_LEVEL, refuse, tooDeep } from './reading-limits.ts';
import { type Span, type TomlPlaces, tomlPlaces } from './toml-places.ts';

const KEY = String.raw`(?:[\w-]+|"[^"\n]*"|'[^'\n]*')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*'))*`;
const pair = new RegExp(String.raw`^[ \t]*${KEY}[ \t]*=(?![=>])`, 'm');
const header = new RegExp(String.raw`^\[{1,2}[ \t]*${KEY}[ \t]*\]{1,2}[ \t]*(?:#.*)?\r?$`);

/** Told by its first line that says something: `key = value`, or `[table]` with such a line after it. */
export function isTomlText(text: string): boolean {
  const head = text.slice(0, 100_000).replace(/^\uFEFF/, '');
  const first = head.split('\n').find((line) => !/^\s*(?:#.*)?$/.test(line)) ?? '';
  return pair.test(first) || (header.test(first.trim()) && pair.test(head));
}

/**
 * A TOML text with the place of every value: of a table that of its header.
 * @throws {InvalidInputError} with the first problem of the text; messages never quote it
 */
export function readToml({ name: file, text }: SourceFile): Located {
  const root = parsed(file, text);
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  const placeOf = ({ start, length }: Span): Place => {
    const { line, col } = lines.linePos(start);
    return { file, line, column: col, length: Math.max(1, length) };
  };
  const places = tomlPlaces(text, (key) => tooDeep(placeOf(key)));
  return toLocated({ value: root, pointer: '', level: 0 }, { file, line: 1, column: 1 }, { ...places, placeOf });
}

function parsed(file: string, text: string): unknown {
  try {
    return parse(text, { maxDepth: DEEPEST_LEVEL });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const { line, column, message } = error;
    const at = { file, line, column, length: 1 };
    if (message.includes('excessively nested')) throw tooDeep(at);
    if (message.includes('redefine'))
      throw refuse(at, 'each key and table once', 'one that was there before', 'Rename or remove one of the two.');
    throw refuse(at, 'valid TOML', 'something else', 'Check the quotes, brackets and the = at this place.');
  }
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof TomlDate);

type Places = TomlPlaces & { readonly placeOf: (span: Span) => Place };

type Value = { readonly value: unknown; readonly pointer: string; readonly level: number };

function toLocated({ value, pointer, level }: Value, fallback: Place, places: Places): Located {
  const span = places.values.get(pointer);
  const at = span === undefined ? fallback : places.placeOf(span);
  if (level > DEEPEST_LEVEL) throw tooDeep(at);
  const below = (key: string | number) => ({ pointer: pointerTo(pointer, key), level: level + 1 });
  if (Array.isArray(value)) {
    const items = value.map((item, index) => toLocated({ value: item, ...below(index) }, at, places));
    return { form: 'list', at, pointer, items };
  }
  if (!isTable(value)) return { form: 'scalar', at, pointer, value: plain(value) };
  const entries = Object.entries(value).map(([key, item]): [string, Entry] => {
    const keySpan = places.keys.get(pointerTo(pointer, key));
    const keyAt = keySpan === undefined ? at : places.placeOf(keySpan);
    return [key, { keyAt, value: toLocated({ value: item, ...below(key) }, keyAt, places) }];
  });
  return { form: 'map', at, pointer, entries: new Map(entries) };
}

function plain(value: unknown): string | number | boolean {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return value instanceof TomlDate ? value.toISOString() : String(value);
}
