import { decodeId, encodeId } from './ids.ts';

const PREFIX = 'control-off:';

/** The part of a scenario's id that says which control it does without. */
export const controlOffPart = (control: string): string => `${PREFIX}${encodeId(control)}`;

/** The control that is off by this part of a scenario's id; null for its other parts. */
export const controlOffIn = (part: string): string | null =>
  part.startsWith(PREFIX) ? (decodeId(part.slice(PREFIX.length)) ?? null) : null;
