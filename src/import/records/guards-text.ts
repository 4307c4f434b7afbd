import type { GuardDraft, SelectorDraft } from '../../graph/build-ecosystem.ts';
import type { Guard } from '../../graph/ecosystem.ts';
import { directions, relationKindNames, type ThreatClass, threatClasses } from '../../graph/kinds.ts';
import { effectivenessOf, effectivenessText } from './effectiveness-text.ts';

/** What a control holds back, as one text: JSON, a list of `{ on, effectiveness }`. */
export const guardsText = (guards: readonly Guard[]): string =>
  JSON.stringify(guards.map(({ on, effectiveness }) => ({ on, effectiveness: effectivenessText(effectiveness) })));

/** The same, read back; undefined if it is no such list. */
export function guardsOf(text: string): readonly GuardDraft[] | undefined {
  const list = parsedList(text);
  const guards = list?.map(guardOf);
  return guards?.every((guard) => guard !== undefined) === true ? guards : undefined;
}

function guardOf(value: unknown): GuardDraft | undefined {
  const { on, effectiveness } = recordOf(value) ?? {};
  const selector = selectorOf(recordOf(on));
  const stops = typeof effectiveness === 'string' ? effectivenessOf(effectiveness) : undefined;
  return selector === undefined || stops === undefined ? undefined : { on: selector, effectiveness: stops };
}

const KEYS = ['component', 'relation', 'kind', 'from', 'to', 'direction', 'threats'];

function selectorOf(on: Readonly<Record<string, unknown>> | undefined): SelectorDraft | undefined {
  const keys = Object.keys(on ?? {});
  if (on === undefined || keys.length === 0 || keys.some((key) => !KEYS.includes(key))) return undefined;
  const { component, relation, from, to, threats } = on;
  const kind = relationKindNames.find((one) => one === on['kind']);
  const direction = directions.find((one) => one === on['direction']);
  const isSound =
    [component, relation, from, to].every((id) => id === undefined || typeof id === 'string') &&
    (kind !== undefined || on['kind'] === undefined) &&
    (direction !== undefined || on['direction'] === undefined) &&
    (threats === undefined || areThreats(threats)) &&
    (component === undefined || keys.length === 1);
  return isSound ? (on as SelectorDraft) : undefined;
}

const areThreats = (value: unknown): value is readonly ThreatClass[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => threatClasses.includes(one as ThreatClass));

const recordOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;

function parsedList(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
