import { SaxesParser } from 'saxes';
import { InvalidInputError, type Place, type Problem } from './errors.ts';
import { StrictDecoder } from './strict-decoder.ts';
import { notText } from './utf8-chunks.ts';

export type Attributes = Readonly<Record<string, string>>;

/** What happens in a document, prefixes of names left out. */
export type XmlHandler = {
  open(name: string, attributes: Attributes, at: Place): void;
  close(name: string): void;
  /** Between two tags, perhaps in several pieces. */
  text(text: string): void;
};

const MAX_DEPTH = 200;
/** Of a tag, a text or a comment: what cannot be handed over piece by piece. */
const MAX_PIECE = 2 ** 20;
const SLICE = 65_536;

/**
 * A document in chunks, cut anywhere -> its elements, one after the other; nothing of it is kept. There are no entities
 * but the five of XML: a document type is refused, and so is what is deeper than 200 elements.
 */
export class XmlFeed {
  private readonly file: string;
  private readonly parser = new SaxesParser({ position: true });
  private decoder: StrictDecoder | undefined;
  private depth = 0;
  private lastEvent = 0;

  constructor(file: string, handler: XmlHandler) {
    this.file = file;
    const { parser } = this;
    let start: Place = { file };
    const alive = (): void => {
      this.lastEvent = parser.position;
    };
    parser.on('opentagstart', ({ name }) => {
      start = { ...this.here(name.length + 2), length: name.length + 1 };
    });
    parser.on('opentag', ({ name, attributes }) => {
      alive();
      this.depth++;
      if (this.depth > MAX_DEPTH) this.refuse(start, `at most ${MAX_DEPTH} elements in each other`, 'more', SIMPLER);
      handler.open(localName(name), attributes as Attributes, start);
    });
    parser.on('closetag', ({ name }) => {
      alive();
      this.depth--;
      handler.close(localName(name));
    });
    parser.on('text', (text) => {
      alive();
      handler.text(text);
    });
    parser.on('cdata', (text) => {
      alive();
      handler.text(text);
    });
    parser.on('comment', alive);
    parser.on('doctype', () => this.refuseDoctype());
    parser.on('error', ({ message }) => {
      this.refuse(this.here(0), 'well-formed XML', message.replace(/^\d+:\d+: |\.$/gu, ''), MEND);
    });
  }

  /** @throws {InvalidInputError} at the first place where it is no XML, or more than will be read */
  push(chunk: Uint8Array): void {
    if (chunk.includes(0)) throw notText(this.file);
    this.decoder ??= new StrictDecoder(this.file, declaredEncoding(chunk));
    this.write(this.decoder.decode(chunk));
  }

  /** The same for a text that somebody else decoded. */
  pushText(text: string): void {
    this.write(text);
  }

  end(): void {
    this.write(this.decoder?.decode(undefined) ?? '');
    this.parser.close();
  }

  private write(text: string): void {
    for (let from = 0; from < text.length; from += SLICE) {
      this.parser.write(text.slice(from, from + SLICE));
      if (this.parser.position - this.lastEvent <= MAX_PIECE) continue;
      // Whatever it is, a document type is the likeliest to hide in it.
      this.refuse(this.here(0), 'tags and texts of at most 1 MiB', 'a longer one, or a DOCTYPE', MEND);
    }
  }

  private here(back: number): Place {
    const { line, columnIndex } = this.parser;
    return { file: this.file, line, column: Math.max(1, columnIndex + 1 - back), length: 1 };
  }

  private refuseDoctype(): never {
    this.refuse(this.here(0), 'XML without a DOCTYPE', 'one', 'Remove it: entities are not expanded.');
  }

  private refuse(at: Place, expected: string, found: string, fix: string): never {
    const problem: Problem = { at, expected, found, fix };
    throw new InvalidInputError([problem]);
  }
}

const MEND = 'Correct the file, or write it again with the tool that made it.';
const SIMPLER = 'Is this the right file?';

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** UTF-16 was decoded before; what is not UTF-8 says so in its first line. */
function declaredEncoding(start: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(start.subarray(0, 200));
  const label = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/u.exec(head)?.[1] ?? 'utf-8';
  try {
    return /^(?:utf|ucs)-?16/iu.test(label) ? 'utf-8' : new TextDecoder(label).encoding;
  } catch {
    return 'utf-8';
  }
}
