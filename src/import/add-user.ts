import type { Provenance } from '../graph/ecosystem.ts';
import { assumed, type Drafts, type Spot } from './drafts.ts';

export type UserDraft = {
  /** Agents that the user talks to. */
  readonly to: readonly string[];
  readonly spot: Spot;
  /** Default: one assumed user for the whole file. */
  readonly key?: string;
  readonly id?: string;
  readonly name?: string;
  /** Anybody may write: a public chat, a form. */
  readonly exposed?: boolean;
  readonly provenance?: Provenance;
};

/** Whoever gives agents their tasks. @returns its id */
export function addUser(drafts: Drafts, user: UserDraft): string {
  const { to, spot, exposed = false } = user;
  const provenance = user.provenance ?? assumed(spot, 'somebody gives the agents their tasks');
  const id = drafts.idFor(user.key ?? 'user', user.id ?? 'user');
  drafts.component({ id, kind: 'human', name: user.name, exposed, provenance });
  for (const agent of to) drafts.relation({ from: id, to: agent, kind: 'messages', provenance });
  return id;
}
