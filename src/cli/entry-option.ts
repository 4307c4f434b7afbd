import type { Entries } from '../compile/suite.ts';
import { type ComponentId, decodeId } from '../graph/ids.ts';
import { quoted } from './option-value.ts';
import { suggestion } from './suggestion.ts';
import { usageError } from './usage.ts';

/** How an id may be written where words and commas mean something else. */
const HOW_TO_WRITE = 'Ids are joined by commas; space and % , / # > * ? in an id are percent-encoded.';

/**
 * `--entry`: ids joined by commas (one scenario together), each, exposed, random, random:K.
 * @param has - whether a component of this id exists
 * @param ids - candidates for suggestions
 * @throws {InvalidInputError} naming every id that does not exist
 */
export function parseEntry(text: string, has: (id: string) => boolean, ids: () => readonly string[]): Entries {
  if (text === 'each') return { form: 'every' };
  if (text === 'exposed') return { form: 'exposed' };
  if (text === 'random') return { form: 'random' };
  if (text.startsWith('random:')) return { form: 'sample', count: sampleSize(text.slice('random:'.length)) };
  const decoded = text.split(',').map((part) => ({ part, id: decodeId(part.trim()) }));
  return { form: 'together', ids: decoded.map(({ part, id }) => existing(part, id, has, ids)) };
}

function sampleSize(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw usageError('a whole number of at least 1 after random:', quoted(text), 'For example: --entry random:3.');
}

/** What to say of `random:K` where there are fewer than K nodes; else undefined. */
export function sampleRemark(text: string, nodes: number): string | undefined {
  const size = /^random:([1-9]\d{0,8})$/.exec(text)?.[1];
  if (size === undefined || Number(size) <= nodes) return undefined;
  return `--entry ${text}: there ${nodes === 1 ? 'is only 1 node, which is' : `are only ${nodes} nodes, and all are`} run`;
}

function existing(
  part: string,
  id: string | undefined,
  has: (id: string) => boolean,
  ids: () => readonly string[],
): ComponentId {
  if (id === undefined || id === '') throw usageError('ids of components after --entry', quoted(part), HOW_TO_WRITE);
  if (!has(id))
    throw usageError('the id of a component after --entry', quoted(id), suggestion(id, [...ids(), ...words]));
  return id as ComponentId;
}

const words = ['each', 'exposed', 'random'];
