import type { Layer } from '../../src/graph/kinds.ts';
import type { BlastRadius, ScenarioResult } from '../../src/measure/results.ts';
import { entryPeers } from '../sentences.ts';
import { entryNames, type View } from '../view.ts';
import { layersDown } from './layer-heads.ts';

/** One entry point: how far it gets in each layer. */
export type HeatRow = {
  /** Position in `results.scenarios`. */
  readonly index: number;
  readonly name: string;
  /** Position in `components`; null where an entry is several, or none of them. */
  readonly component: number | null;
  readonly isExposed: boolean;
  readonly isChosen: boolean;
  readonly scenario: ScenarioResult;
};

/** Layers that have a component to be reached from any of the entry points, layer 7 first. */
export function heatLayers(view: View): Layer[] {
  const peers = entryPeers(view);
  return layersDown.filter((layer) => peers.some(({ blastRadius }) => (blastRadius.layers[`${layer}`]?.size ?? 0) > 0));
}

/** All entry points, exposed ones first, among them the worst first. */
export function heatRows(view: View): HeatRow[] {
  const { components, positionOf } = view;
  const position = (id: string): number => positionOf.get(id) ?? positionOf.get(id.replace(/#1$/u, '')) ?? -1;
  const rows = entryPeers(view).map((scenario): HeatRow => {
    const at = scenario.entry.map(position);
    const [first = -1] = at;
    return {
      index: view.results.scenarios.indexOf(scenario),
      name: entryNames(view, scenario).join(' + '),
      component: at.length === 1 && first >= 0 ? first : null,
      isExposed: at.some((one) => components[one]?.exposed),
      isChosen: scenario === view.scenario,
      scenario,
    };
  });
  const meanOf = ({ scenario }: HeatRow): number => scenario.blastRadius.total.mean;
  return rows.toSorted((a, b) => Number(b.isExposed) - Number(a.isExposed) || meanOf(b) - meanOf(a));
}

/** Entry points that nobody can touch are shown beside those that somebody can, however many of these there are. */
const LEAST_OTHERS_SHARE = 0.25;

/** The first `most` rows, of both groups; both keep their order. The chosen one is always among them. */
export function worstRows(rows: readonly HeatRow[], most: number): readonly HeatRow[] {
  if (rows.length <= most) return rows;
  const exposed = rows.filter(({ isExposed }) => isExposed);
  const others = rows.filter(({ isExposed }) => !isExposed);
  const kept = Math.max(most - others.length, Math.min(exposed.length, most - Math.ceil(most * LEAST_OTHERS_SHARE)));
  const shown = new Set([...exposed.slice(0, kept), ...others.slice(0, most - Math.min(kept, exposed.length))]);
  return rows.filter((row) => shown.has(row) || row.isChosen);
}

/** Half the width of the 95 % interval, as a share of the layer. */
export const halfWidth = ({ ci95: [low, high], size }: BlastRadius): number => (high - low) / 2 / size;

/** A cell says how sure it is only where that is worse than this. */
export const TELLING_HALF_WIDTH = 0.05;
