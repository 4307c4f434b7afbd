import { textOf } from '../located.ts';
import { wordsOf } from '../secrets.ts';
import type { Capability, ToolFacts } from '../tool-facts.ts';
import { itemsOf, type Part, settingsLike } from './part.ts';

/**
 * What a tool for an account can do with the actions that its author selected: `["sendMessage"]` reads no mail, and
 * `["list_issues"]` changes and sends nothing. Without a selection, or for the web, it can do all.
 */
export function factsOfActions(facts: ToolFacts, part: Part): ToolFacts {
  const actions = settingsLike(part, /actions$/i).flatMap(([, { value }]) =>
    itemsOf(value).flatMap((item) => textOf(item) ?? []),
  );
  if (actions.length === 0 || !facts.can.includes('read-private')) return facts;
  const can = facts.can.filter((one) => actions.some((action) => NEEDS[one](action)));
  return { ...facts, can };
}

const CHANGES = new Set(
  'send post create add insert append update modify edit set unset replace reply forward delete remove trash untrash clear move copy share assign transition archive unarchive pin unpin upload write push merge fork invite close reopen upsert publish'.split(
    ' ',
  ),
);
const READS = new Set(
  'list get read search find fetch query view download show lookup count describe check'.split(' '),
);

const has = (action: string, verbs: ReadonlySet<string>): boolean => wordsOf(action).some((word) => verbs.has(word));
/** A name without a verb that is known may stand for anything. */
const changes = (action: string): boolean => has(action, CHANGES) || !has(action, READS);
const reads = (action: string): boolean => has(action, READS) || !has(action, CHANGES);

const NEEDS: Readonly<Record<Capability, (action: string) => boolean>> = {
  'read-private': reads,
  'ingest-untrusted': reads,
  egress: changes,
  write: changes,
  execute: changes,
};
