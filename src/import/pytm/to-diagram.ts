import type { Diagram, Element, Flow, ListedThreat, Severity, Shape } from '../diagram/diagram.ts';
import { find, flagOf, type Located, textOf } from '../located.ts';
import { controlsOf, memberName } from './controls.ts';
import type { PytmFinding, PytmFlow, PytmModel, PytmPart } from './model.ts';
import { libraryClasses } from './threat-library.ts';

/** A pytm model as a diagram. */
export function toDiagram(model: PytmModel): Diagram {
  const values = valuesOf(model);
  const { boundaries, elements, flows, findings } = model;
  return {
    title: model.title,
    zones: boundaries.map(({ key, name }) => ({ key, name })),
    elements: elements.map((part) => elementOf(part, values.get(part.key))),
    flows: flows.map((flow) => flowOf(flow, elements)),
    threats: [...findings.map(threatOf), ...[...elements, ...flows].flatMap(controlsOf)],
  };
}

const SHAPES: Readonly<Record<string, Shape>> = {
  Actor: 'actor',
  ExternalEntity: 'actor',
  Datastore: 'store',
  Server: 'process',
  Process: 'process',
  SetOfProcesses: 'process',
  Lambda: 'process',
  LLM: 'process',
  Agent: 'process',
};

const isSet = (fields: Located, name: string): boolean => flagOf(find(fields, name)) === true;

function elementOf(part: PytmPart, value: number | undefined): Element {
  const { key, name, fields, boundary } = part;
  return {
    key,
    name,
    shape: SHAPES[part.class] ?? 'any',
    types: typesOf(part),
    zone: boundary,
    value,
    isOutOfScope: flagOf(find(fields, 'inScope')) === false,
    spot: fields,
  };
}

const CLASS_WORDS: Readonly<Record<string, string>> = {
  Agent: 'AI agent',
  ExternalEntity: 'external system',
  SetOfProcesses: 'processes',
};

/** The words that the class and its fields stand for. */
function typesOf({ class: made, fields }: PytmPart): readonly string[] {
  if (made === 'LLM') return isSet(fields, 'hasAgentCapabilities') ? ['AI agent', 'LLM'] : ['LLM'];
  const said = made === '' ? [] : [CLASS_WORDS[made] ?? made];
  if (made !== 'Datastore') return said;
  const type = memberName(find(fields, 'type')).toLowerCase().replaceAll('_', ' ');
  return [
    ...(isSet(fields, 'storesLogData') ? ['log store'] : []),
    ...said,
    ...(type === '' || type === 'unknown' ? [] : [type]),
  ];
}

function flowOf({ key, name, fields, source, sink }: PytmFlow, elements: readonly PytmPart[]): Flow {
  const receiver = elements.find((part) => part.key === sink);
  const isAuthenticated =
    SIGNED.some((field) => isSet(fields, field) || flagOf(find(fields, 'controls', field)) === true) ||
    (receiver !== undefined && flagOf(find(receiver.fields, 'controls', 'authenticatesSource')) === true);
  return { key, name, from: source, to: sink, isAuthenticated, spot: fields };
}

/** Fields by which the one who receives knows for certain who sends. */
const SIGNED = ['authenticatesSource', 'authenticatedWith', 'implementsAuthenticationScheme'];

const CLASSIFICATIONS: Readonly<Record<string, number>> = {
  PUBLIC: 1,
  RESTRICTED: 2,
  SENSITIVE: 3,
  SECRET: 4,
  TOP_SECRET: 5,
};

/** By element: the highest classification that it may handle, or of the data that it processes. */
function valuesOf({ elements, data }: PytmModel): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  const raise = (key: string, classification: Located | undefined): void => {
    const value = CLASSIFICATIONS[memberName(classification)];
    if (value !== undefined) values.set(key, Math.max(values.get(key) ?? 1, value));
  };
  for (const { key, fields } of elements) raise(key, find(fields, 'maxClassification'));
  for (const { fields, processedBy } of data) for (const key of processedBy) raise(key, find(fields, 'classification'));
  return values;
}

function threatOf({ fields, on, isExcluded }: PytmFinding): ListedThreat {
  const threat = textOf(find(fields, 'threat_id')) ?? '';
  const title = textOf(find(fields, 'description')) ?? threat;
  return {
    title,
    category: threat,
    classes: libraryClasses(threat, title),
    on,
    status: isExcluded ? 'not-applicable' : statusOf(textOf(find(fields, 'response')) ?? ''),
    severity: SEVERITIES[memberName(find(fields, 'severity')).replaceAll('_', ' ')],
    spot: fields,
  };
}

/** How the model answers a threat: mitigated, avoided, transferred, accepted; else not at all. */
function statusOf(response: string): ListedThreat['status'] {
  if (/\b(?:mitigated|avoided)\b/iu.test(response)) return 'mitigated';
  return /\b(?:accepted|transferred)\b/iu.test(response) ? 'accepted' : 'open';
}

const SEVERITIES: Readonly<Record<string, Severity>> = {
  'VERY HIGH': 'critical',
  HIGH: 'high',
  MEDIUM: 'medium',
  LOW: 'low',
  'VERY LOW': 'low',
};
