import { group, type Markup } from '../markup.ts';
import type { View } from '../view.ts';
import { threatsAt } from './threat-groups.ts';
import { restShown } from './threats-shown.ts';

/**
 * The rows of a fold of the threats section, written when it is opened.
 * @param asked - `shown` for further entry points, else the position of a component
 */
export const filledThreats = (view: View, asked: string): Markup =>
  group(asked === 'shown' ? restShown(view) : threatsAt(view, Number(asked)));
