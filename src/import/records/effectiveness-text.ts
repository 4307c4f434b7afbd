import type { Belief } from '../../graph/belief.ts';
import type { Effectiveness } from '../../graph/ecosystem.ts';
import { type ThreatClass, threatClasses } from '../../graph/kinds.ts';
import { beliefOf, beliefText } from './belief-text.ts';

/** `0.8`, or by class `{"tampering":"[0.5, 0.9]"}`. */
export const effectivenessText = (effectiveness: Effectiveness): string =>
  'byClass' in effectiveness ? JSON.stringify(byClassTexts(effectiveness.byClass)) : beliefText(effectiveness);

const byClassTexts = (byClass: Readonly<Partial<Record<ThreatClass, Belief>>>): Record<string, string> =>
  Object.fromEntries(
    threatClasses.flatMap((threat) => (byClass[threat] === undefined ? [] : [[threat, beliefText(byClass[threat])]])),
  );

/** The same, read back; undefined if it says no probability. */
export function effectivenessOf(text: string): Effectiveness | undefined {
  if (!text.trimStart().startsWith('{')) return beliefOf(text);
  const said = parsedObject(text);
  const byClass: Partial<Record<ThreatClass, Belief>> = {};
  for (const [threat, belief] of Object.entries(said ?? {})) {
    const known = threatClasses.find((one) => one === threat);
    const value = beliefOf(String(belief));
    if (known === undefined || value === undefined) return undefined;
    byClass[known] = value;
  }
  return Object.keys(byClass).length === 0 ? undefined : { byClass };
}

function parsedObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
