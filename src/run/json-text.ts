/**
 * JSON for people and programs: objects over lines, arrays of plain values on one line, so that a histogram
 * or a curve is not a page long. The bytes depend on the value alone.
 */
export function jsonText(value: unknown): string {
  const pieces: string[] = [];
  writeJsonText(value, (piece) => pieces.push(piece));
  return pieces.join('');
}

/** The same piece by piece, for what is longer than a text can be. */
export function writeJsonText(value: unknown, write: (piece: string) => void): void {
  writeValue(value, '', write);
  write('\n');
}

function writeValue(value: unknown, indent: string, write: (piece: string) => void): void {
  if (isPlain(value)) write(plainText(value));
  else if (Array.isArray(value)) writeArray(value, indent, write);
  else writeObject(value as object, indent, write);
}

function writeArray(items: readonly unknown[], indent: string, write: (piece: string) => void): void {
  if (items.every(isShort)) {
    write(`[${items.map(shortText).join(', ')}]`);
    return;
  }
  const inner = `${indent}  `;
  for (const [i, item] of items.entries()) {
    write(`${i === 0 ? '[' : ','}\n${inner}`);
    writeValue(item, inner, write);
  }
  write(`\n${indent}]`);
}

function writeObject(value: object, indent: string, write: (piece: string) => void): void {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) {
    write('{}');
    return;
  }
  const inner = `${indent}  `;
  for (const [i, [key, item]] of entries.entries()) {
    write(`${i === 0 ? '{' : ','}\n${inner}${JSON.stringify(key)}: `);
    writeValue(item, inner, write);
  }
  write(`\n${indent}}`);
}

/** Plain, or a list of plain values such as a pair. */
const isShort = (item: unknown): boolean => isPlain(item) || (Array.isArray(item) && item.every(isPlain));
const isPlain = (item: unknown): boolean => typeof item !== 'object' || item === null;

// Most of a result is numbers, and text of a number is quicker had without JSON.
const plainText = (value: unknown): string =>
  Number.isFinite(value) ? String(value) : (JSON.stringify(value) ?? 'null');
const shortText = (item: unknown): string =>
  Array.isArray(item) ? `[${item.map(plainText).join(', ')}]` : plainText(item);
