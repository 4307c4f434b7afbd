import type { Settings } from './suite.ts';

/** That a scenario leaves channels out; the default leaves out none. */
export const maturityAssumption = ({ maturity, atlas }: Pick<Settings, 'maturity' | 'atlas'>): string[] =>
  maturity === 'feasible'
    ? []
    : [`Under maturity ${maturity} only channels that ATLAS ${atlas.version} rates so well or better are simulated.`];
