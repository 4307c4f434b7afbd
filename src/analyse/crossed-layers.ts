import { type Layer, layers } from '../graph/kinds.ts';
import type { ScenarioResult } from '../measure/results.ts';

/** Fewer affected per world than this do not make a layer one that is crossed into. */
const LEAST_AFFECTED = 0.001;

/** Layers in which a scenario affects somebody, besides those where it starts. */
export const crossedLayers = (starts: ReadonlySet<Layer | undefined>, { blastRadius }: ScenarioResult): Layer[] =>
  layers.filter((layer) => !starts.has(layer) && (blastRadius.layers[`${layer}`]?.affected ?? 0) > LEAST_AFFECTED);
