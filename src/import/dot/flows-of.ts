import type { DotEdge } from '../../base/dot-feed.ts';
import { describePlace } from '../../base/errors.ts';
import { NEVER } from '../../graph/edge-weights.ts';
import type { Flow } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { edgeProbabilities } from '../plain-graph/edge-probabilities.ts';
import type { PlainEdge } from '../plain-graph/plain-graph.ts';
import { shownName } from '../shown-name.ts';
import { attributesOf } from './attributes-of.ts';
import type { Drawing } from './drawing.ts';
import { labelOf } from './label-text.ts';
import { isInvisible } from './shapes.ts';

/** The edges between nodes that are not left out; those that only push nodes apart are noted. */
export function flowsOf({ edges, graphs }: Drawing, left: ReadonlySet<string>, drafts: Drafts): readonly Flow[] {
  const seen = edges.filter((edge) => isSeen(edge, left, drafts));
  const plain = seen.map(plainOf);
  const at = graphs[0]?.at ?? { file: '' };
  const probabilityOf = edgeProbabilities(plain, { nodes: [], edges: plain, at }, 'edge', drafts);
  const keyOf = uniqueKeys();
  return seen.flatMap((edge, index): Flow[] => {
    const own = plain[index];
    const probability = own && probabilityOf(own);
    if (own === undefined || probability === NEVER) return [];
    const { from, to, isBothWays, attributes, spot } = own;
    const name = nameOf(edge);
    return [{ key: keyOf(edge), name, from, to, isBidirectional: isBothWays, probability, attributes, spot }];
  });
}

function isSeen({ from, to, attributes, at }: DotEdge, left: ReadonlySet<string>, drafts: Drafts): boolean {
  if (attributes.has('kind')) return true;
  const why = isInvisible(attributes)
    ? 'it is not seen on the drawing'
    : left.has(from) || left.has(to)
      ? 'one of its ends is left out'
      : undefined;
  if (why === undefined) return true;
  drafts.ignored.push({ what: `edge ${shownName(from)} -> ${shownName(to)}`, where: describePlace(at), why });
  return false;
}

const plainOf = ({ from, to, isBothWays, attributes, at }: DotEdge): PlainEdge => ({
  ...{ from, to, isBothWays },
  attributes: attributesOf(attributes),
  spot: { at, pointer: '' },
});

function nameOf({ from, to, attributes }: DotEdge): string {
  const label = attributes.get('label') ?? attributes.get('xlabel');
  return label === undefined ? '' : labelOf(label, { T: from, H: to, E: `${from}->${to}` }).name;
}

/** `a -> b`, `a -> b #2`. */
function uniqueKeys(): (edge: DotEdge) => string {
  const times = new Map<string, number>();
  return ({ from, to }) => {
    const key = `${from} -> ${to}`;
    const n = (times.get(key) ?? 0) + 1;
    times.set(key, n);
    return n === 1 ? key : `${key} #${n}`;
  };
}
