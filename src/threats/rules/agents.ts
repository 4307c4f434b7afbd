import type { ComponentTest } from '../rule.ts';

/** Agents and what coordinates them; not the plain software that drawings call a framework. */
export const anAgent: ComponentTest = { kind: ['agent'], exceptKind: ['framework'] };

/** Somebody gives it work, and it acts on it. */
export const handsWork = ['delegates', 'messages', 'spawns'] as const;
