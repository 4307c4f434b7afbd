import type { ComponentTest } from '../rule.ts';
import { anAgent } from './agents.ts';

/** People or contracts restrict who may see what is so tagged. */
export const sensitiveTags: readonly string[] = [
  ...['pii', 'phi', 'pci', 'gdpr', 'personal', 'personal-data', 'sensitive', 'confidential', 'secret', 'health'],
  ...['financial', 'customer-data', 'restricted', 'regulated', 'private'],
];

export const sensitiveStore: ComponentTest = { kind: ['store'], tags: sensitiveTags };

/** A store of which the loss hurts. */
export const preciousStore: ComponentTest = { kind: ['store'], anyOf: [sensitiveStore, { value: 5 }] };

/** It gets at such data by itself. */
const opensSensitiveData: ComponentTest = {
  has: [{ direction: 'out', kind: ['reads', 'accesses'], other: sensitiveStore }],
};

/** A tool that answers with such data, or with what imports call private. */
export const answersWithSensitiveData: ComponentTest = {
  kind: ['tool'],
  anyOf: [{ tags: ['read-private'] }, opensSensitiveData],
};

/** An agent into whose context such data gets, by itself or with the answer of a tool. */
export const agentWithSensitiveData: ComponentTest = {
  ...anAgent,
  anyOf: [opensSensitiveData, { has: [{ direction: 'out', kind: ['invokes'], other: answersWithSensitiveData }] }],
};

/** Such data passes through it. */
export const handlesSensitiveData: ComponentTest = { anyOf: [agentWithSensitiveData, answersWithSensitiveData] };
