import type { Spot } from '../drafts.ts';
import { readEmbedded } from '../embedded-json.ts';
import { type Entry, entriesOf, type Located, type LocatedMap, textOf } from '../located.ts';
import { shellWords } from '../shell-words.ts';

/**
 * The parameters of an MCP server in the description of its node: JSON, or a dictionary as Python shows it, whose
 * values may be shown as Python once more; arguments may be one text.
 * @returns undefined if they cannot be read
 */
export function readParams(description: string, spot: Spot): LocatedMap | undefined {
  const read = readEmbedded(description, spot) ?? readEmbedded(asJson(description), spot);
  if (read?.form !== 'map') return undefined;
  const entries = entriesOf(read).map(([key, { keyAt, value }]): [string, Entry] => {
    const plain = unquoted(value, spot);
    return [key, { keyAt, value: key === 'args' ? asList(plain) : plain }];
  });
  const known = entries.filter(([key]) => !/^(?:type|timeout|transport)$/.test(key));
  return { ...read, entries: new Map(known) };
}

const asJson = (text: string): string =>
  text
    .replace(/\bNone\b/g, 'null')
    .replace(/\bTrue\b/g, 'true')
    .replace(/\bFalse\b/g, 'false');

/** `"'python'"` -> python, `"['a', 'b']"` -> a list. */
function unquoted(value: Located, spot: Spot): Located {
  const text = textOf(value)?.trim();
  if (text === undefined || value.form !== 'scalar') return value;
  const [, inner] = /^(?:'(.*)'|"(.*)")$/s.exec(text) ?? [];
  if (inner !== undefined) return { ...value, value: inner };
  return /^[[{]/.test(text) ? (readEmbedded(asJson(text), spot) ?? value) : value;
}

const asList = (value: Located): Located => {
  const text = textOf(value);
  if (text === undefined) return value;
  const { at, pointer } = value;
  const items = shellWords(text).map((word): Located => ({ form: 'scalar', at, pointer, value: word }));
  return { form: 'list', at, pointer, items };
};
