import { Document, isAlias, isMap, isScalar, type Pair, parseDocument, visit, YAMLMap } from 'yaml';
import type { Ecosystem } from '../graph/ecosystem.ts';
import type { SourceFile } from './importer.ts';
import { writeEcosystem } from './write-ecosystem.ts';

/** A merged ecosystem as a file, with what an ecosystem file among the sources wants simulated. */
export function mergedText(ecosystem: Ecosystem, own: SourceFile | undefined): string {
  const written = writeEcosystem(ecosystem);
  return own === undefined ? written : `${written}${sectionsOf(own.text, ['round', 'suite', 'thresholds'])}`;
}

/** Top-level sections of an ecosystem file as they stand there, comments included, with a blank line before each. */
export function sectionsOf(text: string, keys: readonly string[]): string {
  const document = parseDocument(text);
  const { contents } = document;
  const plain: Record<string, unknown> = hasAlias(document) ? document.toJS() : {};
  const pairs = isMap(contents) ? contents.items : [];
  return keys
    .flatMap((key) => pairs.find((pair) => isScalar(pair.key) && pair.key.value === key) ?? [])
    .map((pair) => `\n${sectionText(pair, plain)}`)
    .join('');
}

function sectionText({ key, value }: Pair, plain: Readonly<Record<string, unknown>>): string {
  const name = isScalar(key) ? String(key.value) : '';
  const section = new Document(new YAMLMap());
  if (isScalar(key)) key.spaceBefore = false;
  section.set(key, name in plain ? section.createNode(plain[name]) : value);
  return section.toString({ lineWidth: 0 });
}

/** What a section repeats may stand in another. */
function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, {
    Alias: (_key, node) => {
      found ||= isAlias(node);
      return visit.BREAK;
    },
  });
  return found;
}
