import type { Spot } from '../drafts.ts';
import { type Setting, type Settings, severalIn } from './setting.ts';

/** As CrewAI looks for them. */
const PLACEHOLDER = /\{([A-Za-z_][A-Za-z0-9_-]*)\}/g;

export type Input = { readonly name: string; readonly spot: Spot };

/** Placeholders in the given fields, which whoever starts the crew fills in: each name once. */
export function inputsIn(settings: Settings, fields: readonly string[]): readonly Input[] {
  const found = fields.flatMap((field) => placeholdersIn(settings.get(field)));
  return [...new Map(found.toReversed().map((input) => [input.name, input])).values()].toReversed();
}

const placeholdersIn = (setting: Setting | undefined): Input[] =>
  severalIn(setting).flatMap((one) =>
    one.form === 'text'
      ? [...one.text.matchAll(PLACEHOLDER)].map((match) => ({ name: match[1] ?? '', spot: one }))
      : [],
  );

export const AGENT_TEXTS: readonly string[] = ['role', 'goal', 'backstory'];
export const TASK_TEXTS: readonly string[] = ['description', 'expected_output', 'output_file'];
