import type { ComponentTest, Rule } from '../rule.ts';
import { anAgent } from './agents.ts';
import { asksIt, worksForAskers } from './askers.ts';
import {
  bringsOutsideContent,
  givesOutsideContent,
  hearsOutsiders,
  isSwayedFromOutside,
  keepsOutsideContent,
  takesOutsideContent,
} from './outside-content.ts';
import { preciousStore, sensitiveTags } from './sensitive-data.ts';
import { readBy } from './steps.ts';
import { changesData, gathers, wayOut } from './tool-powers.ts';

/** What is searched by likeness: pipelines, and stores whose name or tags say that they hold vectors. */
const index: ComponentTest = {
  anyOf: [
    { kind: ['rag-pipeline'] },
    { kind: ['data-store'], named: ['embeds', 'embeddings', 'vector', 'vectors', 'vectorstore', 'rag', 'knowledge'] },
  ],
};
const isRead = { direction: 'in', kind: ['reads', 'accesses'] } as const;
/** Only with what anybody can read. */
const isFilledFromPages = {
  direction: 'in',
  kind: ['writes', 'feeds'],
  other: { ...bringsOutsideContent, withoutTags: ['read-private'] },
} as const;
const hasWayOut = { has: [{ direction: 'out', kind: ['invokes'], open: 'along', other: wayOut }] } as const;
const worthTaking: ComponentTest = {
  kind: ['data-store', 'rag-pipeline'],
  anyOf: [
    { value: 3 },
    { tags: sensitiveTags },
    { has: [{ direction: 'in', kind: ['accesses'], other: { tags: ['read-private'] } }] },
  ],
};

/** Threats on layer 2, those of the extended catalogue included. */
export const layer2Rules: readonly Rule[] = [
  {
    id: 'outside-content-is-stored',
    threats: ['L2-T1'],
    when: {
      relation: {
        kind: ['feeds', 'writes'],
        from: { anyOf: [{ kind: ['external', 'human', 'registry'] }, bringsOutsideContent, gathers] },
        to: { kind: ['data'] },
      },
      threatens: 'to',
    },
    because: 'what comes from {from} is stored in {to} and read later as if it were true',
  },
  {
    id: 'agent-stores-what-strangers-say',
    threats: ['L2-T1'],
    when: {
      relation: { kind: ['writes'], open: 'along', from: takesOutsideContent, to: { kind: ['data'], has: [isRead] } },
      threatens: 'to',
    },
    because: '{from} takes in content from outside and writes to {to}: it can be kept there and read as a fact',
  },
  {
    id: 'data-has-a-way-out',
    threats: ['L2-T2'],
    when: {
      relation: {
        kind: ['reads', 'accesses'],
        from: {
          anyOf: [
            { kind: ['agent'], ...hasWayOut },
            { kind: ['tool'], has: [{ direction: 'in', kind: ['invokes'], other: hasWayOut }] },
          ],
        },
        to: { kind: ['data'], exposed: false, lacks: [isFilledFromPages] },
      },
      threatens: 'to',
    },
    because: 'what {from} gets from {to} is seen by an agent that also has a tool with a way out',
  },
  {
    id: 'data-goes-out-over-a-peer',
    threats: ['L2-T2'],
    when: {
      way: [
        worthTaking,
        { over: [readBy], to: { ...anAgent, lacks: [hasWayOut.has[0]] } },
        {
          over: [
            { kind: 'messages', direction: 'along' },
            { kind: 'delegates', direction: 'along' },
            { kind: 'delegates', direction: 'against' },
          ],
          to: { ...anAgent, ...hasWayOut },
        },
      ],
      threatens: 'start',
    },
    because: 'what is read from {start} can be handed on to {end}, which has a tool with a way out',
  },
  {
    id: 'data-goes-out-over-a-hub',
    threats: ['L2-T2'],
    when: {
      way: [
        worthTaking,
        { over: [readBy], to: { ...anAgent, lacks: [hasWayOut.has[0]] } },
        { over: [{ kind: 'delegates', direction: 'against' }], to: anAgent },
        { over: [{ kind: 'delegates', direction: 'along' }], to: { ...anAgent, ...hasWayOut } },
      ],
      threatens: 'start',
    },
    because:
      'what is read from {start} comes back as a result, and can be in the task of {end}, which has a tool with a way out',
  },
  {
    id: 'whoever-asks-gets-private-data',
    threats: ['L2-T2'],
    when: {
      relation: {
        kind: ['reads', 'accesses'],
        from: {
          anyOf: [
            worksForAskers,
            { kind: ['tool'], has: [{ direction: 'in', kind: ['invokes'], other: worksForAskers }] },
          ],
        },
        to: worthTaking,
      },
      threatens: 'to',
    },
    because: '{from} gets what it needs from {to} for whoever asks, and an answer can hold more than it should',
  },
  {
    id: 'data-opens-to-a-loose-credential',
    threats: ['L2-T2'],
    when: {
      relation: {
        kind: ['authenticates'],
        role: 'accepts',
        from: { kind: ['data'] },
        to: {
          anyOf: [
            { tags: ['literal'] },
            { has: [{ direction: 'in', kind: ['authenticates'], role: 'holds', other: { has: [hearsOutsiders] } }] },
          ],
        },
      },
      threatens: 'from',
    },
    because: '{from} opens to {to}, which stands in a file or is held by one that exposed parties talk to',
  },
  {
    id: 'strangers-fill-the-store',
    threats: ['L2-T3'],
    when: {
      relation: {
        kind: ['feeds', 'writes', 'accesses'],
        open: 'along',
        from: { exposed: true },
        to: {
          kind: ['data'],
          anyOf: [{ has: [isRead] }, { has: [{ direction: 'out', kind: ['feeds'] }] }],
        },
      },
      threatens: 'to',
    },
    because: '{from} can put in more than {to} bears, and others wait for what it holds',
  },
  {
    id: 'strangers-drive-a-shared-store',
    threats: ['L2-T3'],
    when: {
      relation: {
        kind: ['writes', 'accesses'],
        open: 'along',
        from: {
          anyOf: [{ has: [asksIt] }, { has: [{ direction: 'in', kind: ['invokes'], other: { has: [asksIt] } }] }],
        },
        to: { kind: ['data'], has: [{ ...isRead, atLeast: 2 }] },
      },
      threatens: 'to',
    },
    because: 'whoever asks has {from} work on {to} without limit, and several need it',
  },
  {
    id: 'records-cross-a-zone-unsigned',
    threats: ['L2-T4'],
    when: {
      relation: {
        kind: ['reads'],
        open: 'against',
        signed: false,
        crossesZone: true,
        to: { kind: ['data', 'log-store'] },
      },
      threatens: 'to',
    },
    because: 'records of {to} reach {from} unsigned from another zone, and can be changed on the way',
  },
  {
    id: 'open-store-is-believed',
    threats: ['L2-T4'],
    when: {
      relation: {
        kind: ['reads'],
        open: 'against',
        from: { kind: ['agent', 'tool', 'monitor', 'pipeline'] },
        to: { kind: ['data', 'log-store'], exposed: true },
      },
      threatens: 'to',
    },
    because: '{from} acts on what is in {to}, which an attacker can touch',
  },
  {
    id: 'tool-changes-what-others-use',
    threats: ['L2-T4'],
    when: {
      relation: {
        kind: ['accesses'],
        open: 'along',
        from: { ...changesData, has: [{ direction: 'in', kind: ['invokes'] }] },
        to: { kind: ['data'], anyOf: [{ has: [{ ...isRead, atLeast: 2 }] }, preciousStore] },
      },
      threatens: 'to',
    },
    because: 'whoever calls {from} can change records in {to}, and much depends on them',
  },
  {
    id: 'swayed-agent-writes-precious-records',
    threats: ['L2-T4'],
    when: {
      relation: {
        kind: ['writes'],
        open: 'along',
        from: isSwayedFromOutside,
        to: { anyOf: [preciousStore], kind: ['data'] },
      },
      threatens: 'to',
    },
    because: 'content from outside reaches {from}, which writes to {to}, and much depends on what is there',
  },
  {
    id: 'index-takes-in-foreign-content',
    threats: ['L2-T5'],
    when: {
      relation: {
        kind: ['feeds', 'writes'],
        open: 'along',
        from: givesOutsideContent,
        to: { ...index, has: [isRead] },
      },
      threatens: 'to',
    },
    because: 'what {from} brings into {to} was written outside, and is retrieved into answers',
  },
  {
    id: 'pipeline-retrieves-foreign-content',
    threats: ['L2-T5'],
    when: {
      relation: {
        kind: ['reads'],
        open: 'against',
        from: { kind: ['rag-pipeline'] },
        to: keepsOutsideContent,
      },
      threatens: 'from',
    },
    because: '{from} retrieves from {to}, where outsiders wrote',
  },
  {
    id: 'index-lags-behind-its-source',
    threats: ['MAS-T17'],
    when: {
      relation: {
        kind: ['feeds'],
        from: {
          anyOf: [
            { kind: ['external'] },
            { kind: ['data'], has: [{ direction: 'in', kind: ['writes', 'accesses'], open: 'along' }] },
          ],
        },
        to: { ...index, monitored: false, has: [isRead] },
      },
      threatens: 'to',
    },
    because: '{from} changes, {to} keeps what it was made from, and nothing watches how far they are apart',
  },
  {
    id: 'nothing-renews-the-index',
    threats: ['MAS-T17'],
    when: {
      component: {
        ...index,
        monitored: false,
        has: [isRead],
        lacks: [
          { direction: 'in', kind: ['feeds', 'writes'] },
          { direction: 'out', kind: ['reads'] },
        ],
      },
    },
    because: 'answers come from {it}, and nothing in the model brings it up to date or watches its age',
  },
  {
    id: 'strangers-shape-the-search',
    threats: ['MAS-T18'],
    when: {
      relation: {
        kind: ['reads'],
        from: { ...anAgent, has: [asksIt] },
        to: index,
      },
      threatens: 'to',
    },
    because: 'whoever asks {from} chooses the words with which it searches {to}',
  },
  {
    id: 'index-mixes-rights',
    threats: ['MAS-T28'],
    when: {
      component: {
        ...index,
        has: [
          isRead,
          { direction: 'in', kind: ['feeds', 'writes'], other: { kind: ['data', 'external'] }, atLeast: 2 },
        ],
      },
    },
    because: '{it} holds what came from several stores: who may search it sees all of them, whatever rights each had',
  },
  {
    id: 'index-answers-without-a-check',
    threats: ['MAS-T28'],
    when: {
      relation: {
        kind: ['reads'],
        controlled: false,
        from: worksForAskers,
        to: { ...index, lacks: [isFilledFromPages] },
      },
      threatens: 'to',
    },
    because: 'whoever asks is answered by {from}, and no control says which part of {to} it may search for them',
  },
  {
    id: 'peers-speak-into-memory',
    threats: ['BV-7'],
    when: {
      relation: {
        kind: ['writes'],
        open: 'along',
        from: {
          ...anAgent,
          anyOf: [
            {
              has: [
                {
                  direction: 'in',
                  kind: ['messages', 'delegates', 'spawns'],
                  open: 'along',
                  signed: false,
                  other: anAgent,
                },
              ],
            },
            {
              has: [
                { direction: 'out', kind: ['delegates', 'spawns'], open: 'against', signed: false, other: anAgent },
              ],
            },
          ],
        },
        to: { kind: ['memory'], has: [{ direction: 'in', kind: ['reads'] }] },
      },
      threatens: 'to',
    },
    because: 'what other agents tell {from} may be written to {to}, and stays',
  },
];
