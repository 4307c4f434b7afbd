import type { ThreatDocument } from '../../src/analyse/threat-document.ts';
import { threatReport } from '../../src/analyse/threat-report.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import { bundledCatalogue, type Catalogue } from '../../src/threats/bundled-catalogue.ts';
import { threatModel } from '../../src/threats/threat-model.ts';

/** Rules that fire at every component and every relation, so that tests do not hang on what the bundled ones find. */
const everywhere: Catalogue = {
  ...bundledCatalogue,
  rules: [
    { id: 'any-component', threats: ['L7-T4'], when: { component: {} }, because: '{it} is there' },
    {
      id: 'any-relation',
      threats: ['L2-T1'],
      when: { relation: {}, threatens: 'to' },
      because: '{from} has to do with {to}',
    },
    {
      id: 'read-after-write',
      threats: ['X-T1'],
      when: {
        way: [
          {},
          { over: [{ kind: 'writes', direction: 'along' }], to: {} },
          { over: [{ kind: 'reads', direction: 'against' }], to: {} },
        ],
        threatens: 'end',
      },
      because: '{end} reads what {start} wrote',
    },
  ],
};

export const documentEverywhere = (ecosystem: Ecosystem, catalogue = everywhere): ThreatDocument =>
  threatReport(threatModel(ecosystem, { catalogue }));
