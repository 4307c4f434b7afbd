import { InvalidInputError } from './errors.ts';

/** Enough to tell how a text is encoded. */
const SAMPLE_BYTES = 4096;

/**
 * The bytes of a text as UTF-8 without a byte order mark: UTF-16, with a mark or without, is decoded.
 * @throws {InvalidInputError} where UTF-16 is broken
 */
export async function* utf8Chunks(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Uint8Array, void> {
  let sample: Uint8Array | null = new Uint8Array(0);
  let decode: Decode | null = null;
  for await (const chunk of chunks) {
    if (sample === null) {
      yield decode === null ? chunk : decode(chunk);
      continue;
    }
    sample = joined(sample, chunk);
    if (sample.length < SAMPLE_BYTES) continue;
    decode = decoderOf(sample, file);
    yield decode === null ? withoutMark(sample) : decode(sample);
    sample = null;
  }
  if (sample !== null) {
    decode = decoderOf(sample, file);
    yield decode === null ? withoutMark(sample) : decode(sample);
  }
  if (decode !== null) yield decode(null);
}

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be';

/** How a text is encoded that begins like this. */
export function encodingOf(data: Uint8Array): TextEncodingName {
  if (data[0] === 0xff && data[1] === 0xfe) return 'utf-16le';
  if (data[0] === 0xfe && data[1] === 0xff) return 'utf-16be';
  const sample = data.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  for (const [i, byte] of sample.entries()) if (byte === 0) zeros[i & 1] = (zeros[i & 1] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  // Mostly ASCII in UTF-16 has a zero in every second byte.
  if (odd > sample.length * 0.3 && even === 0) return 'utf-16le';
  if (even > sample.length * 0.3 && odd === 0) return 'utf-16be';
  return 'utf-8';
}

export const notText = (file: string): InvalidInputError =>
  new InvalidInputError([
    {
      at: { file },
      expected: 'text (UTF-8 or UTF-16)',
      found: 'binary data',
      fix: 'Name the text file that it was made from; blastradius formats lists what can be read.',
    },
  ]);

/** @param chunk - null at the end */
type Decode = (chunk: Uint8Array | null) => Uint8Array;

function decoderOf(sample: Uint8Array, file: string): Decode | null {
  const encoding = encodingOf(sample);
  if (encoding === 'utf-8') return null;
  const decoder = new TextDecoder(encoding, { fatal: true });
  const encoder = new TextEncoder();
  return (chunk) => {
    try {
      return encoder.encode(chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true }));
    } catch {
      throw notText(file);
    }
  };
}

const withoutMark = (data: Uint8Array): Uint8Array =>
  data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf ? data.subarray(3) : data;

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
