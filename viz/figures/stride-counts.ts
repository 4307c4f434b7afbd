import type { Layer } from '../../src/graph/kinds.ts';
import type { ThreatDetails } from '../../src/measure/threat-details.ts';
import type { StrideLetter } from '../../src/threats/classes.ts';
import { isAtLeast, type Maturity, maturities } from '../../src/threats/maturities.ts';
import { strideWords } from '../../src/threats/stride-words.ts';
import type { View } from '../view.ts';
import { layersDown } from './layer-heads.ts';

export const strideLetters = Object.keys(strideWords) as readonly StrideLetter[];

/** At how many places threats apply, by maturity. */
export type Places = Readonly<Record<Maturity, number>>;

export type StrideCounts = {
  /** [letter][layer] */
  readonly cells: ReadonlyMap<StrideLetter, ReadonlyMap<Layer, Places>>;
  /** Each place once, however many letters its threat has. */
  readonly byLetter: ReadonlyMap<StrideLetter, Places>;
  readonly byLayer: ReadonlyMap<Layer, Places>;
  readonly all: Places;
  /** Places of threats that STRIDE has no letter for. */
  readonly without: Places;
};

/** Null where no threat applies, and for runs that know none. */
export function strideCounts({ details: { threats, components } }: View): StrideCounts | null {
  if (threats === undefined) return null;
  const cells = new Map(strideLetters.map((letter) => [letter, new Map(layersDown.map((layer) => [layer, none()]))]));
  const byLetter = new Map(strideLetters.map((letter) => [letter, none()]));
  const byLayer = new Map(layersDown.map((layer) => [layer, none()]));
  const all = none();
  const without = none();
  for (const { card, layer, count } of countsOf(threats, (at) => components[at]?.layer)) {
    const { stride, maturity } = card;
    for (const letter of stride) {
      add(cells.get(letter)?.get(layer), maturity, count);
      add(byLetter.get(letter), maturity, count);
    }
    if (stride.length > 0) add(byLayer.get(layer), maturity, count);
    add(stride.length > 0 ? all : without, maturity, count);
  }
  return placesAtLeast(all, 'feasible') === 0 ? null : { cells, byLetter, byLayer, all, without };
}

export const placesAtLeast = (places: Places | undefined, least: Maturity): number =>
  maturities.filter((one) => isAtLeast(one, least)).reduce((sum, one) => sum + (places?.[one] ?? 0), 0);

type Counted = { readonly card: ThreatDetails['catalogue'][number]; readonly layer: Layer; readonly count: number };

/** A large model says how many places there are, and lists some. */
function countsOf(
  { catalogue, places, byLayer }: ThreatDetails,
  layerOf: (component: number) => Layer | undefined,
): Counted[] {
  if (byLayer !== undefined) {
    return catalogue.flatMap((card, at) =>
      layersDown.map((layer) => ({ card, layer, count: byLayer[at]?.[layer - 1] ?? 0 })),
    );
  }
  return places.flatMap(({ threat, component }) => {
    const [card, layer] = [catalogue[threat], layerOf(component)];
    return card === undefined || layer === undefined ? [] : [{ card, layer, count: 1 }];
  });
}

type Counting = Record<Maturity, number>;
const none = (): Counting => ({ feasible: 0, demonstrated: 0, realized: 0 });

function add(into: Counting | undefined, maturity: Maturity, count: number): void {
  if (into !== undefined) into[maturity] += count;
}

/** The worst risk of a threat of this letter in this layer; null where none was simulated. */
export function worstRisk({
  details: { threats, components },
}: View): (letter: StrideLetter, layer: Layer) => number | null {
  const worst = new Map<string, number>();
  for (const { threat, component, follows } of threats?.places ?? []) {
    const risk = follows?.risk ?? null;
    if (risk === null) continue;
    for (const letter of threats?.catalogue[threat]?.stride ?? []) {
      const key = `${letter}${components[component]?.layer}`;
      worst.set(key, Math.max(risk, worst.get(key) ?? 0));
    }
  }
  return (letter, layer) => worst.get(`${letter}${layer}`) ?? null;
}
