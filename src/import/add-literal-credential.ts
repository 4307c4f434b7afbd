import { addCredential } from './add-credential.ts';
import type { Drafts, Spot } from './drafts.ts';

export type LiteralUse = {
  /** Of the setting, for the reader. */
  readonly name: string;
  /** Default: the name. */
  readonly id?: string;
  /** The secret itself: only compared, never copied. */
  readonly text: string;
  readonly spot: Spot;
  readonly holder: string;
  readonly opens?: string | undefined;
  /** Whose it is, for the report; default: the holder. */
  readonly owner?: string;
};

/** A secret that stands in the files themselves: the same text is the same credential, whoever has it. @returns its id */
export function addLiteralCredential(drafts: Drafts, use: LiteralUse): string {
  const { name, id = name, text, spot, holder, opens, owner: literalOf = holder } = use;
  return addCredential(drafts, { name, key: `literal ${text}`, id, spot, holder, opens, literalOf, isShared: false });
}
