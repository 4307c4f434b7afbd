// Components that are reached but not yet active: lists of (component, worlds) by the round at whose end they wake.
import { at, or, put, without } from './vectors';

/** [round mod (latencyRounds + 1)]: first node of a list, 0: none; latencyRounds is the longest latency. */
export let sleeperHeads: usize = 0;
export let latencyRounds: u32 = 0;
/** Nodes of 32 bytes: next, component, then at 16 the worlds. Node 0 is not used. */
export let sleeperNodes: usize = 0;

let asleep: u32 = 0;
let used: u32 = 0;
let free: u32 = 0;

export function clearSleepers(): void {
  if (sleeperHeads == 0) return;
  memory.fill(sleeperHeads, 0, (latencyRounds + 1) << 2);
  asleep = 0;
  used = 0;
  free = 0;
}

export function isAnyAsleep(): bool {
  return asleep != 0;
}

/** Who is taken in `round` wakes at the end of round + latency. */
export function sleep(v: u32, worlds: v128, round: u32, latency: u32): void {
  const head = sleeperHeads + (((round + latency) % (latencyRounds + 1)) << 2);
  let node = free;
  if (node == 0) node = ++used;
  else free = load<u32>(sleeperNodes + (<usize>node << 5));
  const place = sleeperNodes + (<usize>node << 5);
  store<u32>(place, load<u32>(head));
  store<u32>(place, v, 4);
  v128.store(place, worlds, 16);
  store<u32>(head, node);
  asleep++;
}

/** Moves whoever is due from one state to another. @returns whether anybody was */
export function wake(round: u32, from: usize, to: usize): bool {
  if (asleep == 0) return false;
  const head = sleeperHeads + ((round % (latencyRounds + 1)) << 2);
  let node = load<u32>(head);
  if (node == 0) return false;
  store<u32>(head, 0);
  while (node != 0) {
    const place = sleeperNodes + (<usize>node << 5);
    const v = load<u32>(place, 4);
    const worlds = v128.load(place, 16);
    put(from, v, without(at(from, v), worlds));
    put(to, v, or(at(to, v), worlds));
    asleep--;
    const next = load<u32>(place);
    store<u32>(place, free);
    free = node;
    node = next;
  }
  return true;
}
