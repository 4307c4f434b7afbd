import { type AtlasJson, draftOfJson } from './atlas-json.ts';
import { type AtlasRelease, atlasRelease } from './atlas-release.ts';
import data from './data/atlas.json' with { type: 'json' };

/**
 * The release that comes with blastradius, with names, mitigations and case studies. Its file is a hundred kilobytes:
 * what only asks how mature a technique is takes `bundledAtlas`, and commands import this one when they need it.
 */
// The cast is checked by a test: TypeScript reads the words of a JSON file as plain strings.
export const bundledAtlasRelease: AtlasRelease = atlasRelease(draftOfJson(data as AtlasJson));
