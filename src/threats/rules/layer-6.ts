import type { ComponentTest, Rule } from '../rule.ts';
import { anAgent } from './agents.ts';
import { clusterWords } from './cluster-words.ts';
import { defender, learnedDefender } from './defenders.ts';
import {
  agentWithSensitiveData,
  answersWithSensitiveData,
  handlesSensitiveData,
  preciousStore,
  sensitiveStore,
} from './sensitive-data.ts';

/** Who may write what defenders go by. */
const others: ComponentTest = { kind: ['agent', 'tool', 'human', 'external'] };

/** What is known of it only when the system runs. */
const notKnownBefore: ComponentTest = { tags: ['dynamic', 'unknown-capabilities'] };

/** A defender of layer 6, not what only watches. */
const enforcer: ComponentTest = {
  exceptKind: ['framework'],
  anyOf: [{ kind: ['control'] }, { kind: ['agent', 'tool', 'monitor'], layer: [6] }],
};

/** Threats on layer 6, those of the extended catalogue included. */
export const layer6Rules: readonly Rule[] = [
  // What defenders learn from
  {
    id: 'defender-goes-by-what-others-write',
    threats: ['L6-T1'],
    when: {
      relation: {
        kind: ['reads'],
        open: 'against',
        from: defender,
        to: {
          kind: ['data', 'log-store'],
          anyOf: [
            { exposed: true },
            {
              has: [
                {
                  direction: 'in',
                  kind: ['writes', 'feeds', 'accesses'],
                  open: 'along',
                  other: { ...others, layer: [1, 2, 3, 4, 5, 7] },
                },
              ],
            },
          ],
        },
      },
      threatens: 'from',
    },
    because: '{from} decides by what stands in {to}, and components that it defends against can write there',
  },
  {
    id: 'defender-learns-from-what-others-give',
    threats: ['L6-T1'],
    when: {
      relation: {
        kind: ['infers'],
        open: 'against',
        from: defender,
        to: {
          kind: ['model'],
          has: [
            {
              direction: 'in',
              kind: ['trains'],
              open: 'along',
              other: {
                anyOf: [{ exposed: true }, { has: [{ direction: 'in', kind: ['writes', 'feeds'], other: others }] }],
              },
            },
          ],
        },
      },
      threatens: 'from',
    },
    because: 'the model {to} of {from} is trained on data that others give',
  },
  // Getting past them
  {
    id: 'outside-content-passes-a-learned-control',
    threats: ['L6-T2'],
    when: {
      component: {
        ...learnedDefender,
        on: { kind: ['feeds', 'messages', 'reads'], source: { exposed: true } },
      },
    },
    because:
      'by its name or its model {it} is a learned judge, and an attacker can rewrite what reaches it until it lets that pass',
  },
  {
    id: 'stored-content-passes-a-learned-control',
    threats: ['L6-T2'],
    when: {
      component: {
        ...learnedDefender,
        on: {
          kind: ['reads'],
          direction: 'against',
          source: { kind: ['data'], has: [{ direction: 'in', kind: ['feeds', 'writes'], open: 'along' }] },
        },
      },
    },
    because:
      'by its name or its model {it} is a learned judge of what comes out of a store that others fill, and they can shape that beforehand',
  },
  {
    id: 'memory-write-passes-a-learned-control',
    threats: ['L6-T2'],
    when: {
      component: {
        ...learnedDefender,
        on: { kind: ['writes', 'feeds'], direction: 'along', target: { kind: ['memory', 'rag-pipeline'] } },
      },
    },
    because:
      'by its name or its model {it} is a learned judge of what is remembered: entries that are harmless one by one get past it',
  },
  // Taking them
  {
    id: 'enforcer-with-rights',
    threats: ['L6-T3'],
    when: {
      component: {
        ...enforcer,
        has: [{ direction: 'out', kind: ['authenticates', 'invokes', 'accesses', 'delegates'] }],
      },
    },
    because: '{it} has a credential or calls of its own, so that who takes it attacks with the rights of a defender',
  },
  {
    id: 'enforcer-beside-what-it-guards',
    threats: ['L6-T3'],
    when: {
      relation: {
        kind: ['runs-on'],
        from: enforcer,
        to: {
          kind: ['host'],
          has: [{ direction: 'in', kind: ['runs-on'], other: { ...others, layer: [3, 4, 7] } }],
        },
      },
      threatens: 'from',
    },
    because: '{from} runs on {to} beside what it guards: who takes {to} switches {from} off',
  },
  // What they do to people
  {
    id: 'control-over-sensitive-data',
    threats: ['L6-T4'],
    when: {
      component: {
        kind: ['control'],
        anyOf: [{ on: { source: sensitiveStore } }, { on: { target: sensitiveStore } }],
      },
    },
    because: '{it} decides automatically about data that rules protect: set up wrongly it breaks them unseen',
  },
  {
    id: 'watcher-of-sensitive-data',
    threats: ['L6-T4'],
    when: {
      relation: {
        kind: ['monitors'],
        from: { kind: ['monitor'] },
        to: { has: [{ direction: 'out', kind: ['reads', 'accesses'], other: sensitiveStore }] },
      },
      threatens: 'from',
    },
    because: '{from} inspects what {to} does with data that rules protect, and so processes that data itself',
  },
  {
    id: 'learned-defender-judges-people',
    threats: ['L6-T5'],
    when: {
      component: {
        ...learnedDefender,
        on: { kind: ['messages', 'feeds'], source: { kind: ['human'] } },
      },
    },
    because:
      'by its name or its model {it} is a learned judge of what people write: some of them are held back, or left unprotected, more than others',
  },
  {
    id: 'learned-monitor-judges-people',
    threats: ['L6-T5'],
    when: {
      relation: {
        kind: ['monitors'],
        from: learnedDefender,
        to: {
          anyOf: [
            { kind: ['human'] },
            { has: [{ direction: 'in', kind: ['messages', 'feeds'], other: { kind: ['human'] } }] },
          ],
        },
      },
      threatens: 'from',
    },
    because:
      'by its name or its model {from} is a learned judge of what people do with {to}, and can be wrong about some of them more than others',
  },
  {
    id: 'verdicts-leave-no-trace',
    threats: ['L6-T6'],
    when: {
      component: {
        ...learnedDefender,
        lacks: [{ direction: 'out', kind: ['writes', 'accesses'], other: { kind: ['log-store'] } }],
      },
    },
    because:
      'by its name or its model {it} is a learned judge, and it writes no log: why it let something pass cannot be shown',
  },
  {
    id: 'verdict-shows-to-who-asks',
    threats: ['L6-T7'],
    when: {
      component: {
        ...learnedDefender,
        on: { kind: ['messages'], source: { kind: ['human', 'agent'], exposed: true } },
      },
    },
    because: 'whoever writes to what {it} guards sees its verdict each time, and can copy it from the answers',
  },
  // Policies
  {
    id: 'policy-for-what-is-not-known-before',
    threats: ['MAS-T24'],
    when: {
      component: {
        kind: ['control'],
        anyOf: [{ on: { target: notKnownBefore } }, { on: { source: notKnownBefore } }],
      },
    },
    because:
      '{it} decides about a part of which only run time shows what it can do: its rule may be the wrong one, or none',
  },
  {
    id: 'policy-is-read-at-run-time',
    threats: ['MAS-T24'],
    when: {
      relation: {
        kind: ['reads'],
        signed: false,
        from: { kind: ['policy-engine', 'identity-provider'] },
        to: { kind: ['store'] },
      },
      threatens: 'from',
    },
    because:
      '{from} takes its rules from {to} at run time, unsigned: without them, or with others, it enforces something else',
  },
  {
    id: 'tool-server-with-the-rights-of-a-host',
    threats: ['MAS-T45'],
    when: {
      relation: {
        kind: ['runs-on'],
        open: 'along',
        from: { kind: ['tool'] },
        to: { kind: ['host'], exceptKind: ['container', 'network'], notNamed: [...clusterWords, 'container'] },
      },
      threatens: 'to',
    },
    because: '{from} runs on {to} itself, in no container, with the rights of whoever started it',
  },
  // Data over boundaries
  {
    id: 'sensitive-data-is-fetched-over-a-zone',
    threats: ['MAS-T46'],
    when: {
      relation: {
        kind: ['reads', 'accesses'],
        crossesZone: true,
        to: preciousStore,
      },
      threatens: 'to',
    },
    because: '{from} gets data of {to} out of its zone',
  },
  {
    id: 'sensitive-data-is-fed-over-a-zone',
    threats: ['MAS-T46'],
    when: {
      relation: {
        kind: ['feeds', 'trains'],
        open: 'along',
        crossesZone: true,
        from: preciousStore,
      },
      threatens: 'from',
    },
    because: 'data of {from} goes to {to}, which stands in another zone',
  },
  {
    id: 'prompts-leave-the-zone',
    threats: ['MAS-T46'],
    when: {
      relation: { kind: ['infers'], crossesZone: true, from: agentWithSensitiveData },
      threatens: 'from',
    },
    because: '{from} has private data in its prompts, and {to} stands in another zone',
  },
  {
    id: 'sensitive-answer-crosses-a-zone',
    threats: ['MAS-T46'],
    when: {
      relation: { kind: ['invokes'], open: 'against', crossesZone: true, to: answersWithSensitiveData },
      threatens: 'to',
    },
    because: '{to} answers with private data, and {from} stands in another zone',
  },
  {
    id: 'sensitive-data-is-sent-over-a-zone',
    threats: ['MAS-T46'],
    when: {
      relation: {
        kind: ['accesses', 'messages', 'invokes', 'writes'],
        open: 'along',
        crossesZone: true,
        from: handlesSensitiveData,
        to: { kind: ['external', 'registry', 'human'] },
      },
      threatens: 'from',
    },
    because: '{from} handles private data and sends to {to}, which stands in another zone',
  },
  // Rights on their way
  {
    id: 'check-before-work-is-handed-on',
    threats: ['BV-9'],
    when: { component: { kind: ['control'], on: { kind: ['delegates', 'spawns'], direction: 'along' } } },
    because:
      '{it} checks work when it is handed on, and the work is done later, when the rights behind it may have changed',
  },
  {
    id: 'check-of-a-call-for-somebody-else',
    threats: ['BV-9'],
    when: {
      component: {
        kind: ['control'],
        on: {
          kind: ['invokes'],
          direction: 'along',
          source: { has: [{ direction: 'in', kind: ['delegates', 'spawns'], open: 'along' }] },
        },
      },
    },
    because:
      '{it} checks calls that an agent makes on behalf of another: what that other may do can change between the two steps',
  },
  {
    id: 'checked-call-uses-a-credential',
    threats: ['BV-9'],
    when: {
      component: {
        kind: ['control'],
        on: {
          kind: ['invokes'],
          direction: 'along',
          target: { kind: ['tool'], has: [{ direction: 'out', kind: ['authenticates'] }] },
        },
      },
    },
    because: '{it} lets a call pass, and the call then acts by a credential whose rights may have changed by then',
  },
  {
    id: 'holder-hands-work-on',
    threats: ['BV-11'],
    when: {
      relation: {
        kind: ['authenticates'],
        role: 'holds',
        open: 'along',
        from: { ...anAgent, has: [{ direction: 'out', kind: ['delegates', 'spawns', 'messages'], other: anAgent }] },
        to: { kind: ['credential'], has: [{ direction: 'in', kind: ['authenticates'], role: 'accepts' }] },
      },
      threatens: 'to',
    },
    because: '{from} holds {to} and hands work on to other agents, and the credential can go with the work',
  },
  {
    id: 'credential-is-passed-through',
    threats: ['BV-11'],
    when: {
      relation: {
        kind: ['authenticates'],
        role: 'accepts',
        from: {
          kind: ['agent', 'tool'],
          has: [
            {
              direction: 'out',
              kind: ['delegates', 'invokes', 'accesses', 'messages'],
              open: 'along',
              other: { kind: ['agent', 'tool', 'external'] },
            },
          ],
        },
        to: { kind: ['credential'], has: [{ direction: 'in', kind: ['authenticates'], role: 'holds' }] },
      },
      threatens: 'to',
    },
    because: '{from} is given {to} by those who call it and calls further: it can use {to} there as if it were its own',
  },
];
