import type { ComponentTest } from '../rule.ts';

/** Agents and what coordinates them; not the plain software that drawings call a framework. */
export const anAgent: ComponentTest = { kind: ['agent'], exceptKind: ['framework'] };

/** Relations by which one agent has another work. */
export const handsWork = ['delegates', 'messages', 'spawns'] as const;
