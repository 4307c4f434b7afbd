import type { ArcDraft } from '../../compile/arc-draft.ts';
import { compileOn, type Ground } from '../../compile/arcs.ts';
import type { Scenario } from '../../compile/scenario.ts';
import { defaultSettings } from '../../compile/suite.ts';
import type { ComponentId } from '../../graph/ids.ts';
import type { RelationKind, ThreatClass } from '../../graph/kinds.ts';

/** What a file may say of the way that was attacked. */
export type Way = Partial<Pick<ArcDraft, 'direction'>> & {
  readonly kind?: RelationKind;
  readonly source?: 'content' | 'agent';
};

/**
 * The arcs of a class that tests of a component are evidence about. Testers attack from outside, with texts: where
 * content from outside comes in per attempt, those arcs; else those that bring it texts at all. A bad model, a bad
 * host or a stolen credential is not what they tried. A file that says which way was attacked is taken at its word.
 * @param into - which components were tested
 */
export function carryingArcs(
  ground: Ground,
  threat: ThreatClass,
  into: (id: ComponentId) => boolean,
  way: Way,
): readonly ArcDraft[] {
  const nodes = ground.expanded.nodes;
  const arcs = arcsOf(ground, threat).filter(({ target }) => into(nodes[target]?.component.id as ComponentId));
  if (way.kind !== undefined || way.direction !== undefined || way.source !== undefined) {
    return arcs.filter(
      ({ relation, direction, channel }) =>
        (way.kind ?? relation.kind) === relation.kind &&
        (way.direction ?? direction) === direction &&
        (way.source ?? channel.source) === channel.source,
    );
  }
  const fromOutside = arcs.filter(({ channel }) => channel.perAttempt);
  return fromOutside.length > 0
    ? fromOutside
    : arcs.filter(({ relation, direction }) => textWays.has(`${relation.kind} ${direction}`));
}

const textWays: ReadonlySet<string> = new Set([
  'messages along',
  'feeds along',
  'delegates along',
  'delegates against',
  'reads against',
  'writes along',
  'invokes along',
  'invokes against',
  'accesses along',
] satisfies `${RelationKind} ${ArcDraft['direction']}`[]);

const known = new WeakMap<Ground, Map<ThreatClass, readonly ArcDraft[]>>();

/** All arcs of a class, by the table alone. */
function arcsOf(ground: Ground, threat: ThreatClass): readonly ArcDraft[] {
  const before = known.get(ground) ?? new Map<ThreatClass, readonly ArcDraft[]>();
  known.set(ground, before);
  const scenario: Scenario = {
    id: 'calibrate',
    model: 'independent-cascade',
    entry: 'random',
    threats: [threat],
    controlOff: null,
    settings: defaultSettings,
    channels: [],
  };
  const arcs = before.get(threat) ?? compileOn(ground, scenario).arcs;
  before.set(threat, arcs);
  return arcs;
}
