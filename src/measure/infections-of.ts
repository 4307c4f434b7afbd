import type { ArcDetail } from './results.ts';

/** First infections over an arc, per world: over all copies of its target, where they are shown as one. */
export const infectionsOf = ({ share, copies = 1 }: Pick<ArcDetail, 'share' | 'copies'>): number => share * copies;
