import { describePlace } from '../../base/errors.ts';
import type { Diagram, Element, Flow, Shape, Zone } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import { provenBetween } from './boundaries.ts';
import { sensitivities } from './data-sets.ts';
import { type Named, namedIn, noteNameless } from './named.ts';
import { listedThreats } from './threats.ts';

/** A TM-BOM as a diagram; references that lead nowhere are noted. */
export function readThreatModel(root: Located, drafts: Drafts): Diagram {
  const values = sensitivities(root, drafts);
  const parts = SHAPES.flatMap(([list, shape]) => namedIn(root, list).map((part) => ({ part, shape })));
  const elements = distinctParts(parts).map(({ part, shape }) => elementOf(part, shape, values.get(part.name)));
  noteNameless(root, PART_LISTS, drafts);
  noteNameless(root, ['data_flows'], drafts);
  noteTexts(root, drafts);
  const zones = new Map(elements.map(({ key, zone }) => [key, zone]));
  const stores = new Set(namedIn(root, 'data_stores').map(({ name }) => name));
  const isProven = provenBetween(root);
  const flows = namedIn(root, 'data_flows')
    .flatMap((flow) => flowOf(flow, zones, drafts))
    .map((flow) => ({
      ...flow,
      // A store proves nothing by itself.
      isAuthenticated: !stores.has(flow.from) && isProven(zones.get(flow.from), zones.get(flow.to)),
    }));
  const drawn = { zones: zonesOf(root, elements), elements, flows };
  return {
    title: textOf(find(root, 'scope', 'title')),
    ...drawn,
    threats: listedThreats(root, drawn, drafts),
  };
}

/** What is written about the model, and not drawn. */
const TEXTS = ['assumptions', 'threat_personas', 'diagrams', 'mitigation_plans'];

function noteTexts(root: Located, drafts: Drafts): void {
  for (const key of TEXTS) {
    const items = listOf(find(root, key));
    const [first] = items;
    if (first === undefined) continue;
    const why = 'texts about the model: nothing that spreads runs there';
    drafts.ignored.push({ what: `${key.replace('_', ' ')} (${items.length})`, where: describePlace(first.at), why });
  }
}

const SHAPES: readonly (readonly [list: string, shape: Shape])[] = [
  ['actors', 'actor'],
  ['components', 'process'],
  ['data_stores', 'store'],
];

const PART_LISTS = SHAPES.map(([list]) => list);

/** Flows refer to parts by name alone: the type beside it is often wrong. */
const distinctParts = <T extends { readonly part: Named }>(parts: readonly T[]): readonly T[] =>
  [...new Map(parts.toReversed().map((one) => [one.part.name, one] as const)).values()].toReversed();

const TYPE_KEYS = ['type', 'product', 'vendor'] as const;

function elementOf({ name, title, spot }: Named, shape: Shape, value: number | undefined): Element {
  const types = TYPE_KEYS.flatMap((key) => textOf(find(spot, key)) ?? []).map((type) => type.replaceAll('_', ' '));
  return {
    key: name,
    name: title,
    id: title === '' ? name : undefined,
    shape,
    types,
    zone: textOf(find(spot, 'trust_zone')),
    value,
    spot,
  };
}

/** Zones that are listed, and those that are only named, such as `public`. */
function zonesOf(root: Located, elements: readonly Element[]): readonly Zone[] {
  const listed = namedIn(root, 'trust_zones').map(({ name, title }) => ({
    key: name,
    name: title === '' ? name : title,
  }));
  const known = new Set(listed.map(({ key }) => key));
  const others = new Set(elements.flatMap(({ zone }) => (zone === undefined || known.has(zone) ? [] : [zone])));
  return [...listed, ...[...others].map((name) => ({ key: name, name }))];
}

function flowOf({ name, title, spot }: Named, keys: ReadonlyMap<string, unknown>, drafts: Drafts): readonly Flow[] {
  const [from, to] = [textOf(find(spot, 'source', 'object')), textOf(find(spot, 'destination', 'object'))];
  const missing = [from, to].filter((end) => end === undefined || !keys.has(end));
  if (from === undefined || to === undefined || missing.length > 0) {
    drafts.ignored.push({
      what: `data flow ${JSON.stringify(name.slice(0, 80))}`,
      where: describePlace(spot.at),
      why: `no actor, component or data store is called ${missing.map((end) => JSON.stringify(end ?? '').slice(0, 80)).join(' or ')}`,
    });
    return [];
  }
  return [{ key: `flow ${name}`, name: title, from, to, spot }];
}
