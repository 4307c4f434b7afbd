import { encodeId } from '../../src/graph/ids.ts';
import type { View } from '../view.ts';

/** Whether the scenario does without this control. */
export const isSwitchedOff = ({ scenario }: Pick<View, 'scenario'>, control: string): boolean =>
  scenario.id.split('/').some((part) => part === `control-off:${encodeId(control)}`);
