import type { ComponentTest, Rule } from '../rule.ts';
import { anAgent } from './agents.ts';
import { clusterWords } from './cluster-words.ts';

/** What is run by others: not stores, credentials or the machines themselves. */
const workload: ComponentTest = { kind: ['agent', 'tool', 'model', 'monitor', 'container'] };

/** It stands for machines, or for software that runs on them beside the agents. */
const infrastructure: ComponentTest = { anyOf: [{ kind: ['host'] }, { layer: [4], exceptKind: ['secret-store'] }] };

/** Somebody else's key opens it. */
const opensTo: ComponentTest = {
  kind: ['credential'],
  has: [{ direction: 'in', kind: ['authenticates'], role: 'holds' }],
};

/** Threats on layer 4, those of the extended catalogue included. */
export const layer4Rules: readonly Rule[] = [
  {
    id: 'image-that-nobody-signed',
    threats: ['L4-T1'],
    when: {
      component: {
        kind: ['container'],
        has: [{ direction: 'in', kind: ['runs-on', 'accesses'], other: workload }],
        lacks: [{ direction: 'out', kind: ['registers', 'reads'], signed: true }],
      },
    },
    because: '{it} is made from an image that no signature is said to vouch for, and code of the agents runs in it',
  },
  // Orchestration
  {
    id: 'containers-under-one-host',
    threats: ['L4-T2'],
    when: {
      component: {
        kind: ['host'],
        has: [{ direction: 'in', kind: ['runs-on'], other: { kind: ['container'] }, atLeast: 2 }],
      },
    },
    because: '{it} starts, changes and reads the containers on it: who gets at its controls has all of them',
  },
  {
    id: 'cluster-runs-workloads',
    threats: ['L4-T2'],
    when: {
      component: {
        kind: ['host'],
        named: clusterWords,
        has: [{ direction: 'in', kind: ['runs-on'], other: { kind: ['agent', 'tool', 'model', 'monitor'] } }],
      },
    },
    because: '{it} is a cluster by its name: who gets at its control plane starts, alters and reads what runs on it',
  },
  {
    id: 'replicas-under-one-host',
    threats: ['L4-T2'],
    when: {
      component: { kind: ['host'], has: [{ direction: 'in', kind: ['runs-on'], other: { ...workload, count: 2 } }] },
    },
    because: '{it} runs replicas that something starts and stops: who gets at that decides what they all run',
  },
  {
    id: 'platform-runs-agents',
    threats: ['L4-T2'],
    when: { component: { kind: ['framework'], has: [{ direction: 'in', kind: ['runs-on'], other: workload }] } },
    because: 'agents run inside {it}: who gets at its controls starts, alters and reads them',
  },
  {
    id: 'key-to-where-work-is-run',
    threats: ['L4-T2'],
    when: {
      component: {
        kind: ['host'],
        has: [{ direction: 'out', kind: ['authenticates'], role: 'accepts', other: opensTo }],
      },
    },
    because: '{it} runs what it is sent by whoever shows a credential, and others hold that credential',
  },
  // Templates that infrastructure is made from
  {
    id: 'one-key-edits-and-deploys',
    threats: ['L4-T3'],
    when: {
      component: {
        kind: ['data', 'registry'],
        has: [
          {
            direction: 'out',
            kind: ['authenticates'],
            role: 'accepts',
            other: {
              ...opensTo,
              has: [{ direction: 'in', kind: ['authenticates'], role: 'accepts', other: { kind: ['host'] } }],
            },
          },
        ],
      },
    },
    because:
      'the credential that opens {it} also opens a host: what is edited in {it} can be deployed with the same key',
  },
  {
    id: 'host-is-set-up-from-what-others-write',
    threats: ['L4-T3'],
    when: {
      relation: {
        kind: ['reads', 'accesses', 'registers'],
        from: { kind: ['host'] },
        to: {
          kind: ['store'],
          has: [
            {
              direction: 'in',
              kind: ['writes', 'feeds', 'accesses'],
              other: { kind: ['agent', 'tool', 'human', 'external'] },
            },
          ],
        },
      },
      threatens: 'to',
    },
    because: '{from} is set up from what stands in {to}, and others write there',
  },
  {
    id: 'agent-edits-infrastructure-as-code',
    threats: ['L4-T3'],
    when: {
      relation: {
        kind: ['invokes'],
        from: anAgent,
        to: {
          kind: ['tool'],
          named: [
            ...['terraform', 'opentofu', 'pulumi', 'cloudformation', 'cdk', 'bicep', 'ansible', 'helm'],
            ...['kubernetes', 'kubectl', 'k8s', 'argocd', 'iac'],
          ],
        },
      },
      threatens: 'to',
    },
    because: 'through {to}, {from} changes the templates that infrastructure is provisioned from',
  },
  // Load
  {
    id: 'outsiders-load-infrastructure',
    threats: ['L4-T4'],
    when: {
      relation: {
        kind: ['accesses', 'feeds', 'messages', 'writes', 'invokes'],
        open: 'along',
        from: { exposed: true },
        to: infrastructure,
      },
      threatens: 'to',
    },
    because: 'an attacker can touch {from}, and {to} bears whatever load comes from it',
  },
  {
    id: 'exposed-part-loads-its-host',
    threats: ['L4-T4'],
    when: {
      relation: { kind: ['runs-on'], from: { exposed: true }, to: { kind: ['host'] } },
      threatens: 'to',
    },
    because: '{from} can be called by strangers, and uses up what {to} has',
  },
  // Computing time of others
  {
    id: 'calls-use-a-machine',
    threats: ['L4-T5'],
    when: {
      relation: {
        kind: ['accesses'],
        open: 'along',
        from: { kind: ['tool'], has: [{ direction: 'in', kind: ['invokes'], open: 'along' }] },
        to: { kind: ['host'] },
      },
      threatens: 'to',
    },
    because: 'what {from} is called with runs on {to}: who steers those calls has its computing time and its network',
  },
  {
    id: 'outsiders-have-agents-started',
    threats: ['L4-T5'],
    when: {
      relation: {
        kind: ['feeds', 'messages'],
        open: 'along',
        from: { exposed: true },
        to: { ...anAgent, has: [{ direction: 'out', kind: ['spawns'] }] },
      },
      threatens: 'to',
    },
    because: 'what {from} asks for makes {to} start more agents, and their computing time is yours',
  },
  // From one foothold to other systems
  {
    id: 'several-run-on-one-host',
    threats: ['L4-T6'],
    when: { component: { kind: ['host'], has: [{ direction: 'in', kind: ['runs-on'], atLeast: 2 }] } },
    because: 'several components run on {it}: a foothold in one of them is next to the others',
  },
  {
    id: 'several-hold-one-credential',
    threats: ['L4-T6'],
    when: {
      component: {
        kind: ['credential'],
        has: [
          { direction: 'in', kind: ['authenticates'], role: 'holds', atLeast: 2 },
          { direction: 'in', kind: ['authenticates'], role: 'accepts' },
        ],
      },
    },
    because: 'several hold {it}: whichever of them is taken opens all that accept it',
  },
  {
    id: 'host-holds-a-key-to-others',
    threats: ['L4-T6'],
    when: {
      relation: {
        kind: ['authenticates'],
        role: 'holds',
        open: 'along',
        from: { kind: ['host'] },
        to: { kind: ['credential'], has: [{ direction: 'in', kind: ['authenticates'], role: 'accepts' }] },
      },
      threatens: 'from',
    },
    because: '{to} lies on {from}: a foothold there reaches what accepts it, wherever that stands',
  },
  // Accounts of services
  {
    id: 'secret-stands-in-the-file',
    threats: ['MAS-T22'],
    when: { component: { kind: ['credential'], tags: ['literal'] } },
    because: 'the secret of {it} stands in the configuration as it is, for all who can read that file',
  },
  {
    id: 'credential-lies-on-a-host',
    threats: ['MAS-T22'],
    when: {
      relation: {
        kind: ['authenticates'],
        role: 'holds',
        open: 'along',
        from: {
          kind: ['host'],
          has: [{ direction: 'in', kind: ['accesses', 'runs-on'], other: { kind: ['tool', 'agent'] } }],
        },
        to: { kind: ['credential'] },
      },
      threatens: 'to',
    },
    because: '{to} lies on {from}, in reach of the agents and tools that run or act there',
  },
  {
    id: 'secrets-enter-a-context',
    threats: ['MAS-T22'],
    when: {
      relation: { kind: ['reads'], from: anAgent, to: { kind: ['secret-store'] } },
      threatens: 'to',
    },
    because: '{from} reads secrets of {to} into its context, and may repeat them',
  },
  {
    id: 'holder-of-a-credential-is-logged',
    threats: ['MAS-T22'],
    when: {
      relation: {
        kind: ['authenticates'],
        role: 'holds',
        open: 'along',
        from: {
          kind: ['agent', 'tool'],
          has: [{ direction: 'out', kind: ['writes'], other: { kind: ['log-store'] } }],
        },
        to: { kind: ['credential'] },
      },
      threatens: 'to',
    },
    because: '{from} holds {to} and writes a log, where secrets of calls are easily kept',
  },
  // Loops
  {
    id: 'agent-answers-infrastructure-unsupervised',
    threats: ['MAS-T33'],
    when: {
      component: {
        ...anAgent,
        supervised: false,
        has: [
          {
            direction: 'out',
            kind: ['reads'],
            open: 'against',
            other: {
              kind: ['data', 'log-store'],
              has: [{ direction: 'in', kind: ['writes', 'feeds'], other: { layer: [4, 5] } }],
            },
          },
          {
            direction: 'out',
            kind: ['invokes'],
            other: {
              kind: ['tool'],
              anyOf: [
                { layer: [4] },
                { has: [{ direction: 'out', kind: ['accesses', 'writes'], open: 'along', other: { layer: [4] } }] },
              ],
            },
          },
        ],
      },
    },
    because:
      '{it} reads what infrastructure reports and acts on infrastructure, and nobody stands between one round and the next',
  },
  {
    id: 'agent-acts-on-a-machine-unchecked',
    threats: ['MAS-T33'],
    when: {
      way: [
        { ...anAgent, supervised: false },
        {
          over: [{ kind: 'invokes', direction: 'along', controlled: false }],
          to: { kind: ['tool'], has: [{ direction: 'in', kind: ['invokes'], open: 'against' }] },
        },
        { over: [{ kind: 'accesses', direction: 'along', controlled: false }], to: { kind: ['host'] } },
      ],
      threatens: 'end',
    },
    because:
      '{start} acts on {end}, sees the result and acts again, with no control on the calls and nobody who supervises it',
  },
  // Servers that anyone reaches
  {
    id: 'exposed-server-without-a-control',
    threats: ['MAS-T43'],
    when: {
      component: {
        exposed: true,
        guarded: false,
        anyOf: [
          {
            kind: ['agent'],
            has: [
              {
                direction: 'out',
                kind: ['invokes', 'delegates', 'infers', 'reads', 'writes', 'accesses', 'runs-on'],
                crossesZone: false,
              },
            ],
          },
          {
            kind: ['tool'],
            has: [
              { direction: 'in', kind: ['invokes'], crossesZone: false },
              { direction: 'out', kind: ['runs-on'], crossesZone: false },
            ],
          },
        ],
        lacks: [{ direction: 'out', kind: ['authenticates'], role: 'accepts' }],
      },
    },
    because: '{it} can be reached by strangers, asks for no credential, and no control is on what reaches it',
  },
  {
    id: 'server-answers-strangers',
    threats: ['MAS-T43'],
    when: {
      relation: {
        kind: ['messages', 'feeds'],
        open: 'along',
        controlled: false,
        from: { kind: ['human', 'external', 'agent'], exposed: true },
        to: {
          kind: ['agent', 'tool'],
          tags: ['a2a', 'mcp-server'],
          lacks: [{ direction: 'out', kind: ['authenticates'], role: 'accepts' }],
        },
      },
      threatens: 'to',
    },
    because: '{from} can call {to}, which asks for no credential, and no control is on those calls',
  },
  {
    id: 'open-door-into-a-zone',
    threats: ['MAS-T43'],
    when: {
      relation: {
        kind: ['messages'],
        open: 'along',
        controlled: false,
        crossesZone: true,
        from: { exposed: true },
        to: { ...anAgent, has: [{ direction: 'out', kind: ['invokes', 'delegates', 'spawns'] }] },
      },
      threatens: 'to',
    },
    because: '{to} takes messages of {from} from outside its zone, with no control on the way in',
  },
];
