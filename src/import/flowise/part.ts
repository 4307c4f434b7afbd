import type { Spot } from '../drafts.ts';
import { readEmbedded } from '../embedded-json.ts';
import { entriesOf, find, flagOf, type Located, textOf } from '../located.ts';

/** Something with settings: a node of a flow, or what a node of an agent flow selects. */
export type Part = {
  /** What tells it from all others of the file. */
  readonly key: string;
  /** The kind of node: `chatOpenAI`. */
  readonly name: string;
  /** What people call it. */
  readonly label: string;
  readonly spot: Spot;
  readonly inputs: Located | undefined;
  /** Fields with a credential beside the inputs: of version 1. */
  readonly credential: Located | undefined;
  /** What kind of credential it takes: `openAIApi`. */
  readonly takes: string | undefined;
};

/** The first of these settings that holds a text, without the markup of the editor. */
export function settingOf({ inputs }: Pick<Part, 'inputs'>, ...names: readonly string[]): string | undefined {
  return namedSetting({ inputs }, ...names)?.text;
}

export type Setting = { readonly name: string; readonly text: string; readonly spot: Spot };

export function namedSetting({ inputs }: Pick<Part, 'inputs'>, ...names: readonly string[]): Setting | undefined {
  for (const name of names) {
    const located = find(inputs, name);
    const text = plainText(textOf(located));
    if (located !== undefined && text !== '') return { name, text, spot: located };
  }
  return undefined;
}

/** Rich text of the editor as it reads: `<p>http://a.b</p>` -> `http://a.b`. */
export const plainText = (text: string | undefined): string =>
  (text ?? '')
    .replace(/<\/?(?:p|span|br|div|strong|em|code|a|ul|ol|li|pre|h\d)\b[^<>]*>/gi, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim();

export const isOn = (located: Located | undefined): boolean => flagOf(located) === true || textOf(located) === 'true';

/** A value that may be written as JSON in a text. */
export function unpacked(located: Located | undefined): Located | undefined {
  const text = textOf(located);
  if (located === undefined || text === undefined || !/^\s*[[{]/.test(text)) return located;
  return readEmbedded(text, located);
}

/** The items of a list, also of one in a text; none of `""`, which stands for an empty one. */
export function itemsOf(located: Located | undefined): readonly Located[] {
  const list = unpacked(located);
  return list?.form === 'list' ? list.items : [];
}

/** Settings whose names fit. */
export const settingsLike = ({ inputs }: Pick<Part, 'inputs'>, pattern: RegExp) =>
  entriesOf(inputs).filter(([name]) => pattern.test(name));

/** Filled in when the flow runs: `{{ $flow.state.x }}`, `{question}`. */
export const isFilledIn = (text: string): boolean => /\{\{.*?\}\}|\$(?:flow|vars|form|input)\b|\{\w+\}/.test(text);

const LONGEST_LABEL = 80;

/** A name that people read, on one line. */
export const shortLabel = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_LABEL);
