import { lineStep } from '../theme.ts';
import { type View, widest } from '../view.ts';
import type { CarpetLayout } from './carpet-layout.ts';
import { dashes } from './marks.ts';

/** A relation of the carpet as a curve from square to square. */
export type CarpetLine = {
  readonly relation: number;
  /** Positions of the components at its declared ends. */
  readonly from: number;
  readonly to: number;
  /** Share of worlds in which it carried the spread, in the direction in which it did more often. */
  readonly share: number;
  readonly width: number;
  /** Of the ramp. */
  readonly step: number;
  readonly opacity: number;
  readonly dash: string | undefined;
  /** A cubic curve: start, two controls, end; x, y each; px of the picture. */
  readonly curve: readonly [number, number, number, number, number, number, number, number];
};

/** As many lines as a carpet shows by itself. */
export const MOST_LINES = 150;
const LEAST_DRAWN = 0.02;

/** Those that carried most, least first, so that the widest lie on top. */
export function strongestLines(view: View, layout: CarpetLayout, leastShare: number | null): CarpetLine[] {
  const least = leastShare ?? LEAST_DRAWN;
  const shares = view.carried.map(widest);
  const strongest = [...shares.keys()]
    .filter((relation) => (shares[relation] as number) >= least)
    .sort((a, b) => (shares[b] as number) - (shares[a] as number) || a - b);
  return (leastShare === null ? strongest.slice(0, MOST_LINES) : strongest)
    .reverse()
    .flatMap((relation) => carpetLine(view, layout, relation) ?? []);
}

export function carpetLine(view: View, { places, bands }: CarpetLayout, index: number): CarpetLine | null {
  const relation = view.details.relations[index];
  const from = view.positionOf.get(relation?.from ?? '');
  const to = view.positionOf.get(relation?.to ?? '');
  const [a, b] = [places[from ?? -1], places[to ?? -1]];
  if (!relation || from === undefined || to === undefined || !a || !b || a === b) return null;
  const share = widest(view.carried[index] ?? { along: 0, against: 0 });
  const width = 0.6 + 1.4 * share;
  const bandOf = (y: number): (typeof bands)[number] | undefined => bands.find(({ bottom }) => y < bottom);
  const band = bandOf(a.y) === bandOf(b.y) ? bandOf(a.y) : undefined;
  const middle = (a.y + b.y) / 2;
  const arch = band === undefined ? middle : archedOver(Math.min(a.y, b.y), band.top, Math.abs(a.x - b.x));
  return {
    relation: index,
    from,
    to,
    share,
    width,
    step: lineStep(share),
    opacity: Math.min(0.75, 0.2 + share),
    dash: dashes(relation.certainty, width),
    curve: [a.x, a.y, a.x, arch, b.x, arch, b.x, b.y],
  };
}

/**
 * Within a band a line arches over the squares between its ends, and stays in the band: a cubic curve rises three
 * quarters of the way to its controls.
 */
const archedOver = (y: number, top: number, distance: number): number =>
  y - Math.min(10 + Math.min(22, distance * 0.05), Math.max(4, (y - top - 2) / 0.75));
