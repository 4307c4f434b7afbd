/**
 * An id as Threat Dragon has them, a UUID, that depends only on what it stands for: models that are written again
 * differ only where the ecosystem does.
 */
export function cellId(...parts: readonly string[]): string {
  const text = JSON.stringify(parts);
  const digits = OFFSETS.map((offset) => hash(text, offset).toString(16).padStart(8, '0')).join('');
  const [a, b, c, d, e] = [
    [0, 8],
    [8, 12],
    [13, 16],
    [17, 20],
    [20, 32],
  ].map(([from, to]) => digits.slice(from, to));
  return `${a}-${b}-8${c}-8${d}-${e}`;
}

/** Where four hashes begin: the one of FNV-1a, and others. */
const OFFSETS = [0x811c9dc5, 0x050c5d1f, 0x9e3779b9, 0xbb67ae85];
const PRIME = 0x01000193;

function hash(text: string, offset: number): number {
  let value = offset;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), PRIME);
  // Without this, texts that differ only at their end would have ids that look alike.
  value = Math.imul(value ^ (value >>> 15), 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
