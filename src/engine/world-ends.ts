import { type BlockMeasure, blockMeasures, type CountedMeasure, SCOPES, type Tally } from './tally.ts';

/**
 * What worlds that ran side by side left behind. Lane i is world `firstWorld + i`; numbers by scope and lane stand at
 * [scope * lanes + lane].
 */
export type WorldEnds = {
  readonly firstWorld: number;
  readonly lanes: number;
  /** Components reached. */
  readonly sizes: Uint32Array;
  /** Their values, in thousandths. */
  readonly impact: Float64Array;
  /** Null: nobody was disabled and so on, and affected are those reached. */
  readonly others: Readonly<Record<OtherMeasure, Uint32Array>> | null;
  /** [scope * lanes / 32 + word]: lanes with anybody of the scope dormant or compromised at the end, as bits. */
  readonly alive: Int32Array;
};

const otherMeasures = ['disabled', 'disclosed', 'affected', 'contained', 'born'] as const;
export type OtherMeasure = (typeof otherMeasures)[number];

/** Adds the worlds of lanes `from` up to, not including, `to`; `firstBlock` is the tally's first block. */
export function addWorldEnds(tally: Tally, firstBlock: number, ends: WorldEnds, from: number, to: number): void {
  tally.worlds += to - from;
  addFirstWorlds(tally, ends, from, to);
  for (let scope = 0; scope < SCOPES; scope++) {
    addExtinct(tally, firstBlock, ends, scope, from, to);
    if (scope > 0 && tally.sizes[scope] === 0) continue;
    addImpact(tally, firstBlock, ends, scope, from, to);
    addHistogram(tally, 'reached', scope, ends.sizes, ends.lanes, from, to);
    addOthers(tally, ends, scope, from, to);
  }
  addBlockSums(tally, firstBlock, ends, from, to);
}

function addFirstWorlds({ firstWorldOf }: Tally, { firstWorld, sizes }: WorldEnds, from: number, to: number): void {
  for (let lane = from; lane < to; lane++) {
    const size = sizes[lane] as number;
    if (firstWorld + lane < (firstWorldOf[size] as number)) firstWorldOf[size] = firstWorld + lane;
  }
}

function addImpact(tally: Tally, firstBlock: number, ends: WorldEnds, scope: number, from: number, to: number): void {
  if (tally.sizes[scope] === 0) return;
  const counts = tally.impact[scope] as Map<number, number>;
  for (let lane = from; lane < to; lane++) {
    const impact = ends.impact[scope * ends.lanes + lane] as number;
    counts.set(impact, (counts.get(impact) ?? 0) + 1);
    addToBlock(tally, firstBlock, ends.firstWorld + lane, scope, 'impact', impact);
  }
}

function addHistogram(
  tally: Tally,
  measure: CountedMeasure,
  scope: number,
  counts: Uint32Array,
  lanes: number,
  from: number,
  to: number,
): void {
  const histogram = tally.histograms[measure][scope] as Uint32Array;
  for (let at = scope * lanes + from; at < scope * lanes + to; at++) {
    (histogram[counts[at] as number] as number) += 1;
  }
}

function addOthers(tally: Tally, { others, sizes, lanes }: WorldEnds, scope: number, from: number, to: number): void {
  for (const measure of otherMeasures) {
    const histogram = tally.histograms[measure][scope] as Uint32Array;
    if (others !== null) addHistogram(tally, measure, scope, others[measure], lanes, from, to);
    else if (measure === 'affected') addHistogram(tally, measure, scope, sizes, lanes, from, to);
    else (histogram[0] as number) += to - from;
  }
}

function addExtinct(tally: Tally, firstBlock: number, ends: WorldEnds, scope: number, from: number, to: number): void {
  const { alive, lanes, firstWorld } = ends;
  for (let lane = from; lane < to; lane++) {
    if (((alive[(scope * lanes + lane) >>> 5] as number) >>> (lane & 31)) & 1) continue;
    (tally.extinct[scope] as number) += 1;
    addToBlock(tally, firstBlock, firstWorld + lane, scope, 'extinct', 1);
  }
}

/** With uncertain inputs the worlds of a block belong together. */
function addBlockSums(tally: Tally, firstBlock: number, ends: WorldEnds, from: number, to: number): void {
  const { blocks } = tally;
  if (blocks === null) return;
  const { sizes, others, lanes, firstWorld } = ends;
  for (let scope = 0; scope < SCOPES; scope++) {
    const outbreakFrom = Math.max(1, (tally.sizes[scope] as number) / 10);
    for (let lane = from; lane < to; lane++) {
      const world = firstWorld + lane;
      const at = scope * lanes + lane;
      const size = sizes[at] as number;
      const add = (measure: BlockMeasure, amount: number): void =>
        addToBlock(tally, firstBlock, world, scope, measure, amount);
      add('reached', size);
      add('affected', others?.affected[at] ?? size);
      if (others !== null) {
        add('disabled', others.disabled[at] as number);
        add('disclosed', others.disclosed[at] as number);
      }
      if (size > 0) add('touched', 1);
      if (size > outbreakFrom) add('outbreak', 1);
      if (tally.sizes[scope] !== 0) blocks.sizes[(world - firstBlock * 32) * SCOPES + scope] = size;
    }
  }
}

function addToBlock(
  { blocks }: Tally,
  firstBlock: number,
  world: number,
  scope: number,
  measure: BlockMeasure,
  amount: number,
): void {
  if (blocks === null) return;
  const row = ((world >>> 5) - firstBlock) * SCOPES + scope;
  (blocks.sums[row * blockMeasures.length + blockMeasures.indexOf(measure)] as number) += amount;
}
