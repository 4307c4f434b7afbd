import { find, type Located, textOf } from '../located.ts';
import { Addresses } from './addresses.ts';
import type { Part } from './part.ts';

/** What a reference leads to: a part of this bill, or what another bill calls so. */
export type Target = { readonly part: Part } | { readonly elsewhere: string };

/** Finds what is meant by a `bom-ref`, by a link to an element of a bill (`urn:cdx:serial/version#ref`), by an address. */
export class Refs {
  readonly #byRef = new Map<string, Part>();
  readonly #addresses: Addresses;
  readonly #serial: string;

  constructor(root: Located, parts: readonly Part[]) {
    this.#serial = bare(textOf(find(root, 'serialNumber')) ?? '');
    this.#addresses = new Addresses(parts);
    for (const part of parts) for (const ref of refsOf(part)) if (!this.#byRef.has(ref)) this.#byRef.set(ref, part);
  }

  /** undefined if nothing is called so */
  find(ref: string): Target | undefined {
    const known = this.#byRef.get(ref);
    if (known !== undefined) return { part: known };
    const [, serial = '', fragment = ''] = /^urn:cdx:([^/#]+)(?:\/\d+)?(?:#(.*))?$/su.exec(ref) ?? [];
    if (serial === '') return undefined;
    const name = decoded(fragment);
    // Threat models refer to their own parts by `urn:cdx:` and the bare reference.
    const own = this.#byRef.get(name === '' ? serial : name);
    const isHere = name === '' || bare(serial) === this.#serial;
    return own !== undefined && isHere ? { part: own } : { elsewhere: name === '' ? serial : name };
  }

  /** The service behind an address. */
  atAddress = (address: string): Part | undefined => this.#addresses.at(address);
}

/** What holds data is meant by the name of the data too. */
function refsOf(part: Part): readonly string[] {
  const data = find(part.map, 'data');
  const inner = data?.form === 'list' ? data.items.map((one) => textOf(find(one, 'bom-ref'))) : [];
  return [part.ref, ...inner].filter((ref) => ref !== undefined);
}

const bare = (serial: string): string => serial.replace(/^urn:uuid:/iu, '').toLowerCase();

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
