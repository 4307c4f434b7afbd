// Every node as an entry, in one live graph per world; and who reaches one node. src/engine/skip/every-entry.ts and
// src/engine/skip/reverse.ts are the plain twins.

import { componentMembers, componentOf, componentStarts, findComponents } from './skip-components';
import { drawLive, liveOffsets, liveTarget } from './skip-live';
import { layerUnits, measureOutSets, nodeLayers, outMarks, outSizes } from './skip-out-sets';

/** [world of the batch][node * scopes + scope]: nodes reached besides the entry; 1 scope or 8. */
export let entrySizes: usize = 0;
export let entryScopes: u32 = 1;
// [node * scopes + scope]: what is added up.
export let entrySums: usize = 0;
export let entrySquares: usize = 0;
export let entryTouched: usize = 0;
export let entryMost: usize = 0;
/** Live arcs so far. */
export let liveArcs: f64 = 0;

/** The sizes of `worlds` worlds, from one on, into rows of {@link entrySizes}. */
export function drawEntrySizes(fromWorld: u32, worlds: u32, nodes: u32): void {
  for (let world: u32 = 0; world < worlds; world++) {
    drawLive(fromWorld + world, nodes);
    liveArcs += <f64>load<u32>(liveOffsets + (<usize>nodes << 2));
    const components = findComponents(nodes);
    measureOutSets(nodes, components);
    const row = entrySizes + <usize>world * (<usize>nodes * entryScopes << 2);
    if (entryScopes === 1) writeTotals(row, components);
    else writeScopes(row, components);
  }
}

function writeTotals(row: usize, components: u32): void {
  for (let c: u32 = 0; c < components; c++) {
    const size = load<u32>(outSizes + (<usize>c << 5)) - 1;
    const end = load<u32>(componentStarts + (<usize>c << 2), 4);
    for (let i = load<u32>(componentStarts + (<usize>c << 2)); i < end; i++) {
      store<u32>(row + (<usize>load<u32>(componentMembers + (<usize>i << 2)) << 2), size);
    }
  }
}

function writeScopes(row: usize, components: u32): void {
  for (let c: u32 = 0; c < components; c++) {
    const out = outSizes + (<usize>c << 5);
    const low = v128.load(out), high = v128.load(out, 16);
    const end = load<u32>(componentStarts + (<usize>c << 2), 4);
    for (let i = load<u32>(componentStarts + (<usize>c << 2)); i < end; i++) {
      const v = load<u32>(componentMembers + (<usize>i << 2));
      const unit = layerUnits + (<usize>load<u8>(nodeLayers + v) << 5);
      v128.store(row + (<usize>v << 5), i32x4.sub(low, v128.load(unit)));
      v128.store(row + (<usize>v << 5), i32x4.sub(high, v128.load(unit, 16)), 16);
    }
  }
}

/** Adds up the sizes of a batch of worlds, so few that their sum has 32 bits: four at once, but for the last ones. */
export function addEntrySizes(worlds: u32, nodes: u32): void {
  const width = <usize>nodes * entryScopes;
  const fours = width & ~3;
  for (let i: usize = 0; i < fours; i += 4) addFour(worlds, width, i);
  for (let i = fours; i < width; i++) addSize(worlds, width, i);
}

// @ts-ignore: decorator
@inline
function addFour(worlds: usize, width: usize, i: usize): void {
  const none = i32x4.splat(0);
  let sum = none, touched = none, most = v128.load(entryMost + (i << 2));
  let squaresLow = none, squaresHigh = none;
  for (let world: usize = 0; world < worlds; world++) {
    const size = v128.load(entrySizes + ((world * width + i) << 2));
    sum = i32x4.add(sum, size);
    touched = i32x4.sub(touched, i32x4.ne(size, none));
    most = i32x4.max_u(most, size);
    squaresLow = i64x2.add(squaresLow, i64x2.extmul_low_i32x4_u(size, size));
    squaresHigh = i64x2.add(squaresHigh, i64x2.extmul_high_i32x4_u(size, size));
  }
  v128.store(entryMost + (i << 2), most);
  v128.store(entryTouched + (i << 2), i32x4.add(v128.load(entryTouched + (i << 2)), touched));
  addPair(entrySums + (i << 3), i64x2.extend_low_i32x4_u(sum));
  addPair(entrySums + (i << 3) + 16, i64x2.extend_high_i32x4_u(sum));
  addPair(entrySquares + (i << 3), squaresLow);
  addPair(entrySquares + (i << 3) + 16, squaresHigh);
}

// @ts-ignore: decorator
@inline
function addPair(at: usize, two: v128): void {
  v128.store(at, i64x2.add(v128.load(at), two));
}

function addSize(worlds: usize, width: usize, i: usize): void {
  for (let world: usize = 0; world < worlds; world++) {
    const size = load<u32>(entrySizes + ((world * width + i) << 2));
    store<u64>(entrySums + (i << 3), load<u64>(entrySums + (i << 3)) + size);
    store<u64>(entrySquares + (i << 3), load<u64>(entrySquares + (i << 3)) + <u64>size * size);
    store<u32>(entryTouched + (i << 2), load<u32>(entryTouched + (i << 2)) + <u32>(size !== 0));
    store<u32>(entryMost + (i << 2), max(load<u32>(entryMost + (i << 2)), size));
  }
}

/** [node]: worlds in which it reaches the target, itself included; [others that reach it]: worlds, and the first. */
export let sourceReached: usize = 0;
export let sourceSizes: usize = 0;
export let sourceFirstWorlds: usize = 0;

/** Counts who reaches a node. */
export function runReverse(fromWorld: u32, toWorld: u32, nodes: u32, goal: u32): void {
  for (let world = fromWorld; world < toWorld; world++) {
    drawLive(world, nodes);
    liveArcs += <f64>load<u32>(liveOffsets + (<usize>nodes << 2));
    const size = <usize>(countSources(findComponents(nodes), goal) - 1) << 2;
    const before = load<u32>(sourceSizes + size);
    store<u32>(sourceSizes + size, before + 1);
    if (before === 0) store<u32>(sourceFirstWorlds + size, world);
  }
}

/** Whoever reaches the goal is in its component or in one that was finished later. */
function countSources(components: u32, goal: u32): u32 {
  const first = load<u32>(componentOf + (<usize>goal << 2));
  let sources: u32 = 0;
  memory.fill(outMarks, 0, components);
  store<u8>(outMarks + first, 1);
  for (let c = first; c < components; c++) {
    const start = load<u32>(componentStarts + (<usize>c << 2)), end = load<u32>(componentStarts + (<usize>c << 2), 4);
    if (!reachesMark(start, end) && c !== first) continue;
    store<u8>(outMarks + c, 1);
    sources += end - start;
    for (let i = start; i < end; i++) {
      const count = sourceReached + (<usize>load<u32>(componentMembers + (<usize>i << 2)) << 2);
      store<u32>(count, load<u32>(count) + 1);
    }
  }
  return sources;
}

function reachesMark(start: u32, end: u32): bool {
  for (let i = start; i < end; i++) {
    const row = liveOffsets + (<usize>load<u32>(componentMembers + (<usize>i << 2)) << 2);
    const last = load<u32>(row, 4);
    for (let a = load<u32>(row); a < last; a++) {
      const w = load<u32>(liveTarget + (<usize>a << 2));
      if (load<u8>(outMarks + load<u32>(componentOf + (<usize>w << 2))) !== 0) return true;
    }
  }
  return false;
}
