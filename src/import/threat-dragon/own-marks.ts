import { find, type Located, textOf } from '../located.ts';
import { PREFIX } from '../records/own-attributes.ts';

/* What tells parts that `graph convert` wrote from those that somebody drew. Threat Dragon keeps fields that it does not know. */

/** A field of the model: its title and description are those of the ecosystem. */
export const OWN_MODEL: string = `${PREFIX}ecosystem`;
/** A field of boxes and texts that only show where a layer is. */
export const OWN_BAND: string = `${PREFIX}band`;
/** A field of threats. */
export const OWN_THREAT: string = `${PREFIX}scenario`;
/** How titles of threats begin that hold results of a run: a copy of one has no such field. */
export const OWN_TITLE = 'Blast radius: reached in ';

export const isOwnBand = (facts: Located): boolean => find(facts, OWN_BAND) !== undefined;

/** A result of a run, and no part of the model. */
export const isOwnThreat = (threat: Located): boolean =>
  find(threat, OWN_THREAT) !== undefined || (textOf(find(threat, 'title')) ?? '').startsWith(OWN_TITLE);
