import { describePlace } from '../../base/errors.ts';
import { known, meanOf } from '../../graph/belief.ts';
import type { RelationDraft } from '../../graph/build-ecosystem.ts';
import { type ComponentKind, isIn } from '../../graph/kinds.ts';
import { assumed, type Drafts, declared, inferred } from '../drafts.ts';
import { relationOf } from '../records/relation-record.ts';
import type { Flow } from './diagram.ts';
import { type Link, relationBetween } from './relation-between.ts';

/** A relation that will be, and the flows that it stands for. */
export type Planned = {
  readonly draft: RelationDraft;
  readonly flows: readonly Flow[];
  /** The file says all of it itself. */
  readonly isExact: boolean;
};

/** What flows need to know of elements. */
export type Ends = {
  readonly idOf: (key: string) => string | undefined;
  readonly kindOf: (key: string) => ComponentKind | undefined;
  /** A graph's edges are many if they are parallel; the flows of a threat model between two elements are one relation. */
  readonly keepsParallel: boolean;
  /** Probability of edges that have none; undefined: certain. */
  readonly otherwise: number | undefined;
};

/** The relations that the flows of a diagram are; what runs nowhere is noted. */
export function planRelations(flows: readonly Flow[], ends: Ends, drafts: Drafts): readonly Planned[] {
  const isSent = new Set(flows.flatMap(waysOf).map(({ from, to }) => `${from}\0${to}`));
  const planned = new Map<string, Planned>();
  for (const flow of flows) {
    for (const one of relationsOf(flow, ends, isSent, drafts)) {
      const { from, kind, to } = one.draft;
      const key = one.isExact || ends.keepsParallel ? `\0${planned.size}` : `${from}\0${kind}\0${to}`;
      const known = planned.get(key);
      planned.set(key, known === undefined ? one : joined(known, one));
    }
  }
  return [...planned.values()];
}

/** Several flows of one sort: what one of them leaves open is open, and the likeliest counts. */
function joined(one: Planned, more: Planned): Planned {
  const [likelier = one] = [one, more].toSorted((a, b) => along(b) - along(a));
  const signed = one.draft.signed === true && more.draft.signed === true;
  return { ...one, draft: { ...one.draft, trust: likelier.draft.trust, signed }, flows: [...one.flows, ...more.flows] };
}

const along = ({ draft }: Planned): number => (draft.trust?.along === undefined ? 1 : meanOf(draft.trust.along));

type Way = { readonly from: string; readonly to: string };

/** The ways that data run: of what is only read they come back. */
function waysOf({ from, to, isBidirectional, isReadOnly }: Flow): readonly Way[] {
  if (isBidirectional === true)
    return [
      { from, to },
      { from: to, to: from },
    ];
  return [isReadOnly === true ? { from: to, to: from } : { from, to }];
}

function relationsOf(flow: Flow, ends: Ends, isSent: ReadonlySet<string>, drafts: Drafts): readonly Planned[] {
  const { attributes, spot } = flow;
  const [from, to] = [ends.idOf(flow.from), ends.idOf(flow.to)];
  if (from === undefined || to === undefined) return [];
  const own = attributes && relationOf(attributes, { from, to, spot }, drafts.warnings);
  if (own !== undefined) return [{ draft: own, flows: [flow], isExact: true }];
  if (from === to) {
    drafts.ignored.push({
      what: `flow ${shown(flow)}`,
      where: describePlace(spot.at),
      why: 'it leads back to where it begins',
    });
    return [];
  }
  const planned = waysOf(flow).flatMap((way) => relationOn(way, flow, ends, isSent));
  planned.push(...readAsWell(flow, ends, isSent));
  if (planned.length === 0) {
    const [a, b] = [ends.kindOf(flow.from), ends.kindOf(flow.to)];
    const why = `nothing that spreads runs from a ${a} to a ${b} by itself`;
    drafts.ignored.push({ what: `flow ${shown(flow)}`, where: describePlace(spot.at), why });
  }
  return planned;
}

const READS =
  /\b(?:reads?|quer(?:y|ies)|fetch(?:es)?|gets?|look ?ups?|loads?|retrieves?|selects?|search(?:es)?|downloads?)\b/iu;

/** A flow to a store that is called like reading: what the store holds comes back, whatever else is sent. */
function readAsWell(flow: Flow, ends: Ends, isSent: ReadonlySet<string>): readonly Planned[] {
  const to = ends.kindOf(flow.to);
  const isOneWay = flow.isBidirectional !== true && flow.isReadOnly === undefined;
  if (to === undefined || !isIn('store', to) || !isOneWay || !READS.test(flow.name)) return [];
  const back = relationOn({ from: flow.to, to: flow.from }, flow, ends, isSent);
  const rule = 'a flow into a store that is called like reading brings back what the store holds';
  return back.map((one) => ({ ...one, draft: { ...one.draft, provenance: inferred(flow.spot, rule) } }));
}

const shown = ({ name, key }: Flow): string => (name.trim() === '' ? key : name.trim()).slice(0, 80);

function relationOn({ from, to }: Way, flow: Flow, ends: Ends, isSent: ReadonlySet<string>): readonly Planned[] {
  const [a, b] = [ends.kindOf(from), ends.kindOf(to)];
  const [fromId, toId] = [ends.idOf(from), ends.idOf(to)];
  if (a === undefined || b === undefined || fromId === undefined || toId === undefined) return [];
  const back = relationBetween(b, a);
  // What a tool sends to who calls it is its answer: the call carries it.
  const isAnswer = back?.kind === 'invokes' && isSent.has(`${to}\0${from}`);
  const link: Link | undefined = isAnswer ? { kind: 'invokes', isReversed: true } : relationBetween(a, b);
  if (link === undefined) return [];
  const [start, end] = link.isReversed === true ? [toId, fromId] : [fromId, toId];
  return [{ draft: draftOf(flow, { from: start, to: end, kind: link.kind }, ends), flows: [flow], isExact: false }];
}

function draftOf(
  { probability, isAuthenticated, tags, spot }: Flow,
  relation: Pick<RelationDraft, 'from' | 'to' | 'kind'>,
  { otherwise }: Ends,
): RelationDraft {
  const share = probability ?? otherwise;
  const isDefault = probability === undefined && otherwise !== undefined;
  const provenance = isDefault
    ? assumed(spot, `edges without a probability pass it on with ${otherwise}`)
    : declared(spot);
  return {
    ...relation,
    ...(share === undefined ? {} : { trust: { along: known(share), against: known(share) } }),
    ...(isAuthenticated === true ? { signed: true } : {}),
    ...(tags === undefined || tags.length === 0 ? {} : { tags }),
    provenance,
  };
}
