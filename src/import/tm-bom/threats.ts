import { describePlace } from '../../base/errors.ts';
import type { Diagram, ListedThreat, Severity } from '../diagram/diagram.ts';
import { severities } from '../diagram/diagram.ts';
import type { Drafts } from '../drafts.ts';
import { find, type Located, textOf } from '../located.ts';
import { OUTSIDE } from './boundaries.ts';
import { type Named, namedIn, textsOf } from './named.ts';

type Drawn = Pick<Diagram, 'elements' | 'flows'>;

/**
 * The threats of a model, each on the components that it affects; if it names none, on the flows over the boundaries
 * that its controls protect.
 */
export function listedThreats(root: Located, drawn: Drawn, drafts: Drafts): readonly ListedThreat[] {
  const [controls, risks] = [namedIn(root, 'controls'), namedIn(root, 'risks')];
  return namedIn(root, 'threats').flatMap((threat) => {
    const own = controls.filter((control) => about(control, threat));
    const on = placesOf(threat, own, drawn);
    if (on.length === 0) noteNowhere(threat, drafts);
    const severity = severityOf(risks.filter((risk) => about(risk, threat)));
    return on.map((key) => listed(threat, key, statusOf(own), severity));
  });
}

const about = ({ spot }: Named, { name }: Named): boolean => textsOf(find(spot, 'threats')).includes(name);

const listed = (
  { title, spot }: Named,
  on: string,
  status: ListedThreat['status'],
  severity: Severity | undefined,
): ListedThreat => ({ title, category: textOf(find(spot, 'event')) ?? '', on, status, severity, spot });

function placesOf({ spot }: Named, controls: readonly Named[], { elements, flows }: Drawn): readonly string[] {
  const known = new Set(elements.map(({ key }) => key));
  const affected = textsOf(find(spot, 'components_affected')).filter((name) => known.has(name));
  if (affected.length > 0) return [...new Set(affected)];
  const zones = new Map(elements.map(({ key, zone }) => [key, zone ?? OUTSIDE]));
  const boundaries = controls.map((control) => boundaryOf(control));
  return flows
    .filter(({ from, to }) => {
      const [a, b] = [zones.get(from) ?? OUTSIDE, zones.get(to) ?? OUTSIDE];
      return a !== b && boundaries.some((ends) => ends.includes(a) && ends.includes(b));
    })
    .map(({ key }) => key);
}

const boundaryOf = ({ spot }: Named): readonly string[] =>
  ['trust_zone_a', 'trust_zone_b'].flatMap((key) => textOf(find(spot, 'trust_boundary', key)) ?? []);

const IN_FORCE: ReadonlySet<string> = new Set(['active', 'assumed']);
const GIVEN_UP: ReadonlySet<string> = new Set(['retired', 'wont_do']);
const URGENT: ReadonlySet<string> = new Set(['high', 'critical']);

/** A threat counts as mitigated if a control is in force and none of high priority is still to come. */
function statusOf(controls: readonly Named[]): ListedThreat['status'] {
  const states = controls.map(({ spot }) => ({
    status: textOf(find(spot, 'status')) ?? '',
    priority: textOf(find(spot, 'priority')) ?? '',
  }));
  const isHeld = states.some(({ status }) => IN_FORCE.has(status));
  const isWaiting = states.some(
    ({ status, priority }) => !IN_FORCE.has(status) && !GIVEN_UP.has(status) && URGENT.has(priority),
  );
  return isHeld && !isWaiting ? 'mitigated' : 'open';
}

/** The gravest level of the risks that it adds to. */
function severityOf(risks: readonly Named[]): Severity | undefined {
  const levels = new Set(risks.map(({ spot }) => textOf(find(spot, 'level')) ?? ''));
  return severities.findLast((severity) => levels.has(severity));
}

const noteNowhere = ({ title, spot }: Named, drafts: Drafts): void => {
  drafts.ignored.push({
    what: `threat ${JSON.stringify(title.slice(0, 80))}`,
    where: describePlace(spot.at),
    why: 'it names no component of this file, and its controls no boundary that data cross',
  });
};
