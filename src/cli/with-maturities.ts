import { gridNames, type ParameterGrid, type Settings } from '../compile/suite.ts';
import type { Maturity } from '../threats/maturities.ts';

/** A suite's filter as if it had said what was typed: several are a grid, so that their scenarios share worlds. */
export function withMaturities<
  S extends { readonly settings: Settings; readonly parameters: readonly ParameterGrid[] },
>(suite: S, typed: readonly Maturity[] | undefined): S {
  const [only, second] = typed ?? [];
  if (typed === undefined || only === undefined) return suite;
  const others = suite.parameters.filter(({ name }) => name !== 'maturity');
  return second === undefined
    ? { ...suite, settings: { ...suite.settings, maturity: only }, parameters: others }
    : { ...suite, parameters: inOrder([...others, { name: 'maturity', values: typed }]) };
}

/** As suite files give grids, so that ids do not depend on who asked. */
const inOrder = (grids: readonly ParameterGrid[]): ParameterGrid[] =>
  gridNames.flatMap((name) => grids.filter((grid) => grid.name === name));
