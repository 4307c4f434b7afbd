import { didYouMean } from '../../base/did-you-mean.ts';
import type { Component, Ecosystem } from '../../graph/ecosystem.ts';
import { isIn } from '../../graph/kinds.ts';
import { shownTarget } from './shown-target.ts';

/** What a name in a result file stands for; `all` is every component. */
export type Match =
  | { readonly component: Component; readonly because: 'said' | 'name' | 'the only agent' }
  | { readonly all: true }
  | { readonly nearest: string | null; readonly why: string };

/**
 * The component that was tested, by id or name; capitals and punctuation count for nothing if that leaves one. In a
 * system with one agent it is that one.
 * @param names - of one target, the one that people gave first
 * @param said - what `--target` says, by name
 */
export function matchTarget(
  names: readonly string[],
  { components }: Ecosystem,
  said: ReadonlyMap<string, string>,
): Match {
  const told = names.flatMap((name) => said.get(name) ?? said.get(shownTarget(name)) ?? [])[0];
  if (told === '*' || (told === undefined && names.includes('*'))) return { all: true };
  if (told !== undefined) {
    const component = components.find(({ id }) => id === told);
    return component === undefined ? none(told, components) : { component, because: 'said' };
  }
  for (const isSame of [exact, loose]) {
    for (const name of names) {
      const found = components.filter((component) => isSame(name, component));
      const [first, second] = found;
      if (first !== undefined && second === undefined) return { component: first, because: 'name' };
      if (second !== undefined) return { nearest: second.id, why: `${found.length} components are called so` };
    }
  }
  const agents = components.filter(({ kind }) => isIn('agent', kind));
  const [agent, other] = agents;
  if (agent !== undefined && other === undefined) return { component: agent, because: 'the only agent' };
  return none(names[0] ?? '', components);
}

const exact = (name: string, { id, name: own }: Component): boolean => id === name || own === name;
const loose = (name: string, { id, name: own }: Component): boolean =>
  plain(name) !== '' && (plain(id) === plain(name) || plain(own) === plain(name));
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

function none(name: string, components: readonly Component[]): Match {
  const ids = components.map(({ id }) => id as string);
  return { nearest: didYouMean(name, ids) ?? null, why: 'no component is called so' };
}
