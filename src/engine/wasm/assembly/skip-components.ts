// Strongly connected components of the live arcs, without recursion, in the order in which they are finished: whatever a
// component reaches has a lower number (Pearce: A space-efficient algorithm for finding strongly connected components,
// 2016, which refines Tarjan 1972).

import { liveOffsets, liveTarget } from './skip-live';

/** [node]: its component; while they are sought: 0, or the least index found below a node, counting from 1. */
export let componentOf: usize = 0;
/** [position]: nodes, component after component; where those of each component begin, and n. */
export let componentMembers: usize = 0;
export let componentStarts: usize = 0;
/** n + 1 frames of three numbers: node, the next of its arcs, its index. */
export let componentFrames: usize = 0;
/** n: nodes whose component is not known yet. */
export let componentStack: usize = 0;

const FOUND: u32 = 0x80000000;

/** Finds them; returns how many there are. */
export function findComponents(nodes: u32): u32 {
  const low = componentOf;
  const members = componentMembers;
  const starts = componentStarts;
  const offsets = liveOffsets;
  const target = liveTarget;
  const bottom = componentFrames;
  let open = componentStack;
  let index: u32 = 1;
  let found: u32 = 0;
  let placed: u32 = 0;
  memory.fill(low, 0, <usize>nodes << 2);
  for (let s: u32 = 0; s < nodes; s++) {
    if (load<u32>(low + (<usize>s << 2)) !== 0) continue;
    let frame = bottom;
    let v = s;
    let a = load<u32>(offsets + (<usize>v << 2));
    let own = index++;
    let least = own;
    store<u32>(low + (<usize>v << 2), own);
    for (;;) {
      const end = load<u32>(offsets + (<usize>v << 2), 4);
      let down: u32 = FOUND;
      while (a < end) {
        const w = load<u32>(target + (<usize>a << 2));
        const other = load<u32>(low + (<usize>w << 2));
        if (other === 0) {
          down = w;
          break;
        }
        // What is found is greater than any index.
        least = min(least, other);
        a++;
      }
      if (down !== FOUND) {
        store<u32>(low + (<usize>v << 2), least);
        store<u32>(frame, v);
        store<u32>(frame, a, 4);
        store<u32>(frame, own, 8);
        frame += 12;
        v = down;
        a = load<u32>(offsets + (<usize>v << 2));
        own = index++;
        least = own;
        store<u32>(low + (<usize>v << 2), own);
        continue;
      }
      if (least === own) {
        store<u32>(starts + (<usize>found << 2), placed);
        store<u32>(members + (<usize>(placed++) << 2), v);
        store<u32>(low + (<usize>v << 2), FOUND | found);
        while (open > componentStack) {
          const w = load<u32>(open - 4);
          if (load<u32>(low + (<usize>w << 2)) < own) break;
          open -= 4;
          store<u32>(members + (<usize>(placed++) << 2), w);
          store<u32>(low + (<usize>w << 2), FOUND | found);
        }
        found++;
      } else {
        store<u32>(low + (<usize>v << 2), least);
        store<u32>(open, v);
        open += 4;
      }
      if (frame === bottom) break;
      frame -= 12;
      v = load<u32>(frame);
      a = load<u32>(frame, 4);
      own = load<u32>(frame, 8);
      // Its arc to the node that is done is looked at again.
      least = load<u32>(low + (<usize>v << 2));
    }
  }
  store<u32>(starts + (<usize>found << 2), placed);
  for (let v: u32 = 0; v < nodes; v++) {
    const at = low + (<usize>v << 2);
    store<u32>(at, load<u32>(at) & ~FOUND);
  }
  return found;
}
