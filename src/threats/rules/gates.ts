/** On calls of tools: no control holds them back. */
export const UNGATED = { controlled: false, controlledFor: ['tool-misuse'], controlledGoing: 'along' } as const;
/** On calls of tools: a control is before them. */
export const GATED = { ...UNGATED, controlled: true } as const;
