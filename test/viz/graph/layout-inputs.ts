import fc from 'fast-check';
import { layers } from '../../../src/graph/kinds.ts';
import type { LayoutInput, LayoutSizes } from '../../../viz/graph/layout-places.ts';

/** As cards of a wide window are laid out. */
export const sizes: LayoutSizes = {
  width: 720,
  card: { width: 136, height: 46 },
  relatedGap: 84,
  gap: 22,
  laneGap: 13,
  bandPad: 20,
  bandGap: 14,
  rowGap: 52,
  trackPitch: 12,
};

/** Cards on any layers, with any relations between them: to themselves, both ways, several times. */
export const layoutInputs = (
  count: { readonly min: number; readonly max: number },
  mostRelations: number,
): fc.Arbitrary<LayoutInput> =>
  fc.integer(count).chain((size) =>
    fc.record({
      components: fc
        .array(fc.constantFrom(...layers), { minLength: size, maxLength: size })
        .map((list) => list.map((layer, i) => ({ id: `c${i}`, layer }))),
      relations: fc.array(
        fc.tuple(fc.nat(size - 1), fc.nat(size - 1)).map(([from, to]) => ({ from: `c${from}`, to: `c${to}` })),
        { maxLength: mostRelations },
      ),
    }),
  );
