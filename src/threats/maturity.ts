import type { ThreatClass } from '../graph/kinds.ts';
import { techniquesOf } from './catalogue.ts';
import type { Channel } from './channels.ts';
import { channels } from './channels.ts';
import atlas from './data/atlas-maturity.json' with { type: 'json' };
import { type Maturity, maturities } from './maturities.ts';

/** What the maturity of an attack makes of its likelihood; our judgement. */
export const maturityWeight: Readonly<Record<Maturity, number>> = { realized: 1, demonstrated: 0.6, feasible: 0.25 };

/** What one release of ATLAS says of its techniques. */
export type MaturityTable = {
  readonly version: string;
  /** By technique, `AML.T0051`. */
  readonly maturity: Readonly<Record<string, Maturity>>;
};

// The cast is checked by a test: TypeScript reads the words of a JSON file as plain strings.
export const bundledAtlas = atlas as MaturityTable;

/** Of an ATLAS technique, `AML.T0051`; undefined if this release has none of that id. */
export const maturityOfTechnique = (id: string, { maturity }: MaturityTable = bundledAtlas): Maturity | undefined =>
  Object.hasOwn(maturity, id) ? maturity[id] : undefined;

/** Best of the techniques behind a row, or behind any row of a class; feasible if there are none. */
export function maturityOf(subject: Channel | ThreatClass, table: MaturityTable = bundledAtlas): Maturity {
  const rows = typeof subject === 'string' ? channels.filter(({ threat }) => threat === subject) : [subject];
  return mostMature(
    rows
      .flatMap(({ threats }) => threats.flatMap(techniquesOf))
      .map((id) => maturityOfTechnique(id, table) ?? 'feasible'),
  );
}

/** Feasible for none. */
export const mostMature = (of: readonly Maturity[]): Maturity =>
  maturities.findLast((maturity) => of.includes(maturity)) ?? 'feasible';
