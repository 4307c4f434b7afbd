import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { known } from '../../src/graph/belief.ts';
import { buildEcosystem, type ComponentDraft, type RelationDraft } from '../../src/graph/build-ecosystem.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import { idProblem } from '../../src/graph/ids.ts';
import { componentKinds, relationKindNames } from '../../src/graph/kinds.ts';
import { fromTrustGraph, toTrustGraph } from '../../src/graph/trust-graph.ts';

const provenance = { certainty: 'declared', at: { file: 'a.yaml', line: 1 } } as const;
const hostile = [
  'constructor',
  'toString',
  '0',
  'a>reads>b#1',
  '</script><img src=x onerror=alert(1)>',
  'é',
  '💥',
  ' ',
];
const ids = fc.uniqueArray(fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', minLength: 1 })), {
  minLength: 1,
  maxLength: 6,
});

const ecosystems = ids
  .map((texts) => texts.filter((text) => idProblem(text) === undefined))
  .filter((texts) => texts.length > 0)
  .chain((texts) => {
    const component = (id: string) =>
      fc.record({
        id: fc.constant(id),
        kind: fc.constantFrom(...componentKinds),
        zone: fc.constantFrom(null, 'a', 'b'),
      });
    const relation = fc.record({
      from: fc.constantFrom(...texts),
      to: fc.constantFrom(...texts),
      kind: fc.constantFrom(...relationKindNames),
      signed: fc.boolean(),
    });
    return fc.tuple(fc.tuple(...texts.map(component)), fc.array(relation, { maxLength: 12 }), fc.string());
  })
  .map(([components, relations, name]): Ecosystem => {
    const built = buildEcosystem({
      name,
      ...(name === '' ? {} : { description: name }),
      components: components.map((draft): ComponentDraft => ({ ...draft, provenance })),
      relations: relations.map(
        (draft): RelationDraft => ({
          ...draft,
          ...(draft.kind === 'guards' ? { effectiveness: { byClass: { tampering: known(0.25) } } } : {}),
          provenance,
        }),
      ),
    });
    return built.ecosystem as Ecosystem;
  });

describe('the trust graph', () => {
  it('gives back the ecosystem that it was made from, byte for byte, whatever its ids', () => {
    fc.assert(
      fc.property(ecosystems, (ecosystem) => {
        const graph = toTrustGraph(ecosystem);
        expect([graph.order, graph.size]).toEqual([ecosystem.components.length, ecosystem.relations.length]);
        expect(JSON.stringify(fromTrustGraph(graph))).toBe(JSON.stringify(ecosystem));
      }),
    );
  });

  it('is a directed multigraph whose edges run as relations are written', () => {
    const agent = (id: string): ComponentDraft => ({ id, kind: 'agent', provenance });
    const message: RelationDraft = { from: 'a', to: 'b', kind: 'messages', provenance };
    const built = buildEcosystem({
      name: 'two',
      components: [agent('a'), agent('b')],
      relations: [message, { ...message, signed: true }],
    });
    const graph = toTrustGraph(built.ecosystem as Ecosystem);
    expect([graph.type, graph.multi]).toEqual(['directed', true]);
    expect(graph.outNeighbors('a')).toEqual(['b']);
    expect(graph.outDegree('a')).toBe(2);
    expect(graph.getEdgeAttribute('a>messages>b#1', 'kind')).toBe('messages');
    expect(graph.getNodeAttribute('a', 'layer')).toBe(7);
  });

  it('brings a graph that was filled in another order into the canonical one', () => {
    const agent = (id: string): ComponentDraft => ({ id, kind: 'agent', provenance });
    const ecosystem = buildEcosystem({
      name: 'two',
      components: [agent('a'), agent('b')],
      relations: [{ from: 'a', to: 'b', kind: 'delegates', provenance }],
    }).ecosystem as Ecosystem;
    const turned = { ...ecosystem, components: ecosystem.components.toReversed() };
    expect(fromTrustGraph(toTrustGraph(turned))).toEqual(ecosystem);
  });
});
