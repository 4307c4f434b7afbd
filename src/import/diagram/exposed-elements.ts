import type { ComponentKind } from '../../graph/kinds.ts';
import type { Diagram, Element, Zone } from './diagram.ts';

/** Below this a zone's own rating calls it untrusted. */
const LEAST_TRUST = 0.2;
const UNTRUSTED = /\b(?:internet|public|external|untrusted|outside|world|dmz|remote|client side|user device)\b/iu;

/**
 * Elements where an attacker can begin: those that the file calls reachable from outside; people and systems outside
 * the system in a zone that nobody trusts, or in none where others have one; else all people and external systems. Where
 * neither is drawn: whatever stands in such a zone.
 * @param kindOf - kinds of elements by key
 */
export function exposedElements(
  { elements, zones }: Diagram,
  kindOf: (key: string) => ComponentKind | undefined,
): ReadonlySet<string> {
  const zoneOf = new Map(zones.map((zone) => [zone.key, zone]));
  const actors = elements.filter(({ key, shape }) => shape === 'actor' || OUTSIDE.has(kindOf(key) ?? 'agent'));
  const isAmongStrangers = ({ zone = '' }: Element): boolean => isUntrusted(zoneOf.get(zone));
  const strangers = actors.filter((actor) => (actor.zone === undefined ? zones.length > 0 : isAmongStrangers(actor)));
  const said = elements.filter(({ isExposed }) => isExposed === true);
  if (actors.length === 0 && said.length === 0) return keysOf(elements.filter(isAmongStrangers));
  return keysOf([...said, ...(strangers.length > 0 || said.length > 0 ? strangers : actors)]);
}

const keysOf = (elements: readonly Element[]): ReadonlySet<string> => new Set(elements.map(({ key }) => key));

const OUTSIDE: ReadonlySet<ComponentKind> = new Set(['human', 'external']);

const isUntrusted = (zone: Zone | undefined): boolean =>
  zone !== undefined && (zone.trust === undefined ? UNTRUSTED.test(zone.name) : zone.trust <= LEAST_TRUST);
