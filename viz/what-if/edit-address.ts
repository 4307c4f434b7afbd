import { directions, type RelationKind, relationKindNames, threatClasses } from '../../src/graph/kinds.ts';
import type { RunModel } from '../../src/measure/results.ts';
import { type Edit, withEdit } from './edit.ts';
import { componentIn, relationIn } from './editable.ts';

/** Edits as they stand in the page's address: `off:scan;trust:chat:along:0.2`, ids percent-encoded. */
export const addressOf = (edits: readonly Edit[]): string =>
  edits.map((edit) => wordsOf(edit).map(encodeURIComponent).join(':')).join(';');

function wordsOf(edit: Edit): string[] {
  switch (edit.kind) {
    case 'control':
      return [edit.isOn ? 'on' : 'off', edit.control];
    case 'effectiveness':
      return ['stops', edit.control, String(edit.value)];
    case 'trust':
      return ['trust', edit.relation, edit.direction, String(edit.value)];
    case 'without':
      return ['without', edit.relation];
    case 'hardening':
      return ['hardening', edit.component, String(edit.value)];
    case 'exposed':
      return [edit.isExposed ? 'exposed' : 'hidden', edit.component];
    case 'detection':
      return ['detection', edit.monitor, String(edit.value)];
    case 'channel':
      return ['channel', edit.threat, edit.relationKind, edit.direction, edit.into, String(edit.value)];
    case 'entry':
      return ['entry', ...edit.components];
  }
}

/** What an address asks for, as far as the model knows it: anybody can write one. */
export const editsIn = (address: string, model: RunModel): readonly Edit[] =>
  address
    .split(';')
    .flatMap((text) => editIn(text.split(':').map(decoded), model) ?? [])
    .reduce<readonly Edit[]>(withEdit, []);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function editIn([kind = '', id = '', ...rest]: readonly string[], model: RunModel): Edit | null {
  const component = componentIn(model, id) !== undefined;
  const relation = relationIn(model, id) !== undefined;
  const value = probability(rest.at(-1));
  const direction = directions.find((one) => one === rest[0]);
  switch (kind) {
    case 'on':
    case 'off':
      return component ? { kind: 'control', control: id, isOn: kind === 'on' } : null;
    case 'stops':
      return component && value !== null ? { kind: 'effectiveness', control: id, value } : null;
    case 'trust':
      return relation && direction && value !== null ? { kind, relation: id, direction, value } : null;
    case 'without':
      return relation ? { kind, relation: id } : null;
    case 'hardening':
      return component && value !== null ? { kind, component: id, value } : null;
    case 'exposed':
    case 'hidden':
      return component ? { kind: 'exposed', component: id, isExposed: kind === 'exposed' } : null;
    case 'detection':
      return component && value !== null ? { kind, monitor: id, value } : null;
    case 'channel':
      return channelIn([id, ...rest], model);
    case 'entry': {
      const components = [id, ...rest];
      return components.every((one) => componentIn(model, one)) ? { kind, components } : null;
    }
    default:
      return null;
  }
}

function channelIn([threatText, kindText, way, into = '', text]: readonly string[], model: RunModel): Edit | null {
  const threat = threatClasses.find((one) => one === threatText);
  const relationKind: RelationKind | undefined = relationKindNames.find((one) => one === kindText);
  const direction = directions.find((one) => one === way);
  const value = probability(text);
  if (!threat || !relationKind || !direction || value === null || componentIn(model, into) === undefined) return null;
  return { kind: 'channel', threat, relationKind, direction, into, value };
}

function probability(text = ''): number | null {
  const value = Number(text);
  return /^\d/.test(text) && value >= 0 && value <= 1 ? value : null;
}
