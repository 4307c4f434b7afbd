/** Keys of edges that have no ids: `a -> b`, `a -> b #2`. */
export function uniqueKeys(): (edge: { readonly from: string; readonly to: string }) => string {
  const times = new Map<string, number>();
  return ({ from, to }) => {
    const key = `${from} -> ${to}`;
    const n = (times.get(key) ?? 0) + 1;
    times.set(key, n);
    return n === 1 ? key : `${key} #${n}`;
  };
}
