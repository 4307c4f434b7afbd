import type { Spot } from '../drafts.ts';
import { find, type Located, textOf } from '../located.ts';
import { withoutKeys } from './known-keys.ts';

/** A setting of a node: written there, or worked out when the workflow runs. */
export type Parameter =
  | {
      readonly form: 'literal';
      readonly text: string;
      /** What n8n showed for it when it was chosen from a list. */
      readonly shown: string | undefined;
      readonly spot: Spot;
    }
  | {
      readonly form: 'dynamic';
      readonly text: string;
      /** The model fills it in, and not the workflow. */
      readonly isByModel: boolean;
      readonly spot: Spot;
    };

/** A text, a number, or what was chosen from a list: `{ __rl, mode, value, cachedResultName }`. */
function parameterOf(located: Located | undefined): Parameter | undefined {
  const value = located?.form === 'map' ? find(located, 'value') : located;
  if (located === undefined || value?.form !== 'scalar' || value.value === null) return undefined;
  const text = String(value.value).trim();
  const plain = text.replace(/^=/, '').trim();
  if (plain === '') return undefined;
  if (plain.includes('{{')) return { form: 'dynamic', text: plain, isByModel: isByModel(plain), spot: located };
  const shown = textOf(find(located, 'cachedResultName'));
  return { form: 'literal', text: plain, shown: shown === '' ? undefined : shown, spot: located };
}

/** The first of several settings that is given. */
export function firstParameter(parameters: Located | undefined, ...keys: readonly string[]): Parameter | undefined {
  for (const key of keys) {
    const parameter = parameterOf(find(parameters, ...key.split('.')));
    if (parameter !== undefined) return parameter;
  }
  return undefined;
}

/** The text of a setting that is written there. */
export function literal(parameters: Located | undefined, key: string): string | undefined {
  const parameter = firstParameter(parameters, key);
  return parameter?.form === 'literal' ? parameter.text : undefined;
}

export const isByModel = (text: string): boolean => /\$fromAI\s*\(/i.test(text);

const LONGEST_SHOWN = 80;

/** A name of the author's as it may be shown: short, on one line, without keys. */
export function shownName(text: string): string {
  const shown = withoutKeys(text)
    .replace(/\p{Cc}/gu, ' ')
    .trim();
  return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN - 1)}…` : shown;
}
