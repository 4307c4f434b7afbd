import type { ThreatCard, ThreatDetails, ThreatPlace } from '../../src/measure/threat-details.ts';

/** A threat where it applies. */
export type ThreatHere = { readonly card: ThreatCard; readonly place: ThreatPlace };

export const threatsHere = ({ catalogue, places }: ThreatDetails): ThreatHere[] =>
  places.flatMap((place) => {
    const card = catalogue[place.threat];
    return card === undefined ? [] : [{ card, place }];
  });
