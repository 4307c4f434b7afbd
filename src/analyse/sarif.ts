import { encodeId } from '../graph/ids.ts';
import { SOURCE_ROOT } from './sarif/artifact-uri.ts';
import type { PathOf } from './sarif/location-of.ts';
import { MAESTRO_PAGE } from './sarif/public-links.ts';
import { ruleDescriptor } from './sarif/rule-descriptor.ts';
import type { Notification, SarifLog, SarifRun } from './sarif/sarif-log.ts';
import { severityOf } from './sarif/severity.ts';
import { referencesTo, taxonomiesOf } from './sarif/taxonomies.ts';
import { threatResult } from './sarif/threat-result.ts';
import type { ThreatDocument, ThreatRow } from './threat-document.ts';

export type SarifOptions = {
  /** Path of a file below the root of the sources, by its name in the document (default: the name itself). */
  readonly pathOf?: PathOf;
};

/** The threats as a SARIF 2.1.0 log, within the limits of GitHub's code scanning. The same document gives the same bytes. */
export function sarifOf(document: ThreatDocument, { pathOf = (file) => file }: SarifOptions = {}): SarifLog {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [threatRun(document, pathOf)],
  };
}

/** Further kinds of results, such as thresholds, are runs of their own with an `automationDetails.id` of their own. */
function threatRun(document: ThreatDocument, pathOf: PathOf): SarifRun {
  const kept = worstOf(document.threats);
  const taxonomies = taxonomiesOf({ ...document, threats: kept });
  const rowsOf = byThreat(kept);
  const positionOf = new Map([...rowsOf.keys()].map((threat, position) => [threat, position]));
  return {
    tool: {
      driver: {
        name: 'blastradius',
        semanticVersion: document.engine,
        // Where the threats that the rules are named after come from.
        informationUri: MAESTRO_PAGE,
        supportedTaxonomies: referencesTo(taxonomies),
        rules: [...rowsOf.values()].map((rows) => ruleDescriptor(rows, taxonomies)),
      },
    },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(document, kept.length) }],
    automationDetails: {
      id: `blastradius-threats/${encodeId(document.name)}/`,
      description: { text: `Threat model of ${document.name}` },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [SOURCE_ROOT]: { description: { text: 'The folder of the sources that were read.' } } },
    taxonomies,
    results: kept.map((row) => threatResult(row, positionOf.get(row.threat) as number, pathOf)),
  };
}

/** In the order in which the threats occur. */
function byThreat(rows: readonly ThreatRow[]): ReadonlyMap<string, readonly [ThreatRow, ...ThreatRow[]]> {
  const rowsOf = new Map<string, [ThreatRow, ...ThreatRow[]]>();
  for (const row of rows) {
    const known = rowsOf.get(row.threat);
    if (known === undefined) rowsOf.set(row.threat, [row]);
    else known.push(row);
  }
  return rowsOf;
}

// GitHub refuses more than 25,000 results of a run and keeps 5,000.
const MOST_RESULTS = 5000;

/** In the order of the document, without the least severe where there are too many. */
function worstOf(rows: readonly ThreatRow[]): readonly ThreatRow[] {
  if (rows.length <= MOST_RESULTS) return rows;
  const bySeverity = rows
    .map((row, position) => ({ position, severity: severityOf(row) }))
    .toSorted((a, b) => b.severity - a.severity || a.position - b.position);
  const kept = new Set(bySeverity.slice(0, MOST_RESULTS).map(({ position }) => position));
  return rows.filter((_, position) => kept.has(position));
}

function notifications({ threats, warnings, assumptions }: ThreatDocument, kept: number): Notification[] {
  const left = threats.length - kept;
  return [
    ...(left === 0
      ? []
      : [
          {
            level: 'warning' as const,
            message: {
              text: `The ${left} least severe of ${threats.length} threats are left out: code scanning keeps ${MOST_RESULTS} results.`,
            },
          },
        ]),
    ...warnings.map((text) => ({ level: 'warning' as const, message: { text } })),
    ...assumptions.map((text) => ({ level: 'note' as const, message: { text } })),
  ];
}
