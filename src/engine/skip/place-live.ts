import { SCOPES } from '../tally.ts';
import type { Kernels } from '../wasm/kernel-module.ts';
import type { Room } from './room.ts';
import type { SkipGraph } from './skip-graph.ts';

/** Nodes whose arcs are drawn together; CHUNK of the kernels. */
const NODES_AT_ONCE = 256;

/** What tells an instance of the kernels, before each run, where the live graph of a world and its components go. */
export function livePlacer(
  { nodes, offsets, target }: SkipGraph,
  layers: Uint8Array | null,
  kernels: Kernels,
  room: Room,
): () => void {
  const ownLayers = room.uint8(nodes);
  if (layers !== null) ownLayers.set(layers);
  const places = {
    liveOffsets: room.uint32(nodes + 1),
    liveTarget: room.uint32(target.length),
    liveLandings: room.uint32(2 * mostArcs(offsets)),
    componentOf: room.uint32(nodes),
    componentMembers: room.uint32(nodes),
    componentStarts: room.uint32(nodes + 1),
    componentFrames: room.uint32(3 * nodes),
    componentStack: room.uint32(nodes),
    outSizes: room.uint32(SCOPES * nodes),
    nodeLayers: ownLayers,
    layerUnits: unitsIn(room),
    outSeen: room.uint32(nodes),
    outQueue: room.uint32(nodes),
    outMarks: room.uint8(nodes),
    outBits: room.uint32(4 * nodes),
  };
  return () => {
    for (const [name, array] of Object.entries(places)) kernels.set(name, array.byteOffset);
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
