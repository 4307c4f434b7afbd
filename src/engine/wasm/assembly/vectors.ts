// Sets of worlds: one bit for each of 128 worlds, worlds 32 k to 32 k + 31 of a superblock in 32-bit lane k.

// @ts-ignore: decorator
@inline
export function none(): v128 {
  return i32x4.splat(0);
}

// @ts-ignore: decorator
@inline
export function all(): v128 {
  return i32x4.splat(-1);
}

// @ts-ignore: decorator
@inline
export function isAny(worlds: v128): bool {
  return v128.any_true(worlds);
}

/** The set at position `i` of an array of sets. */
// @ts-ignore: decorator
@inline
export function at(sets: usize, i: u32): v128 {
  return v128.load(sets + ((<usize>i) << 4));
}

// @ts-ignore: decorator
@inline
export function put(sets: usize, i: u32, worlds: v128): void {
  v128.store(sets + ((<usize>i) << 4), worlds);
}

// @ts-ignore: decorator
@inline
export function add(sets: usize, i: u32, worlds: v128): void {
  put(sets, i, v128.or(at(sets, i), worlds));
}

/** a without b. */
// @ts-ignore: decorator
@inline
export function without(a: v128, b: v128): v128 {
  return v128.andnot(a, b);
}

// @ts-ignore: decorator
@inline
export function and(a: v128, b: v128): v128 {
  return v128.and(a, b);
}

// @ts-ignore: decorator
@inline
export function or(a: v128, b: v128): v128 {
  return v128.or(a, b);
}

// @ts-ignore: decorator
@inline
export function count(worlds: v128): u32 {
  return <u32>(popcnt(i64x2.extract_lane(worlds, 0)) + popcnt(i64x2.extract_lane(worlds, 1)));
}

// @ts-ignore: decorator
@inline
export function u32At(numbers: usize, i: u32): u32 {
  return load<u32>(numbers + ((<usize>i) << 2));
}

// @ts-ignore: decorator
@inline
export function increase(numbers: usize, i: u32, by: u32): void {
  const place = numbers + ((<usize>i) << 2);
  store<u32>(place, load<u32>(place) + by);
}
