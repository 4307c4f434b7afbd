import { describePlace } from '../../base/errors.ts';
import type { Element, Flow } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { find, flagOf, type Located, listOf, textOf } from '../located.ts';
import { hostOf } from './addresses.ts';
import type { Part } from './part.ts';
import type { Refs } from './refs.ts';

/** Data that services receive and send, and who stands at the other end where the bill does not list it. */
export type DataFlows = { readonly flows: readonly Flow[]; readonly others: readonly Element[] };

const END_KEYS = ['source', 'destination'] as const;

export function dataFlowsOf(services: readonly Part[], refs: Refs, drafts: Drafts): DataFlows {
  const flows: Flow[] = [];
  const others = new Map<string, Element>();
  for (const service of services) {
    for (const data of listOf(find(service.map, 'data'))) {
      const ends = END_KEYS.flatMap((key) =>
        listOf(find(data, key)).map((spot) => ({ key, spot, end: endOf(spot, refs, others) })),
      );
      if (ends.length === 0) noteOneEnded(service, data, drafts);
      for (const { key, spot, end } of ends) {
        if (end === service.key) continue;
        if (end === undefined) noteUnknown(service, spot, drafts);
        else flows.push(flowOf(service, data, { end, spot, isSource: key === 'source' }));
      }
    }
  }
  return { flows, others: [...others.values()] };
}

/** The key of the part that is meant; an address that is nobody's is a party outside. */
function endOf(spot: Located, refs: Refs, others: Map<string, Element>): string | undefined {
  const text = textOf(spot);
  if (text === undefined || text.trim() === '') return undefined;
  const target = refs.find(text);
  if (target !== undefined && 'part' in target) return target.part.key;
  const part = target === undefined ? refs.atAddress(text) : undefined;
  if (part !== undefined) return part.key;
  const name = target?.elsewhere ?? hostOf(text);
  if (name === undefined || name === '') return undefined;
  const key = `outside ${name}`;
  if (!others.has(key)) others.set(key, { key, name, shape: 'actor', types: ['external system'], spot });
  return key;
}

type End = { readonly end: string; readonly spot: Located; readonly isSource: boolean };

function flowOf(service: Part, data: Located, { end, spot, isSource }: End): Flow {
  const name = textOf(find(data, 'name')) ?? textOf(find(data, 'classification')) ?? '';
  const [from, to] = isSource ? [end, service.key] : [service.key, end];
  const isBidirectional = /^bi-?directional$/iu.test(textOf(find(data, 'flow')) ?? '');
  const isAuthenticated = flagOf(find(service.map, 'authenticated')) === true;
  return { key: spot.pointer, name, from, to, isBidirectional, isAuthenticated, spot };
}

function noteOneEnded(service: Part, data: Located, drafts: Drafts): void {
  const what = textOf(find(data, 'classification')) ?? 'data';
  drafts.ignored.push({
    what: `${what} that ${shown(service)} handles`,
    where: describePlace(data.at),
    why: 'it says neither source nor destination',
  });
}

function noteUnknown(service: Part, spot: Located, drafts: Drafts): void {
  drafts.ignored.push({
    what: `an end of data of ${shown(service)}`,
    where: describePlace(spot.at),
    why: 'it is neither a bom-ref of this bill nor an address',
  });
}

const shown = ({ name }: Part): string => JSON.stringify(name.slice(0, 80));
