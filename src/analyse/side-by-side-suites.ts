import type { Suite, SuiteFile } from '../compile/suite.ts';
import { agenticClasses, strideClasses, type ThreatClass, threatClasses } from '../graph/kinds.ts';
import type { ByFamily } from './side-by-side-scenario.ts';

/**
 * The suite of a file three times: STRIDE's classes, the agentic ones, both. Entries, settings, channels, worlds and
 * seed are the file's, of its models the first; all controls are on, grids, thresholds and an early stop are left out,
 * so that the three run the same worlds.
 */
export const sideBySideSuites = (file: SuiteFile): ByFamily<SuiteFile> => ({
  stride: withThreats(file, strideClasses),
  agentic: withThreats(file, agenticClasses),
  both: withThreats(file, threatClasses),
});

const withThreats = (file: SuiteFile, together: readonly ThreatClass[]): SuiteFile => ({
  ...file,
  suite: { ...plainSuite(file.suite), threats: { together } },
  thresholds: [],
});

/** Whole blocks: a run with uncertain inputs rounds up to them, and all three shall be as long. */
const BLOCK = 32;

const plainSuite = (suite: Suite): Suite => ({
  ...suite,
  models: suite.models.slice(0, 1),
  controlsOff: [],
  parameters: [],
  precision: null,
  worlds: Math.ceil(suite.worlds / BLOCK) * BLOCK,
});
