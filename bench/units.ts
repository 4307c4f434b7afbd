/** What a figure of the table is measured in, and whether more of it is better. */
export const units = {
  'M arcs/s': { isMoreBetter: true, digits: 0 },
  'cascades/s': { isMoreBetter: true, digits: 0 },
  'worlds/s': { isMoreBetter: true, digits: 0 },
  'ms/world': { isMoreBetter: false, digits: 2 },
  s: { isMoreBetter: false, digits: 1 },
  'GiB peak': { isMoreBetter: false, digits: 2 },
  share: { isMoreBetter: true, digits: 2 },
} as const;

export type Unit = keyof typeof units;

/** One number to reach, as the issue of the engine states it. */
export type Figure = { readonly unit: Unit; readonly floor: number; readonly target: number };

/** Whether a value is at least as good as a bound. */
export const reaches = (unit: Unit, value: number, bound: number): boolean =>
  units[unit].isMoreBetter ? value >= bound : value <= bound;
