import { controlOffPart } from '../../src/graph/control-off-part.ts';
import type { View } from '../view.ts';

/** Whether the scenario does without this control. */
export const isSwitchedOff = ({ scenario }: Pick<View, 'scenario'>, control: string): boolean =>
  scenario.id.split('/').includes(controlOffPart(control));
