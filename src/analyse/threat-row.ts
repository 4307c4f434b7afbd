import type { Provenance } from '../graph/ecosystem.ts';
import type { AppliedThreat } from '../threats/applied-threat.ts';
import type { TrustIndex } from '../threats/trust-index.ts';
import type { Origin, ThreatRow } from './threat-document.ts';

/** An applied threat as the document tells it, without what follows from it. */
export function threatRow(applied: AppliedThreat, { into }: TrustIndex): ThreatRow {
  const { id, threat, component, relation, way, travelsBy, maturity, rule, because, controls } = applied;
  const sources = sourcesOf(applied);
  return {
    id,
    threat: threat.id,
    name: threat.name,
    description: threat.description,
    component: { id: component.id, name: component.name, kind: component.kind, layer: component.layer },
    relation: relation === null ? null : { id: relation.id, from: relation.from, to: relation.to, kind: relation.kind },
    way: way === null ? null : way.components.map((one) => one.id),
    layers: threat.layers,
    classes: travelsBy,
    stride: threat.stride,
    owasp: threat.owasp,
    atlas: threat.atlas,
    maturity,
    rule: rule.id,
    because,
    source: sources[0] as Origin,
    sources,
    controls,
    watchedBy: (into.get(component.id) ?? []).filter(({ kind }) => kind === 'monitors').map(({ from }) => from),
    mitigations: threat.mitigations,
    externalRefs: threat.externalRefs,
  };
}

/** Of a way the relations in their order; of a relation itself; else the component. */
const sourcesOf = ({ component, relation, way }: AppliedThreat): Origin[] =>
  (way !== null && way.relations.length > 0 ? way.relations : [relation ?? component]).map(({ provenance }) =>
    originOf(provenance),
  );

export function originOf({ at, certainty, pointer, rule }: Provenance): Origin {
  return {
    file: at.file,
    ...(at.line === undefined ? {} : { line: at.line }),
    ...(at.column === undefined ? {} : { column: at.column }),
    ...(pointer === undefined ? {} : { pointer }),
    certainty,
    ...(rule === undefined ? {} : { rule }),
  };
}
