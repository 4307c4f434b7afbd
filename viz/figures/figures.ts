import { ccdf } from './ccdf.ts';
import { changes } from './changes.ts';
import { classes } from './classes.ts';
import { compare } from './compare.ts';
import { curve } from './curve.ts';
import type { Figure } from './figure.ts';
import { firstHits } from './first-hits.ts';
import { flow } from './flow.ts';
import { graph } from './graph.ts';
import { heatmap } from './heatmap.ts';
import { layers } from './layers.ts';
import { maturity } from './maturity.ts';
import { paths } from './paths.ts';
import { stills } from './stills.ts';
import { stride } from './stride.ts';
import { topologies } from './topologies.ts';

/** Every picture, in the order of the page. A new one is one file and one line here. */
export const figures: readonly Figure[] = [
  layers,
  graph,
  curve,
  stills,
  firstHits,
  paths,
  heatmap,
  flow,
  classes,
  changes,
  compare,
  topologies,
  ccdf,
  stride,
  maturity,
];

/** @returns undefined if there is no figure of that name */
export const figureNamed = (name: string): Figure | undefined => figures.find((figure) => figure.name === name);
