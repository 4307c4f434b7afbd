import { describe } from 'vitest';
import { layer2Rules } from '../../../src/threats/rules/layer-2.ts';
import { testRules } from './rule-cases.ts';

describe('rules of layer 2', () => {
  testRules(layer2Rules, [
    {
      rule: 'outside-content-is-stored',
      fires: `
components:
  forum: { kind: external }
  articles: { kind: data-store }
relations:
  - { from: forum, to: articles, kind: feeds }`,
      threatens: ['articles'],
      misses: `
components:
  archive: { kind: data-store }
  articles: { kind: data-store }
relations:
  - { from: archive, to: articles, kind: feeds }`,
    },
  ]);
});
