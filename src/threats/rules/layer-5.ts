import type { ComponentTest, NeighbourTest, Rule } from '../rule.ts';
import { anAgent } from './agents.ts';
import { agentWithSensitiveData, handlesSensitiveData } from './sensitive-data.ts';
import { sends } from './tool-powers.ts';

/** What an attacker can touch acts on it directly. */
const touchedFromOutside: NeighbourTest = {
  direction: 'in',
  kind: ['feeds', 'messages', 'accesses', 'writes', 'invokes'],
  open: 'along',
  other: { exposed: true },
};

/** Those that are watched, or could be. */
const acting: ComponentTest = { kind: ['agent', 'tool', 'human', 'external'] };

const filledByOthers: ComponentTest = {
  kind: ['store'],
  has: [{ direction: 'in', kind: ['writes', 'feeds', 'accesses'], open: 'along', other: acting }],
};

/** What was written stays as it was, whoever wrote it. */
const keptAsWritten: readonly string[] = ['append-only', 'immutable', 'write-once', 'worm', 'tamper-evident'];

/** Threats on layer 5, those of the extended catalogue included. */
export const layer5Rules: readonly Rule[] = [
  // Evaluation
  {
    id: 'evaluator-reads-what-others-write',
    threats: ['L5-T1'],
    when: {
      relation: { kind: ['reads'], from: { kind: ['evaluator'] }, to: filledByOthers },
      threatens: 'to',
    },
    because: '{from} judges by what stands in {to}, and those who are judged or others write there',
  },
  {
    id: 'evaluator-knows-only-what-it-is-told',
    threats: ['L5-T1'],
    when: {
      relation: {
        kind: ['monitors'],
        open: 'against',
        from: { kind: ['evaluator'], lacks: [{ direction: 'out', kind: ['reads'] }] },
        to: { kind: ['agent', 'tool', 'model'] },
      },
      threatens: 'from',
    },
    because: '{from} has no test data of its own: the score of {to} rests on what {to} says',
  },
  // Observability as a target
  {
    id: 'monitor-beside-what-it-watches',
    threats: ['L5-T2'],
    when: {
      relation: {
        kind: ['runs-on'],
        from: { kind: ['monitor', 'log-store'] },
        to: {
          kind: ['host'],
          has: [{ direction: 'in', kind: ['runs-on'], other: { kind: ['agent', 'tool', 'model', 'container'] } }],
        },
      },
      threatens: 'from',
    },
    because: '{from} runs on {to} beside components of the system: who takes one of them is next to {from}',
  },
  {
    id: 'monitor-in-reach',
    threats: ['L5-T2'],
    when: { component: { kind: ['monitor'], exposed: true } },
    because: 'an attacker can touch {it}, and then sees what it sees and decides what it says',
  },
  {
    id: 'monitor-with-rights',
    threats: ['L5-T2'],
    when: {
      component: {
        kind: ['monitor'],
        anyOf: [
          { has: [{ direction: 'out', kind: ['authenticates'], role: 'holds' }] },
          { has: [{ direction: 'out', kind: ['invokes', 'accesses', 'delegates'] }] },
        ],
      },
    },
    because: '{it} has a credential or calls of its own, so that taking it gives more than a view',
  },
  {
    id: 'outsiders-load-who-watches',
    threats: ['L5-T3'],
    when: {
      way: [
        { exposed: true },
        {
          over: [
            { kind: 'feeds', direction: 'along' },
            { kind: 'messages', direction: 'along' },
            { kind: 'accesses', direction: 'along' },
            { kind: 'writes', direction: 'along' },
          ],
          to: {},
        },
        {
          over: [
            { kind: 'monitors', direction: 'against' },
            { kind: 'supervises', direction: 'against' },
            { kind: 'reads', direction: 'against' },
          ],
          to: { kind: ['monitor', 'human'] },
        },
      ],
      threatens: 'end',
    },
    because: 'how much {end} has to look at is up to {start}, which an attacker can touch',
  },
  {
    id: 'lone-monitor-on-what-takes-content',
    threats: ['L5-T4'],
    when: {
      relation: {
        kind: ['monitors'],
        from: { kind: ['monitor'] },
        to: {
          lacks: [{ direction: 'in', kind: ['monitors'], atLeast: 2 }],
          anyOf: [
            { has: [touchedFromOutside] },
            { has: [{ direction: 'out', kind: ['reads'], open: 'against', other: filledByOthers }] },
            {
              has: [
                {
                  direction: 'out',
                  kind: ['reads'],
                  open: 'against',
                  other: { kind: ['rag-pipeline'], has: [{ direction: 'in', kind: ['feeds'] }] },
                },
              ],
            },
          ],
        },
      },
      threatens: 'from',
    },
    because: 'only {from} watches {to}, and what others put before {to} can be shaped so that nothing is noticed',
  },
  // What traces show
  {
    id: 'traces-show-sensitive-data',
    threats: ['L5-T5'],
    when: {
      relation: { kind: ['monitors'], from: { kind: ['monitor'] }, to: handlesSensitiveData },
      threatens: 'from',
    },
    because: '{from} sees what {to} does with private data, so that traces and dashboards show it too',
  },
  {
    id: 'log-keeps-sensitive-data',
    threats: ['L5-T5'],
    when: {
      relation: {
        kind: ['writes', 'accesses'],
        open: 'along',
        from: handlesSensitiveData,
        to: { kind: ['log-store'] },
      },
      threatens: 'to',
    },
    because: '{from} handles private data and writes to {to}, where it is kept for all who read logs',
  },
  {
    id: 'traces-leave-their-zone',
    threats: ['L5-T5'],
    when: {
      relation: { kind: ['monitors'], crossesZone: true, from: { kind: ['monitor'] } },
      threatens: 'from',
    },
    because: 'what {to} does is seen by {from}, which stands in another zone',
  },
  {
    id: 'log-leaves-its-zone',
    threats: ['L5-T5'],
    when: {
      relation: { kind: ['writes', 'accesses'], open: 'along', crossesZone: true, to: { kind: ['log-store'] } },
      threatens: 'to',
    },
    because: '{from} logs to {to}, which stands in another zone',
  },
  // False and flooding telemetry
  {
    id: 'outsiders-shape-what-is-seen',
    threats: ['L5-T6'],
    when: {
      relation: {
        kind: ['monitors'],
        open: 'against',
        from: { kind: ['monitor'] },
        to: { has: [touchedFromOutside] },
      },
      threatens: 'from',
    },
    because: 'an attacker can act on {to} directly, and so on what {from} gets to see of it',
  },
  {
    id: 'log-that-outsiders-write',
    threats: ['L5-T6'],
    when: {
      component: {
        kind: ['log-store'],
        anyOf: [{ exposed: true }, { has: [touchedFromOutside] }],
        has: [{ direction: 'in', kind: ['reads', 'writes'] }],
      },
    },
    because: 'an attacker can write to {it}, and whoever goes by it believes that',
  },
  {
    id: 'outsiders-add-to-readings',
    threats: ['L5-T6'],
    when: {
      relation: {
        kind: ['accesses', 'writes', 'feeds'],
        open: 'along',
        from: { exposed: true },
        to: {
          kind: ['data'],
          has: [
            { direction: 'in', kind: ['writes', 'feeds'], other: { layer: [4, 5], exposed: false } },
            { direction: 'in', kind: ['reads'] },
          ],
        },
      },
      threatens: 'to',
    },
    because: '{to} keeps readings of the infrastructure, and {from} adds to them',
  },
  // Logs
  {
    id: 'subject-writes-its-own-log',
    threats: ['MAS-T23'],
    when: {
      relation: {
        kind: ['writes', 'accesses'],
        open: 'along',
        signed: false,
        from: { kind: ['agent', 'tool'] },
        to: { kind: ['log-store'], withoutTags: keptAsWritten },
      },
      threatens: 'to',
    },
    because: '{from} writes the record of what it did to {to} itself, unsigned: once taken it leaves out what it likes',
  },
  {
    id: 'log-in-reach',
    threats: ['MAS-T23'],
    when: { component: { kind: ['log-store'], exposed: true, withoutTags: keptAsWritten } },
    because: 'an attacker can touch {it}, and nothing says that entries stay as they were written',
  },
  {
    id: 'acts-without-record',
    threats: ['MAS-T44'],
    when: {
      component: {
        ...anAgent,
        monitored: false,
        has: [{ direction: 'out', kind: ['invokes'], open: 'along', other: { kind: ['tool'] } }],
        lacks: [{ direction: 'out', kind: ['writes', 'accesses', 'feeds'], other: { kind: ['log-store', 'monitor'] } }],
      },
    },
    because: '{it} calls tools, nothing watches it, and it writes no log: what it did cannot be reconstructed',
  },
  // What hides from those who look
  {
    id: 'monitor-of-what-can-send-private-data',
    threats: ['BV-8'],
    when: {
      relation: {
        kind: ['monitors'],
        from: { kind: ['monitor'] },
        to: { ...agentWithSensitiveData, has: [{ direction: 'out', kind: ['invokes'], open: 'along', other: sends }] },
      },
      threatens: 'from',
    },
    because:
      '{to} has private data and a way out: what it sends can carry that data in a form that {from} does not see',
  },
  {
    id: 'checked-call-can-carry-hidden-data',
    threats: ['BV-8'],
    when: {
      relation: {
        kind: ['invokes'],
        open: 'along',
        controlled: true,
        controlledGoing: 'along',
        from: agentWithSensitiveData,
        to: sends,
      },
      threatens: 'to',
    },
    because:
      'calls of {to} are checked for what can be seen in them: {from} can hide private data in characters that do not show',
  },
  {
    id: 'one-monitor-for-many',
    threats: ['BV-12'],
    when: {
      component: {
        kind: ['monitor'],
        has: [
          { direction: 'out', kind: ['monitors'], atLeast: 3 },
          { direction: 'out', kind: ['monitors'], other: { has: [touchedFromOutside] } },
        ],
      },
    },
    because: 'signals of three components or more end at {it}, and outsiders can make one of them noisy',
  },
  {
    id: 'one-log-for-many',
    threats: ['BV-12'],
    when: {
      component: {
        kind: ['log-store'],
        has: [{ direction: 'in', kind: ['writes', 'accesses'], other: { kind: ['agent', 'tool'] }, atLeast: 3 }],
      },
    },
    because: 'three components or more log to {it}: what one of them writes in bulk buries what the others say',
  },
];
