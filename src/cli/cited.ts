import { calibrationEntry, citationOf } from '../threats/calibration.ts';

/** `int-competition-2026: Authors (2026), Title, arXiv …`. */
export const cited = (id: string): string => {
  const entry = calibrationEntry(id);
  return entry === undefined ? id : `${id}: ${citationOf(entry)}`;
};
