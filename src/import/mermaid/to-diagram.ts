import { describePlace } from '../../base/errors.ts';
import { componentKinds } from '../../graph/kinds.ts';
import type { Diagram, Element, Flow, Zone } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { uniqueKeys } from '../network/unique-keys.ts';
import { shownName } from '../shown-name.ts';
import type { ChartEdge, ChartNode, Flowchart, Subgraph } from './flowchart.ts';
import { labelOf } from './label.ts';
import { isText, shapeOf, typesOf } from './node-shape.ts';
import { endsKey, type OwnRecords } from './own-records.ts';

/** A flowchart, what our comments in it say, and where it stands among others of its file. */
export type Section = {
  readonly chart: Flowchart;
  readonly own: OwnRecords;
  /** Keys begin with it: charts do not share nodes. */
  readonly prefix: string;
  /** Around all that is in no subgraph, where there are several charts. */
  readonly zone: Zone | undefined;
};

type Parts = Omit<Diagram, 'title' | 'threats'>;

/** Nodes as elements, subgraphs as zones, links as flows. */
export function toParts(section: Section, drafts: Drafts): Parts {
  const { chart, own, zone, prefix } = section;
  const members = membersOf(chart);
  const nodes = [...chart.nodes.values()].filter(({ id }) => !members.has(id));
  const linked = new Set(chart.edges.flatMap(({ from, to }) => [from, to]));
  const shown = nodes.filter((node) => isShown(node, linked, drafts));
  const elements = shown.map((node) => elementOf(node, section));
  const used = new Set(elements.map((one) => one.zone));
  const subgraphs = [...chart.subgraphs.values()].map(({ id, text }) => ({
    key: zoneKey(prefix, id),
    name: labelOf(text).name || id,
  }));
  noteLostRecords(own, chart, drafts);
  return {
    elements,
    flows: flowsOf(section, members, drafts),
    zones: [...(zone === undefined ? [] : [zone]), ...subgraphs].filter(({ key }) => used.has(key)),
  };
}

/** By subgraph the nodes in it, those of inner ones too; an empty one is as good as a node. */
function membersOf({ nodes, subgraphs }: Flowchart): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, string[]>();
  for (const { id, subgraph } of nodes.values()) {
    for (let around = subgraph; around !== undefined; around = around.around) {
      if (!subgraphs.has(id)) members.set(around.id, [...(members.get(around.id) ?? []), id]);
    }
  }
  return members;
}

function isShown({ id, shape, at }: ChartNode, linked: ReadonlySet<string>, drafts: Drafts): boolean {
  if (!isText(shape) || linked.has(id)) return true;
  drafts.ignored.push({ what: `node ${shownName(id)}`, where: describePlace(at), why: 'a text on the chart' });
  return false;
}

const zoneKey = (prefix: string, id: string): string => `${prefix}\0${id}`;

function elementOf(node: ChartNode, { chart, own, prefix, zone }: Section): Element {
  const { id, shape, icon, classes, at } = node;
  const record = own.nodes.get(id);
  const written = node.text ?? chart.subgraphs.get(id)?.text;
  const { name, types } = written === undefined ? { name: id, types: [] } : labelOf(written);
  return {
    key: `${prefix}${id}`,
    name: name === '' ? id : name,
    id: record?.id ?? (name !== '' && isCode(id) ? undefined : id),
    shape: shapeOf(shape),
    types: [...iconWords(icon), ...types, ...typesOf(shape), ...classes.flatMap(kindWords)],
    zone: zoneAround(node.subgraph, own, prefix) ?? zone?.key,
    attributes: record?.attributes,
    spot: { at, pointer: '' },
  };
}

/** `A`, `B2`, `node12`: its label says more. */
const isCode = (id: string): boolean => /^(?:\p{L}{1,2}\d*|\d+|(?:node|id|step|box)[-_]?\d+)$/iu.test(id);

const iconWords = (icon: string | undefined): readonly string[] =>
  icon === undefined ? [] : [icon.replace(/^.*:(?:fa-)?/u, '').replaceAll('-', ' ')];

/** Classes are mostly colours; one that is called like a kind of component is not. */
const kindWords = (name: string): readonly string[] => {
  const word = name.toLowerCase().replaceAll('_', '-').replace(/s$/u, '');
  return componentKinds.some((kind) => kind === word) ? [word.replaceAll('-', ' ')] : [];
};

/** Our own charts put layers in subgraphs: those are no zones. */
function zoneAround(subgraph: Subgraph | undefined, own: OwnRecords, prefix: string): string | undefined {
  let zone = subgraph;
  while (zone !== undefined && own.boxes.has(zone.id)) zone = zone.around;
  return zone && zoneKey(prefix, zone.id);
}

function flowsOf({ chart, own, prefix }: Section, members: Members, drafts: Drafts): readonly Flow[] {
  const keyOf = uniqueKeys();
  const times = new Map<string, number>();
  return chart.edges.flatMap((edge): readonly Flow[] => {
    if (edge.isInvisible) {
      noteInvisible(edge, drafts);
      return [];
    }
    const ends = endsKey(edge.from, edge.to);
    const nth = times.get(ends) ?? 0;
    times.set(ends, nth + 1);
    const attributes = own.edges.get(ends)?.[nth];
    return joined(edge, members, drafts).map(({ from, to }) => ({
      key: `${prefix}${keyOf({ from, to })}`,
      name: labelOf(edge.text).name,
      from: `${prefix}${from}`,
      to: `${prefix}${to}`,
      isBidirectional: edge.isBothWays,
      attributes,
      spot: { at: edge.at, pointer: '' },
    }));
  });
}

type Members = ReadonlyMap<string, readonly string[]>;
type Ends = { readonly from: string; readonly to: string };

/** A link to a subgraph is one to each of its nodes. */
function joined({ from, to, at }: ChartEdge, members: Members, drafts: Drafts): readonly Ends[] {
  const [sources, targets] = [members.get(from), members.get(to)];
  if (sources === undefined && targets === undefined) return [{ from, to }];
  const found = `the subgraph ${JSON.stringify(shownName(sources === undefined ? to : from))}`;
  const fix = 'It is taken as links to all nodes in it; name the one that is meant, if it is one.';
  drafts.warnings.push({ at, expected: 'links between nodes', found, fix });
  const all = (sources ?? [from]).flatMap((a) => (targets ?? [to]).map((b) => ({ from: a, to: b })));
  return all.filter((one) => one.from !== one.to).slice(0, MOST_PAIRS);
}

/** Of one link: more was never meant. */
const MOST_PAIRS = 10_000;

function noteInvisible({ from, to, at }: ChartEdge, drafts: Drafts): void {
  const what = `link ${shownName(from)} ~~~ ${shownName(to)}`;
  drafts.ignored.push({ what, where: describePlace(at), why: 'it is not seen: it only moves nodes' });
}

/** Comments of ours about what is no longer there. */
function noteLostRecords({ nodes }: OwnRecords, chart: Flowchart, drafts: Drafts): void {
  for (const [node, { id }] of nodes) {
    if (chart.nodes.has(node)) continue;
    drafts.ignored.push({ what: `comment about ${shownName(id)}`, where: node, why: 'the chart has no such node' });
  }
}
