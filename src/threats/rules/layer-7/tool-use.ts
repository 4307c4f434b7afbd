import type { Rule } from '../../rule.ts';
import { anAgent } from '../agents.ts';
import { GATED, UNGATED } from '../gates.ts';
import { anOutsider, bringsOutsideContent, isSwayedFromOutside, keepsOutsideContent } from '../outside-content.ts';
import { hasEffects } from '../tool-powers.ts';

/** What agents are made to do: tools misused, goals bent. */
export const toolUseRules: readonly Rule[] = [
  {
    id: 'swayed-agent-calls-without-a-gate',
    threats: ['L7-T4'],
    when: {
      relation: { kind: ['invokes'], open: 'along', ...UNGATED, from: isSwayedFromOutside, to: hasEffects },
      threatens: 'to',
    },
    because:
      'content from outside reaches {from}, which may call {to}, whose calls have effects, and no gate is before the call',
  },
  {
    id: 'swayed-agent-calls-through-a-gate',
    threats: ['L7-T4'],
    when: {
      relation: { kind: ['invokes'], open: 'along', ...GATED, from: isSwayedFromOutside, to: hasEffects },
      threatens: 'to',
    },
    because:
      'content from outside reaches {from}, which may call {to}, whose calls have effects; only the gate before the call stands in the way',
  },
  {
    id: 'outside-content-enters-a-prompt',
    threats: ['L7-T5'],
    when: {
      relation: {
        kind: ['feeds', 'messages'],
        open: 'along',
        from: { anyOf: [anOutsider, bringsOutsideContent] },
        to: anAgent,
      },
      threatens: 'to',
    },
    because: '{to} has content of {from} in its context beside its task, and that content can bend its goal',
  },
  {
    id: 'outside-content-is-read-into-a-prompt',
    threats: ['L7-T5'],
    when: {
      relation: { kind: ['reads'], open: 'against', from: anAgent, to: keepsOutsideContent },
      threatens: 'from',
    },
    because: '{from} reads {to} into its context, and outsiders write some of what is there',
  },
  {
    id: 'outside-content-comes-as-an-answer',
    threats: ['L7-T5'],
    when: {
      relation: {
        kind: ['invokes'],
        open: 'against',
        from: { ...anAgent, lacks: [{ direction: 'in', kind: ['feeds'], open: 'along', other: anOutsider }] },
        to: bringsOutsideContent,
      },
      threatens: 'from',
    },
    because: '{to} answers {from} with what strangers wrote, and the answer stands in the context beside the goal',
  },
];
