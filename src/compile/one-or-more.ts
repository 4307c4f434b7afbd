import { z } from 'zod';

/** One entry, or a list of them. @param what - `kinds of components` */
export function oneOrMore<T extends z.ZodType>(item: T, what: string) {
  const error = `${what}: one, or several in a list`;
  return z
    .union([item, z.array(item, { error }).min(1, { error })], { error })
    .transform((value) => (Array.isArray(value) ? value : [value]) as readonly z.output<T>[]);
}
