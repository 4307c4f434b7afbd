import type { Interval } from '../src/measure/results.ts';

/**
 * As how many independent worlds those count from which a share has this Wilson interval (95 %): fewer than were run where
 * worlds share what is not known. What happens to the same component in the same worlds is as sure.
 * @param worlds - that were run: never more
 */
export function effectiveWorlds(share: number, [low, high]: Interval, worlds: number): number {
  const width2 = (high - low) ** 2;
  if (!(width2 > 0 && width2 < 1)) return worlds;
  // The width in u = z^2 / n, squared: (1 - w^2) u^2 + (4 p q - 2 w^2) u - w^2 = 0.
  const linear = 4 * share * (1 - share) - 2 * width2;
  const u = (-linear + Math.sqrt(linear * linear + 4 * (1 - width2) * width2)) / (2 * (1 - width2));
  return Math.min(worlds, Z95 ** 2 / u);
}

const Z95 = 1.959963984540054;
