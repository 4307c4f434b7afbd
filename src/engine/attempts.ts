import { type CompiledScenario, effects } from '../compile/compiled.ts';
import type { BlockDraws } from './draws.ts';
import type { EntryMasks } from './kernel.ts';
import type { BlockEnd } from './recorder.ts';

/** In which worlds an arc passes in a round, controls aside. */
export type ArcDraw = (draws: BlockDraws, arc: number, round: number) => number;

/**
 * How arcs are tried in every model but `agentic`: controls work unless they are entry points, arcs that disable
 * or disclose only mark their targets, and those that blind do nothing. Masks are of the worlds of a block.
 */
export class Attempts {
  readonly #scenario: CompiledScenario;
  readonly #passes: ArcDraw;
  readonly #isEntry: Int32Array;
  readonly #disabledEver: Int32Array;
  readonly #disclosedEver: Int32Array;
  readonly #nobody: Int32Array;
  /** Whether any arc of the scenario disables or discloses. */
  readonly marks: boolean;
  /** Whether an arc was tried since this was last set to false. */
  wereMade = false;

  constructor(scenario: CompiledScenario, passes: ArcDraw) {
    const masks = (): Int32Array => new Int32Array(scenario.components.count);
    this.#scenario = scenario;
    this.#passes = passes;
    this.#isEntry = masks();
    this.#disabledEver = masks();
    this.#disclosedEver = masks();
    this.#nobody = masks();
    this.marks = scenario.arcs.effect.some((code) => code === effects.disable || code === effects.disclose);
  }

  enter(entries: EntryMasks): void {
    this.#isEntry.fill(0);
    if (this.marks) {
      this.#disabledEver.fill(0);
      this.#disclosedEver.fill(0);
    }
    for (const [component, mask] of entries) this.#isEntry[component] = mask;
  }

  /**
   * Tries arc `a` in the worlds of `trying`.
   * @param immune - per component: worlds in which it cannot be taken
   * @param round - of the draws; 0 if they belong to the world
   * @returns worlds in which the target is taken
   */
  make(a: number, trying: number, immune: Int32Array, draws: BlockDraws, round: number): number {
    const { effect, target } = this.#scenario.arcs;
    const code = effect[a] as number;
    if (code === effects.blind) return 0;
    const done =
      code === effects.compromise ? immune : code === effects.disable ? this.#disabledEver : this.#disclosedEver;
    const v = target[a] as number;
    const open = trying & ~(done[v] as number);
    if (open === 0) return 0;
    this.wereMade = true;
    const passing = this.#throughControls(a, open & this.#passes(draws, a, round), draws, round);
    if (code === effects.compromise) return passing;
    done[v] = (done[v] as number) | passing;
    return 0;
  }

  /** What the worlds leave behind, besides who was reached. */
  end(alive: Int32Array): BlockEnd {
    return {
      disabledEver: this.#disabledEver,
      disclosedEver: this.#disclosedEver,
      containedEver: this.#nobody,
      born: this.#nobody,
      alive,
    };
  }

  #throughControls(a: number, open: number, draws: BlockDraws, round: number): number {
    const { offsets, control } = this.#scenario.guards;
    let passing = open;
    for (let g = offsets[a] as number; passing !== 0 && g < (offsets[a + 1] as number); g++) {
      passing &= (this.#isEntry[control[g] as number] as number) | draws.guard(g, round, false);
    }
    return passing;
  }
}
