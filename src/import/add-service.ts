import type { Provenance } from '../graph/ecosystem.ts';
import type { Drafts } from './drafts.ts';
import { isLoopback } from './loopback.ts';

export type Service = {
  /** Well-known services have well-known ids: one component, whoever uses it. */
  readonly id: string;
  readonly name: string;
  /** Strangers can write there. */
  readonly exposed: boolean;
  readonly provenance: Provenance;
};

/** A service, or the content that is found there. @returns its id */
export function addService(drafts: Drafts, { id: wanted, name, exposed, provenance }: Service): string {
  const id = drafts.idFor(`external ${wanted}`, wanted);
  drafts.component({ id, kind: 'external', name, exposed, provenance });
  if (!isLoopback(wanted)) drafts.identify(id, { by: 'service', key: wanted });
  return id;
}
