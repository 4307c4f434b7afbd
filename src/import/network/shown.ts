import { quoted } from '../../base/quoted.ts';
import { withoutKeys } from '../secrets.ts';

/** A text of the file in a message: short, in quotes, and without what looks like a key. */
export const shown = (text: string): string => quoted(withoutKeys(text));
