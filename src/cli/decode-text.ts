import { encodingOf } from '../base/utf8-chunks.ts';

/** Bytes as text: byte order mark removed, UTF-16 decoded (also without a mark); undefined if they are not text. */
export function decodeText(data: Uint8Array): string | undefined {
  try {
    // ignoreBOM false: a mark is dropped.
    const text = new TextDecoder(encodingOf(data), { fatal: true }).decode(data);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The first bytes of something as text, cut wherever it is: what cannot be decoded is a replacement character. */
export const decodeHead = (data: Uint8Array): string =>
  new TextDecoder(encodingOf(data)).decode(data, { stream: true });
