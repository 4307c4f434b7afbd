import type { Layer, ThreatClass } from '../graph/kinds.ts';
import type { StrideLetter } from './classes.ts';
import maestro from './data/maestro-threats.json' with { type: 'json' };
import owasp from './data/owasp-agentic.json' with { type: 'json' };

/** One of MAESTRO's threats: on a layer, between layers, or an agentic factor that worsens others. */
export type MaestroThreat = {
  /** `L7-T4`, `X-T2`, `AF-3`, `MAS-T36`, `BV-2`; MAS-T16 and T16 are different threats. */
  readonly id: string;
  readonly kind: 'layer' | 'cross-layer' | 'factor' | 'extended';
  readonly name: string;
  readonly description: string;
  /** On one layer … */
  readonly layer?: Layer;
  /** … or from some layers to others. */
  readonly fromLayers?: readonly Layer[];
  readonly toLayers?: readonly Layer[];
  /** Null where none of the five agentic classes fits; STRIDE covers it then. */
  readonly class: ThreatClass | null;
  readonly relatedClasses?: readonly ThreatClass[];
  readonly stride: readonly StrideLetter[];
  readonly owaspAsi: readonly string[];
  readonly owaspAgenticTop10: readonly string[];
  readonly atlas: readonly string[];
  readonly mitigations: readonly string[];
};

/** OWASP's agentic threats T1 to T17. */
export type OwaspThreat = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly maestroLayers: readonly Layer[];
  readonly classes: readonly ThreatClass[];
  readonly stride: readonly StrideLetter[];
  readonly mitigations: readonly string[];
};

/** A risk of OWASP's Top 10 for Agentic Applications 2026. */
export type OwaspRisk = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly maestroLayers: readonly Layer[];
  readonly classes: readonly ThreatClass[];
  readonly asiThreats: readonly string[];
  readonly mitigations: readonly string[];
};

/** A way over several layers that MAESTRO describes, P1 to P7. */
export type CrossLayerPattern = {
  readonly id: string;
  readonly name: string;
  readonly layers: readonly Layer[];
  readonly classes: readonly ThreatClass[];
};

// The casts are checked by the catalogue's test: TypeScript reads the words of a JSON file as plain strings.
export const maestroThreats = maestro.threats as readonly unknown[] as readonly MaestroThreat[];
export const patterns = maestro.crossLayerPatterns as readonly unknown[] as readonly CrossLayerPattern[];
export const owaspThreats = owasp.asiThreats as readonly unknown[] as readonly OwaspThreat[];
export const owaspRisks = owasp.agenticTop10 as readonly unknown[] as readonly OwaspRisk[];

/** Where the names come from, for notices and reports. */
export const catalogueSources: readonly string[] = [maestro.source, owasp.source];

export type CatalogueThreat = MaestroThreat | OwaspThreat | OwaspRisk;

export const catalogueThreat = (id: string): CatalogueThreat | undefined => byId.get(id);

/** ATLAS techniques of a catalogue id; OWASP's entries name none of their own. */
export function techniquesOf(id: string): readonly string[] {
  const threat = catalogueThreat(id);
  return threat !== undefined && 'atlas' in threat ? threat.atlas : [];
}

const byId: ReadonlyMap<string, CatalogueThreat> = new Map(
  [...maestroThreats, ...owaspThreats, ...owaspRisks].map((threat) => [threat.id, threat]),
);
