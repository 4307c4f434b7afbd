/** Probability of at least one success in `attempts` independent tries of probability p; `attempts` a whole number, at least 1. */
export function atLeastOnce(p: number, attempts: number): number {
  // One try is p itself, to the last bit.
  if (attempts === 1) return p;
  let allFail = 1;
  for (let i = 0; i < attempts; i++) allFail *= 1 - p;
  return 1 - allFail;
}
