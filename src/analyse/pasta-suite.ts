import type { SuiteFile } from '../compile/suite.ts';
import { controlStatements } from '../threats/control-statements.ts';

/** With more controls than this only those that the file itself switches off are. */
const MOST_CONTROLS = 20;

/**
 * The suite of a file with one more scenario for each of its controls, switched off: what stage 7 asks. Of its models
 * only the first is left, and no grids; thresholds stay if they are about what is left.
 */
export function pastaSuite(file: SuiteFile): SuiteFile {
  const { ecosystem, suite } = file;
  const acting = [...new Set(controlStatements(ecosystem).map(({ control }) => control))];
  const controlsOff = acting.length <= MOST_CONTROLS ? acting : suite.controlsOff;
  const isWhole = suite.models.length === 1 && suite.parameters.length === 0;
  return {
    ...file,
    suite: { ...suite, models: suite.models.slice(0, 1), parameters: [], controlsOff },
    thresholds: isWhole ? file.thresholds : [],
  };
}
