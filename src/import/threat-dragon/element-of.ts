import type { Element, Shape } from '../diagram/diagram.ts';
import { innermostZone } from '../diagram/innermost-zone.ts';
import type { Drafts } from '../drafts.ts';
import { find, textOf } from '../located.ts';
import { asShown } from '../records/as-shown.ts';
import { ownAttributes } from '../records/own-attributes.ts';
import { shownName } from '../shown-name.ts';
import { type Boundary, boxOf } from './boundaries.ts';
import type { Cell } from './cell.ts';
import { isTicked, tagsOf } from './flags.ts';

const SHAPES: readonly Shape[] = ['process', 'store', 'actor'];
export const shapeOf = ({ form }: Cell): Shape | undefined => SHAPES.find((shape) => shape === form);

/** A process, store or actor. @param zones - boxes of its diagram */
export function elementOf(cell: Cell, shape: Shape, zones: readonly Boundary[], drafts: Drafts): Element {
  const box = boxOf(cell);
  const around = box === undefined ? undefined : innermostZone(box, zones);
  const zone = zones.find(({ key }) => key === around);
  if (box === undefined && zones.length > 0) {
    const fix = 'It is in no zone: move it once in Threat Dragon, and save.';
    const expected = `position and size of ${cell.name === '' ? `this ${shape}` : shownName(cell.name)}`;
    drafts.warnings.push({ at: cell.cell.at, expected, found: 'neither', fix });
  }
  const own = ownAttributes(cell.facts);
  const id = own.get('id') ?? (cell.name === '' ? shape : undefined);
  return {
    ...{ key: cell.key, name: cell.name, id, shape },
    types: typesOf(cell),
    zone: zone?.key,
    tags: tagsOf(cell),
    isOutOfScope: isTicked(cell, 'outOfScope'),
    ...(own.size === 0
      ? {}
      : { attributes: asShown(own, { name: textOf(find(cell.facts, 'name')), zone: zone?.writtenName }) }),
    spot: cell.cell,
  };
}

/** What forms and boxes to tick say about the kind. */
function typesOf(cell: Cell): readonly string[] {
  const special = /^(?:tm\.)?(agent-tool|agent|tool)$/i.exec(cell.formName)?.[1];
  return [
    ...(special === undefined ? [] : [special.toLowerCase().replace('agent-tool', 'tool')]),
    ...(isTicked(cell, 'isALog') ? ['log'] : []),
    ...(isTicked(cell, 'isWebApplication') ? ['web application'] : []),
  ];
}
