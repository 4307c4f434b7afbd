import { beforeAll, describe, expect, it } from 'vitest';
import { encodeId } from '../../../src/graph/ids.ts';
import type { Edit } from '../../../viz/what-if/edit.ts';
import type { Engine, Question } from '../../../viz/what-if/engine-api.ts';
import { engineInNode, questionsAbout, runFile } from './asked.ts';
import { deskFile, FORUM } from './desk.ts';
import { pasted } from './pasted.ts';

const CUSTOMER = 'agentic/customer/agentic';

const rows: readonly (readonly [what: string, edits: readonly Edit[], scenario?: string])[] = [
  ['nothing', []],
  ['a control off', [{ kind: 'control', control: 'input-filter', isOn: false }]],
  ['a control by class off', [{ kind: 'control', control: 'memory-scan', isOn: false }]],
  ['a control on relations by id off', [{ kind: 'control', control: 'chat-filter', isOn: false }]],
  ['a policy engine off', [{ kind: 'control', control: 'gatekeeper', isOn: false }]],
  ['a control of guards relations off', [{ kind: 'control', control: 'old-filter', isOn: false }]],
  ['an effectiveness', [{ kind: 'effectiveness', control: 'input-filter', value: 0.95 }]],
  ['an effectiveness by class', [{ kind: 'effectiveness', control: 'memory-scan', value: 0.9 }]],
  ['a trust', [{ kind: 'trust', relation: 'helper>messages>triage#1', direction: 'along', value: 0.05 }]],
  [
    'a trust that was a range',
    [{ kind: 'trust', relation: 'triage>delegates>worker#2', direction: 'against', value: 0.9 }],
  ],
  ['a trust of a relation with its own id', [{ kind: 'trust', relation: 'chat', direction: 'along', value: 0.25 }]],
  [
    'a trust that turns parallel relations round',
    [{ kind: 'trust', relation: 'triage>delegates>worker#2', direction: 'against', value: 0.1 }],
  ],
  ['a trust of "model: ID"', [{ kind: 'trust', relation: 'triage>infers>llm#1', direction: 'against', value: 0.4 }]],
  [
    'a trust of one of two roles',
    [{ kind: 'trust', relation: 'crm>authenticates>key#1', direction: 'against', value: 0.1 }],
  ],
  ['a trust of nothing', [{ kind: 'trust', relation: 'customer>messages>triage#1', direction: 'along', value: 0 }]],
  ['a hardening', [{ kind: 'hardening', component: 'worker', value: 0.5 }]],
  ['a hardening of a control', [{ kind: 'hardening', component: 'input-filter', value: 1 }]],
  ['a detection', [{ kind: 'detection', monitor: 'tracing', value: 0.6 }]],
  ['a detection of a known defence', [{ kind: 'detection', monitor: 'watchdog', value: 0.9 }]],
  [
    'a channel',
    [
      {
        kind: 'channel',
        threat: 'communication-poisoning',
        relationKind: 'delegates',
        direction: 'along',
        into: 'worker',
        value: 0.1,
      },
    ],
  ],
  [
    'a channel of which the file has a stronger row',
    [{ kind: 'channel', threat: 'tool-misuse', relationKind: 'invokes', direction: 'along', into: 'crm', value: 0.01 }],
  ],
  ['an entry', [{ kind: 'entry', components: ['crm'] }], 'agentic/crm/agentic'],
  ['two entries', [{ kind: 'entry', components: ['helper', 'crm'] }], 'agentic/crm,helper/agentic'],
  ['a hostile entry', [{ kind: 'entry', components: [FORUM] }], `agentic/${encodeId(FORUM)}/agentic`],
  ['somebody exposed', [{ kind: 'exposed', component: 'crm', isExposed: true }]],
  ['the entry point no longer exposed', [{ kind: 'exposed', component: 'customer', isExposed: false }]],
  ['no relation', [{ kind: 'without', relation: 'helper>messages>triage#1' }]],
  ['no relation that a control is on', [{ kind: 'without', relation: 'chat' }]],
  ['no model', [{ kind: 'without', relation: 'helper>infers>llm#1' }]],
  ['no component under a control', [{ kind: 'without', relation: 'input-filter>guards>context#1' }]],
  [
    'many at once',
    [
      { kind: 'control', control: 'input-filter', isOn: false },
      { kind: 'effectiveness', control: 'old-filter', value: 0.9 },
      { kind: 'hardening', component: 'triage', value: 0.2 },
      { kind: 'trust', relation: 'chat', direction: 'along', value: 0.9 },
      { kind: 'without', relation: 'triage>infers>llm#1' },
      { kind: 'entry', components: ['worker'] },
    ],
    'agentic/worker/agentic',
  ],
];

/** So much depends on these that 700 worlds show it. */
const withEffect: ReadonlySet<string> = new Set([
  'a control off',
  'an effectiveness',
  'a trust that turns parallel relations round',
  'a trust of a relation with its own id',
  'a hardening',
  'a detection',
  'a channel',
  'a channel of which the file has a stronger row',
  'an entry',
  'two entries',
  'many at once',
]);

const cases = rows.map(([what, edits, scenario = CUSTOMER]) => ({ what, edits, scenario }));

describe('a what-if', () => {
  let ask: (scenario: string, edits: readonly Edit[]) => Question;
  let engine: Engine;
  beforeAll(async () => {
    ask = await questionsAbout(deskFile);
    engine = await engineInNode();
  });

  it.each(cases)(
    'gives what the command line gives for the file with its YAML, to the last digit: $what',
    async ({ what, edits, scenario }) => {
      const question = ask(CUSTOMER, edits);
      const answer = await engine.answer(question);
      const file = pasted(deskFile, answer?.yaml ?? '');
      const { results } = await runFile(file, scenario);
      const position = question.results.scenarios.findIndex(({ id }) => id === CUSTOMER);
      expect(answer?.results.scenarios[position]).toEqual(results.scenarios[0]);
      if (withEffect.has(what)) expect(answer?.difference.total.mean).not.toBe(0);
    },
  );
});
