import type { Place, Problem } from '../base/errors.ts';
import { isLike } from '../base/wildcard.ts';
import { type ComponentKind, type Layer, layerNames, layers, type ModelTier } from '../graph/kinds.ts';

/** What somebody decided about a component: each field only if it was said. */
export type Decision = {
  readonly kind?: ComponentKind;
  readonly layer?: Layer;
  readonly valueThousandths?: number;
  readonly zone?: string;
  readonly exposed?: boolean;
  readonly tier?: ModelTier;
};
/** Where it was said. */
export type Decided = Decision & { readonly spot: { readonly at: Place; readonly pointer: string } };

export type MapRow = {
  readonly pattern: string;
  readonly decision: Decision;
  readonly spot: Decided['spot'];
};

/** The rows of a `--map` file: ids, names or patterns of them (`*`, `?`), and what the components so called are. */
export class ElementMap {
  readonly name: string;
  readonly #rows: readonly MapRow[];
  readonly #used = new Set<MapRow>();

  constructor(name: string, rows: readonly MapRow[]) {
    this.name = name;
    this.#rows = rows;
  }

  /** What holds for a component that is called so: later rows win over earlier ones, field by field. */
  decide(...calledSo: readonly string[]): Decided | undefined {
    const rows = this.#rows.filter(({ pattern }) =>
      calledSo.some((name) => isLike(name.toLowerCase(), pattern.toLowerCase())),
    );
    const last = rows.at(-1);
    if (last === undefined) return undefined;
    for (const row of rows) this.#used.add(row);
    return { ...Object.assign({}, ...rows.map(({ decision }) => decision)), spot: last.spot };
  }

  /** Rows that no component was called like. */
  unused(): Problem[] {
    return this.#rows
      .filter((row) => !this.#used.has(row))
      .map(({ pattern, spot: { at } }) => ({
        at,
        expected: 'the id or name of a component, or a pattern of them',
        found: `${JSON.stringify(pattern)}, which none is called like`,
        fix: 'Correct it; blastradius import shows the ids.',
      }));
  }
}

/** A layer by its number, its name, or both, in letters of either case: `3`, `L3`, `layer 3`, `agent-frameworks`, `L3 Agent Frameworks`. */
export const layerOf = (value: string | number | undefined): Layer | undefined =>
  LAYERS.get(
    String(value ?? '')
      .trim()
      .toLowerCase(),
  );

const LAYERS: ReadonlyMap<string, Layer> = new Map(
  layers.flatMap((layer) => {
    const name = layerNames[layer].toLowerCase();
    const names = [' ', '-', '_', ''].map((between) => name.replaceAll(' ', between));
    const numbers = [`${layer}`, `${layer}.0`, `l${layer}`, `layer ${layer}`];
    return [...numbers, ...names, `${layer} ${name}`, `l${layer} ${name}`].map((text) => [text, layer] as const);
  }),
);
