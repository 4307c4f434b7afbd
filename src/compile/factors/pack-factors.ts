import { isIn } from '../../graph/kinds.ts';
import type { ArcDraft } from '../arc-draft.ts';
import type { ArcFactors } from '../compiled.ts';
import type { Expanded, Node } from '../expand.ts';
import type { ParameterTable } from '../parameter-table.ts';
import type { Tiers } from '../tiers.ts';
import { offsetsOf, uint8, uint32 } from '../typed.ts';
import type { TrustTerm } from './trust-term.ts';
import { trustTerms } from './trust-terms.ts';

/** What factors make of the bases of arcs besides the first term of each, which is its trust; null if nothing. */
export function packFactors(
  drafts: readonly ArcDraft[],
  expanded: Expanded,
  tiers: Tiers,
  parameters: ParameterTable,
): ArcFactors | null {
  const { factors } = expanded;
  if (factors === undefined) return null;
  const terms = drafts.map((arc) => arcTerms(arc, expanded, tiers));
  const rows = terms.flatMap((all, position) => all.slice(1).map((term) => ({ term, position })));
  if (rows.length === 0 && !terms.some(([first]) => first?.isOpen)) return null;
  return {
    boundary: parameters.add(factors.factors.noTrustBoundary, 'factor', 'noTrustBoundary'),
    isOpen: uint8(terms.map(([first]) => Number(first?.isOpen))),
    offsets: offsetsOf(
      rows.map(({ position }) => position),
      drafts.length,
    ),
    term: uint32(rows.map(({ term }) => addTerm(term, parameters))),
    isOpenTerm: uint8(rows.map(({ term }) => Number(term.isOpen))),
  };
}

export const addTerm = ({ belief, name }: TrustTerm, parameters: ParameterTable): number =>
  parameters.add(belief, ...name);

/** The trust of an arc, and how susceptible its target is. */
export function arcTerms(
  { relation, direction, target }: ArcDraft,
  expanded: Expanded,
  tiers: Tiers,
): readonly TrustTerm[] {
  const node = expanded.nodes[target] as Node;
  const terms = trustTerms(relation, direction, node.component.kind, expanded.factors);
  const spread = expanded.factors?.factors.nonDeterminism ?? 0;
  return spread === 0 || !isMind(node, tiers) ? terms : [...terms, susceptibility(node, spread)];
}

/** A mean of 1: what it takes at one time it gives at another. */
const susceptibility = ({ id }: Node, spread: number): TrustTerm => ({
  belief: { form: 'range', low: 1 - spread, high: 1 + spread },
  name: ['susceptibility', id],
  isOpen: false,
});

/** What the same input can lead to different ends: agents, and whatever runs on a model or is one. */
const isMind = ({ component: { id, kind } }: Node, { modelOf }: Tiers): boolean =>
  isIn('agent', kind) || modelOf.has(id);
