import type { ComponentTest } from '../rule.ts';
import { businessWords } from './business-words.ts';

/* What tools and plugins can do: imports say it in tags, people who write by hand draw what stands behind. */

const reachesOutside = { direction: 'out', kind: ['accesses'], open: 'along', other: { kind: ['external'] } } as const;

/** Something of what it is given leaves the system. */
export const sends: ComponentTest = {
  kind: ['tool'],
  anyOf: [
    { tags: ['egress'] },
    { has: [{ ...reachesOutside, crossesZone: true }] },
    { hasZone: false, has: [reachesOutside] },
  ],
};

/** It runs what it is given. */
export const executes: ComponentTest = {
  kind: ['tool'],
  anyOf: [
    { tags: ['execute'] },
    { has: [{ direction: 'out', kind: ['accesses'], open: 'along', other: { kind: ['host'] } }] },
  ],
};

/** Through it something can get out: a command can send as well. */
export const wayOut: ComponentTest = { anyOf: [sends, executes] };

const capabilities = ['read-private', 'read-only', 'ingest-untrusted', 'egress', 'write', 'execute'];

/** It changes data; of a tool that reaches data and says nothing of what it can do this is taken to hold. */
export const changesData: ComponentTest = {
  kind: ['tool'],
  anyOf: [
    { tags: ['write', 'allow-write'] },
    {
      withoutTags: capabilities,
      has: [{ direction: 'out', kind: ['writes', 'accesses'], open: 'along', other: { kind: ['data'] } }],
    },
  ],
};

/** It takes in what no agent and no page said: packets, readings, forms. Code of the same process only works on that, and a server for a store reads there too. */
export const gathers: ComponentTest = {
  kind: ['tool'],
  layer: [1, 2, 4, 5, 6, 7],
  withoutTags: capabilities,
  lacks: [{ direction: 'out', kind: ['reads'] }],
};

/** What it does stays done. */
export const acts: ComponentTest = { anyOf: [executes, changesData] };

/**
 * A tool whose call changes or sends something: its tags say so or say that nobody knows, or, where nothing is said of
 * what it can do, the file draws what it acts on.
 */
export const hasEffects: ComponentTest = {
  kind: ['tool'],
  anyOf: [
    { tags: ['write', 'execute', 'egress', 'unknown-capabilities'] },
    {
      withoutTags: ['read-private', 'ingest-untrusted'],
      has: [{ direction: 'out', kind: ['accesses', 'writes'], open: 'along' }],
    },
    { withoutTags: ['read-private', 'ingest-untrusted'], named: businessWords },
  ],
};
