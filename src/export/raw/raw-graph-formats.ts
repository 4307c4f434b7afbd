import { rawCsv } from './raw-csv.ts';
import { rawDot } from './raw-dot.ts';
import { rawEdgeList } from './raw-edge-list.ts';
import { rawGexf } from './raw-gexf.ts';
import type { RawGraphFormat } from './raw-graph-format.ts';
import { rawGraphml } from './raw-graphml.ts';
import { rawNodeLink } from './raw-node-link.ts';

/** Everything that `graph convert` writes of a raw graph. To add one: one file, one row. */
export const rawGraphFormats: readonly RawGraphFormat[] = [
  rawCsv,
  rawDot,
  rawEdgeList,
  rawGexf,
  rawGraphml,
  rawNodeLink,
];
