import { Document, isMap, isNode, isScalar, type Pair, parseDocument, visit, YAMLMap } from 'yaml';

/** Top-level sections of an ecosystem file as they stand there, comments included, with a blank line before each. */
export function sectionsOf(text: string, keys: readonly string[]): string {
  const source = text.replace(/^\uFEFF/u, '').replace(/\r\n?/gu, '\n');
  const document = parseDocument(source);
  const { contents } = document;
  if (!isMap(contents)) return '';
  const isPlain = contents.flow !== true && !hasAlias(document);
  const values: Record<string, unknown> = isPlain ? {} : document.toJS();
  return keys
    .flatMap((key) => contents.items.find((pair) => isScalar(pair.key) && pair.key.value === key) ?? [])
    .map((pair) => `\n${isPlain ? linesOf(pair, source) : written(pair, values)}`)
    .join('');
}

/** The lines of a section: the comments above it, and what is indented below it. */
function linesOf({ key, value }: Pair, text: string): string {
  const lines = text.split('\n');
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length - 1;
  const start = isNode(key) ? lineAt(key.range?.[0] ?? 0) : 0;
  let first = start;
  while (first > 0 && lines[first - 1]?.startsWith('#') === true) first--;
  const end = isNode(value) ? (value.range?.[1] ?? 0) : 0;
  let last = Math.max(start, lineAt(Math.max(0, end - 1)));
  while (/^\s+#/u.test(lines[last + 1] ?? '')) last++;
  return `${lines
    .slice(first, last + 1)
    .join('\n')
    .trimEnd()}\n`;
}

/** In a file in the form of JSON, or with aliases, whose anchors may stand in another section. */
function written({ key }: Pair, values: Readonly<Record<string, unknown>>): string {
  const name = isScalar(key) ? String(key.value) : '';
  const section = new Document(new YAMLMap());
  section.set(name, section.createNode(values[name], { aliasDuplicateObjects: false }));
  return section.toString({ lineWidth: 0 });
}

function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}
