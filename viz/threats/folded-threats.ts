import { layers } from '../../src/graph/kinds.ts';
import { group, type Markup } from '../markup.ts';
import type { View } from '../view.ts';
import { threatsAt, threatsIn } from './threat-groups.ts';
import { restShown } from './threats-shown.ts';

/**
 * The rows of a fold of the threats section, written when it is opened.
 * @param asked - `shown` for further entry points, `layer-7` for components of a layer, else the position of a component
 */
export function filledThreats(view: View, asked: string): Markup {
  const layer = layers.find((one) => asked === `layer-${one}`);
  if (layer !== undefined) return group(threatsIn(view, layer));
  return group(asked === 'shown' ? restShown(view) : threatsAt(view, Number(asked)));
}
