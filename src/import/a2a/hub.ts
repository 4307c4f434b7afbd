import type { Problem } from '../../base/errors.ts';
import type { RelationDraft } from '../../graph/build-ecosystem.ts';
import type { Component, Provenance, Relation } from '../../graph/ecosystem.ts';
import type { FieldToFill, Together, TogetherFile } from '../importer.ts';
import { wordsOf } from '../secrets.ts';

/** An agent of a card, after merging. */
type Peer = {
  readonly id: string;
  readonly component: Component;
  /** Credentials that it accepts. */
  readonly accepts: readonly string[];
};

/** What marks the one that hands work to the others, surest first. */
const hubs: readonly RegExp[] = [
  /\borchestrat\w*/,
  /\b(?:coordinat\w*|supervisor|dispatcher)\b/,
  /\b(?:host|router|routing|concierge|front desk|frontdesk|receptionist)\b/,
  /\bplanner\b/,
];

/**
 * Cards name no peers. The one whose name, or else whose skills, say that it is the hub is taken to delegate to all
 * others; without one nothing is.
 */
export function joinCards(files: readonly TogetherFile[]): Together {
  const peers = peersOf(files);
  const [first] = peers;
  if (first === undefined || peers.length < 2) return { relations: [], toFill: [], warnings: [] };
  const found = hubsAmong(peers);
  const chosen = new Set(found);
  const others = peers.filter((peer) => !chosen.has(peer));
  const relations = found.flatMap((hub) => others.flatMap((peer) => relationsTo(hub, peer)));
  const toFill = found.map(({ id }): FieldToFill => {
    const why = 'whom it delegates to is assumed: all others, as no card names its peers';
    return { component: id, field: 'relations', why };
  });
  return { relations, toFill, warnings: [warning(first, found, peers)] };
}

function peersOf(files: readonly TogetherFile[]): Peer[] {
  const peers = new Map<string, Peer>();
  for (const { imported, idOf } of files) {
    const { components, relations } = imported.ecosystem;
    const accepted = acceptedBy(relations);
    for (const component of components) {
      const id = idOf(component.id);
      if (component.kind !== 'agent' || !component.tags.includes('a2a') || peers.has(id)) continue;
      peers.set(id, { id, component, accepts: (accepted.get(component.id) ?? []).map(idOf) });
    }
  }
  return [...peers.values()];
}

function acceptedBy(relations: readonly Relation[]): ReadonlyMap<string, readonly string[]> {
  const accepted = new Map<string, string[]>();
  for (const relation of relations) {
    if (relation.kind !== 'authenticates' || relation.role !== 'accepts') continue;
    const known = accepted.get(relation.from);
    if (known === undefined) accepted.set(relation.from, [relation.to]);
    else known.push(relation.to);
  }
  return accepted;
}

/** The surest mark that any of them has; a name says more than a skill. */
function hubsAmong(peers: readonly Peer[]): readonly Peer[] {
  const texts = [({ component }: Peer) => component.name, ({ component }: Peer) => skillsOf(component).join(' ')];
  for (const textOf of texts) {
    for (const pattern of hubs) {
      const found = peers.filter((peer) => pattern.test(wordsOf(textOf(peer)).join(' ')));
      if (found.length > 0 && found.length < peers.length) return found;
    }
  }
  return [];
}

const skillsOf = ({ tags }: Component): string[] =>
  tags.flatMap((tag) => (tag.startsWith('skill:') ? [tag.slice('skill:'.length)] : []));

function relationsTo(hub: Peer, peer: Peer): RelationDraft[] {
  const shown = hub.component.name.slice(0, 80);
  const provenance = assumedAt(
    hub,
    `cards name no peers; ${shown} is taken to be the hub that delegates to all others`,
  );
  const signed = peer.component.tags.includes('signed-card');
  const needed = assumedAt(hub, 'whoever delegates to an agent holds the credentials that it asks for');
  return [
    { from: hub.id, to: peer.id, kind: 'delegates', signed, provenance },
    ...peer.accepts.map(
      (to): RelationDraft => ({ from: hub.id, to, kind: 'authenticates', role: 'holds', provenance: needed }),
    ),
  ];
}

const assumedAt = ({ component: { provenance } }: Peer, rule: string): Provenance => ({
  certainty: 'assumed',
  at: provenance.at,
  ...(provenance.pointer === undefined ? {} : { pointer: provenance.pointer }),
  rule,
});

function warning({ component }: Peer, found: readonly Peer[], peers: readonly Peer[]): Problem {
  const [hub] = found;
  const what = `${peers.length} agent cards, which name no peers`;
  return {
    at: hub?.component.provenance.at ?? component.provenance.at,
    expected: 'relations between the agents',
    found: what,
    fix:
      hub === undefined
        ? 'Add who delegates to whom: nothing between these agents is modelled.'
        : `Correct what is assumed: ${hub.component.name.slice(0, 80)} delegates to all others.`,
  };
}
