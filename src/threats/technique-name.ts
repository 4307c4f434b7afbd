import atlas from './data/atlas.json' with { type: 'json' };

/** Name of an ATLAS technique in the bundled release, its parent's before it; undefined for one that it lacks. */
export const techniqueName = (id: string): string | undefined => byId.get(id);

const byId: ReadonlyMap<string, string> = new Map(atlas.techniques.map(({ id, fullName }) => [id, fullName]));
