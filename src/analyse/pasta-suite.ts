import { scenariosOf } from '../compile/scenario.ts';
import type { Suite, SuiteFile } from '../compile/suite.ts';
import { controlStatements } from '../threats/control-statements.ts';

/** More would keep people waiting: then only the controls that the file itself switches off are. */
const MOST_SCENARIOS = 400;

/**
 * The suite of a file with one more scenario for each of its controls, switched off: what stage 7 asks. Of its models
 * only the first is left, and no grids; thresholds stay if they are about what is left.
 */
export function pastaSuite(file: SuiteFile): SuiteFile {
  const { ecosystem, suite } = file;
  const plain: Suite = { ...suite, models: suite.models.slice(0, 1), parameters: [], controlsOff: [] };
  const acting = [...new Set(controlStatements(ecosystem).map(({ control }) => control))];
  const isFew = scenariosOf(ecosystem, plain).length * (1 + acting.length) <= MOST_SCENARIOS;
  const isWhole = suite.models.length === 1 && suite.parameters.length === 0;
  return {
    ...file,
    suite: { ...plain, controlsOff: isFew ? acting : suite.controlsOff },
    thresholds: isWhole ? file.thresholds : [],
  };
}
