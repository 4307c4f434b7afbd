import type { Place, Problem } from '../base/errors.ts';
import { type Attributes, XmlFeed, type XmlHandler } from '../base/xml-feed.ts';
import { DeclaredNodes } from './declared-nodes.ts';
import type { RawGraphBuilder } from './raw-builder.ts';
import { RawElements } from './raw-elements.ts';
import type { RawReader, RawReaderOptions } from './raw-reader.ts';

/** What the graph formats in XML have in common: bytes in, elements out, nodes declared once. */
export abstract class RawXmlReader implements RawReader, XmlHandler {
  protected readonly elements: RawElements;
  protected readonly nodes: DeclaredNodes = new DeclaredNodes();
  private readonly feed: XmlFeed;

  constructor(options: RawReaderOptions, builder: RawGraphBuilder) {
    this.elements = new RawElements(options, builder);
    this.feed = new XmlFeed(options.file, this);
  }

  push(chunk: Uint8Array): void {
    this.feed.push(chunk);
  }

  end(): readonly Problem[] {
    this.feed.end();
    for (const problem of this.nodes.problems()) this.elements.problems.add(problem);
    return this.elements.end();
  }

  abstract open(name: string, attributes: Attributes, at: Place): void;
  abstract text(text: string): void;
  abstract close(name: string): void;
}
