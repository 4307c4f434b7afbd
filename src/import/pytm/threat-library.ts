import type { ThreatClass } from '../../graph/kinds.ts';
import { classesOf } from '../diagram/threat-classes.ts';

/** pytm numbers its own threats to language models: other lists mean other things by LLM03. */
const LLM: Readonly<Record<string, readonly ThreatClass[]>> = {
  LLM01: ['intent-manipulation'],
  LLM02: ['memory-poisoning', 'intent-manipulation'],
  LLM03: ['information-disclosure'],
  LLM04: ['memory-poisoning'],
  LLM05: ['tool-misuse'],
  LLM06: ['tool-misuse', 'elevation-of-privilege'],
  LLM07: ['intent-manipulation'],
  LLM08: ['information-disclosure'],
  LLM09: ['tool-misuse', 'elevation-of-privilege'],
};

/** The chapters of its library, for threats whose titles (those of attack patterns) do not say it. */
const CHAPTERS: Readonly<Record<string, readonly ThreatClass[]>> = {
  AA: ['spoofing'],
  AC: ['elevation-of-privilege'],
  API: ['elevation-of-privilege'],
  CR: ['spoofing', 'tampering'],
  DE: ['information-disclosure'],
  DO: ['denial-of-service'],
  DR: ['information-disclosure'],
  DS: ['information-disclosure'],
  HA: ['information-disclosure'],
  INP: ['tampering'],
  LB: ['elevation-of-privilege'],
  SC: ['tampering'],
};

/** What a threat of pytm's library is in our terms. */
export function libraryClasses(threat: string, title: string): readonly ThreatClass[] | undefined {
  const own = LLM[threat];
  if (own !== undefined) return own;
  const said = classesOf({ title, category: '' });
  if (said.length > 0) return said;
  return CHAPTERS[/^([A-Z]+)\d+$/u.exec(threat)?.[1] ?? ''];
}
