import { notUtf8 } from './not-utf8.ts';

/** Bytes of a text, cut anywhere -> its characters; where one is none, it says where. */
export class StrictDecoder {
  private readonly file: string;
  private readonly decoder: InstanceType<typeof TextDecoder>;
  /** Where the next piece begins. */
  private line = 1;
  private column = 1;

  constructor(file: string, encoding = 'utf-8') {
    this.file = file;
    this.decoder = new TextDecoder(encoding, { fatal: true });
  }

  /** @param chunk - undefined at the end @throws {InvalidInputError} at the first byte that is none of a character */
  decode(chunk: Uint8Array | undefined): string {
    let text: string;
    try {
      text = this.decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      const { file, line, column } = this;
      // What is left at the end is a character that was cut off.
      throw notUtf8(chunk ?? Uint8Array.of(0xff), { file, line, column });
    }
    this.advance(text);
    return text;
  }

  private advance(text: string): void {
    let end = -1;
    for (let next = text.indexOf('\n'); next !== -1; next = text.indexOf('\n', next + 1)) {
      this.line++;
      end = next;
    }
    this.column = end === -1 ? this.column + text.length : text.length - end;
  }
}
