import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { graphml } from '../../src/import/graphml.ts';
import type { Imported } from '../../src/import/importer.ts';
import type { ImportSettings } from '../../src/import/settings.ts';

const KEYS = `<key id="k0" for="node" attr.name="kind" attr.type="string"/>
<key id="k1" for="node" attr.name="label" attr.type="string"/>
<key id="k2" for="edge" attr.name="probability" attr.type="double"/>
<key id="k3" for="all" attr.name="zone" attr.type="string"><default>lab</default></key>`;
const file = (body: string, { keys = '', edgedefault = 'directed' } = {}) => ({
  name: 'any.graphml',
  text: `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">${keys}<graph edgedefault="${edgedefault}">${body}</graph></graphml>`,
});
const read = (body: string, options?: Parameters<typeof file>[1], settings?: ImportSettings): Imported =>
  graphml.read(file(body, options), () => undefined, settings) as Imported;
const relationsOf = ({ ecosystem }: Imported): string[] =>
  ecosystem.relations.map(({ from, kind, to, trust: { along } }) =>
    [from, kind, to, ...(along.form === 'number' ? [along.value] : [])].join(' '),
  );
function problemsOf(body: string, options?: Parameters<typeof file>[1]): string[] {
  try {
    read(body, options);
  } catch (error) {
    if (error instanceof InvalidInputError)
      return error.problems.map(({ at, found }) => `${at.line}:${at.column} ${found}`);
    throw error;
  }
  return [];
}
const TWO = '<node id="a"/><node id="b"/>';

describe('GraphML as an ecosystem', () => {
  it('is known by its root element, whatever stands before it, and nothing else is', () => {
    const score = (text: string): number => graphml.detect({ name: 'x', text }).score;
    expect(score('<?xml version="1.0"?>\n<!-- a graph -->\n<graphml>')).toBe(1);
    expect(score('<g:graphml xmlns:g="http://graphml.graphdrawing.org/xmlns"/>')).toBe(1);
    for (const text of ['', '<gexf/>', '{"a":"<graphml>"}', '<mxfile><graphml/></mxfile>']) expect(score(text)).toBe(0);
  });

  it('makes nodes that nobody describes agents, and edges messages that pass with 0.1, as raw graphs assume', () => {
    const imported = read(`${TWO}<edge source="a" target="b"/>`);
    expect(imported.ecosystem.components.map(({ id, kind, provenance }) => [id, kind, provenance.certainty])).toEqual([
      ['a', 'agent', 'assumed'],
      ['b', 'agent', 'assumed'],
    ]);
    expect(relationsOf(imported)).toEqual(['a messages b 0.1']);
    expect(imported.suite).toMatchObject({ threats: ['communication-poisoning'], channels: [{ probability: 1 }] });
  });

  it('reads attributes by their declared names, with the defaults of their keys', () => {
    const imported = read(
      `<node id="a"><data key="k0">agent</data></node>
      <node id="b"><data key="k0">memory</data><data key="k1">Notes</data><data key="k3">vault</data></node>`,
      { keys: KEYS },
    );
    expect(imported.ecosystem.components).toMatchObject([
      { id: 'a', kind: 'agent', name: 'a', zone: 'lab' },
      { id: 'b', kind: 'memory', name: 'Notes', zone: 'vault' },
    ]);
  });

  it('takes blanks around a value that stands on a line of its own as those of the file', () => {
    const body = '<node id="a"><data key="k0">\n  agent\n</data><data key="k1"> A </data></node>';
    const keys = KEYS.replace('"label"', '"name"');
    expect(read(body, { keys }).ecosystem.components).toMatchObject([{ kind: 'agent', name: ' A ' }]);
  });

  it('takes another attribute for the kind, or for the layer, if it is told to', () => {
    const body = '<node id="a"><data key="r">tool</data><data key="l">4</data></node><node id="b"/>';
    const keys = '<key id="r" for="node" attr.name="job"/><key id="l" for="node" attr.name="deck"/>';
    const settings = { kindAttribute: 'job', layerAttribute: 'deck' };
    expect(read(body, { keys }, settings).ecosystem.components[0]).toMatchObject({ kind: 'tool', layer: 4 });
  });

  it('takes directions from the graph, and from each edge', () => {
    const body = `${TWO}<edge source="a" target="b"/><edge source="b" target="a" directed="DIR"/>`;
    const both = ['a messages b 0.1', 'b messages a 0.1'];
    expect(relationsOf(read(body.replace('DIR', 'false')))).toEqual([both[0], ...both]);
    expect(relationsOf(read(body.replace('DIR', 'true'), { edgedefault: 'undirected' }))).toEqual([...both, both[1]]);
  });

  it('lets the arrowheads that yEd draws say it', () => {
    const arrows = (source: string, target: string): string[] =>
      relationsOf(
        read(
          `${TWO}<edge source="a" target="b"><data key="k9"><y:Line xmlns:y="y"><y:Arrows source="${source}" target="${target}"/></y:Line></data></edge>`,
          { keys: '<key id="k9" for="edge" yfiles.type="edgegraphics"/>' },
        ),
      );
    expect(arrows('none', 'standard')).toEqual(['a messages b 0.1']);
    expect(arrows('standard', 'none')).toEqual(['b messages a 0.1']);
    expect(arrows('delta', 'delta')).toEqual(['a messages b 0.1', 'b messages a 0.1']);
    expect(arrows('none', 'none')).toEqual(['a messages b 0.1']);
  });

  it('takes probabilities of edges as raw graphs do: all or none, and never what is surely none', () => {
    const edges = (...values: string[]): string =>
      `${TWO}${values.map((p) => `<edge source="a" target="b">${p === '' ? '' : `<data key="k2">${p}</data>`}</edge>`).join('')}`;
    expect(relationsOf(read(edges('0.5', '1e-1'), { keys: KEYS }))).toEqual(['a messages b 0.1', 'a messages b 0.5']);
    expect(relationsOf(read(edges('0.5', '0'), { keys: KEYS }))).toEqual(['a messages b 0.5']);
    expect(problemsOf(edges('0.5', '2'), { keys: KEYS })).toEqual([expect.stringContaining('"2"')]);
    const some = read(edges('0.5', ''), { keys: KEYS });
    expect(relationsOf(some)).toEqual(['a messages b 0.1', 'a messages b 0.1']);
    expect(some.warnings).toMatchObject([{ expected: 'a probability in attribute "probability"', found: 'none' }]);
    const weights = read(edges('0.5', '3'), { keys: KEYS.replace('probability', 'weight') });
    expect(relationsOf(weights)).toEqual(['a messages b 0.1', 'a messages b 0.1']);
    expect(weights.warnings).toMatchObject([{ found: '"3"' }]);
  });

  it('makes zones of graphs inside nodes; a node that edges end at is also a component there', () => {
    const inner = '<graph edgedefault="directed"><node id="x"/><node id="y"/></graph>';
    const body = `<node id="in"><data key="k1">Inside</data>${inner}</node><node id="out"/>`;
    const closed = read(body, { keys: KEYS.replace(/<key id="k3".*/, '') });
    expect(closed.ecosystem.components.map(({ id, zone }) => `${id} ${zone}`)).toEqual([
      'out null',
      'x Inside',
      'y Inside',
    ]);
    expect(closed.ignored).toMatchObject([{ what: 'node "Inside"' }]);
    const joined = read(`${body}<edge source="out" target="in"/>`);
    expect(joined.ecosystem.components.map(({ id, zone }) => `${id} ${zone}`)).toContain('in in');
  });

  it('says what it leaves out', () => {
    const body = `<data key="g">x</data><node id="a"><port name="p"/><port name="q"/><data key="d"><b/></data></node><node id="b"><locator/></node>`;
    const { ignored } = read(body, { keys: '<key id="g" for="graph" attr.name="mode"/><key id="d" for="node"/>' });
    expect(ignored.map(({ what }) => what)).toEqual([
      'port (2 times)',
      'drawing',
      'locator',
      'attribute "mode" of the graph',
    ]);
  });

  it('takes an attribute that was never declared by the name that it is used with, and warns once', () => {
    const body = '<node id="a"><data key="kind">agent</data></node><node id="b"><data key="kind">tool</data></node>';
    const { ecosystem, warnings } = read(body);
    expect(ecosystem.components.map(({ kind }) => kind)).toEqual(['agent', 'tool']);
    expect(warnings).toMatchObject([{ expected: 'the id of a <key>', found: '"kind", which is none' }]);
  });

  it('reads several graphs of a file as one, and warns', () => {
    const text = file('<node id="a"/>').text.replace(
      '</graph>',
      '</graph><graph edgedefault="directed"><node id="b"/></graph>',
    );
    const { ecosystem, warnings } = graphml.read({ name: 'x', text }, () => undefined) as Imported;
    expect(ecosystem.components).toHaveLength(2);
    expect(warnings).toMatchObject([{ expected: 'one graph' }]);
  });

  it.each([
    ['two nodes of one id', '<node id="a"/><node id="a"/>', '"a"'],
    ['a node without id', '<node/>', 'none'],
    ['an id that is none', `<node id="${'x'.repeat(201)}"/>`, 'an id of 201 characters'],
    ['an edge to a node that is not there', '<node id="a"/><edge source="a" target="z"/>', '"z", which is none'],
    ['an edge without an end', '<node id="a"/><edge source="a"/>', 'no target'],
    ['a hyperedge', `${TWO}<hyperedge/>`, 'a hyperedge'],
    ['no node', '', 'none'],
  ])('refuses %s, with its place', (_what, body, found) => {
    expect(problemsOf(body)).toEqual([expect.stringMatching(new RegExp(`^1:\\d+ ${found}$`))]);
  });

  it('refuses other XML, a graph that does not say how its edges run, a DOCTYPE, and what is no XML', () => {
    expect(problemsOf('<node id="a"/>', { edgedefault: 'both' })).toEqual([expect.stringContaining('"both"')]);
    for (const text of ['<gexf/>', '<!DOCTYPE graphml [<!ENTITY a "a">]><graphml/>', '<graphml', '', 'a -> b']) {
      expect(() => graphml.read({ name: 'x', text }, () => undefined)).toThrow(InvalidInputError);
    }
  });

  it('refuses what is nested deeper than any graph', () => {
    const text = `<graphml>${'<graph edgedefault="directed">'.repeat(300)}`;
    expect(() => graphml.read({ name: 'x', text }, () => undefined)).toThrow('at most 200 elements in each other');
  });
});
