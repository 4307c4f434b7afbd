import type { ComponentTest, StepTest } from '../rule.ts';

/* Steps that the ways of several rules take: influence goes from the component before to the one after. */

/** From a store to who reads it. */
export const readBy: StepTest = { kind: 'reads', direction: 'against' };
/** From an agent to a tool. */
export const calls: StepTest = { kind: 'invokes', direction: 'along' };
/** From a tool to who calls it. */
export const calledBy: StepTest = { kind: 'invokes', direction: 'against' };
/** From what a tool reaches back to the tool. */
export const reachedBy: StepTest = { kind: 'accesses', direction: 'against' };
/** To a credential from who holds it. */
export const holds: StepTest = { kind: 'authenticates', direction: 'along', role: 'holds' };
/** From a credential to what it opens. */
export const opens: StepTest = { kind: 'authenticates', direction: 'against', role: 'accepts' };
/** From an agent to those that it has work for it. */
export const passesWork: readonly StepTest[] = [
  { kind: 'delegates', direction: 'along' },
  { kind: 'spawns', direction: 'along' },
];

/** What a credential opens, if it is not the account at a model's maker. */
export const anAcceptor: ComponentTest = { exceptKind: ['model'] };
