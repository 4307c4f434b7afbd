import { expect, it } from 'vitest';
import { classesOf } from '../../../src/import/diagram/threat-classes.ts';

it.each([
  ['Tampering', 'SQL injection', ['tampering']],
  ['Elevation of Privileges', 'x', ['elevation-of-privilege']],
  ['Denial Of Service', 'x', ['denial-of-service']],
  ['Confidentiality', 'x', ['information-disclosure']],
  ['T', 'x', ['tampering']],
  ['STRIDE', 'x', []],
  ['Other', 'Eavesdropping on the line', ['information-disclosure']],
  ['Tampering', 'Prompt injection by a web page', ['intent-manipulation', 'tampering']],
  ['', 'LLM01', ['intent-manipulation']],
  ['', 'LLM10', []],
  ['LLM06: Excessive agency', 'x', ['tool-misuse']],
  ['', 'Poisoning of the knowledge base', ['memory-poisoning']],
  ['', 'Man-in-the-middle', ['communication-poisoning']],
  ['', 'Destination', []],
  ['', 'Dosage error', []],
  ['', 'x'.repeat(10_000), []],
])('%j, %j', (category, title, classes) => {
  expect(classesOf({ title, category })).toEqual(classes);
});
