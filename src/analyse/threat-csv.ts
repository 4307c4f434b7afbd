import { type CsvValue, csvText } from '../base/csv-text.ts';
import type { ThreatDocument, ThreatRow } from './threat-document.ts';
import { placeText } from './threat-markdown.ts';

/** One line per threat and place (RFC 4180), lists joined by blanks; numbers of `--simulate` are empty without it. */
export const threatCsv = ({ threats }: ThreatDocument): string =>
  csvText([Object.keys(columns), ...threats.map((row) => Object.values(columns).map((value) => value(row)))]);

const columns: Readonly<Record<string, (row: ThreatRow) => CsvValue>> = {
  rank: ({ consequence }) => consequence?.rank,
  threat: ({ threat }) => threat,
  name: ({ name }) => name,
  component: ({ component }) => component.id,
  kind: ({ component }) => component.kind,
  layer: ({ component }) => component.layer,
  relation: ({ relation }) => relation?.id,
  way: ({ way }) => way?.join(' > '),
  layers: ({ layers }) => layers.join(' '),
  classes: ({ classes }) => classes.join(' '),
  stride: ({ stride }) => stride.join(''),
  owasp: ({ owasp }) => owasp.join(' '),
  atlas: ({ atlas }) => atlas.join(' '),
  maturity: ({ maturity }) => maturity,
  rule: ({ rule }) => rule,
  because: ({ because }) => because,
  source: ({ source }) => placeText(source),
  certainty: ({ source }) => source.certainty,
  controls: ({ controls }) => controls.map(({ id }) => id).join(' '),
  watched_by: ({ watchedBy }) => watchedBy.join(' '),
  start: ({ consequence }) => consequence?.start,
  scenario: ({ consequence }) => consequence?.scenario,
  blast_radius: ({ consequence }) => consequence?.blastRadius.mean,
  ci95_low: ({ consequence }) => consequence?.blastRadius.ci95[0],
  ci95_high: ({ consequence }) => consequence?.blastRadius.ci95[1],
  belief95_low: ({ consequence }) => consequence?.blastRadius.belief95?.[0],
  belief95_high: ({ consequence }) => consequence?.blastRadius.belief95?.[1],
  affected: ({ consequence }) => consequence?.affected,
  entry_likelihood: ({ consequence }) => consequence?.entryLikelihood ?? undefined,
  arrival_from: ({ consequence }) => consequence?.arrival?.from,
  arrival: ({ consequence }) => consequence?.arrival?.probability,
  risk: ({ consequence }) => consequence?.risk ?? undefined,
  crosses_into: ({ consequence }) => consequence?.crossesInto.join(' '),
  id: ({ id }) => id,
};
