import { SCOPES } from '../tally.ts';
import type { Kernels } from '../wasm/kernel-module.ts';
import { type Room, roomIn } from './room.ts';
import type { SkipGraph } from './skip-graph.ts';

/** Nodes whose arcs are drawn together; CHUNK of the kernels. */
const NODES_AT_ONCE = 256;

/**
 * What tells an instance of the kernels, before each run, where the live graph of a world and its components go. All
 * questions about a graph on one thread share that room, since an arena takes nothing back.
 */
export function livePlacer(graph: SkipGraph, layers: Uint8Array | null, kernels: Kernels): () => void {
  const places = rooms.get(graph) ?? makeRoom(graph, kernels);
  rooms.set(graph, places);
  return () => {
    if (layers === null) places.nodeLayers.fill(0);
    else places.nodeLayers.set(layers);
    for (const [name, array] of Object.entries(places)) kernels.set(name, array.byteOffset);
  };
}

type LiveRoom = ReturnType<typeof makeRoom>;
const rooms = new WeakMap<SkipGraph, LiveRoom>();

function makeRoom({ nodes, offsets, target }: SkipGraph, kernels: Kernels) {
  const room = roomIn(kernels.memory);
  return {
    liveOffsets: room.uint32(nodes + 1),
    liveTarget: room.uint32(target.length),
    liveLandings: room.uint32(2 * mostArcs(offsets)),
    componentOf: room.uint32(nodes),
    componentMembers: room.uint32(nodes),
    componentStarts: room.uint32(nodes + 1),
    componentFrames: room.uint32(3 * nodes),
    componentStack: room.uint32(nodes),
    outSizes: room.uint32(SCOPES * nodes),
    nodeLayers: room.uint8(nodes),
    layerUnits: unitsIn(room),
    outSeen: room.uint32(nodes),
    outQueue: room.uint32(nodes),
    outMarks: room.uint8(nodes),
    outBits: room.uint32(4 * nodes),
    skipScratch: room.uint8(kernels.get('SCRATCH_BYTES')),
  };
}

/** Of nodes that are drawn together. */
function mostArcs(offsets: Uint32Array): number {
  const nodes = offsets.length - 1;
  let most = 0;
  for (let u = 0; u < nodes; u += NODES_AT_ONCE) {
    const end = offsets[Math.min(u + NODES_AT_ONCE, nodes)] as number;
    most = Math.max(most, end - (offsets[u] as number));
  }
  return most;
}

/** [layer * SCOPES + scope]: a node counts for all, and for its layer. */
function unitsIn(room: Room): Uint32Array {
  const units = room.uint32(SCOPES * SCOPES);
  for (let layer = 0; layer < SCOPES; layer++) {
    units[layer * SCOPES] = 1;
    units[layer * SCOPES + layer] = 1;
  }
  return units;
}
