import { find, listOf, textOf } from '../located.ts';
import type { Part } from './part.ts';

/** Services by where they are reached. */
export class Addresses {
  readonly #endpoints: readonly (readonly [endpoint: string, part: Part])[];

  constructor(parts: readonly Part[]) {
    this.#endpoints = parts.flatMap((part) =>
      listOf(find(part.map, 'endpoints')).flatMap((one) => {
        const endpoint = textOf(one);
        return endpoint === undefined || endpoint === '' ? [] : [[endpoint, part] as const];
      }),
    );
  }

  /** The service of the longest endpoint that an address begins with; else the only one at its host. */
  at(address: string): Part | undefined {
    const within = this.#endpoints.filter(([endpoint]) => address.startsWith(endpoint));
    const [longest] = within.toSorted(([a], [b]) => b.length - a.length);
    if (longest !== undefined) return longest[1];
    const host = hostOf(address);
    const there = new Set(
      host === undefined
        ? []
        : this.#endpoints.flatMap(([endpoint, part]) => (hostOf(endpoint) === host ? [part] : [])),
    );
    return there.size === 1 ? [...there][0] : undefined;
  }
}

/** The host of an address with its port, without user and password. */
export const hostOf = (address: string): string | undefined =>
  /^[a-z][a-z\d+.-]*:\/\/(?:[^/@?#]*@)?([^/?#]+)/iu.exec(address)?.[1]?.toLowerCase();
