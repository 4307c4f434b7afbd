import type { ComponentTest, Rule } from '../rule.ts';
import { anAgent } from './agents.ts';
import { worksForAskers } from './askers.ts';
import { UNGATED } from './gates.ts';
import { anOutsider, keepsOutsideContent } from './outside-content.ts';
import { hasEffects } from './tool-powers.ts';

const UNCHECKED = {
  signed: false,
  controlled: false,
  controlledFor: ['intent-manipulation', 'communication-poisoning'],
} as const;
/** What people ask for across zones is a task, not content. */
const FROM_ANOTHER_ZONE = { ...UNCHECKED, crossesZone: true, other: { exceptKind: ['human'] } } as const;

/** It is told what to do by somebody: instructions stand in its context. */
const takesInstructions: ComponentTest = {
  ...anAgent,
  has: [{ direction: 'in', kind: ['delegates', 'messages', 'supervises', 'spawns'] }],
};

/** What it does is hard to take back. */
const changesWhatMatters: ComponentTest = {
  kind: ['tool'],
  anyOf: [
    { tags: ['write', 'execute'] },
    { has: [{ direction: 'out', kind: ['accesses', 'writes'], open: 'along', other: { value: 5 } }] },
  ],
};

/** The five agentic factors. */
export const factorRules: readonly Rule[] = [
  {
    id: 'a-model-gives-the-verdict',
    threats: ['AF-1'],
    when: {
      component: { kind: ['monitor', 'control'], has: [{ direction: 'out', kind: ['infers'] }] },
    },
    because: '{it} asks a model for its verdicts, so that what it stops once it may let through the next time',
  },
  {
    id: 'only-a-model-decides',
    threats: ['AF-1'],
    when: {
      component: {
        ...anAgent,
        supervised: false,
        has: [
          { direction: 'out', kind: ['infers'] },
          { direction: 'out', kind: ['invokes'], open: 'along', ...UNGATED, other: changesWhatMatters },
        ],
      },
    },
    because:
      'a model decides from run to run what {it} changes through its tools, and nothing that always decides alike stands between',
  },
  {
    id: 'acts-without-approval',
    threats: ['AF-2'],
    when: {
      component: {
        ...anAgent,
        supervised: false,
        has: [{ direction: 'out', kind: ['invokes'], open: 'along', ...UNGATED, other: hasEffects }],
      },
    },
    because: '{it} calls tools that have effects, no human supervises it, and no gate is before the calls',
  },
  {
    id: 'content-beside-instructions',
    threats: ['AF-3'],
    when: {
      component: {
        ...takesInstructions,
        anyOf: [
          { has: [{ direction: 'in', kind: ['feeds'], open: 'along', ...UNCHECKED, other: anOutsider }] },
          { has: [{ direction: 'in', kind: ['feeds', 'messages'], open: 'along', ...FROM_ANOTHER_ZONE }] },
          { has: [{ direction: 'out', kind: ['reads'], open: 'against', ...UNCHECKED, other: keepsOutsideContent }] },
          { has: [{ direction: 'out', kind: ['reads', 'delegates'], open: 'against', ...FROM_ANOTHER_ZONE }] },
        ],
      },
    },
    because:
      '{it} takes content from outside or from another zone into the context that holds its instructions, unsigned and unchecked',
  },
  {
    id: 'peers-are-believed',
    threats: ['AF-3'],
    when: {
      component: {
        ...anAgent,
        has: [
          {
            direction: 'in',
            kind: ['delegates', 'messages'],
            open: 'along',
            trust: 0.8,
            ...UNCHECKED,
            other: anAgent,
            atLeast: 2,
          },
        ],
      },
    },
    because: '{it} acts on what two agents or more tell it, and nothing checks or signs what they say',
  },
  {
    id: 'identity-is-made-while-it-runs',
    threats: ['AF-4'],
    when: {
      relation: {
        kind: ['spawns'],
        from: anAgent,
        to: { ...anAgent, lacks: [{ direction: 'out', kind: ['authenticates'], role: 'holds' }] },
      },
      threatens: 'to',
    },
    because:
      '{from} starts {to} while the system runs, and no copy has a credential of its own that says which one it is',
  },
  {
    id: 'works-for-others-under-its-own-key',
    threats: ['AF-4'],
    when: {
      relation: {
        kind: ['authenticates'],
        role: 'holds',
        open: 'along',
        from: worksForAskers,
        to: {
          kind: ['credential'],
          has: [{ direction: 'in', kind: ['authenticates'], role: 'accepts', other: { exceptKind: ['model'] } }],
        },
      },
      threatens: 'to',
    },
    because: '{from} acts under {to} for whoever asks it: the rights are those of the key, not of who asked',
  },
  {
    id: 'many-agents-hang-on-one',
    threats: ['AF-5'],
    when: {
      component: {
        ...anAgent,
        has: [
          { direction: 'out', kind: ['delegates', 'messages', 'spawns'], open: 'along', other: anAgent, atLeast: 3 },
        ],
      },
    },
    because: '{it} gives three agents or more their work or its messages: one compromise has as many ways on',
  },
  {
    id: 'agents-meet-in-a-store',
    threats: ['AF-5'],
    when: {
      component: {
        kind: ['data'],
        has: [
          { direction: 'in', kind: ['writes'], open: 'along', other: anAgent, atLeast: 2 },
          { direction: 'in', kind: ['reads'], open: 'against', other: anAgent, atLeast: 2 },
        ],
      },
    },
    because:
      'several agents write {it} and several read it: one of them reaches the others without ever talking to them',
  },
];
