import type { Drafts, Spot } from '../drafts.ts';
import type { Located } from '../located.ts';

/** What YAML, JSON or Python gives for a field of an agent, task or crew, and where; null and None are absent. */
export type Setting = Spot & SettingForm;
export type SettingOf<F extends SettingForm['form']> = Extract<Setting, { readonly form: F }>;
export type Settings = ReadonlyMap<string, Setting>;

export type SettingForm =
  /** `isWhole` is false where Python fills in parts of it. */
  | { readonly form: 'text'; readonly text: string; readonly isWhole: boolean }
  | { readonly form: 'flag'; readonly value: boolean }
  | { readonly form: 'number'; readonly value: number }
  | { readonly form: 'list'; readonly items: readonly Setting[] }
  | { readonly form: 'map'; readonly entries: Settings }
  | ({ readonly form: 'call' } & CallForm)
  /** A name of a library: `crewai.Process.hierarchical`. */
  | { readonly form: 'name'; readonly name: string }
  /** An agent or task of the same program, by its identity. */
  | { readonly form: 'ref'; readonly to: string }
  | ({ readonly form: 'code' } & CodeForm)
  /** An environment variable. */
  | { readonly form: 'variable'; readonly name: string; readonly fallback: Setting | undefined }
  /** Known only when it runs; what stands there instead. */
  | { readonly form: 'unknown'; readonly what: string };

/** `crewai_tools.SerperDevTool(n_results=3)`: a library's. */
export type CallForm = {
  readonly name: string;
  readonly args: readonly Setting[];
  readonly keywords: Settings;
  /** As it is written: two calls that are written alike make the same thing. */
  readonly written: string;
};

/** A function or an object of a class of the program itself. */
export type CodeForm = {
  readonly name: string;
  /** What tells it from others. */
  readonly identity: string;
  /** The name that agents know it by. */
  readonly title: string | undefined;
  /** What its constructor is given. */
  readonly keywords: Settings;
  /** Adds it as a tool, with what its code does; undefined if there is no code to look at. */
  readonly addTo: ((drafts: Drafts, tool: CodeTool) => string) | undefined;
};

export type CodeTool = {
  readonly key: string;
  readonly name: string;
  readonly callers: readonly string[];
  readonly spot: Spot;
};

const NONE: Settings = new Map();

/** A value of YAML or JSON; undefined for null. */
export function settingOf(located: Located): Setting | undefined {
  const { at, pointer } = located;
  switch (located.form) {
    case 'list':
      return { at, pointer, form: 'list', items: located.items.flatMap((item) => settingOf(item) ?? []) };
    case 'map':
      return { at, pointer, form: 'map', entries: settingsOf(located) };
    case 'scalar': {
      const { value } = located;
      if (value === null) return undefined;
      if (typeof value === 'string') return { at, pointer, form: 'text', text: value, isWhole: true };
      if (typeof value === 'number') return { at, pointer, form: 'number', value };
      return { at, pointer, form: 'flag', value };
    }
  }
}

/** The entries of an object; none of anything else. */
export function settingsOf(located: Located | undefined): Settings {
  if (located?.form !== 'map') return NONE;
  const entries = [...located.entries].flatMap(([key, { value }]) => {
    const setting = settingOf(value);
    return setting === undefined ? [] : [[key, setting] as const];
  });
  return new Map(entries);
}

/** Its text, if it is one. */
export const textIn = (setting: Setting | undefined): string | undefined =>
  setting?.form === 'text' ? setting.text : undefined;

/** Whether it is switched on, as a truth value or the text of one. */
export const isOn = (setting: Setting | undefined): setting is Setting =>
  setting?.form === 'flag' ? setting.value : /^(?:true|yes|on)$/i.test(textIn(setting)?.trim() ?? '');

/** The items of a list, or the thing itself: many fields take one or several. */
export const severalIn = (setting: Setting | undefined): readonly Setting[] =>
  setting === undefined ? [] : setting.form === 'list' ? setting.items.flatMap((item) => severalIn(item)) : [setting];

/** The fields of an object, or what a call is given by name. */
export const fieldsOf = (setting: Setting | undefined): Settings => {
  if (setting?.form === 'map') return setting.entries;
  return setting?.form === 'call' || setting?.form === 'code' ? setting.keywords : NONE;
};

/** The last part of a dotted name: of `crewai_tools.SerperDevTool`, and of `crewai_tools:SerperDevTool`. */
export const lastName = (name: string): string => name.split(/[.:]/).at(-1) ?? name;
