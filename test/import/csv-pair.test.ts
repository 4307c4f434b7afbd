import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { csvPair } from '../../src/import/csv-pair.ts';
import { detectFormat } from '../../src/import/detect.ts';
import { importFiles } from '../../src/import/import-files.ts';
import type { Imported, SourceFile } from '../../src/import/importer.ts';
import { openAmong } from './fixtures.ts';
import { componentOf, edges, kindsOf } from './imported.ts';

const file = (name: string, text: string): SourceFile => ({ name, text });
const read = (first: SourceFile, ...others: readonly SourceFile[]): Imported =>
  csvPair.read(first, openAmong([first, ...others])(first)) as Imported;
const NODES = file('shop.nodes.csv', 'Id,Label,Kind\na,Asker,agent\nb,Books,data-store\n');
const EDGES = file('shop.edges.csv', 'Source,Target,Type\na,b,Directed\n');

describe('a pair of tables', () => {
  it('is the same, whichever of the two is named', () => {
    const [first, second] = [read(NODES, EDGES), read(EDGES, NODES)];
    expect(edges(first)).toEqual(['a writes b']);
    expect(second.ecosystem.components).toEqual(first.ecosystem.components);
    expect(second.ecosystem.relations).toEqual(first.ecosystem.relations);
    expect([first.ecosystem.name, second.ecosystem.name]).toEqual(['shop', 'shop']);
    expect([first.warnings, second.warnings]).toEqual([[], []]);
  });

  it('is read once where a folder holds both', async () => {
    const files = [EDGES, NODES];
    expect((await importFiles(files, openAmong(files))).map(({ name }) => name)).toEqual(['shop.edges.csv']);
  });

  it.each([
    ['nodes.csv', 'edges.csv', 'graph'],
    ['shop/nodes.csv', 'shop/edges.csv', 'shop'],
    ['Shop [Nodes].csv', 'Shop [Edges].csv', 'Shop'],
    ['shop_nodes.tsv', 'shop_links.tsv', 'shop'],
    ['NODES-V2.CSV', 'EDGES-V2.CSV', 'NODES-V2'],
    ['people-vertices.csv', 'people-relationships.csv', 'people'],
  ])('is %s and %s', (nodes, links, name) => {
    const imported = read({ ...NODES, name: nodes }, { ...EDGES, name: links });
    expect(edges(imported)).toEqual(['a writes b']);
    expect(imported.ecosystem.name).toBe(name);
  });

  it('of which one is missing is read with a warning', () => {
    expect(edges(read(EDGES))).toEqual(['a messages b']);
    expect(read(EDGES).warnings[0]?.expected).toBe('a table of nodes beside it, called shop.nodes.csv');
    expect(kindsOf(read(NODES))).toEqual({ a: 'agent', b: 'data-store' });
    expect(read(NODES).warnings[0]?.expected).toBe('a table of edges beside it, called shop.edges.csv');
  });

  it('of which both list nodes is refused', () => {
    expect(() => read(NODES, { ...NODES, name: 'shop.edges.csv' })).toThrow('expected a table of edges');
  });
});

describe('headers', () => {
  it.each([
    ['Gephi', 'Id,Label\na,A', 'Source,Target,Type\na,b,Directed'],
    ['small letters', 'id,name\na,A', 'source,target\na,b'],
    ['other words', 'node;label\na;A', 'from;to\na;b'],
    ['data frames', 'name\tlabel\na\tA', 'src\tdst\na\tb'],
    ['Neo4j', 'agentId:ID(Agent),name:string,:LABEL\na,A,Agent', ':START_ID(Agent),:END_ID(Agent),:TYPE\na,b,ASKS'],
  ])('of %s are known', (_what, nodes, links) => {
    const imported = read(file('x.nodes.csv', nodes), file('x.edges.csv', links));
    expect(edges(imported)).toEqual(['a messages b']);
    expect(componentOf(imported, 'a')?.name).toBe('A');
  });

  it('name attributes, in letters of either case', () => {
    const imported = read(file('x.nodes.csv', 'Id,Kind,ZONE,Layer\na,agent,dmz,4\nb,agent,,\n'), {
      ...EDGES,
      name: 'x.edges.csv',
    });
    expect(componentOf(imported, 'a')).toMatchObject({ kind: 'agent', zone: 'dmz', layer: 4 });
    expect(componentOf(imported, 'b')).toMatchObject({ zone: null, layer: 7 });
  });
});

describe('edges', () => {
  const read2 = (text: string) => read(file('x.edges.csv', text), file('x.nodes.csv', 'Id,Kind\na,agent\nb,agent\n'));
  it('run both ways where they are undirected', () => {
    expect(edges(read2('Source,Target,Type\na,b,Undirected\n'))).toEqual(['a messages b', 'b messages a']);
  });

  it('that do not say it run from source to target, which is said once', () => {
    const { warnings, ecosystem } = read2('Source,Target\na,b\nb,a\n');
    expect(ecosystem.relations).toHaveLength(2);
    expect(warnings.map(({ found }) => found)).toEqual(['edges that do not say it']);
  });

  it('have probabilities by the rule of raw graphs', () => {
    const trusts = (text: string) => read2(text).ecosystem.relations.map(({ trust }) => trust.along);
    expect(trusts('Source,Target,Type,Weight\na,b,Directed,0.25\n')).toEqual([{ form: 'number', value: 0.25 }]);
    expect(trusts('Source,Target,Type,Weight\na,b,Directed,3\n')).toEqual([{ form: 'number', value: 1 }]);
  });
});

describe('rows', () => {
  it('are refused with all that is wrong, each with its place', () => {
    const nodes = file('x.nodes.csv', 'Id,Label\n,nobody\na,A,too,many\nb,"B\nb"\n');
    const links = file('x.edges.csv', 'Source,Target,Type\na,,Directed\n');
    try {
      read(nodes, links);
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      expect(error.problems.map(({ at, found }) => `${at.file}:${at.line}:${at.column} ${found}`)).toEqual([
        'x.nodes.csv:2:1 none',
        'x.nodes.csv:3:5 4',
        'x.edges.csv:2:1 none',
      ]);
    }
  });

  it('may be shorter than the header, and texts may begin like formulas', () => {
    const imported = read(
      file('x.nodes.csv', "Id,Label,Kind\na\n'=b,'-x,agent\n"),
      file('x.edges.csv', "Source,Target\na,'=b\n"),
    );
    expect(edges(imported)).toHaveLength(1);
    expect(componentOf(imported, '=b')).toMatchObject({ kind: 'agent', name: '-x' });
  });

  it('stand where the file has them, lines within quotes counted', () => {
    const imported = read(file('x.nodes.csv', 'Id,Label\na,"A\nB"\nb,"C"\n'), { ...EDGES, name: 'x.edges.csv' });
    expect(componentOf(imported, 'b')?.provenance.at).toEqual({ file: 'x.nodes.csv', line: 4, column: 1 });
  });
});

describe('recognition', () => {
  const format = (name: string, text: string) => detectFormat({ name, text })?.importer.format;
  it('is sure of what tools mark, whatever the file is called', () => {
    for (const text of [
      EDGES.text,
      ':START_ID,:END_ID\na,b',
      'x:ID,name\na,A',
      'Id,Label,kind,certainty\na,A,agent,declared',
    ]) {
      expect(format('any', text)).toBe('csv-pair');
    }
  });

  it('takes other tables by their names', () => {
    expect(format('shop.nodes.csv', 'id,name\n1,a\n')).toBe('csv-pair');
    expect(format('edges.csv', 'source,target\n1,2\n')).toBe('csv-pair');
  });

  it.each([
    ['a table of anything', 'orders.csv', 'id,name,price\n1,a,2\n'],
    ['an edge list, which runs as a raw graph', 'graph.csv', 'source,target,p\na,b,0.5\n'],
    ['JSON called so', 'nodes.csv', '{"id": 1, "name": "x"}'],
    ['a text called so', 'nodes.csv', 'id\nname\n'],
    ['quotes that are not closed', 'nodes.csv', '"id,name\n'],
    ['nothing', 'edges.csv', ''],
  ])('leaves %s alone', (_what, name, text) => {
    expect(format(name, text)).toBeUndefined();
  });

  it('is refused, if somebody calls another file so', () => {
    expect(() => read(file('x.csv', 'a,b\n1,2\n'))).toThrow('expected a header with Id, or with Source and Target');
    expect(() => read(file('x.csv', ''))).toThrow('found an empty file');
  });
});
