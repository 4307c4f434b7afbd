/**
 * Bytes as text that may stand in a script element: five characters for four bytes, where base64 needs five and a third;
 * of a report of 400 KB that is 17. Ascii85 with an alphabet of its own, without < > & quotes and backslash; a last group
 * of n bytes is n + 1 characters.
 */
export function encode85(bytes: Uint8Array): string {
  const groups: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const count = Math.min(4, bytes.length - at);
    let value = 0;
    for (let i = 0; i < 4; i++) value = value * 256 + (bytes[at + i] ?? 0);
    let group = '';
    for (let i = 0; i < 5; i++) {
      group = alphabet[value % 85] + group;
      value = Math.floor(value / 85);
    }
    groups.push(group.slice(0, count + 1));
  }
  return groups.join('');
}

/** @throws {RangeError} if a character is none of the alphabet */
export function decode85(text: string): Uint8Array<ArrayBuffer> {
  const length = Math.floor(text.length / 5) * 4 + Math.max(0, (text.length % 5) - 1);
  const bytes = new Uint8Array(length);
  for (let at = 0, to = 0; at < text.length; at += 5, to += 4) {
    let value = 0;
    for (let i = 0; i < 5; i++) value = value * 85 + digitAt(text, at + i);
    for (let i = 3; i >= 0; i--) {
      if (to + i < length) bytes[to + i] = value % 256;
      value = Math.floor(value / 256);
    }
  }
  return bytes;
}

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?()[]{}@%$#,;_';

const digits = Int8Array.from({ length: 128 }, (_, code) => alphabet.indexOf(String.fromCharCode(code)));

/** What a short last group lacks counts as the highest digit, so that cutting it off lost nothing. */
function digitAt(text: string, at: number): number {
  if (at >= text.length) return 84;
  const digit = digits[text.charCodeAt(at)] ?? -1;
  if (digit < 0) throw new RangeError(`character ${at} is not of base 85`);
  return digit;
}
