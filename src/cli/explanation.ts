import { likelyPaths } from '../analyse/likely-paths.ts';
import { describePlace } from '../base/errors.ts';
import type { ArcDraft } from '../compile/arc-draft.ts';
import { compileScenario, meanProbability } from '../compile/arcs.ts';
import type { Expanded } from '../compile/expand.ts';
import { factorNames, isOn } from '../compile/factors/factors.ts';
import { describeTrust, trustTerms } from '../compile/factors/trust-terms.ts';
import { effectivenessOn, guardRules } from '../compile/guard-index.ts';
import type { GuardRule } from '../compile/guard-rule.ts';
import type { Scenario } from '../compile/scenario.ts';
import { describeBelief, meanOf } from '../graph/belief.ts';
import type { Component, Ecosystem, Provenance } from '../graph/ecosystem.ts';
import type { ComponentId } from '../graph/ids.ts';
import type { Certainty, ComponentKind, Direction, Layer, RelationKind, ThreatClass } from '../graph/kinds.ts';
import type { Evidence } from './evidence.ts';
import { evidenceOfArc, evidenceOfWatch } from './evidence-of-arc.ts';

/** Why a component falls and what it brings down; the document of `explain --json`. */
export type Explanation = {
  readonly component: {
    readonly id: string;
    readonly name: string;
    readonly kind: ComponentKind;
    readonly layer: Layer;
    readonly exposed: boolean;
  } & Origin;
  readonly entries: readonly string[];
  readonly threats: readonly ThreatClass[];
  /** The attacker and agentic factors, by name, where they are not what they usually are. */
  readonly factors: Readonly<Record<string, string>>;
  /** Monitors on it. */
  readonly watchedBy: readonly Watch[];
  /** Likeliest first. */
  readonly into: readonly ExplainedArc[];
  readonly outOf: readonly ExplainedArc[];
  readonly paths: readonly {
    readonly passes: number;
    readonly components: readonly string[];
    readonly arcs: readonly ExplainedArc[];
  }[];
};

export type ExplainedArc = {
  readonly from: string;
  readonly to: string;
  readonly relation: string;
  readonly kind: RelationKind;
  readonly direction: Direction;
  readonly threat: ThreatClass;
  /** Probability that the arc passes when it is tried, at the means of its inputs, past all its controls. */
  readonly passes: number;
  /** The same without controls. */
  readonly uncontrolled: number;
  readonly channel: { readonly probability: string; readonly perAttempt: boolean; readonly evidence: string };
  /** What each of its probabilities rests on. */
  readonly evidence: readonly Evidence[];
  readonly trust: string;
  readonly hardening: string;
  readonly controls: readonly { readonly id: string; readonly effectiveness: string }[];
} & Origin;

type Watch = { readonly monitor: string; readonly detection: string; readonly evidence: Evidence };

type Origin = { readonly certainty: Certainty; readonly source: string; readonly rule: string | null };

/** What `scenario` says about a component: replicas and spawn slots are told as the component they stand for. */
export function explain(ecosystem: Ecosystem, scenario: Scenario, id: ComponentId, mostPaths: number): Explanation {
  const { arcs, expanded } = compileScenario(ecosystem, scenario);
  const rules = guardRules(expanded).filter(({ control }) => control !== scenario.controlOff);
  const explained = onePerRelation(arcs, expanded).map((arc) => explainArc(arc, rules, expanded, scenario));
  const likeliestFirst = explained.toSorted((a, b) => b.passes - a.passes);
  const entries = scenario.entry === 'random' ? [] : scenario.entry;
  const paths = likelyPaths(explained, new Set<string>(entries), id, mostPaths);
  return {
    component: describeComponent(componentOf(ecosystem, id)),
    entries,
    threats: scenario.threats,
    factors: factorsOf(scenario),
    watchedBy: watchedBy(ecosystem, id),
    into: likeliestFirst.filter(({ to }) => to === id),
    outOf: likeliestFirst.filter(({ from }) => from === id),
    paths: paths.map(({ passes, steps }) => ({
      passes,
      components: [steps[0]?.from ?? id, ...steps.map(({ to }) => to)],
      arcs: steps,
    })),
  };
}

const factorsOf = ({ settings: { attacker, factors } }: Scenario): Readonly<Record<string, string>> => ({
  ...(attacker === 'opportunistic' ? {} : { attacker }),
  ...Object.fromEntries(
    factorNames
      .filter((name) => isOn(name, factors))
      .map((name) => {
        const strength = factors[name];
        return [name, typeof strength === 'number' ? String(strength) : describeBelief(strength)];
      }),
  ),
});

const watchedBy = ({ components, relations }: Ecosystem, id: ComponentId): Watch[] =>
  relations.flatMap((relation) =>
    relation.kind === 'monitors' && relation.to === id
      ? [
          {
            monitor: relation.from as string,
            detection: describeBelief(relation.detection),
            evidence: evidenceOfWatch(
              relation,
              components.find((component) => component.id === relation.from),
            ),
          },
        ]
      : [],
  );

const componentOf = ({ components }: Ecosystem, id: ComponentId): Component =>
  components.find((component) => component.id === id) as Component;

const describeComponent = ({ id, name, kind, layer, exposed, provenance }: Component): Explanation['component'] => ({
  id,
  name,
  kind,
  layer,
  exposed,
  ...originOf(provenance),
});

const originOf = ({ certainty, at, pointer, rule }: Provenance): Origin => ({
  certainty,
  source: pointer === undefined ? describePlace(at) : `${describePlace(at)} ${pointer}`,
  rule: rule ?? null,
});

/** Arcs between replicas repeat those of their components. */
function onePerRelation(arcs: readonly ArcDraft[], expanded: Expanded): ArcDraft[] {
  const first = new Map<string, ArcDraft>();
  for (const arc of arcs) {
    const key = [
      arc.relation.id,
      arc.direction,
      arc.threat,
      nameOf(arc.source, expanded),
      nameOf(arc.target, expanded),
    ].join('\0');
    if (!first.has(key)) first.set(key, arc);
  }
  return [...first.values()];
}

const nameOf = (node: number, { nodes }: Expanded): string => nodes[node]?.component.id ?? '';

function explainArc(
  arc: ArcDraft,
  rules: readonly GuardRule[],
  expanded: Expanded,
  { settings }: Scenario,
): ExplainedArc {
  const { relation, direction, threat, channel } = arc;
  const kind = expanded.nodes[arc.target]?.component.kind ?? 'external';
  const on = rules.flatMap((rule) => {
    const effectiveness = effectivenessOn(rule, arc, expanded);
    return effectiveness === undefined ? [] : [{ id: rule.control, effectiveness, approves: rule.approves === true }];
  });
  const uncontrolled = meanProbability(arc, expanded, settings.attempts);
  return {
    from: nameOf(arc.source, expanded),
    to: nameOf(arc.target, expanded),
    relation: relation.id,
    kind: relation.kind,
    direction,
    threat,
    passes: on.reduce((passes, { effectiveness }) => passes * (1 - meanOf(effectiveness)), uncontrolled),
    uncontrolled,
    channel: {
      probability: describeBelief(channel.belief),
      perAttempt: channel.perAttempt,
      evidence: channel.evidence,
    },
    evidence: evidenceOfArc(arc, on, expanded),
    trust: describeTrust(trustTerms(relation, direction, kind, expanded.factors), expanded.factors?.factors),
    hardening: describeBelief(expanded.nodes[arc.target]?.component.hardening ?? { form: 'number', value: 0 }),
    controls: on.map(({ id, effectiveness }) => ({ id, effectiveness: describeBelief(effectiveness) })),
    ...('provenance' in relation
      ? originOf(relation.provenance as Provenance)
      : {
          certainty: 'inferred' as const,
          source: '',
          rule: 'a control can be attacked by the sources of the arcs that it is on',
        }),
  };
}
