import { describe, expect, it } from 'vitest';
import { firings } from '../../../src/threats/match-rules.ts';
import type { ComponentTest } from '../../../src/threats/rule.ts';
import {
  agentWithSensitiveData,
  answersWithSensitiveData,
  handlesSensitiveData,
} from '../../../src/threats/rules/sensitive-data.ts';
import { ecosystemOf } from './rule-cases.ts';

const ward = ecosystemOf(`
components:
  patients: { kind: data-store, tags: [pii] }
  weather: { kind: data-store, tags: [public] }
  reader: { kind: agent }
  asker: { kind: agent }
  mailer: { kind: agent }
  forecaster: { kind: agent }
  portal: { kind: framework }
  query: { kind: tool }
  inbox: { kind: tool, tags: [read-private] }
relations:
  - { from: reader, to: patients, kind: reads }
  - { from: asker, to: query, kind: invokes }
  - { from: query, to: patients, kind: accesses }
  - { from: mailer, to: inbox, kind: invokes }
  - { from: forecaster, to: weather, kind: reads }
  - { from: portal, to: patients, kind: reads }`);

const found = (component: ComponentTest): string[] =>
  firings(ward, [{ id: 'one', threats: [], when: { component }, because: '' }]).map((firing) => firing.component.id);

describe('sensitive data', () => {
  it('gets to agents that read it, or that call a tool which answers with it', () => {
    expect(found(agentWithSensitiveData)).toEqual(['asker', 'mailer', 'reader']);
  });

  it('is answered by tools that access it, or that imports call private', () => {
    expect(found(answersWithSensitiveData)).toEqual(['inbox', 'query']);
  });

  it('passes through agents and tools alike', () => {
    expect(found(handlesSensitiveData)).toEqual(['asker', 'inbox', 'mailer', 'query', 'reader']);
  });
});
