import { XmlFeed, type XmlHandler } from '../base/xml-feed.ts';
import type { SourceFile } from './importer.ts';
import { MOST_CHARACTERS, refuse } from './reading-limits.ts';

/**
 * Tells a handler what stands in an XML file, one event after the other.
 * @throws {InvalidInputError} if it is no XML, or XML that is not read: of more than 50 MB, with a document type, …
 */
export function feedXml({ name, text }: SourceFile, handler: XmlHandler): void {
  if (text.length > MOST_CHARACTERS)
    throw refuse({ file: name }, 'at most 50 MB of text', 'more', 'Split it, or leave out what does not matter.');
  const feed = new XmlFeed(name, handler);
  feed.pushText(text);
  feed.end();
}
