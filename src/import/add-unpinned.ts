import { describePlace } from '../base/errors.ts';
import { type Drafts, inferred, type Spot } from './drafts.ts';

export type UnpinnedPackage = {
  /** Id and name of where it is published. */
  readonly registry: { readonly id: string; readonly name: string };
  /** Who takes whatever the registry hands out. */
  readonly users: readonly string[];
  /** What follows from the missing version. */
  readonly because: string;
  /** For the report. */
  readonly detail: string;
  readonly spot: Spot;
};

/** A package without an exact version: whoever publishes it decides what its users run. */
export function addUnpinned(drafts: Drafts, { registry, users, because, detail, spot }: UnpinnedPackage): void {
  for (const from of users) {
    const to = drafts.idFor(`registry ${registry.id}`, registry.id);
    const provenance = inferred(spot, 'anybody can publish there');
    drafts.component({ id: to, kind: 'registry', name: registry.name, exposed: true, provenance });
    drafts.identify(to, { by: 'service', key: registry.id });
    drafts.relation({ from, to, kind: 'registers', provenance: inferred(spot, because) });
  }
  drafts.findings.push({ title: 'Unpinned package', detail, where: describePlace(spot.at) });
}
