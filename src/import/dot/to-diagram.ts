import type { Diagram, Element, Zone } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { isOwnFile } from '../network/network-source.ts';
import { shownName } from '../shown-name.ts';
import { attributesOf } from './attributes-of.ts';
import type { Cluster, Drawing, DrawnNode } from './drawing.ts';
import { flowsOf } from './flows-of.ts';
import { labelOf } from './label-text.ts';
import { leaveOut } from './leave-out.ts';
import { isOutOfScope, severityFinding } from './severity-colours.ts';
import { shapeOf } from './shapes.ts';

/** A drawing as elements, flows and zones: clusters are zones, labels are names. What only decorates is noted. */
export function toDiagram(drawing: Drawing, drafts: Drafts): Diagram {
  const left = leaveOut(drawing, drafts);
  const isPytm = isDrawnByPytm(drawing);
  const nodes = drawing.nodes.filter(({ id }) => !left.has(id));
  const elements = nodes.map((node) => elementOf(node, drawing, isPytm));
  if (isPytm) {
    drafts.findings.push(
      ...nodes.flatMap((node, at) => severityFinding(node, shownName(elements[at]?.name ?? '')) ?? []),
    );
  }
  const used = new Set(elements.map(({ zone }) => zone));
  return {
    title: titleOf(drawing),
    elements,
    flows: flowsOf(drawing, left, drafts),
    zones: drawing.clusters.filter(({ key }) => used.has(key)).map(zoneOf),
    threats: [],
  };
}

/** It calls every graph so, and writes every label as a table. */
export const isDrawnByPytm = ({ graphs: [first], nodes }: Drawing): boolean =>
  first?.name === 'tm' && nodes.some(({ attributes }) => typeof attributes.get('label') === 'object');

function elementOf(node: DrawnNode, drawing: Drawing, isPytm: boolean): Element {
  const { id, cluster, at } = node;
  const label = node.attributes.get('label');
  const isRecord = /record$/iu.test(String(node.attributes.get('shape') ?? ''));
  const { name, types } =
    label === undefined
      ? { name: id, types: [] }
      : labelOf(label, { N: id, G: drawing.graphs[0]?.name ?? '' }, isRecord);
  const attributes = attributesOf(node.attributes);
  const isNamed = name !== '' && name !== id;
  return {
    key: id,
    name: name === '' ? id : name,
    id: attributes.has('kind')
      ? (attributes.get('componentId') ?? id)
      : isNamed && (isPytm || isMadeUp(id))
        ? undefined
        : id,
    shape: shapeOf(node, isPytm),
    types,
    zone: zoneAround(cluster)?.key,
    isOutOfScope: isPytm && isOutOfScope(node),
    attributes,
    spot: { at, pointer: '' },
  };
}

/** An id that a program made up says less than the label. */
const isMadeUp = (id: string): boolean => /^(?:n(?:ode)?_?)?(?:0x)?[\da-f-]{12,}$/iu.test(id);

/** Our own pictures put layers in boxes: those are no zones. */
function zoneAround(cluster: Cluster | undefined): Cluster | undefined {
  let zone = cluster;
  while (zone?.settings.has('layer') === true) zone = zone.around;
  return zone;
}

const zoneOf = (cluster: Cluster): Zone => ({ key: cluster.key, name: nameOf(cluster) });

function nameOf({ name = '', settings }: Cluster): string {
  const label = labelOf(settings.get('label') ?? '', { G: name }).name;
  const own = name.replace(/^cluster[\s_-]*/iu, '');
  return label !== '' ? label : isMadeUp(own) ? '' : own;
}

/** What graphs are called that have no name. */
const NAMELESS = /^(?:%\d+|g|graph|digraph|dot|tm)$/iu;

function titleOf({ graphs: [first, ...more] }: Drawing): string | undefined {
  if (first === undefined || more.length > 0) return undefined;
  const { name = '', settings } = first;
  const said = attributesOf(settings);
  if (isOwnFile(said)) return said.get('name');
  const label = labelOf(settings.get('label') ?? '', { G: name }).name;
  return label !== '' ? label : NAMELESS.test(name) ? undefined : name;
}
