import { crossedLayers } from '../analyse/crossed-layers.ts';
import type { Consequence } from '../analyse/threat-document.ts';
import { layers } from '../graph/kinds.ts';
import { controlOff } from '../measure/control-off.ts';
import type { ComponentDetail, RelationDetail, ScenarioResult } from '../measure/results.ts';
import type { ShownThreat, ThreatCard, ThreatDetails, ThreatPlace } from '../measure/threat-details.ts';
import type { AppliedThreat, ThreatModel } from '../threats/applied-threat.ts';
import type { Maturity } from '../threats/maturities.ts';

/** What the report says of the threats that apply, and of those that the run shows. */
export function describeThreats(
  { threats, atlasVersion }: ThreatModel,
  maturity: Maturity,
  components: readonly ComponentDetail[],
  relations: readonly RelationDetail[],
  scenarios: readonly ScenarioResult[],
  consequences: Consequences = new Map(),
): ThreatDetails {
  const positionOf = new Map<string, number>(components.map(({ id }, position) => [id, position]));
  const relationAt = new Map<string, number>(relations.map(({ id }, position) => [id, position]));
  const runs = scenarios.flatMap((result, scenario) => startOf(result, scenario, components, positionOf));
  const told = threats.map((applied) => ({ applied, shown: shownBy(applied, runs) }));
  const kept = mostTelling(told);
  const catalogue = new Map<string, ThreatCard>();
  for (const applied of threats)
    if (!catalogue.has(applied.threat.id)) catalogue.set(applied.threat.id, cardOf(applied));
  const cardAt = new Map([...catalogue.keys()].map((id, position) => [id, position]));
  const places = kept.map(
    ({ applied: { id: applied, threat, component, relation, way, rule, because, controls }, shown }): ThreatPlace => ({
      threat: cardAt.get(threat.id) as number,
      component: positionOf.get(component.id) as number,
      relations: (way?.relations ?? (relation === null ? [] : [relation])).flatMap(
        ({ id }) => relationAt.get(id) ?? [],
      ),
      rule: rule.id,
      because,
      controls: controls.map(({ id, effectiveness }) => ({ id, effectiveness })),
      shown,
      ...follows(consequences.get(applied), positionOf),
    }),
  );
  return {
    atlasVersion,
    maturity,
    applied: threats.length,
    catalogue: [...catalogue.values()],
    places,
    ...(kept.length < threats.length && { byLayer: countByLayer(threats, cardAt) }),
  };
}

function countByLayer(threats: readonly AppliedThreat[], cardAt: ReadonlyMap<string, number>): number[][] {
  const counts = [...cardAt].map(() => layers.map(() => 0));
  for (const { threat, component } of threats) {
    const row = counts[cardAt.get(threat.id) as number] as number[];
    row[component.layer - 1] = (row[component.layer - 1] as number) + 1;
  }
  return counts;
}

/** By the id of the applied threat; none where nothing was simulated for each of them. */
type Consequences = ReadonlyMap<string, Consequence | undefined>;

function follows(
  consequence: Consequence | undefined,
  positionOf: ReadonlyMap<string, number>,
): Pick<ThreatPlace, 'follows'> {
  if (consequence === undefined) return {};
  const { rank, start, blastRadius, affected, entryLikelihood, arrival, risk } = consequence;
  const { mean, ci95 } = blastRadius;
  const likelihood = entryLikelihood ?? arrival?.probability ?? null;
  return { follows: { rank, start: positionOf.get(start) as number, mean, ci95, affected, likelihood, risk } };
}

const cardOf = ({ threat, travelsBy, maturity }: AppliedThreat): ThreatCard => {
  const { id, name, description, layers: on, stride, owasp, atlas, mitigations } = threat;
  return { id, name, description, layers: on, classes: travelsBy, stride, owasp, atlas, maturity, mitigations };
};

type Told = { readonly applied: AppliedThreat; readonly shown: ShownThreat | null };

/** A page of thousands of threats is read by nobody and opened by few browsers. */
export const MOST_PLACES = 1000;

/** The first, but before them those that the run shows. */
function mostTelling(told: readonly Told[]): readonly Told[] {
  if (told.length <= MOST_PLACES) return told;
  const first = new Set([...told.filter(({ shown }) => shown !== null), ...told].slice(0, MOST_PLACES));
  return told.filter((one) => first.has(one));
}

/** A scenario with one entry point, and all controls as the file has them. */
type Start = ShownThreat & { readonly entry: string; readonly result: ScenarioResult };

function startOf(
  result: ScenarioResult,
  scenario: number,
  components: readonly ComponentDetail[],
  positionOf: ReadonlyMap<string, number>,
): Start[] {
  const [first, ...others] = result.entry;
  if (first === undefined || others.length > 0 || controlOff(result.id) !== null) return [];
  const entry = positionOf.has(first) ? first : first.replace(/#1$/u, '');
  const own = components[positionOf.get(entry) ?? -1]?.layer;
  return own === undefined ? [] : [{ entry, result, scenario, crossesInto: crossedLayers(new Set([own]), result) }];
}

/** The run that affects most, among those that start at the threat's component or at where the threat comes from. */
function shownBy({ component, relation, way, travelsBy }: AppliedThreat, runs: readonly Start[]): ShownThreat | null {
  const starts = [component.id, relation?.from, relation?.to, way?.components[0]?.id].map(String);
  const fitting = runs.filter(
    ({ entry, result }) => starts.includes(entry) && result.threats.some((name) => travelsBy.includes(name)),
  );
  const [most] = fitting.toSorted(
    (a, b) => b.result.blastRadius.total.affected - a.result.blastRadius.total.affected || a.scenario - b.scenario,
  );
  return most === undefined ? null : { scenario: most.scenario, crossesInto: most.crossesInto };
}
