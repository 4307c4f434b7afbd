import { describePlace } from '../../base/errors.ts';
import type { Finding } from '../importer.ts';
import type { DrawnNode } from './drawing.ts';

/** How pytm paints an element by the gravest threat that it found there; lesser ones leave it black. */
const COLOURS: ReadonlyMap<string, string> = new Map([
  ['firebrick3', 'very high'],
  ['gold', 'low to high'],
  ['darkgreen', 'very low'],
]);

/** pytm draws what is not in scope in this grey. */
export const isOutOfScope = ({ attributes }: DrawnNode): boolean => attributes.get('color') === 'grey69';

/** What the colour of an element says, which the file says nowhere else. */
export function severityFinding({ attributes, at }: DrawnNode, name: string): Finding | undefined {
  const colour = String(attributes.get('color') ?? '');
  const severity = COLOURS.get(colour);
  if (severity === undefined) return undefined;
  return {
    title: `pytm found threats of ${severity} severity`,
    detail: `${name} is drawn in ${colour}; the threats themselves are in the JSON output of pytm`,
    where: describePlace(at),
  };
}
