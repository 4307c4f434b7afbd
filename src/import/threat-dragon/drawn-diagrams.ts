import { describePlace, InvalidInputError } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { describeForm, find, type Located, listOf, textOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import { type Cell, idOf, readCell } from './cell.ts';

/** One drawing of a model. Drawings know nothing of each other: what has the same name in two is two things. */
export type DrawnDiagram = {
  readonly cells: readonly Cell[];
  /** The first cell of each id: what flows refer to. */
  readonly cellOf: ReadonlyMap<string, Cell>;
};

/**
 * The diagrams of a model with something in them; empty ones are noted.
 * @throws {InvalidInputError} if it has no list of diagrams
 */
export function drawnDiagrams(model: Located, drafts: Drafts): readonly DrawnDiagram[] {
  const diagrams = find(model, 'detail', 'diagrams');
  if (diagrams?.form !== 'list') {
    const found = diagrams === undefined ? 'none' : describeForm(diagrams);
    const fix = 'Save the model in Threat Dragon, and give that file.';
    throw new InvalidInputError([
      { at: (diagrams ?? model).at, expected: 'detail.diagrams as a list of diagrams', found, fix },
    ]);
  }
  return diagrams.items.flatMap((diagram, at) => {
    const cells = cellsOf(diagram);
    if (cells.length > 0) return [readDiagram(cells, at, drafts)];
    drafts.ignored.push({ what: called(diagram, at), where: describePlace(diagram.at), why: 'nothing is drawn in it' });
    return [];
  });
}

/** Version 2 has the cells in the diagram; version 1, and what it became when it was opened later, in its JSON. */
function cellsOf(diagram: Located): readonly Located[] {
  const cells = listOf(find(diagram, 'cells'));
  return cells.length > 0 ? cells : listOf(find(diagram, 'diagramJson', 'cells'));
}

function called(diagram: Located, at: number): string {
  const title = shownName(textOf(find(diagram, 'title')) ?? '');
  return title === '' ? `diagram ${at + 1}` : `diagram ${JSON.stringify(title)}`;
}

function readDiagram(items: readonly Located[], at: number, drafts: Drafts): DrawnDiagram {
  const cells: Cell[] = [];
  const cellOf = new Map<string, Cell>();
  for (const [index, item] of items.entries()) {
    if (item.form !== 'map') {
      const fix = 'It is left out.';
      drafts.warnings.push({ at: item.at, expected: 'a cell as an object', found: describeForm(item), fix });
      continue;
    }
    const id = idOf(find(item, 'id'));
    const isSecond = id !== undefined && cellOf.has(id);
    const key = id === undefined || isSecond ? `diagram ${at + 1}, cell ${index + 1}` : `diagram ${at + 1}: ${id}`;
    const cell = readCell(item, key);
    cells.push(cell);
    if (isSecond) {
      const fix = 'Flows that name this id are those of the first; give the second an id of its own.';
      drafts.warnings.push({ at: item.at, expected: 'an id of its own', found: 'that of another cell', fix });
    } else if (id !== undefined) cellOf.set(id, cell);
  }
  return { cells, cellOf };
}
