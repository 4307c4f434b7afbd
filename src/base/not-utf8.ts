import { InvalidInputError, type Place } from './errors.ts';

/**
 * A text with a byte that is not UTF-8, and where the first one is.
 * @param bytes - a part of it that has one, without a zero byte
 * @param start - where that part begins
 */
export function notUtf8(bytes: Uint8Array, { file, line = 1, column = 1 }: Place): InvalidInputError {
  const text = new TextDecoder('utf-8').decode(bytes);
  // What a byte that is none becomes; the character itself hardly stands in a graph.
  const before = text.slice(0, Math.max(0, text.indexOf('\ufffd')));
  const lines = before.split('\n');
  const last = (lines.at(-1) as string).length;
  return new InvalidInputError([
    {
      at: {
        file,
        line: line + lines.length - 1,
        column: lines.length === 1 ? column + last : last + 1,
        length: 1,
      },
      expected: 'text in UTF-8 or UTF-16',
      found: 'a byte that is not UTF-8',
      fix: 'Write it anew: iconv -f latin1 -t utf8 FILE > NEW, if it is in Latin-1.',
    },
  ]);
}
