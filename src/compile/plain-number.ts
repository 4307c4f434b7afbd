const ZERO = 48;
const MAX_DIGITS = 10;

/** The whole number below 2^32 that `text[start, end)` writes in plain form (no sign, no leading zero), else -1. */
export function plainNumber(text: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length === 0 || length > MAX_DIGITS || (length > 1 && text[start] === ZERO)) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = (text[i] as number) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = 10 * value + digit;
  }
  return value < 2 ** 32 ? value : -1;
}

/** Writes a whole number below 2^32 at the front of `into` (at least 10 bytes). @returns how many digits */
export function writeDigits(value: number, into: Uint8Array): number {
  let length = 1;
  for (let power = 10; power <= value; power *= 10) length++;
  let rest = value;
  for (let i = length - 1; i >= 0; i--) {
    const tenth = Math.floor(rest / 10);
    into[i] = ZERO + rest - 10 * tenth;
    rest = tenth;
  }
  return length;
}
