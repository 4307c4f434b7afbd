import type { ComponentTest } from '../rule.ts';
import { anAgent } from './outside-content.ts';

/** People or contracts restrict who may see it. */
export const sensitiveStore: ComponentTest = {
  kind: ['store'],
  tags: [
    ...['pii', 'phi', 'pci', 'gdpr', 'personal', 'personal-data', 'sensitive', 'confidential', 'secret', 'health'],
    ...['financial', 'customer-data', 'restricted'],
  ],
};

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
