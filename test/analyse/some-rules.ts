import { bundledCatalogue, type Catalogue } from '../../src/threats/bundled-catalogue.ts';

/** Threats of the bundled catalogue by a few rules of our own, so that goldens do not hang on what the bundled rules find. */
export const someRules: Catalogue = {
  ...bundledCatalogue,
  rules: [
    {
      id: 'reads-what-others-write',
      threats: ['L2-T1', 'L2-T4'],
      when: { relation: { kind: ['writes', 'feeds'], to: { kind: ['store'] } }, threatens: 'to' },
      because: '{from} writes what others read in {to}',
    },
    {
      id: 'calls-tools',
      threats: ['L7-T4', 'MAS-T31'],
      when: { relation: { kind: ['invokes'] }, threatens: 'to' },
      because: '{from} calls {to}',
    },
    {
      id: 'is-exhausted',
      threats: ['L2-T3', 'L4-T4'],
      when: { component: { kind: ['host', 'data-store'] } },
      because: '{it} serves many',
    },
    {
      id: 'takes-orders',
      threats: ['L7-T5', 'L3-T3', 'P1'],
      when: { component: { kind: ['agent'] } },
      because: '{it} does what it reads',
    },
    {
      id: 'sees-everything',
      threats: ['L5-T2', 'L6-T6'],
      when: { component: { kind: ['monitor'] } },
      because: '{it} sees what all others do',
    },
    {
      id: 'keeps-people',
      threats: ['L2-T2'],
      when: { component: { tags: ['pii'] } },
      because: '{it} holds data of people',
    },
  ],
};
