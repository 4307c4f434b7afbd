import { csv } from './csv.ts';
import { cyclonedxFormat } from './cyclonedx.ts';
import { dot } from './dot.ts';
import { gexf } from './gexf.ts';
import type { GraphFormat } from './graph-format.ts';
import { graphml } from './graphml.ts';
import { mermaid } from './mermaid.ts';
import { nodeLink } from './node-link.ts';
import { otm } from './otm.ts';
import { threatDragon } from './threat-dragon.ts';

/** Everything that `graph convert` writes. To add one: one file, one row. */
export const graphFormats: readonly GraphFormat[] = [
  csv,
  cyclonedxFormat,
  dot,
  gexf,
  graphml,
  mermaid,
  nodeLink,
  otm,
  threatDragon,
];
