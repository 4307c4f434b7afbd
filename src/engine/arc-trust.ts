import type { ArcFactors } from '../compile/compiled.ts';

/** Trust of an arc with agentic factors: its own t times every term, each that is open as t + boundary (1 - t). */
export function arcTrust(factors: ArcFactors, arc: number, own: number, values: Float64Array): number {
  const { offsets, term, isOpen, isOpenTerm } = factors;
  const boundary = values[factors.boundary] as number;
  let trust = isOpen[arc] === 1 ? opened(own, boundary) : own;
  for (let i = offsets[arc] as number; i < (offsets[arc + 1] as number); i++) {
    const value = values[term[i] as number] as number;
    trust *= isOpenTerm[i] === 1 ? opened(value, boundary) : value;
  }
  return trust;
}

const opened = (trust: number, boundary: number): number => trust + boundary * (1 - trust);
