import { probabilityOf } from '../../compile/raw-graph.ts';

/** Most graphs have few different probabilities; those with many need not keep them all. */
const MOST_KEPT = 65_536;

/** Probabilities as they are written: read back, they are the same chances. */
export function chanceTexts(): (chance: number) => string {
  const known = new Map<number, string>();
  return (chance) => {
    const seen = known.get(chance);
    if (seen !== undefined) return seen;
    const text = String(probabilityOf(chance));
    if (known.size < MOST_KEPT) known.set(chance, text);
    return text;
  };
}
