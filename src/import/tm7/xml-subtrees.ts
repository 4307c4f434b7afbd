import type { Place } from '../../base/errors.ts';
import type { Attributes, XmlHandler } from '../../base/xml-feed.ts';
import { feedXml } from '../feed-xml.ts';
import type { SourceFile } from '../importer.ts';

/** An element with all that is in it; names of elements and attributes without their prefixes. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  readonly text: string;
  readonly at: Place;
};

export type Subtrees = {
  /** By its path from the root: `ThreatModel/Notes`. */
  readonly isWanted: (path: string) => boolean;
  /** Of those that are not wanted, at their beginning. */
  readonly open: (path: string, at: Place) => void;
  /** A wanted element, when it is whole; it is kept no longer than whoever takes it keeps it. */
  readonly take: (path: string, element: XmlElement) => void;
};

/**
 * Reads a document as a stream of events, of which only the wanted elements are put together, one at a time.
 * @throws {InvalidInputError} if it is no XML, or XML that is not read
 */
export const readSubtrees = (file: SourceFile, subtrees: Subtrees): void => feedXml(file, new Collector(subtrees));

type Growing = { -readonly [K in keyof XmlElement]: XmlElement[K] } & { readonly children: XmlElement[] };

class Collector implements XmlHandler {
  readonly #subtrees: Subtrees;
  /** Paths of the open elements that are not wanted. */
  readonly #paths: string[] = [''];
  /** Open elements of the wanted one. */
  readonly #growing: Growing[] = [];
  #wantedPath = '';

  constructor(subtrees: Subtrees) {
    this.#subtrees = subtrees;
  }

  open(name: string, attributes: Attributes, at: Place): void {
    if (this.#growing.length > 0) this.#grow(name, attributes, at);
    else this.#descend(name, attributes, at);
  }

  #descend(name: string, attributes: Attributes, at: Place): void {
    const above = this.#paths.at(-1) ?? '';
    const path = above === '' ? name : `${above}/${name}`;
    if (this.#subtrees.isWanted(path)) {
      this.#wantedPath = path;
      this.#grow(name, attributes, at);
    } else {
      this.#paths.push(path);
      this.#subtrees.open(path, at);
    }
  }

  #grow(name: string, attributes: Attributes, at: Place): void {
    const element: Growing = { name, attributes: localNames(attributes), children: [], text: '', at };
    this.#growing.at(-1)?.children.push(element);
    this.#growing.push(element);
  }

  text(text: string): void {
    const element = this.#growing.at(-1);
    if (element !== undefined) element.text += text;
  }

  close(): void {
    const element = this.#growing.pop();
    if (element === undefined) this.#paths.pop();
    else if (this.#growing.length === 0) this.#subtrees.take(this.#wantedPath, element);
  }
}

const localNames = (attributes: Attributes): ReadonlyMap<string, string> =>
  new Map(Object.entries(attributes).map(([name, value]) => [localName(name), value]));

/** `i:type` -> `type`; a value such as `b:StencilEllipse` too. */
export const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name);

/** Text of a child, without space around it; '' if there is none. */
export const textIn = (element: XmlElement | undefined, name: string): string =>
  (childOf(element, name)?.text ?? '').trim();
