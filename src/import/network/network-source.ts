import type { Imported } from '../importer.ts';
import { withoutKeys } from '../secrets.ts';
import { shown } from './shown.ts';

/** What a graph file says of itself: its name, and one sentence for reports. */
export type NetworkSource = { readonly title: string | undefined; readonly description: string | undefined };

/** Who wrote it, in files of our own: they say all about their ecosystem, and nothing is added. */
export const GENERATOR = 'blastradius';

const USED = ['name', 'label', 'title', 'creator', 'description'];

/** Attributes of the graph that nothing is made of. */
export const unusedOf = (said: ReadonlyMap<string, string>, file: string): Imported['ignored'] =>
  [...said.keys()]
    .filter((name) => !USED.includes(name.toLowerCase()))
    .map((name) => ({
      what: `attribute ${shown(name)} of the graph`,
      where: file,
      why: 'it says nothing of single nodes or edges',
    }));

/** Ours say nothing that is left out but drawings and results. */
export const isOwnFile = (said: ReadonlyMap<string, string>): boolean => said.get('creator') === GENERATOR;

/** @param said - attributes of the graph itself, by name */
export function networkSource(format: string, said: ReadonlyMap<string, string>): NetworkSource {
  const find = (...names: string[]): string | undefined =>
    names.flatMap((name) => [...said].filter(([one]) => one.toLowerCase() === name).map(([, text]) => text))[0];
  const title = find('name', 'label', 'title');
  const [creator, description] = [find('creator'), find('description')];
  if (isOwnFile(said)) return { title, description };
  const own = description === undefined || description.trim() === '' ? '' : `: ${withoutKeys(description.trim())}`;
  const by = creator === undefined || creator.trim() === '' ? '' : ` made by ${withoutKeys(creator.trim())}`;
  return { title, description: `From a ${format} graph${by}${own === '' ? '.' : own}` };
}
