import type { z } from 'zod';

/** What a kind of file is checked against, and what the messages about it know. */
export type FileKind = {
  readonly schema: z.ZodType;
  /** Number of its format, which stands at its top; null if it has none. */
  readonly version: number | null;
  /** The next step for a file that is no such file at all. */
  readonly beginning: string;
  /** Where keys that stand in a wrong place belong. */
  readonly homes: readonly (readonly [where: string, keys: readonly string[]])[];
  /** Words that stand in place of a list, not in one. */
  readonly loneWords: readonly string[];
};
