import { describePlace } from '../../base/errors.ts';
import { known } from '../../graph/belief.ts';
import { addModel } from '../add-model.ts';
import { assumed, type Drafts, declared, inferred } from '../drafts.ts';
import { find, textOf } from '../located.ts';
import { isLoopback } from '../loopback.ts';
import { addressIn, type Card } from './card.ts';
import { accessOf, type Scheme, schemesOf } from './security.ts';

/** The agent of a card, where it runs, who can write to it, and with what they prove themselves. @returns its id */
export function mapCard(drafts: Drafts, card: Card): string {
  const { map, name } = card;
  const id = drafts.idFor(`agent ${map.pointer}`, name);
  drafts.component({ id, kind: 'agent', name, tags: tagsOf(card), provenance: declared(map) });
  mapAddresses(drafts, id, card);
  mapCallers(drafts, id, card);
  addModel(drafts, id, { spot: map });
  if (card.hasMore) {
    const why = 'callers with credentials are shown more skills than this card has';
    drafts.ignored.push({ what: `extended card of ${name}`, where: describePlace(map.at), why });
  }
  drafts.toFill.push({
    component: id,
    field: 'relations',
    why: 'a card does not say whom the agent calls, nor its tools',
  });
  return id;
}

const MOST_SKILLS = 100;

function tagsOf({ skills, isSigned, pushes }: Card): string[] {
  const ids = skills
    .slice(0, MOST_SKILLS)
    .flatMap((skill) => textOf(find(skill, 'id')) ?? textOf(find(skill, 'name')) ?? []);
  const named = ids
    .map((text) =>
      text
        .trim()
        .replace(/[^\p{L}\p{N}._-]+/gu, '-')
        .slice(0, 60),
    )
    .filter((text) => text !== '');
  return [
    'a2a',
    ...named.map((text) => `skill:${text}`),
    ...(isSigned ? ['signed-card'] : []),
    // It calls back wherever its callers say.
    ...(pushes ? ['push-notifications', 'egress'] : []),
  ];
}

function mapAddresses(drafts: Drafts, id: string, { map, name, urls }: Card): void {
  for (const url of urls) {
    const address = addressIn(url);
    if (address === undefined) {
      const fix = 'Write the address that the agent has when it runs.';
      drafts.warnings.push({ at: url.at, expected: 'the url of the agent', found: 'one that is filled in later', fix });
      continue;
    }
    const place = address.shown.replace(/^\w[\w+.-]*:\/\//, '');
    // Ports of this machine are used again and again: there the name must be the same as well.
    drafts.identify(id, { by: 'url', key: isLoopback(address.host) ? `${place} ${name}` : place });
    const host = drafts.idFor(`host ${address.host}`, address.host);
    const provenance = inferred(url, 'it answers at an address of this host');
    drafts.component({ id: host, kind: 'host', provenance });
    // An agent at the root of its host has the same address.
    if (!isLoopback(address.host)) drafts.identify(host, { by: 'url', key: `host ${address.host}` });
    drafts.relation({ from: id, to: host, kind: 'runs-on', provenance });
  }
  if (urls.length === 0) {
    drafts.identify(id, { by: 'agent', key: name });
    const why = 'the card has no url';
    drafts.ignored.push({ what: `host of ${name}`, where: describePlace(map.at), why });
  }
}

/** Strangers who can reach it; and, where it asks for credentials, those who have them. */
function mapCallers(drafts: Drafts, id: string, card: Card): void {
  const { map, name, isSigned } = card;
  const schemes = schemesOf(card);
  const { trust, rule } = accessOf(card, schemes);
  const strangers = drafts.idFor(`callers ${map.pointer}`, `${name} callers`);
  const provenance = assumed(map, rule);
  drafts.component({ id: strangers, kind: 'external', name: `whoever can reach ${name}`, exposed: true, provenance });
  const given = trust === 1 ? {} : { trust: { along: known(trust) } };
  drafts.relation({ from: strangers, to: id, kind: 'feeds', signed: isSigned, ...given, provenance });
  if (schemes.length > 0) mapClients(drafts, id, card, schemes);
}

function mapClients(drafts: Drafts, id: string, { map, name }: Card, schemes: readonly Scheme[]): void {
  const clients = drafts.idFor(`clients ${map.pointer}`, `${name} clients`);
  const provenance = assumed(map, 'somebody has the credentials that the agent asks for');
  drafts.component({ id: clients, kind: 'external', name: `clients of ${name} with credentials`, provenance });
  drafts.relation({ from: clients, to: id, kind: 'feeds', provenance });
  for (const { name: scheme, located, type } of schemes) {
    const credential = drafts.idFor(`credential ${map.pointer} ${scheme}`, `${name} ${scheme}`);
    drafts.component({ id: credential, kind: 'credential', tags: [type], provenance: declared(located) });
    drafts.relation({
      from: id,
      to: credential,
      kind: 'authenticates',
      role: 'accepts',
      provenance: declared(located),
    });
    drafts.relation({ from: clients, to: credential, kind: 'authenticates', role: 'holds', provenance });
  }
}
