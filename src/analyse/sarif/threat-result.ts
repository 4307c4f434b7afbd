import { layerNames } from '../../graph/kinds.ts';
import type { Consequence, Origin, ThreatRow } from '../threat-document.ts';
import { attackFlow } from './attack-flow.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { locationOf, type PathOf } from './location-of.ts';
import { plainText } from './plain-text.ts';
import type { Location, LogicalLocation, Properties, SarifResult } from './sarif-log.ts';
import { levelOf, severityOf } from './severity.ts';

/** A threat at its place, as a result. */
export function threatResult(row: ThreatRow, ruleIndex: number, pathOf: PathOf): SarifResult {
  const severity = severityOf(row);
  const codeFlows = attackFlow(row, pathOf);
  const relatedLocations = related(row, pathOf);
  return {
    ruleId: row.threat,
    ruleIndex,
    level: levelOf(severity),
    rank: Math.round(severity * 10),
    message: { text: plainText(messageOf(row)) },
    locations: [{ physicalLocation: locationOf(row.source, pathOf), logicalLocations: logicalLocations(row) }],
    ...(relatedLocations.length === 0 ? {} : { relatedLocations }),
    ...(codeFlows === undefined ? {} : { codeFlows }),
    partialFingerprints: fingerprintsOf(row.id),
    properties: propertiesOf(row, severity),
  };
}

function messageOf({ component, name, because, controls, watchedBy, consequence }: ThreatRow): string {
  const where = `${component.name} (${component.kind}, layer ${component.layer} ${layerNames[component.layer]})`;
  return [
    `${where}: ${name}, because ${because}.`,
    consequence === undefined ? '' : consequenceText(consequence),
    controls.length === 0 ? 'No control is on it.' : `Controls on it: ${controls.map(({ id }) => id).join(', ')}.`,
    watchedBy.length === 0 ? '' : `Watched by ${watchedBy.join(', ')}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function consequenceText(consequence: Consequence): string {
  const { affected, blastRadius, crossesInto } = consequence;
  const layers = crossesInto.length === 0 ? '' : `, in layers ${crossesInto.join(', ')} too`;
  return `If it comes true, ${affected.toFixed(1)} of ${blastRadius.size} other components are affected on average${layers}; ${arrivalText(consequence)}.`;
}

function arrivalText({ start, entryLikelihood, arrival }: Consequence): string {
  if (entryLikelihood !== null) return `an attacker takes ${start} with probability ${entryLikelihood.toFixed(2)}`;
  if (arrival === null) return `nobody who is exposed leads to ${start}`;
  return `an attacker gets from ${arrival.from} to ${start} with probability ${arrival.probability.toFixed(2)}`;
}

const logicalLocations = ({ component, relation }: ThreatRow): LogicalLocation[] => [
  { name: component.name, fullyQualifiedName: component.id, kind: 'component' },
  ...(relation === null ? [] : [{ name: relation.kind, fullyQualifiedName: relation.id, kind: 'relation' as const }]),
];

// GitHub stores 1,000 places of a result and shows 100.
const MOST_PLACES = 100;

/** The other places of a way. */
function related({ sources, source }: ThreatRow, pathOf: PathOf): Location[] {
  const others = new Map(sources.map((origin) => [textOf(origin), origin]));
  others.delete(textOf(source));
  return [...others.values()]
    .slice(0, MOST_PLACES)
    .map((origin, i) => ({ id: i + 1, physicalLocation: locationOf(origin, pathOf), message: { text: 'on the way' } }));
}

const textOf = ({ file, line, column }: Origin): string => JSON.stringify([file, line, column]);

function propertiesOf(row: ThreatRow, severity: number): Properties {
  const { consequence } = row;
  return {
    id: row.id,
    rule: row.rule,
    layer: row.component.layer,
    maturity: row.maturity,
    classes: row.classes,
    stride: row.stride,
    certainty: row.source.certainty,
    controls: row.controls.map(({ id }) => id),
    watchedBy: row.watchedBy,
    'security-severity': severity.toFixed(1),
    ...(consequence === undefined
      ? {}
      : {
          scenario: consequence.scenario,
          start: consequence.start,
          place: consequence.rank,
          blastRadius: consequence.blastRadius,
          affected: consequence.affected,
          entryLikelihood: consequence.entryLikelihood,
          arrival: consequence.arrival,
          risk: consequence.risk,
          crossesInto: consequence.crossesInto,
        }),
  };
}
