import { worstScenario } from '../../src/measure/worst-scenario.ts';
import type { Maturity } from '../../src/threats/maturities.ts';
import { type Lens, wholeCarpet } from '../graph/carpet-lens.ts';
import { type GraphForm, usualForm } from '../graph/graph-form.ts';
import type { Shown } from '../view.ts';

/** What the reader has chosen; everything on screen follows from it and the data. */
export type Choice = {
  readonly scenario: number;
  /** Position of the pinned component, and of the one under the pointer or focus. */
  readonly pinned: number | null;
  readonly hovered: number | null;
  /** Position among the kept worlds; null: the expected wave. */
  readonly world: number | null;
  /** Null: the end. */
  readonly round: number | null;
  /** Threats less well attested are hidden; null: none is. */
  readonly maturity: Maturity | null;
  /** How much of the trust graph is shown at once. */
  readonly form: GraphForm;
  /** How a carpet is enlarged. */
  readonly lens: Lens;
};

/** The worst scenario, at its end, with nothing picked out. */
export const firstChoice = ({ results }: Shown): Choice => ({
  scenario: worstScenario(results),
  pinned: null,
  hovered: null,
  world: null,
  round: null,
  maturity: null,
  form: usualForm,
  lens: wholeCarpet,
});
