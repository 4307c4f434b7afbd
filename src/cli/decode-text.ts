/** Bytes as text: byte order mark removed, UTF-16 decoded (also without a mark); undefined if they are not text. */
export function decodeText(data: Uint8Array): string | undefined {
  const encoding = encodingOf(data);
  try {
    // ignoreBOM false: a mark is dropped.
    const text = new TextDecoder(encoding, { fatal: true }).decode(data);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

const SAMPLE_BYTES = 4096;

function encodingOf(data: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
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
