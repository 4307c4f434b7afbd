import { lowestOne } from '../engine/bits.ts';
import type { WitnessedPath } from './results.ts';
import type { WitnessedWorlds } from './witnessed-worlds.ts';

/** What the numbers of the witnessed worlds mean. */
export type PathMap = {
  /** Per arc of the scenario: the node that it leaves. */
  readonly source: ArrayLike<number>;
  /** Per arc: the first that differs from it in replicas alone; itself where there are none. */
  readonly way: ArrayLike<number>;
  /** Per node: the position of its component in the report's list. */
  readonly component: ArrayLike<number>;
};

/** How many ways are told. */
export type PathCaps = { readonly ofTarget: number; readonly inAll: number };
const usualCaps: PathCaps = { ofTarget: 5, inAll: 2_000 };

/**
 * By which ways compromise first came to each component: who infected whom first, back to an entry point. Ways that
 * differ in replicas alone are one. A component that was born compromised along no arc has no way to it, and those
 * that it infected have none either.
 * @returns the five most frequent of each component, at most 2,000 in all (the first of each before any second);
 * most frequent first, then the shorter, then by arcs
 */
export function witnessedPaths(seen: WitnessedWorlds, map: PathMap, caps = usualCaps): WitnessedPath[] {
  const tree = pathTree(seen, map);
  const best = [...bestOfTargets(tree, caps.ofTarget).values()];
  const kept = [
    ...best.map(([first]) => first as number).sort(inOrder(tree)),
    ...best.flatMap(([, ...others]) => others).sort(inOrder(tree)),
  ].slice(0, caps.inAll);
  return kept.sort(inOrder(tree)).map((path) => ({
    target: tree.target[path] as number,
    arcs: arcsTo(tree, path),
    count: tree.count[path] as number,
  }));
}

/** Every way that occurred, by its number: the way before its last arc, that arc, its length, and how often. */
type PathTree = {
  readonly before: number[];
  readonly arc: number[];
  readonly length: number[];
  readonly target: number[];
  readonly count: number[];
  /** The block in which it last occurred, and in which of its worlds. */
  readonly block: number[];
  readonly mask: number[];
};

/** The way to an entry point: no arc at all. */
const ENTRY = 0;
const NO_WAY = -1;
const LANES = 32;

function pathTree({ block, mask, node, arc }: WitnessedWorlds, { source, way, component }: PathMap): PathTree {
  const tree: PathTree = { before: [NO_WAY], arc: [-1], length: [0], target: [-1], count: [0], block: [-1], mask: [0] };
  const longer = new Map<number, number>();
  // [node * 32 + lane]: by which way it was reached in this world. Who infects without having been is an entry point.
  const reachedBy = new Int32Array(component.length * LANES);
  for (let i = 0; i < node.length; i++) {
    if (i > 0 && block[i] !== block[i - 1]) reachedBy.fill(ENTRY);
    const [v, a] = [node[i] as number, arc[i] as number];
    for (let rest = mask[i] as number; rest !== 0; rest &= rest - 1) {
      const lane = lowestOne(rest);
      const before = a < 0 ? NO_WAY : (reachedBy[(source[a] as number) * LANES + lane] as number);
      const path = before === NO_WAY ? NO_WAY : extend(tree, longer, before, way[a] as number, way.length);
      reachedBy[v * LANES + lane] = path;
      if (path === NO_WAY) continue;
      tree.target[path] = component[v] as number;
      countOnce(tree, path, block[i] as number, 1 << lane);
    }
  }
  return tree;
}

/** Several copies may be reached by one way in one world. */
function countOnce(tree: PathTree, path: number, block: number, world: number): void {
  const before = tree.block[path] === block ? (tree.mask[path] as number) : 0;
  if ((before & world) === 0) (tree.count[path] as number)++;
  tree.block[path] = block;
  tree.mask[path] = before | world;
}

/** @returns the number of the way that goes on along `arc` */
function extend(tree: PathTree, longer: Map<number, number>, before: number, arc: number, arcs: number): number {
  const key = before * arcs + arc;
  const known = longer.get(key);
  if (known !== undefined) return known;
  const path = tree.arc.length;
  longer.set(key, path);
  tree.before.push(before);
  tree.arc.push(arc);
  tree.length.push((tree.length[before] as number) + 1);
  tree.target.push(-1);
  tree.count.push(0);
  tree.block.push(-1);
  tree.mask.push(0);
  return path;
}

/** Target -> its best ways, best first. */
function bestOfTargets(tree: PathTree, most: number): Map<number, number[]> {
  const compare = inOrder(tree);
  const best = new Map<number, number[]>();
  for (let path = ENTRY + 1; path < tree.arc.length; path++) {
    const target = tree.target[path] as number;
    const ranked = best.get(target) ?? [];
    if (ranked.length === 0) best.set(target, ranked);
    if (ranked.length === most && compare(path, ranked.at(-1) as number) > 0) continue;
    const place = ranked.findIndex((other) => compare(path, other) < 0);
    ranked.splice(place < 0 ? ranked.length : place, 0, path);
    ranked.length = Math.min(ranked.length, most);
  }
  return best;
}

const inOrder =
  (tree: PathTree) =>
  (one: number, other: number): number =>
    (tree.count[other] as number) - (tree.count[one] as number) ||
    (tree.length[one] as number) - (tree.length[other] as number) ||
    firstDifference(arcsTo(tree, one), arcsTo(tree, other));

/** Of lists of one length. */
function firstDifference(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((arc, i) => arc !== other[i]);
  return at < 0 ? 0 : (one[at] as number) - (other[at] as number);
}

function arcsTo(tree: PathTree, path: number): number[] {
  const arcs: number[] = [];
  for (let at = path; at !== ENTRY; at = tree.before[at] as number) arcs.push(tree.arc[at] as number);
  return arcs.reverse();
}
