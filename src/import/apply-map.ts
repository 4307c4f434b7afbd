import { InvalidInputError } from '../base/errors.ts';
import { buildEcosystem, type ComponentDraft } from '../graph/build-ecosystem.ts';
import type { Component } from '../graph/ecosystem.ts';
import { defaultLayer } from '../graph/kinds.ts';
import type { ElementMap } from './element-map.ts';
import type { Imported } from './importer.ts';
import { relationDraft } from './relation-draft.ts';
import { withDecision } from './with-decision.ts';

/**
 * What somebody decided about components, in place of what an importer concluded.
 * @throws {InvalidInputError} if a decision does not fit what the component is
 */
export function applyMap(imported: Imported, map: ElementMap): Imported {
  const { components, relations, ...rest } = imported.ecosystem;
  const drafts = components.map((component) => decidedDraft(component, map));
  if (drafts.every((draft, at) => draft === components[at])) return imported;
  const { ecosystem, problems } = buildEcosystem({
    ...rest,
    components: drafts,
    relations: relations.map(relationDraft),
  });
  if (ecosystem === undefined) throw new InvalidInputError(problems);
  const toFill = imported.toFill.filter(({ component, field }) => !isSaid(map, component, field));
  return { ...imported, ecosystem, toFill };
}

/** The component itself if nothing is decided that is not so anyway. */
function decidedDraft(component: Component, map: ElementMap): ComponentDraft {
  const decided = map.decide(component.id, component.name);
  if (decided === undefined) return component;
  const { kind, layer = kind === undefined ? component.layer : defaultLayer[kind] } = decided;
  const { provenance, ...next } = withDecision(component, { ...decided, layer });
  const isSame = (Object.keys(next) as (keyof typeof next)[]).every((key) => next[key] === component[key]);
  return isSame ? component : { ...next, provenance };
}

const isSaid = (map: ElementMap, id: string, field: string): boolean => Object.hasOwn(map.decide(id) ?? {}, field);
