import { describePlace } from '../../base/errors.ts';
import type { Diagram, Element, Flow } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { find, type Located, textOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import { boundariesOf } from './boundaries.ts';
import type { Cell } from './cell.ts';
import { type DrawnDiagram, drawnDiagrams } from './drawn-diagrams.ts';
import { elementOf, shapeOf } from './element-of.ts';
import { isTicked } from './flags.ts';
import { flowOf } from './flow-of.ts';
import { listedThreats, ownThreatCount } from './listed-threats.ts';
import { isOwnBand } from './own-marks.ts';

/**
 * A model as one diagram: its drawings stand side by side.
 * @throws {InvalidInputError} if it has no list of diagrams
 */
export function toDiagram(model: Located, drafts: Drafts): Diagram {
  const drawn = drawnDiagrams(model, drafts).map((diagram) => partsOf(diagram, drafts));
  return {
    title: textOf(find(model, 'summary', 'title')),
    zones: drawn.flatMap(({ zones }) => zones),
    elements: drawn.flatMap(({ elements }) => elements),
    flows: drawn.flatMap(({ flows }) => flows),
    threats: drawn.flatMap(({ threats }) => threats),
  };
}

function partsOf(diagram: DrawnDiagram, drafts: Drafts): Diagram {
  const { cells } = diagram;
  const zones = boundariesOf(cells, drafts);
  const drawn = cells.flatMap((cell) => {
    const shape = shapeOf(cell);
    return shape === undefined ? [] : [elementOf(cell, shape, zones, drafts)];
  });
  const flows = cells.flatMap((cell) => (cell.form === 'flow' ? (flowOf(cell, diagram, drafts) ?? []) : []));
  const parts = new Set([...drawn, ...flows].map(({ key }) => key));
  noteOthers(cells, drafts);
  noteResults(cells, drafts);
  return {
    zones,
    elements: exposedByNetwork(drawn, flows, cells),
    flows,
    threats: cells.flatMap((cell) => listedThreats(cell, parts.has(cell.key), drafts)),
  };
}

/** A flow over a public network can come from anybody: what it enters, and who sends or receives there, can be reached. */
function exposedByNetwork(
  elements: readonly Element[],
  flows: readonly Flow[],
  cells: readonly Cell[],
): readonly Element[] {
  const isPublic = new Set(cells.filter((cell) => isTicked(cell, 'isPublicNetwork')).map(({ key }) => key));
  const open = flows.filter(({ key }) => isPublic.has(key));
  const entered = new Set(
    open.flatMap(({ from, to, isBidirectional }) => (isBidirectional === true ? [from, to] : [to])),
  );
  const ends = new Set(open.flatMap(({ from, to }) => [from, to]));
  return elements.map((element) =>
    (element.shape === 'actor' ? ends : entered).has(element.key) ? { ...element, isExposed: true } : element,
  );
}

function noteOthers(cells: readonly Cell[], drafts: Drafts): void {
  const texts = cells.filter(({ form, facts }) => form === 'text' && !isOwnBand(facts));
  note(texts, texts.length === 1 ? 'text block' : 'text blocks', 'notes do nothing', drafts);
  const unknown = new Map<string, Cell[]>();
  for (const cell of cells) {
    if (cell.form !== 'unknown') continue;
    const same = unknown.get(cell.formName);
    if (same === undefined) unknown.set(cell.formName, [cell]);
    else same.push(cell);
  }
  for (const [name, own] of unknown) {
    const what = `${own.length === 1 ? 'cell' : 'cells'} of the shape ${JSON.stringify(shownName(name))}`;
    note(own, what, 'Threat Dragon has no such shape', drafts);
  }
}

/** Results of a run are no part of the model. */
function noteResults(cells: readonly Cell[], drafts: Drafts): void {
  const own = cells.filter((cell) => ownThreatCount(cell) > 0);
  const count = own.reduce((sum, cell) => sum + ownThreatCount(cell), 0);
  const [first] = own;
  if (first === undefined) return;
  const what = `${count} ${count === 1 ? 'threat' : 'threats'} that blastradius wrote`;
  drafts.ignored.push({ what, where: describePlace(first.cell.at), why: 'results of a run are no part of the model' });
}

function note(cells: readonly Cell[], what: string, why: string, drafts: Drafts): void {
  const [first] = cells;
  if (first === undefined) return;
  drafts.ignored.push({ what: `${cells.length} ${what}`, where: describePlace(first.cell.at), why });
}
