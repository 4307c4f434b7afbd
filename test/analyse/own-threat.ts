import type { CataloguedThreat } from '../../src/threats/applied-threat.ts';

/** A threat of one's own catalogue of which a test says only what it asks about. */
export const ownThreat = (id: string, own: Partial<CataloguedThreat>): CataloguedThreat => ({
  id,
  name: `threat ${id}`,
  description: '',
  layers: [7],
  classes: [],
  stride: [],
  owasp: [],
  atlas: [],
  mitigations: [],
  externalRefs: [],
  ...own,
});
