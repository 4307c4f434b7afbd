import { type Belief, describeBelief } from '../graph/belief.ts';
import type { Component } from '../graph/ecosystem.ts';
import { defences } from '../threats/defences.ts';
import { cited } from './cited.ts';
import type { Evidence } from './evidence.ts';

/** Of a control or monitor that has the numbers of a known defence, because its file says no others; else undefined. */
export function evidenceOfDefence(of: string, belief: Belief, component: Component | undefined): Evidence | undefined {
  const defence = component?.defence ? defences[component.defence] : undefined;
  // The very same: whoever writes the same numbers has said them.
  if (defence === undefined || defence.strength !== belief) return undefined;
  const { evidence, note } = defence;
  return {
    of,
    value: describeBelief(belief),
    basis: evidence.length === 0 ? 'judgement' : 'literature',
    texts: [`${component?.defence}: ${note}`, ...evidence.map(cited)],
  };
}
