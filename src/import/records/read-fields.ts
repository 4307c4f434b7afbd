import type { Problem } from '../../base/errors.ts';
import type { Attributes } from '../diagram/diagram.ts';
import type { Spot } from '../drafts.ts';
import { withoutKeys } from '../secrets.ts';

/** Reads attributes one by one; what an attribute cannot mean is a warning, and as if it were not there. */
export class FieldReader {
  readonly #attributes: Attributes;
  readonly #spot: Spot;
  readonly #warnings: Problem[];

  constructor(attributes: Attributes, spot: Spot, warnings: Problem[]) {
    this.#attributes = attributes;
    this.#spot = spot;
    this.#warnings = warnings;
  }

  /** @param read - undefined for what is no such value */
  field<T>(name: string, expected: string, read: (text: string) => T | undefined): T | undefined {
    const text = this.#attributes.get(name);
    if (text === undefined || text === '') return undefined;
    const value = read(text);
    if (value !== undefined) return value;
    const found = JSON.stringify(text.slice(0, 80));
    this.#warnings.push({ at: this.#spot.at, expected: `${expected} as ${name}`, found, fix: 'It is left out.' });
    return undefined;
  }

  oneOf<T extends string>(name: string, known: readonly T[]): T | undefined {
    return this.field(name, `one of ${known.join(', ')}`, (text) => known.find((one) => one === text));
  }

  flag(name: string): boolean | undefined {
    return this.field(name, 'true or false', (text) =>
      /^true$/iu.test(text) ? true : /^false$/iu.test(text) ? false : undefined,
    );
  }

  whole(name: string, least: number, most: number): number | undefined {
    return this.field(name, `a whole number from ${least} to ${most}`, (text) => {
      const value = Number(text);
      return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
    });
  }

  texts(name: string): readonly string[] | undefined {
    return this.field(name, 'a JSON list of texts', (text) => {
      try {
        const list: unknown = JSON.parse(text);
        return Array.isArray(list) && list.every((one) => typeof one === 'string' && isShort(one))
          ? list.map(withoutKeys)
          : undefined;
      } catch {
        return undefined;
      }
    });
  }

  /** A name or a zone; keys in it are left out, as everywhere. */
  short(name: string): string | undefined {
    return this.field(name, 'a text of 1 to 200 characters without control characters', (text) =>
      isShort(text) ? withoutKeys(text) : undefined,
    );
  }
}

const isShort = (text: string): boolean => text.length >= 1 && text.length <= 200 && !/\p{Cc}/u.test(text);
