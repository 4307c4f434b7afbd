import { describe, expect, it } from 'vitest';
import type { Results } from '../../src/measure/results.ts';
import { blastradius, folderWith } from './fake-shell.ts';

const layersOf = async (name: string, text: string, ...flags: string[]): Promise<number> => {
  const argv = ['run', name, '--threads', '1', '--worlds', '32', '--json', ...flags];
  const { stdout, stderr } = await blastradius(folderWith({ [name]: text }), ...argv);
  if (stdout === '') throw new Error(stderr);
  return Object.keys((JSON.parse(stdout) as Results).graph.layers).length;
};

describe('a CSV table that run is given', () => {
  const tables = [
    ['gephi.nodes.csv', 'Id,Label\na,A\nb,B\n'],
    ['persons.csv', 'personId:ID,name,:LABEL\n1,Ann,Agent\n2,Bob,Agent\n'],
    ['knows.csv', ':START_ID,:END_ID,:TYPE\n1,2,KNOWS\n'],
    ['graph.csv', 'Source,Target,Type\na,b,Directed\n'],
  ] as const;
  it.each(tables)('%s is read as import reads it', async (name, text) => {
    expect(await layersOf(name, text)).toBeGreaterThan(0);
  });
  it.each(tables)('%s is a list of edges with --as raw', async (name, text) => {
    expect(await layersOf(name, text, '--as', 'raw')).toBe(0);
  });
  it.each([
    ['edges.csv', 'source,target\na,b\n'],
    ['links.csv', 'source,target,weight\na,b,0.5\n'],
    ['shop.edges.csv', 'Source,Target,Weight\na,b,0.5\n'],
    ['names.csv', 'a,b\nb,c\n'],
  ])('%s is a raw graph if it has nothing but ends and weights', async (name, text) => {
    expect(await layersOf(name, text)).toBe(0);
  });
});
