import type { Relation } from '../../graph/ecosystem.ts';
import { relationKinds } from '../../graph/kinds.ts';
import { isDrawnReversed } from '../../import/threat-dragon/flow-of.ts';
import { relationAttributes } from '../attributes.ts';
import type { Outcome } from '../outcome.ts';
import { cellId } from './cell-id.ts';
import { elementId, prefixed } from './element-cell.ts';
import type { Point } from './layout.ts';

/** A relation as a data flow, with the arrow the way that influence runs. */
export function flowCell(relation: Relation, vertices: readonly Point[], outcome?: Outcome): object {
  const { id, kind, from, to, tags } = relation;
  const [source, target] = isDrawnReversed(kind) ? [to, from] : [from, to];
  const isBidirectional = relationKinds[kind].along !== null && relationKinds[kind].against !== null;
  const block = { name: 'block' };
  return {
    shape: 'flow',
    attrs: {
      line: {
        stroke: '#333333',
        targetMarker: block,
        sourceMarker: isBidirectional ? block : { name: '' },
        strokeDasharray: null,
      },
    },
    width: 200,
    height: 100,
    zIndex: 10,
    connector: 'smooth',
    labels: [label(kind)],
    id: cellId('relation', id),
    source: { cell: elementId(source) },
    target: { cell: elementId(target) },
    vertices,
    data: {
      type: 'tm.Flow',
      name: kind,
      description: `${from} ${kind} ${to}`,
      outOfScope: tags.includes('out-of-scope'),
      reasonOutOfScope: '',
      hasOpenThreats: false,
      isBidirectional,
      isEncrypted: tags.includes('encrypted'),
      isPublicNetwork: tags.includes('public-network'),
      protocol: '',
      threats: [],
      ...prefixed(relationAttributes(relation, outcome)),
    },
  };
}

/** How Threat Dragon writes on a flow. */
const label = (text: string): object => ({
  markup: [
    { tagName: 'ellipse', selector: 'labelBody' },
    { tagName: 'text', selector: 'labelText' },
  ],
  attrs: {
    labelText: { text, textAnchor: 'middle', textVerticalAnchor: 'middle' },
    labelBody: { ref: 'labelText', refRx: '50%', refRy: '60%', fill: '#fff', strokeWidth: 0 },
  },
  position: { distance: 0.5, args: { keepGradient: true, ensureLegibility: true } },
});
