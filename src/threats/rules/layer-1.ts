import type { ComponentTest, Rule, StepTest } from '../rule.ts';
import { anAgent } from './agents.ts';
import { askers } from './askers.ts';
import { bringsOutsideContent, hearsOutsiders, keepsOutsideContent } from './outside-content.ts';
import { passesWork } from './steps.ts';
import { acts } from './tool-powers.ts';

/** Not what only makes vectors of texts: it answers nobody. */
const answering: ComponentTest = { kind: ['model'], notNamed: ['embedding', 'embeddings'] };

/** Where agents keep what they are about to do. */
const scratchpad: ComponentTest = {
  anyOf: [{ kind: ['memory'] }, { named: ['plan', 'scratchpad', 'history', 'state', 'todo'] }],
};

const said: readonly StepTest[] = [
  { kind: 'messages', direction: 'along' },
  { kind: 'feeds', direction: 'along' },
];
const asks = (model: ComponentTest) => ({ over: [{ kind: 'infers', direction: 'along' }], to: model }) as const;

/** Threats on layer 1, those of the extended catalogue included. */
export const layer1Rules: readonly Rule[] = [
  {
    id: 'foreign-content-is-judged',
    threats: ['L1-T1'],
    when: {
      way: [
        { anyOf: [{ kind: ['external', 'tool'], exposed: true }, keepsOutsideContent] },
        {
          over: [
            { kind: 'feeds', direction: 'along' },
            { kind: 'reads', direction: 'against' },
            { kind: 'invokes', direction: 'against' },
          ],
          to: anAgent,
        },
        asks({ kind: ['model'] }),
      ],
      threatens: 'end',
    },
    because: '{end} judges what comes from {start}, and strangers can tune that until it is read wrongly',
  },
  {
    id: 'own-model-answers-strangers',
    threats: ['L1-T2'],
    when: {
      way: [
        askers,
        { over: said, to: anAgent },
        asks({
          ...answering,
          anyOf: [
            { has: [{ direction: 'in', kind: ['trains'] }] },
            { has: [{ direction: 'out', kind: ['runs-on'] }] },
            { value: 2 },
          ],
        }),
      ],
      threatens: 'end',
    },
    because: '{start} gets answers of {end}, which is an asset of this system: enough of them make a copy',
  },
  {
    id: 'model-is-built-on-another',
    threats: ['L1-T3'],
    when: {
      relation: { kind: ['trains'], signed: false, from: { kind: ['model'] }, to: { kind: ['model'] } },
      threatens: 'to',
    },
    because:
      '{to} is made from the weights of {from}, which nobody signed: a trigger that is hidden there is inherited',
  },
  {
    id: 'weights-lie-on-a-shared-machine',
    threats: ['L1-T3'],
    when: {
      relation: {
        kind: ['runs-on'],
        from: { kind: ['model'] },
        to: {
          kind: ['host'],
          has: [{ direction: 'in', kind: ['accesses', 'runs-on'], open: 'along', other: { kind: ['agent', 'tool'] } }],
        },
      },
      threatens: 'from',
    },
    because:
      'the weights of {from} lie on {to}, which others run on or reach: they can be exchanged for some with a trigger',
  },
  {
    id: 'trained-model-answers-people',
    threats: ['L1-T4'],
    when: {
      way: [
        { anyOf: [askers, { kind: ['human'] }] },
        { over: said, to: anAgent },
        asks({ ...answering, has: [{ direction: 'in', kind: ['trains'], other: { kind: ['data'] } }] }),
      ],
      threatens: 'end',
    },
    because: '{end} was trained on data of this system, and its answers to {start} tell which records were among them',
  },
  {
    id: 'others-fill-the-training-data',
    threats: ['L1-T5'],
    when: {
      relation: {
        kind: ['trains'],
        to: { kind: ['model'] },
        from: {
          kind: ['data'],
          anyOf: [
            { exposed: true },
            { named: ['public', 'scraped', 'crawled', 'community', 'crowdsourced'] },
            { has: [{ direction: 'in', kind: ['feeds', 'writes', 'accesses'], open: 'along' }] },
          ],
        },
      },
      threatens: 'from',
    },
    because: '{to} is trained on {from}, and others put samples there',
  },
  {
    id: 'strangers-talk-to-the-model',
    threats: ['L1-T6'],
    when: { way: [askers, { over: said, to: anAgent }, asks(answering)], threatens: 'end' },
    because: 'words of {start} reach {end}, and some can be found that put it to another use',
  },
  {
    id: 'several-wait-for-one-model',
    threats: ['L1-T7'],
    when: {
      way: [
        askers,
        { over: said, to: anAgent },
        asks({ ...answering, has: [{ direction: 'in', kind: ['infers'], atLeast: 2 }] }),
      ],
      threatens: 'end',
    },
    because: '{start} can have {end} work without limit, and all agents that infer from it wait',
  },
  {
    id: 'chance-picks-the-path',
    threats: ['MAS-T16'],
    when: {
      relation: {
        kind: ['infers'],
        from: {
          ...anAgent,
          supervised: false,
          lacks: [{ direction: 'in', kind: ['monitors'], other: { kind: ['evaluator'] } }],
          anyOf: [
            { has: [{ direction: 'out', kind: ['delegates', 'spawns'], atLeast: 2 }] },
            {
              has: [
                { direction: 'out', kind: ['invokes'], atLeast: 2 },
                { direction: 'out', kind: ['invokes'], other: acts },
              ],
            },
          ],
        },
        to: answering,
      },
      threatens: 'to',
    },
    because:
      'the answer of {to} decides which way {from} takes, and nobody evaluates or approves whether equal cases take the same',
  },
  {
    id: 'several-strangers-fill-one-context',
    threats: ['BV-1'],
    when: {
      component: {
        ...anAgent,
        anyOf: [
          { has: [{ ...hearsOutsiders, atLeast: 2 }] },
          {
            has: [{ direction: 'out', kind: ['invokes'], open: 'against', other: bringsOutsideContent, atLeast: 2 }],
          },
        ],
      },
    },
    because:
      'text of strangers comes into the context of {it} in several ways, and its own rules are one part among many',
  },
  {
    id: 'one-request-is-many-calls',
    threats: ['BV-6'],
    when: {
      way: [askers, { over: said, to: anAgent }, { over: passesWork, to: anAgent }, asks({ kind: ['model'] })],
      threatens: 'end',
    },
    because: 'a request of {start} is handed on to further agents that call {end}: one costs many',
  },
  {
    id: 'others-write-to-the-plan',
    threats: ['BV-10'],
    when: {
      relation: {
        kind: ['reads'],
        open: 'against',
        from: anAgent,
        to: {
          anyOf: [
            { ...scratchpad, exposed: true },
            { ...scratchpad, has: [{ direction: 'in', kind: ['writes'], atLeast: 2 }] },
          ],
          has: [{ direction: 'in', kind: ['writes'], other: anAgent }],
        },
      },
      threatens: 'from',
    },
    because: '{from} thinks on from what it finds in {to}, and others can change that',
  },
];
