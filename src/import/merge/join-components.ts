import type { ComponentDraft, GuardDraft } from '../../graph/build-ecosystem.ts';
import type { Component } from '../../graph/ecosystem.ts';
import { certainties } from '../../graph/kinds.ts';
import { inGuardOrder } from '../guard-order.ts';

/** A component of one file. */
export type Part = {
  readonly component: Component;
  /** Somebody wrote it by hand: what it says goes before all files. */
  readonly isOwn: boolean;
  readonly isStub: boolean;
};

/** One component of several that are the same thing: what the surest says, and what only others say. */
export function joinedComponent(id: string, parts: readonly Part[], guards: readonly GuardDraft[]): ComponentDraft {
  const sorted = [...parts].sort(surestFirst).map(({ component }) => component);
  const [surest] = sorted as [Component];
  return {
    id,
    kind: surest.kind,
    layer: surest.layer,
    // A name that is only the id follows it.
    name: surest.name === surest.id ? undefined : surest.name,
    valueThousandths: Math.max(...sorted.map(({ valueThousandths }) => valueThousandths)),
    exposed: sorted.some(({ exposed }) => exposed),
    hardening: surest.hardening,
    latencyRounds: surest.latencyRounds,
    count: surest.count,
    zone: sorted.map(({ zone }) => zone).find((zone) => zone !== null),
    tier: surest.kind === 'model' ? sorted.map(({ tier }) => tier).find((tier) => tier !== null) : null,
    tags: sorted.flatMap(({ tags }) => tags),
    guards: inGuardOrder(guards),
    defence: surest.defence,
    costs: surest.costs,
    provenance: surest.provenance,
  };
}

/** Equal ones stay in their order, which is that of the files. */
const surestFirst = (a: Part, b: Part): number =>
  Number(b.isOwn) - Number(a.isOwn) ||
  Number(a.isStub) - Number(b.isStub) ||
  certainties.indexOf(a.component.provenance.certainty) - certainties.indexOf(b.component.provenance.certainty);

/** The part whose id and kind the whole has. */
export const surestOf = <P extends Part>(parts: readonly P[]): P => [...parts].sort(surestFirst)[0] as P;
