import { group, type Markup } from './markup.ts';
import { inShort } from './sections/in-short.ts';
import { masthead } from './sections/masthead.ts';
import type { View } from './view.ts';

/** What stands before the first section of the page: its first screen. */
export const pageHead = (view: View): Markup => group(masthead(view), inShort(view));
