import type { Origin, PathStep, ThreatRow } from '../threat-document.ts';
import { locationOf, type PathOf } from './location-of.ts';
import { plainText } from './plain-text.ts';
import type { SarifResult, ThreadFlowLocation } from './sarif-log.ts';

/** The way that the attack takes, place by place: the simulated one if there is one, else that of the rule. */
export function attackFlow(row: ThreatRow, pathOf: PathOf): SarifResult['codeFlows'] {
  const places =
    row.consequence !== undefined && row.consequence.path.length > 0
      ? simulated(row, row.consequence.path)
      : ofWay(row);
  if (places.length < 2) return undefined;
  const locations = places.slice(0, MOST_STEPS).map(
    ({ origin, says, properties }, position): ThreadFlowLocation => ({
      location: { physicalLocation: locationOf(origin, pathOf), message: { text: plainText(says) } },
      executionOrder: position + 1,
      importance: 'essential',
      ...(properties === undefined ? {} : { properties }),
    }),
  );
  const message = { text: row.consequence === undefined ? 'How the threat gets there' : 'The likeliest way on' };
  return [{ message, threadFlows: [{ locations }] }];
}

// GitHub refuses more than 10,000 and shows 1,000.
const MOST_STEPS = 1000;

type FlowPlace = {
  readonly origin: Origin;
  readonly says: string;
  readonly properties?: Readonly<Record<string, unknown>>;
};

const simulated = (row: ThreatRow, path: readonly PathStep[]): FlowPlace[] => [
  { origin: row.source, says: beginning(row) },
  ...path.map(
    ({ from, to, relation, direction, class: travels, passes, source }): FlowPlace => ({
      origin: source,
      says: `${from} to ${to} by ${travels}, ${direction} ${relation}: passes with probability ${passes.toFixed(2)}`,
      properties: { class: travels, direction, relation, passes },
    }),
  ),
];

const beginning = ({ component, consequence, name }: ThreatRow): string =>
  consequence === undefined || consequence.start === component.id
    ? `${component.name} is threatened: ${name}`
    : `${consequence.start} begins: ${name} at ${component.name}`;

/** The places of a way are its components, or the relations between them, whichever the document gives. */
function ofWay({ way, sources }: ThreatRow): FlowPlace[] {
  if (way === null) return [];
  if (sources.length === way.length - 1)
    return sources.map((origin, i) => ({ origin, says: `${way[i]} to ${way[i + 1]}` }));
  return sources.map((origin, i) => ({ origin, says: way[i] ?? `step ${i + 1}` }));
}
