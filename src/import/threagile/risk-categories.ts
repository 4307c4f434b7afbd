import { entriesOf, find, type Located, listOf, textOf } from '../located.ts';
import { idIn } from './reading.ts';

/** A kind of risk: what of STRIDE it is, and where the file describes it. */
export type Category = { readonly id: string; readonly stride: string; readonly map: Located };

/** Categories that the file describes: by title, or as newer models have it in a list. */
export function riskCategories(root: Located, isParsed: boolean): readonly Category[] {
  const described = [
    ...entriesOf(find(root, 'individual_risk_categories')).map(([, { value }]) => value),
    ...listOf(find(root, 'custom_risk_categories')),
    ...listOf(find(root, 'built_in_risk_categories')),
  ];
  return described.flatMap((map) => {
    const id = idIn(map, 'id');
    // Threagile's own output leaves out the first letter of STRIDE.
    return id === undefined ? [] : [{ id, stride: textOf(find(map, 'stride')) ?? (isParsed ? 'spoofing' : ''), map }];
  });
}

/** What of STRIDE a category is: as the file says it, else as the rule of this name has it; empty if nobody knows. */
export const strideOf = (id: string, categories: readonly Category[]): string =>
  categories.find((one) => one.id === id)?.stride ??
  Object.entries(ruleIds).find(([, ids]) => ids.includes(id))?.[0] ??
  '';

/** Threagile's own rules, as its output describes them. */
const ruleIds: Readonly<Record<string, readonly string[]>> = {
  spoofing: [
    'cross-site-request-forgery',
    'missing-file-validation',
    'missing-identity-store',
    'service-registry-poisoning',
  ],
  tampering: [
    'code-backdooring',
    'container-baseimage-backdooring',
    'cross-site-scripting',
    'ldap-injection',
    'missing-build-infrastructure',
    'missing-cloud-hardening',
    'missing-hardening',
    'missing-waf',
    'push-instead-of-pull-deployment',
    'search-query-injection',
    'sql-nosql-injection',
    'unchecked-deployment',
    'untrusted-deserialization',
  ],
  'information-disclosure': [
    'accidental-secret-leak',
    'incomplete-model',
    'missing-vault',
    'path-traversal',
    'server-side-request-forgery',
    'unencrypted-asset',
    'unencrypted-communication',
    'wrong-communication-link-content',
    'xml-external-entity',
  ],
  'denial-of-service': ['dos-risky-access-across-trust-boundary'],
  'elevation-of-privilege': [
    'container-platform-escape',
    'missing-authentication',
    'missing-authentication-second-factor',
    'missing-identity-propagation',
    'missing-identity-provider-isolation',
    'missing-network-segmentation',
    'missing-vault-isolation',
    'mixed-targets-on-shared-runtime',
    'unguarded-access-from-internet',
    'unguarded-direct-datastore-access',
    'unnecessary-communication-link',
    'unnecessary-data-asset',
    'unnecessary-data-transfer',
    'unnecessary-technical-asset',
    'wrong-trust-boundary-content',
  ],
};
