import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { listText } from '../../src/import/gexf/list-text.ts';
import { gexf } from '../../src/import/gexf.ts';
import type { Imported } from '../../src/import/importer.ts';

const ATTRIBUTES = `<attributes class="node"><attribute id="0" title="kind" type="string"/><attribute id="1" title="tags" type="liststring"/><attribute id="2" title="zone" type="string"><default>lab</default></attribute></attributes>
<attributes class="edge"><attribute id="0" title="prob" type="float"/></attributes>`;
const file = (nodes: string, edges = '', { graph = 'defaultedgetype="directed"', head = ATTRIBUTES } = {}) => ({
  name: 'any.gexf',
  text: `<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph ${graph}>${head}<nodes>${nodes}</nodes><edges>${edges}</edges></graph></gexf>`,
});
const read = (...parts: Parameters<typeof file>): Imported => gexf.read(file(...parts), () => undefined) as Imported;
const relationsOf = ({ ecosystem }: Imported): string[] =>
  ecosystem.relations.map(({ from, kind, to, trust: { along } }) =>
    [from, kind, to, ...(along.form === 'number' ? [along.value] : [])].join(' '),
  );
const value = (name: string, id: string, text: string): string =>
  `<attvalues><attvalue ${name}="${id}" value="${text}"/></attvalues>`;
const TWO = '<node id="a"/><node id="b"/>';

describe('GEXF as an ecosystem', () => {
  it('is known by its root element, and nothing else is', () => {
    const score = (text: string): number => gexf.detect({ name: 'x', text }).score;
    expect(score('<?xml version="1.0"?>\n<gexf xmlns="http://www.gephi.org/gexf">')).toBe(1);
    for (const text of ['', '<graphml/>', '{"a":"<gexf>"}', '<x><gexf/></x>']) expect(score(text)).toBe(0);
  });

  it.each(['for', 'attribute', 'id'])(
    'reads attributes by their titles, referred to with %s as a version does',
    (name) => {
      const { ecosystem } = read(`<node id="a" label="A">${value(name, '0', 'tool')}</node><node id="b"/>`);
      expect(ecosystem.components[0]).toMatchObject({ id: 'a', kind: 'tool', name: 'A', zone: 'lab' });
    },
  );

  it('takes an attribute that was never declared by the name that it is used with, and warns once', () => {
    const node = (id: string): string => `<node id="${id}">${value('for', 'kind', 'agent')}</node>`;
    const { ecosystem, warnings } = read(node('a') + node('b'), '', { head: '' });
    expect(ecosystem.components.map(({ kind }) => kind)).toEqual(['agent', 'agent']);
    expect(warnings).toMatchObject([{ found: '"kind", which is none' }]);
  });

  it('reads lists however a version writes them', () => {
    const lists = ['a |b | c', 'a ,b , c', 'a;b;c', '[a, b, c]', "['a', 'b', 'c']", '["a", \'b\', c]'];
    for (const text of lists) expect(listText(text), text).toBe('["a","b","c"]');
    expect(listText("['it\\'s', \"a, b\", ' c ']")).toBe('["it\'s","a, b"," c "]');
    expect([listText(''), listText('[]'), listText('one')]).toEqual(['[]', '[]', '["one"]']);
    const body = `<node id="a"><attvalues><attvalue for="0" value="agent"/><attvalue for="1" value="x|y"/></attvalues></node>`;
    expect(read(body).ecosystem.components[0]?.tags).toEqual(['x', 'y']);
  });

  it('takes directions from the graph, and from each edge; without a word edges run both ways', () => {
    const edge = (type: string): string => `<edge source="a" target="b"${type}/>`;
    const both = ['a messages b 0.1', 'b messages a 0.1'];
    expect(relationsOf(read(TWO, edge('')))).toEqual([both[0]]);
    expect(relationsOf(read(TWO, edge(''), { graph: '' }))).toEqual(both);
    expect(relationsOf(read(TWO, edge(' type="mutual"')))).toEqual(both);
    expect(relationsOf(read(TWO, edge(' type="directed"'), { graph: 'defaultedgetype="undirected"' }))).toEqual([
      both[0],
    ]);
  });

  it('takes for a probability what is the surest to be one: prob before the weight', () => {
    const edge = `<edge source="a" target="b" weight="7">${value('for', '0', '0.25')}</edge>`;
    expect(relationsOf(read(TWO, edge))).toEqual(['a messages b 0.25']);
    const weights = read(TWO, '<edge source="a" target="b" weight="0.5"/><edge source="b" target="a" weight="0.125"/>');
    expect(relationsOf(weights)).toEqual(['a messages b 0.5', 'b messages a 0.125']);
    expect(() => read(TWO, `<edge source="a" target="b">${value('for', '0', 'often')}</edge>`)).toThrow('"often"');
  });

  it('makes zones of nodes that others stand in, by nesting, by pid or by parents', () => {
    const nodes = `<node id="z" label="Zone"><nodes><node id="a"/></nodes></node><node id="b" pid="z"/>
      <node id="c"><parents><parent for="z"/><parent for="b"/></parents></node><node id="d" pid="nobody"/>`;
    const { ecosystem, warnings, ignored } = read(nodes, '', { head: '' });
    expect(ecosystem.components.map(({ id, zone }) => `${id} ${zone}`)).toEqual([
      'a Zone',
      'b Zone',
      'c Zone',
      'd null',
    ]);
    expect(warnings).toMatchObject([{ found: '"nobody", which is none' }]);
    expect(ignored.map(({ what }) => what)).toEqual(['node "Zone"', 'further parent of a node']);
  });

  it('survives nodes that stand in each other', () => {
    const { ecosystem } = read(
      '<node id="a" pid="b"/><node id="b" pid="a"/><node id="c" pid="c"/>',
      '<edge source="a" target="b"/>',
    );
    expect(ecosystem.components.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('warns that what changes with time is taken as it was last', () => {
    const values =
      '<attvalues><attvalue for="0" value="0.9" start="1"/><attvalue for="0" value="0.2" start="2"/></attvalues>';
    const moving = read(TWO, `<edge source="a" target="b">${values}</edge>`);
    expect(relationsOf(moving)).toEqual(['a messages b 0.2']);
    expect(moving.warnings).toMatchObject([{ expected: 'a graph that does not change with time', found: 'start="1"' }]);
    expect(read(TWO, '', { graph: 'mode="dynamic"' }).warnings).toHaveLength(1);
    expect(read(`<node id="a"><spells><spell start="1"/></spells></node>`).warnings).toHaveLength(1);
  });

  it('says who made it and what it is, and that pictures are left out', () => {
    const meta = '<meta><creator>Gephi 0.10</creator><description>A web</description></meta>';
    const { text } = file('<node id="a"><viz:color xmlns:viz="v" r="1"/><viz:size xmlns:viz="v" value="3"/></node>');
    const imported = gexf.read(
      { name: 'x', text: text.replace('<graph', `${meta}<graph`) },
      () => undefined,
    ) as Imported;
    expect(imported.ecosystem.description).toBe('From a GEXF graph made by Gephi 0.10: A web');
    expect(imported.ignored).toMatchObject([{ what: 'drawing (2 times)' }]);
  });

  it.each([
    ['two nodes of one id', '<node id="a"/><node id="a"/>', '', '"a"'],
    ['a node without id', '<node/>', '', 'none'],
    ['an edge to a node that is not there', '<node id="a"/>', '<edge source="a" target="z"/>', '"z", which is none'],
    ['an edge without an end', '<node id="a"/>', '<edge target="a"/>', 'no source'],
    ['no node', '', '', 'none'],
  ])('refuses %s, with its place', (_what, nodes, edges, found) => {
    try {
      read(nodes, edges);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidInputError);
      expect((error as InvalidInputError).problems).toMatchObject([{ at: { line: expect.any(Number) }, found }]);
    }
  });

  it('refuses other XML, a DOCTYPE, and what is no XML', () => {
    for (const text of ['<graphml/>', '<!DOCTYPE gexf><gexf/>', '<gexf', '', '{}']) {
      expect(() => gexf.read({ name: 'x', text }, () => undefined)).toThrow(InvalidInputError);
    }
  });

  it('refuses what is nested deeper than any graph', () => {
    const text = `<gexf>${'<nodes><node id="a">'.repeat(300)}`;
    expect(() => gexf.read({ name: 'x', text }, () => undefined)).toThrow('at most 200 elements in each other');
  });
});
