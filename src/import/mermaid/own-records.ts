import type { Attributes } from '../diagram/diagram.ts';

/** What our own flowcharts say in comments, since Mermaid has no room for it. */
export type OwnRecords = {
  /** What the whole is called and said to be; undefined if it is none of ours. */
  readonly ecosystem: Attributes | undefined;
  /** Ids of subgraphs that are no zones. */
  readonly boxes: ReadonlySet<string>;
  /** By id of the node in the chart: id and attributes. */
  readonly nodes: ReadonlyMap<string, { readonly id: string; readonly attributes: Attributes }>;
  /** By ends in the chart, see {@link endsKey}, in their order. */
  readonly edges: ReadonlyMap<string, readonly Attributes[]>;
};

/** Begins the comment; JSON follows. */
export const MARK = '%% blastradius ';

export const endsKey = (from: string, to: string): string => `${from} ${to}`;

const LINE = /^[ \t>]*%% blastradius (\{[^\n]*\})[ \t\r]*$/gm;

/** @param text - a chart with its comments. A line that is no such record is a comment like any other. */
export function ownRecords(text: string): OwnRecords {
  let ecosystem: Attributes | undefined;
  const boxes = new Set<string>();
  const nodes = new Map<string, { readonly id: string; readonly attributes: Attributes }>();
  const edges = new Map<string, Attributes[]>();
  for (const [, json = ''] of text.matchAll(LINE)) {
    const record = parsed(json);
    const { node, id, from, to, box } = record;
    const attributes = attributesIn(record['is']);
    if (typeof node === 'string' && typeof id === 'string') nodes.set(node, { id, attributes });
    else if (typeof from === 'string' && typeof to === 'string') {
      const key = endsKey(from, to);
      edges.set(key, [...(edges.get(key) ?? []), attributes]);
    } else if (typeof box === 'string') boxes.add(box);
    else if (attributes.size > 0) ecosystem ??= attributes;
  }
  return { ecosystem, boxes, nodes, edges };
}

function parsed(json: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(json) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

function attributesIn(value: unknown): Attributes {
  if (typeof value !== 'object' || value === null) return new Map();
  const known = Object.entries(value).filter(([, one]) => ['string', 'number', 'boolean'].includes(typeof one));
  return new Map(known.map(([name, one]) => [name, String(one)]));
}
