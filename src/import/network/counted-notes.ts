import { describePlace, type Place } from '../../base/errors.ts';
import type { Imported } from '../importer.ts';

/** What is left out of a file perhaps thousands of times: told once, with how often and where it stands first. */
export class CountedNotes {
  readonly #notes = new Map<string, { count: number; readonly where: string; readonly why: string }>();

  add(what: string, at: Place, why: string): void {
    const known = this.#notes.get(what);
    if (known === undefined) this.#notes.set(what, { count: 1, where: describePlace(at), why });
    else known.count++;
  }

  list = (): Imported['ignored'][number][] =>
    [...this.#notes].map(([what, { count, where, why }]) => ({
      what: count === 1 ? what : `${what} (${count.toLocaleString('en-US')} times)`,
      where,
      why,
    }));
}
