import { OWN_THREAT, OWN_TITLE } from '../../import/threat-dragon/own-marks.ts';
import type { Outcome } from '../outcome.ts';
import { cellId } from './cell-id.ts';
import type { ElementShape } from './element-shape.ts';

/** A threat as Threat Dragon lists it. */
export type Threat = Readonly<Record<string, string | number | boolean>>;

/** The reach of a component as an open threat; undefined if it is never reached, or where the attack begins. */
export function reachedThreat(id: string, shape: ElementShape, number: number, outcome: Outcome): Threat | undefined {
  const { scenario, worlds, entries, reach, blastRadius } = outcome;
  const reached = reach.get(id);
  if (reached === undefined || reached.p === 0 || entries.has(id)) return undefined;
  const {
    p,
    ci95: [low, high],
  } = reached;
  const radius = blastRadius.get(id);
  const alone =
    radius === undefined ? '' : ` Where it is the entry itself, it reaches ${radius.toFixed(1)} others on average.`;
  const begin = [...entries]
    .sort()
    .map((entry) => JSON.stringify(entry))
    .join(', ');
  return {
    id: cellId('threat', id),
    title: `${OWN_TITLE}${percent(p)} % of worlds (${percent(low)} to ${percent(high)} %)`,
    status: 'Open',
    severity: severityOf(p),
    type: TYPES[shape],
    description:
      `Result of blastradius: in ${worlds} simulated worlds of the scenario ${scenario}${begin === '' ? '' : `, which begins at ${begin}`}, ` +
      `this component was compromised in ${percent(p)} %.${alone} Severity by this share: Critical from 50 %, High from 20 %, Medium from 5 %.`,
    mitigation: '',
    modelType: 'STRIDE',
    new: false,
    number,
    score: `${percent(p)} %`,
    [OWN_THREAT]: scenario,
  };
}

/** The gravest of the types that Threat Dragon offers for a shape. */
const TYPES = { process: 'Elevation of privilege', store: 'Tampering', actor: 'Spoofing' } as const;

function severityOf(p: number): string {
  if (p >= 0.5) return 'Critical';
  return p >= 0.2 ? 'High' : p >= 0.05 ? 'Medium' : 'Low';
}

/** Two digits are enough; what is not nothing or all never looks like it. */
function percent(share: number): string {
  if (share > 0 && share < 0.001) return '<0.1';
  if (share > 0.995 && share < 1) return '>99';
  return share < 0.0995 && share > 0 ? (share * 100).toFixed(1) : (share * 100).toFixed(0);
}
