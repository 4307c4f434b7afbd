import { CappedProblems } from '../../base/capped-problems.ts';
import type { DotEdge } from '../../base/dot-feed.ts';
import { describePlace, type Place } from '../../base/errors.ts';
import { weightRank } from '../../graph/edge-weights.ts';
import type { Attributes, Flow } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { EdgeProbabilities, type SaidWeight } from '../network/edge-probabilities.ts';
import { uniqueKeys } from '../network/unique-keys.ts';
import { shownName } from '../shown-name.ts';
import { attributesOf } from './attributes-of.ts';
import type { Drawing } from './drawing.ts';
import { labelOf } from './label-text.ts';
import { isInvisible } from './shapes.ts';

/** The edges between nodes that are not left out; those that only push nodes apart are noted. */
export function flowsOf({ edges, graphs }: Drawing, left: ReadonlySet<string>, drafts: Drafts): readonly Flow[] {
  const seen = edges.filter((edge) => isSeen(edge, left, drafts));
  const probabilityOf = probabilities(seen, graphs[0]?.at ?? { file: '' }, drafts);
  const keyOf = uniqueKeys();
  return seen.flatMap((edge) => {
    const probability = probabilityOf(edge);
    return probability === 0 ? [] : [flowOf(edge, keyOf(edge), probability)];
  });
}

/** By the rule of raw graphs; 0 for an edge that never passes. Relations that say all themselves need none. */
function probabilities(edges: readonly DotEdge[], start: Place, drafts: Drafts): (edge: DotEdge) => number | undefined {
  const problems = new CappedProblems('probabilities of edges', 'Correct them, or give the attribute another name.');
  const read = new EdgeProbabilities(problems);
  const asked = edges.filter(({ attributes }) => !attributes.has('kind'));
  for (const { isBothWays, attributes, at } of asked) {
    read.add({ weight: weightIn(attributesOf(attributes)), isBothWays, at });
  }
  problems.throwIfAny();
  drafts.warnings.push(...read.warnings(start));
  const values = read.values();
  const known = new Map(asked.map((edge, n) => [edge, values?.[n]]));
  return (edge) => known.get(edge);
}

function flowOf(edge: DotEdge, key: string, probability: number | undefined): Flow {
  const { from, to, isBothWays, at } = edge;
  const attributes = attributesOf(edge.attributes);
  const spot = { at, pointer: '' };
  return { key, name: nameOf(edge), from, to, isBidirectional: isBothWays, probability, attributes, spot };
}

function isSeen({ from, to, attributes, at }: DotEdge, left: ReadonlySet<string>, drafts: Drafts): boolean {
  if (attributes.has('kind')) return true;
  const isLoose = left.has(from) || left.has(to);
  if (!isLoose && !isInvisible(attributes)) return true;
  const why = isLoose ? 'one of its ends is left out' : 'it is not seen on the drawing';
  drafts.ignored.push({ what: `edge ${shownName(from)} -> ${shownName(to)}`, where: describePlace(at), why });
  return false;
}

/** The attribute whose name says most surely that it is a probability. */
function weightIn(attributes: Attributes): SaidWeight | undefined {
  const [name] = [...attributes.keys()]
    .filter((one) => Number.isFinite(weightRank(one)))
    .sort((a, b) => weightRank(a) - weightRank(b));
  return name === undefined ? undefined : { name, text: attributes.get(name) };
}

function nameOf({ from, to, attributes }: DotEdge): string {
  const label = attributes.get('label') ?? attributes.get('xlabel');
  return label === undefined ? '' : labelOf(label, { T: from, H: to, E: `${from}->${to}` }).name;
}
