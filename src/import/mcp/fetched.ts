import type { Word } from './server.ts';

/** A package that a launcher fetches when the server starts. */
export type Fetched = {
  readonly registry: Registry;
  readonly name: string;
  readonly isPinned: boolean;
  readonly word: Word;
};
/** Id and name of a place where packages are published. */
export type Registry = { readonly id: string; readonly name: string };

export const npm: Registry = { id: 'npm', name: 'npm registry' };
export const pypi: Registry = { id: 'pypi', name: 'PyPI' };
export const nuget: Registry = { id: 'nuget', name: 'NuGet' };

/** A word that names a package of a registry; undefined for a path or an address. */
export function fetched(registry: Registry, word: Word): Fetched | undefined {
  const found = /^((?:@[\w.~-]+\/)?[\w.~-]+(?:\[[\w,.-]*\])?)(?:(==|@)(.*))?$/.exec(word.text);
  const name = found?.[1];
  if (name === undefined || /^[.~]/.test(name))
    return /^[\w.-]+(?:\[[\w,.-]*\])?[<>=!~]/.test(word.text) ? loose(registry, word) : undefined;
  return {
    registry,
    name,
    isPinned: /^v?\d+\.\d+(?:\.[\w.+-]+)?$/.test(found?.[3] ?? '') && isWhole(registry, found?.[3] ?? ''),
    word,
  };
}

/** `1.2` is a range for npm and a version for the others. */
const isWhole = (registry: Registry, version: string): boolean => registry !== npm || version.split('.').length > 2;

const loose = (registry: Registry, word: Word): Fetched => ({
  registry,
  name: /^[\w.-]+/.exec(word.text)?.[0] ?? '',
  isPinned: false,
  word,
});
