/**
 * JSON for people and programs: objects over lines, arrays of plain values on one line, so that a histogram
 * or a curve is not a page long. The bytes depend on the value alone.
 */
export const jsonText = (value: unknown): string => `${textOf(value, '')}\n`;

function textOf(value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every(isShort)) return `[${value.map((item) => textOf(item, '')).join(', ')}]`;
    return `[\n${value.map((item) => inner + textOf(item, inner)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return '{}';
  return `{\n${entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${textOf(item, inner)}`).join(',\n')}\n${indent}}`;
}

/** Plain, or a list of plain values such as a pair. */
const isShort = (item: unknown): boolean => isPlain(item) || (Array.isArray(item) && item.every(isPlain));
const isPlain = (item: unknown): boolean => typeof item !== 'object' || item === null;
