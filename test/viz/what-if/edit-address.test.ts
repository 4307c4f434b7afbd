import { describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../../src/compile/suite-file.ts';
import type { Edit } from '../../../viz/what-if/edit.ts';
import { addressOf, editsIn } from '../../../viz/what-if/edit-address.ts';
import { deskFile, FORUM } from './desk.ts';

const { ecosystem, suite } = parseSuiteFile(deskFile, 'desk.yaml').file;
const model = { ecosystem, suite };

const edits: readonly Edit[] = [
  { kind: 'control', control: 'input-filter', isOn: false },
  { kind: 'control', control: 'memory-scan', isOn: true },
  { kind: 'effectiveness', control: 'memory-scan', value: 0.25 },
  { kind: 'trust', relation: 'triage>delegates>worker#2', direction: 'against', value: 1 },
  { kind: 'without', relation: 'chat' },
  { kind: 'hardening', component: FORUM, value: 0 },
  { kind: 'exposed', component: 'crm', isExposed: true },
  { kind: 'exposed', component: 'customer', isExposed: false },
  { kind: 'detection', monitor: 'tracing', value: 0.005 },
  { kind: 'channel', threat: 'tool-misuse', relationKind: 'invokes', direction: 'along', into: FORUM, value: 0.5 },
  { kind: 'entry', components: ['crm', FORUM] },
];

describe('an address of edits', () => {
  it('gives back every kind of edit', () => {
    expect(editsIn(addressOf(edits), model)).toEqual(edits);
    expect(editsIn('', model)).toEqual([]);
  });

  it('leaves out what the model does not have, and what nobody can mean', () => {
    const wrong = [
      'off:nobody',
      'trust:nothing:along:0.5',
      'trust:chat:sideways:0.5',
      'trust:chat:along:1.5',
      'trust:chat:along:NaN',
      'trust:chat:along:',
      'hardening:crm:-1',
      'hardening:crm',
      'channel:luck:invokes:along:crm:0.5',
      'channel:tool-misuse:invokes:along:nobody:0.5',
      'entry:',
      'entry:crm:nobody',
      'constructor:crm',
      '%E0%A4%A',
      '__proto__:crm:1',
    ];
    expect(editsIn(wrong.join(';'), model)).toEqual([]);
  });

  it('lets the last of two edits of one thing hold', () => {
    expect(editsIn('hardening:crm:0.1;hardening:crm:0.9', model)).toEqual([
      { kind: 'hardening', component: 'crm', value: 0.9 },
    ]);
  });
});
