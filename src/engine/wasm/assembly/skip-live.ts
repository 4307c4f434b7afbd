// The live arcs of all nodes in one world, as lists: those of node u lead to liveTarget[liveOffsets[u]] up to, not
// including, liveTarget[liveOffsets[u + 1]].

import { addTry, CHUNK, drawChunk, enterLanes, landed, LANDINGS, setLanes, skipOffsets, skipScratch, skipTarget, walkChunk } from './skip-draw';

/** n + 1, and m. */
export let liveOffsets: usize = 0;
export let liveTarget: usize = 0;
/** As many landings, arc and node, as any CHUNK nodes after another, the first a multiple of it, have arcs. */
export let liveLandings: usize = 0;

/** Draws them. */
export function drawLive(world: u32, nodes: u32): void {
  setLanes(0);
  enterLanes(world);
  store<u32>(liveOffsets, 0);
  for (let u: u32 = 0; u < nodes; u += CHUNK) sortLandings(u, min(u + CHUNK, nodes), drawNodes(u, min(u + CHUNK, nodes)));
}

/** The landings of some nodes, in no order; where they end. */
function drawNodes(from: u32, to: u32): usize {
  const scratch = skipScratch;
  let active: u32 = 0;
  for (let u = from; u < to; u++) {
    const row = skipOffsets + (<usize>u << 2);
    active = addTry(scratch, active, u, load<u32>(row), load<u32>(row, 4));
  }
  let out = liveLandings;
  while (active > 0) {
    drawChunk(active);
    active = walkChunk(active);
    const bytes = landed - scratch - LANDINGS;
    memory.copy(out, scratch + LANDINGS, bytes);
    out += bytes;
  }
  return out;
}

/** Puts landings in the order of their nodes. */
function sortLandings(from: u32, to: u32, end: usize): void {
  const offsets = liveOffsets;
  const target = skipTarget;
  const live = liveTarget;
  // Counts one place on; then places where each node begins, which move to where it ends.
  memory.fill(offsets + (<usize>from << 2) + 4, 0, <usize>(to - from) << 2);
  for (let at = liveLandings; at < end; at += 8) {
    const count = offsets + (<usize>load<u32>(at, 4) << 2);
    store<u32>(count, load<u32>(count, 4) + 1, 4);
  }
  let begin = load<u32>(offsets + (<usize>from << 2));
  for (let u = from; u < to; u++) {
    const count = offsets + (<usize>u << 2);
    const arcs = load<u32>(count, 4);
    store<u32>(count, begin, 4);
    begin += arcs;
  }
  for (let at = liveLandings; at < end; at += 8) {
    const place = offsets + (<usize>load<u32>(at, 4) << 2);
    const a = load<u32>(place, 4);
    store<u32>(place, a + 1, 4);
    store<u32>(live + (<usize>a << 2), load<u32>(target + (<usize>load<u32>(at) << 2)));
  }
}
