import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { detectFormat } from '../../src/import/detect.ts';
import { dot } from '../../src/import/dot.ts';
import type { Imported } from '../../src/import/importer.ts';
import type { ImportSettings } from '../../src/import/settings.ts';
import { componentOf, plainEdges, sampleOf } from './imported.ts';

const read = (text: string, settings?: ImportSettings): Imported =>
  dot.read({ name: 'shop.dot', text }, () => undefined, settings) as Imported;
const ids = ({ ecosystem }: Imported): string[] => ecosystem.components.map(({ id }) => id);
const zones = ({ ecosystem }: Imported): Record<string, string | null> =>
  Object.fromEntries(ecosystem.components.map(({ id, zone }) => [id, zone]));
const names = ({ ecosystem }: Imported): Record<string, string> =>
  Object.fromEntries(ecosystem.components.map(({ id, name }) => [id, name]));
const left = ({ ignored }: Imported): string[] => ignored.map(({ what, why }) => `${what}: ${why}`);

describe('a graph in DOT', () => {
  it.each([
    ['digraph { a -> b }', 0.9],
    ['// made by hand\n/* twice */ strict graph "x y" { a -- b }', 0.9],
    ['digraph { a -> b\n c @ d }', 0.6],
    ['graph TD\n  A --> B', 0],
    ['{ "graph": { "nodes": [] } }', 0],
    ['The graph of a function { x }', 0],
    ['', 0],
  ])('%s is told with a score of %d', (text, score) => {
    expect(dot.detect({ name: 'x', text }).score).toBe(score);
  });

  it('is detected among all formats', () => {
    expect(detectFormat({ name: 'x', text: 'digraph { a -> b }' })?.importer.format).toBe('dot');
  });

  it('calls nodes by their labels: escapes, records, tables, lines in brackets', () => {
    const imported = read(`digraph {
      a [label="Web\\nshop"]; b [label="the \\N\\l"]; c [shape=record, label="<p> Cart|{x|y}"];
      d [label=<<table><tr><td><b>Orders</b> &amp; more</td></tr><tr><td>id: int</td></tr></table>>];
      e [label=<<font point-size="34">Bank</font><br/><font>[Software System]</font><br/>does all>]; f [label="R&amp;D"]
      a -> b -> c -> d -> e -> f }`);
    expect(names(imported)).toEqual({ a: 'Web shop', b: 'the b', c: 'Cart', d: 'Orders & more', e: 'Bank', f: 'R&D' });
    expect(componentOf(imported, 'e')?.provenance.rule).toContain('software');
  });

  it('takes an id that a program made up for no name', () => {
    expect(
      ids(read('digraph { aaedcfceefeffbdc [label="Web server"]; n1 [label="Orders"]; n1 -> aaedcfceefeffbdc }')),
    ).toEqual(['Web server', 'n1']);
  });

  it('makes zones of clusters: the innermost one, by its label or its name', () => {
    const imported = read(`digraph { z -> b
      subgraph cluster_out { label="Outside"; a; b; subgraph cluster_in { a; c } subgraph group { d } }
      subgraph marked { cluster=true; e } subgraph cluster_later { a } }`);
    expect(zones(imported)).toEqual({ a: 'in', b: 'Outside', c: 'in', d: 'Outside', e: 'marked', z: null });
  });

  it('leaves out what only decorates, and says so', () => {
    const imported = read(`digraph { t [shape=note]; i [style=invis]; i -> a [style=invis]; a -> b
      a -> c [style=invis]; n [shape=note]; n -> a; subgraph cluster_x { label="Legend"; k } }`);
    expect(ids(imported)).toEqual(['a', 'b', 'c', 'n']);
    expect(left(imported)).toEqual([
      'node t: a text on the drawing',
      'node i: it is not seen on the drawing',
      'node k: it is part of the legend',
      'edge i -> a: one of its ends is left out',
      'edge a -> c: it is not seen on the drawing',
    ]);
  });

  it('makes one edge of several between two nodes only if it is strict', () => {
    const edges = 'a [kind=agent] b [kind=agent] a -> b; a -> b [label=x]; b -> a';
    expect(plainEdges(read(`strict digraph { ${edges} }`))).toEqual(['a messages b', 'b messages a']);
    expect(plainEdges(read(`strict graph { ${edges.replaceAll('->', '--')} }`))).toEqual([
      'a messages b',
      'b messages a',
    ]);
  });

  it('takes a node of two graphs for one, and a graph of its own name for none', () => {
    const imported = read('digraph a { x -> y } digraph b { y -> z }');
    expect(ids(imported)).toEqual(['x', 'y', 'z']);
    expect(imported.ecosystem.name).toBe('shop');
    expect(read('digraph G { x -> y }').ecosystem.name).toBe('shop');
    expect(read('digraph "Web shop" { x -> y }').ecosystem.name).toBe('Web shop');
    expect(read('digraph G { label="The \\G"; x -> y }').ecosystem.name).toBe('The G');
  });

  it('takes probabilities by the rule of raw graphs: all edges, or none', () => {
    const along = (text: string) => read(text).ecosystem.relations.map(({ trust }) => trust.along);
    expect(along('digraph { a -> b [p=0.5]; b -> c [weight=3, p=0.25] }')).toEqual([
      { form: 'number', value: 0.5 },
      { form: 'number', value: 0.25 },
    ]);
    const mixed = read('digraph { a -> b [p=0.5]; b -> c }');
    expect(mixed.warnings).toMatchObject([{ expected: 'a probability in attribute "p"', found: 'none' }]);
    expect(read('digraph { a -> b [p=0]; b -> c [p=1] }').ecosystem.relations).toHaveLength(1);
    expect(() => read('digraph { a -> b [p=7] }')).toThrow('shop.dot:1:16: expected a probability from 0 to 1');
  });

  it('takes kinds and layers from attributes', () => {
    const imported = read('digraph { a [kind=memory, layer=3]; b [kind=agent, part="model"]; b -> a }');
    expect(componentOf(imported, 'a')).toMatchObject({ kind: 'memory', layer: 3 });
    const other = read('digraph { a [part="database"]; b [part="llm"] ; a -> b }', { kindAttribute: 'part' });
    expect([componentOf(other, 'a')?.kind, componentOf(other, 'b')?.kind]).toEqual(['data-store', 'model']);
  });

  it('of pytm is a threat model: its colours say what it found', () => {
    const { name, text } = sampleOf('dot')('cookbook.generic-cms.py.dot');
    const imported = dot.read(
      {
        name,
        text: text
          .replace('color = black\n', 'color = firebrick3; fillcolor="#b2222222"; style=filled \n')
          .replace('shape = none;\n\tcolor = black', 'shape = none;\n\tcolor = grey69'),
      },
      () => undefined,
    ) as Imported;
    expect(imported.suite?.threats).toBe('all');
    expect(imported.findings).toMatchObject([
      {
        title: 'pytm found threats of very high severity',
        detail: expect.stringContaining('Web Server'),
        where: `${name}:29:1`,
      },
    ]);
    expect(componentOf(imported, 'db')?.tags).toEqual(['out-of-scope']);
  });

  it('with more edges than an ecosystem has is to be read as a raw graph', () => {
    const many = Array.from({ length: 1001 }, (_, n) => n).join(' ');
    expect(() => read(`digraph { {${many}} -> {${many}} }`)).toThrow('Read it as a raw graph: --as raw.');
  });

  it.each([
    'digraph {',
    'digraph { a -> }',
    'digraph { a [label=<b] }',
    'graph',
    '}',
    '',
    'digraph {}',
    'digraph { x [style=invis] }',
  ])('%s is refused, or gives nothing', (text) => {
    try {
      expect(read(text).ecosystem.components).toEqual([]);
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidInputError);
    }
  });

  it('may use any words as names of attributes and shapes', () => {
    const text =
      'digraph { constructor [shape=constructor, color=toString, style=valueOf]; constructor -> hasOwnProperty }';
    expect(ids(read(text))).toEqual(['constructor', 'hasOwnProperty']);
  });
});
