/** Every component needs a parent: what is in no zone gets this one, which no zone of ours can be called. */
export const NO_ZONE = { id: 'no-zone', name: 'No zone' } as const;
