import { type RelationKind, relationKindNames, relationKinds } from '../../graph/kinds.ts';
import type { Flow } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { find } from '../located.ts';
import { ownAttributes } from '../records/own-attributes.ts';
import { shownName } from '../shown-name.ts';
import { type Cell, idOf } from './cell.ts';
import type { DrawnDiagram } from './drawn-diagrams.ts';
import { shapeOf } from './element-of.ts';
import { isTicked, tagsOf } from './flags.ts';

/** A flow between two elements; one with a loose end is reported. */
export function flowOf(cell: Cell, diagram: DrawnDiagram, drafts: Drafts): Flow | undefined {
  const [source, target] = [endOf(cell, 'source', diagram), endOf(cell, 'target', diagram)];
  if (source === undefined || target === undefined) {
    warnOf(cell, { source, target }, drafts);
    return undefined;
  }
  const own = ownAttributes(cell.facts);
  const kind = relationKindNames.find((one) => one === own.get('kind'));
  const [from, to] = kind !== undefined && isDrawnReversed(kind) ? [target, source] : [source, target];
  const isBidirectional = isTicked(cell, 'isBidirectional') || READ_AND_WRITE.test(cell.name);
  return {
    key: cell.key,
    name: cell.name,
    from: from.key,
    to: to.key,
    isBidirectional,
    isReadOnly: READ_ONLY.test(cell.name) ? true : undefined,
    isAuthenticated: !isBidirectional && isTicked(source, 'providesAuthentication'),
    tags: [...tagsOf(cell), ...(isTicked(cell, 'outOfScope') ? ['out-of-scope'] : [])],
    ...(own.size === 0 ? {} : { attributes: own }),
    spot: cell.cell,
  };
}

/** What authors write on a flow for want of a box to tick. */
const READ_ONLY = /^(?:r\/?o|read[ -]?only)$/i;
const READ_AND_WRITE = /^(?:r\/?w|read(?: ?\/ ?| and | & |[ -])write)$/i;

/** Arrows show where data run: a relation along which nothing runs, such as reads, is drawn from its end to its start. */
export const isDrawnReversed = (kind: RelationKind): boolean => relationKinds[kind].along === null;

/** The element at an end: version 1 names it as `id`, version 2 as `cell`. */
function endOf({ cell }: Cell, end: 'source' | 'target', { cellOf }: DrawnDiagram): Cell | undefined {
  const id = idOf(find(cell, end, 'cell')) ?? idOf(find(cell, end, 'id')) ?? idOf(find(cell, end));
  const found = id === undefined ? undefined : cellOf.get(id);
  return found !== undefined && shapeOf(found) !== undefined ? found : undefined;
}

type Found = { readonly source: Cell | undefined; readonly target: Cell | undefined };

function warnOf({ name, cell }: Cell, { source, target }: Found, drafts: Drafts): void {
  const flow = name === '' ? 'a flow' : `the flow ${shownName(name)}`;
  const expected = `${flow} between two processes, stores or actors`;
  const known = shownName((source ?? target)?.name ?? '');
  const found =
    source === undefined && target === undefined
      ? 'one with two loose ends'
      : `one with a loose end${known === '' ? '' : `; the other is ${known}`}`;
  const fix = 'It is left out: attach it in Threat Dragon, and save.';
  drafts.warnings.push({ at: cell.at, expected, found, fix });
}
