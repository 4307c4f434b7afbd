import { describePlace } from '../../base/errors.ts';
import type { RelationDraft, SelectorDraft } from '../../graph/build-ecosystem.ts';
import type { RelationKind } from '../../graph/kinds.ts';
import { addApproval } from '../add-approval.ts';
import { type Drafts, declared } from '../drafts.ts';
import type { Link } from '../flow.ts';
import type { DifyNode } from './node.ts';

/** Kinds of relation that a step carries out when it runs. */
const CARRIED: ReadonlySet<RelationKind> = new Set(['messages', 'feeds', 'invokes']);

/**
 * A human who decides whether the workflow goes on: what steps behind the gate get from steps before it waits,
 * whichever way it is handed on, unless the workflow can go around.
 * @param links - which step runs after which
 * @param stepsOf - component -> its steps
 */
export function addGate(
  drafts: Drafts,
  gate: DifyNode,
  key: string,
  links: readonly Link[],
  stepsOf: ReadonlyMap<string, readonly string[]>,
): void {
  const next = neighbours(links);
  const after = reached([key], next);
  const before = reached([key], neighbours(links.map(({ from, to, spot }) => ({ from: to, to: from, spot }))));
  const waits = ({ from, to }: RelationDraft): boolean => {
    const starts = (stepsOf.get(from) ?? []).filter((step) => before.has(step));
    const ends = (stepsOf.get(to) ?? []).filter((step) => after.has(step));
    if (starts.length === 0 || ends.length === 0) return false;
    const around = reached(starts, next, key);
    return (stepsOf.get(to) ?? []).every((step) => !around.has(step));
  };
  const on = drafts
    .relations()
    .filter((relation) => CARRIED.has(relation.kind) && waits(relation))
    .map(({ kind, from, to }): SelectorDraft => ({ kind, from, to, direction: 'along' }));
  const { title, spot } = gate;
  if (on.length === 0) {
    const why = 'nothing that is a component waits for it';
    drafts.ignored.push({ what: `approval ${title}`, where: describePlace(spot.at), why });
    return;
  }
  addApproval(drafts, {
    key: `gate ${gate.key}`,
    id: title,
    name: `approval: ${title}`,
    on,
    provenance: declared(spot),
  });
}

function neighbours(links: readonly Link[]): ReadonlyMap<string, readonly string[]> {
  const next = new Map<string, string[]>();
  for (const { from, to } of links) next.set(from, [...(next.get(from) ?? []), to]);
  return next;
}

/** Steps on the ways from some, which are not among them unless a way leads back. */
function reached(
  starts: readonly string[],
  next: ReadonlyMap<string, readonly string[]>,
  closed?: string,
): Set<string> {
  const seen = new Set<string>();
  const queue = [...starts];
  for (const here of queue) {
    for (const to of next.get(here) ?? []) {
      if (to === closed || seen.has(to)) continue;
      seen.add(to);
      queue.push(to);
    }
  }
  return seen;
}
