import { describePlace } from '../../base/errors.ts';
import type { Zone } from '../diagram/diagram.ts';
import type { Box } from '../diagram/innermost-zone.ts';
import type { Drafts } from '../drafts.ts';
import { find, numberOf, textOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import type { Cell } from './cell.ts';
import { isOwnBand } from './own-marks.ts';

/** A trust boundary that is a box, and so has an inside. */
export type Boundary = Zone & { readonly box: Box /** As the author wrote the name. */; readonly writtenName: string };

/** The boxes of a diagram; curves, boxes without a place and what `graph convert` drew for orientation are none. */
export function boundariesOf(cells: readonly Cell[], drafts: Drafts): readonly Boundary[] {
  for (const curve of cells.filter(({ form }) => form === 'curve')) noteCurve(curve, drafts);
  return cells.flatMap((cell) => {
    if (cell.form !== 'box' || isOwnBand(cell.facts)) return [];
    const box = boxOf(cell);
    if (box === undefined) {
      const fix = 'It is no zone: move it once in Threat Dragon, and save.';
      const expected = 'a trust boundary box with position and size';
      drafts.warnings.push({ at: cell.cell.at, expected, found: 'one without', fix });
      return [];
    }
    const writtenName = textOf(find(cell.facts, 'name')) ?? cell.name;
    return [{ key: cell.key, name: cell.name, box, writtenName }];
  });
}

function noteCurve({ name, cell }: Cell, drafts: Drafts): void {
  const what = `trust boundary curve${name === '' ? '' : ` ${JSON.stringify(shownName(name))}`}`;
  const why = 'a curve has no inside; a trust boundary box becomes a zone';
  drafts.ignored.push({ what, where: describePlace(cell.at), why });
}

/** Where a cell is drawn; undefined if the file does not say. */
export function boxOf({ cell }: Cell): Box | undefined {
  const [left, top] = ['x', 'y'].map((key) => numberOf(find(cell, 'position', key)));
  const [width, height] = ['width', 'height'].map((key) => numberOf(find(cell, 'size', key)));
  if (left === undefined || top === undefined || width === undefined || height === undefined) return undefined;
  return { left, top, width, height };
}
