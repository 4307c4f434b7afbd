import type { Layer } from '../graph/kinds.ts';
import { layers } from '../graph/kinds.ts';
import type { CataloguedThreat } from './applied-threat.ts';
import { type MaestroThreat, maestroThreats, patterns } from './catalogue.ts';
import { bundledAtlas, type MaturityTable } from './maturity.ts';
import type { Rule } from './rule.ts';
import { bundledRules } from './rules/bundled-rules.ts';

/** Threats, when they apply, and how well attested they are. */
export type Catalogue = {
  readonly threats: readonly CataloguedThreat[];
  readonly rules: readonly Rule[];
  readonly atlas: MaturityTable;
};

/** MAESTRO's 102 threats and its seven cross-layer patterns. */
const bundledThreats: readonly CataloguedThreat[] = [
  ...maestroThreats.map(fromMaestro),
  ...patterns.map(({ id, name, layers: crossed, classes }): CataloguedThreat => {
    return {
      id,
      name,
      description: `Cross-layer pattern over layers ${crossed.join(', ')}.`,
      layers: crossed,
      classes,
      stride: [],
      owasp: [],
      atlas: [],
      mitigations: [],
      externalRefs: [],
    };
  }),
];

export const bundledCatalogue: Catalogue = { threats: bundledThreats, rules: bundledRules, atlas: bundledAtlas };

function fromMaestro(threat: MaestroThreat): CataloguedThreat {
  const { id, name, description, stride, owaspAsi, owaspAgenticTop10, atlas, mitigations } = threat;
  return {
    id,
    name,
    description,
    layers: layersOf(threat),
    classes: [threat.class ?? [], threat.relatedClasses ?? []].flat(),
    stride,
    owasp: [...owaspAsi, ...owaspAgenticTop10],
    atlas,
    mitigations,
    externalRefs: [],
  };
}

function layersOf({ layer, fromLayers = [], toLayers = [] }: MaestroThreat): readonly Layer[] {
  return layers.filter((one) => one === layer || fromLayers.includes(one) || toLayers.includes(one));
}
