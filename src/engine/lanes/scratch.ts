import { SCOPES } from '../tally.ts';
import { BLOCKS, LANES, type LaneImage } from './image.ts';

const FIRST_ROUNDS = 64;

/** Components of one layer and value: their sizes are counted together. */
export type ComponentClass = { readonly layer: number; readonly valueThousandths: number };

/** What the kernels write while a superblock runs, whichever scenario of the image it is. */
export class LaneScratch {
  readonly #image: LaneImage;
  readonly classes: readonly ComponentClass[];
  readonly #classPlanes: readonly number[];
  readonly #classDepths: readonly number[];
  readonly reached: Int32Array;
  readonly isEntry: Int32Array;
  readonly growing: Int32Array;
  hits: Uint32Array;
  firstHits: Uint32Array;
  #rounds = FIRST_ROUNDS;
  readonly #scopePlanes: number;
  readonly #depth: number;
  readonly #counts: Uint32Array;
  readonly #union: Int32Array;
  readonly #living: Int32Array;

  constructor(image: LaneImage) {
    this.#image = image;
    const { components } = image.scenario;
    const n = components.count;
    this.#depth = 32 - Math.clz32(n);
    this.reached = image.sets('reached', n);
    this.isEntry = image.sets('isEntry', n);
    image.sets('newly', n);
    image.numbers('newlyBits', 2 * Math.ceil(n / 64));
    image.sets('hitBefore', SCOPES);
    image.sets('hitNow', SCOPES);
    this.growing = image.sets('growing', 1);
    this.hits = image.numbers('hits', this.#rounds * SCOPES);
    this.firstHits = image.numbers('firstHits', this.#rounds * SCOPES);
    image.sets('totalPlanes', this.#depth);
    image.set('totalDepth', this.#depth);
    const { classes, of, sizes } = classify(image);
    this.classes = classes;
    this.#classDepths = sizes.map((size) => 32 - Math.clz32(size));
    this.#classPlanes = this.#classDepths.map((depth) => image.arena.int32(depth * BLOCKS).byteOffset);
    image.numbers('classOf', n).set(of);
    image.numbers('classDepths', classes.length).set(this.#classDepths);
    image.numbers('classPlanes', classes.length).set(this.#classPlanes);
    image.set('classes', classes.length);
    this.#scopePlanes = image.arena.int32(SCOPES * this.#depth * BLOCKS).byteOffset;
    this.#counts = image.arena.uint32(LANES);
    this.#union = image.arena.int32(n * BLOCKS);
    this.#living = image.arena.int32(SCOPES * BLOCKS);
  }

  /** Makes room for one round more; hits are written by round. */
  enterRound(round: number): void {
    if (round < this.#rounds) return;
    const { hits, firstHits } = this;
    this.#rounds *= 2;
    this.hits = this.#image.numbers('hits', this.#rounds * SCOPES);
    this.firstHits = this.#image.numbers('firstHits', this.#rounds * SCOPES);
    this.hits.set(hits);
    this.firstHits.set(firstHits);
  }

  clearHits(rounds: number): void {
    this.hits.fill(0, 0, rounds * SCOPES);
    this.firstHits.fill(0, 0, rounds * SCOPES);
  }

  /** Components reached so far, by lane; overwritten by the next call of any of these. */
  totals(): Uint32Array {
    return this.#read(this.#image.kernels.get('totalPlanes'), this.#depth);
  }

  /** The same of one class; with a single class, the totals. */
  sizesOfClass(position: number): Uint32Array {
    if (this.classes.length === 1) return this.totals();
    return this.#read(this.#classPlanes[position] as number, this.#classDepths[position] as number);
  }

  /** [scope * lanes + lane]: components other than entry points in an array of sets. */
  countScopes(sets: number): Uint32Array {
    const { kernels } = this.#image;
    const numbers = new Uint32Array(SCOPES * LANES);
    kernels.call('countScopes', sets, this.#scopePlanes, this.#depth);
    for (let scope = 0; scope < SCOPES; scope++) {
      const planes = this.#scopePlanes + scope * this.#depth * BLOCKS * 4;
      numbers.set(this.#read(planes, this.#depth), scope * LANES);
    }
    return numbers;
  }

  /** The union of three arrays of sets, as one more. */
  unite(a: number, b: number, c: number): number {
    this.#image.kernels.call('unite', a, b, c, this.#union.byteOffset);
    return this.#union.byteOffset;
  }

  /** [scope * 4 + block]: worlds with anybody of the scope in an array of sets. */
  anyOfScopes(sets: number): Int32Array {
    this.#image.kernels.call('anyOfScopes', sets, this.#living.byteOffset);
    return this.#living;
  }

  #read(planes: number, depth: number): Uint32Array {
    this.#image.kernels.call('readCounts', planes, depth, this.#counts.byteOffset);
    return this.#counts;
  }
}

function classify({ scenario: { components } }: LaneImage) {
  const positions = new Map<number, number>();
  const classes: ComponentClass[] = [];
  const sizes: number[] = [];
  const of = new Uint32Array(components.count);
  for (let v = 0; v < components.count; v++) {
    const layer = components.layer[v] as number;
    const valueThousandths = components.valueThousandths[v] as number;
    const key = valueThousandths * SCOPES + layer;
    const position = positions.get(key) ?? classes.push({ layer, valueThousandths }) - 1;
    positions.set(key, position);
    of[v] = position;
    sizes[position] = (sizes[position] ?? 0) + 1;
  }
  return { classes, of, sizes };
}
