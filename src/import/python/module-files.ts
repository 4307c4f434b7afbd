import { InvalidInputError, type Problem } from '../../base/errors.ts';
import type { OpenSibling, SourceFile } from '../importer.ts';
import type { PyImport, PyModule } from './py-value.ts';
import { readPython } from './read-python.ts';

const MOST_FILES = 100;
/** A package is imported by its full name from inside: its root is at most so many folders up. */
const MOST_FOLDERS_UP = 3;

/** The files of a Python system, found through their imports from the first one. */
export type ModuleFiles = {
  /** The first is where the reading began; then in the order of the imports. */
  readonly modules: readonly [PyModule, ...PyModule[]];
  /** The file of a module that another one imports; undefined if it is none of the system. */
  find(from: PyModule, level: number, module: string): PyModule | undefined;
  readonly warnings: readonly Problem[];
};

export async function readModuleFiles(file: SourceFile, open: OpenSibling): Promise<ModuleFiles> {
  const files = new Files(file, await readPython(file), open);
  await files.follow();
  return files;
}

class Files implements ModuleFiles {
  readonly modules: [PyModule, ...PyModule[]];
  readonly #warnings: Problem[] = [];
  /** By path from the folder of the first file; undefined if there is none. */
  readonly #byPath = new Map<string, PyModule | undefined>();
  readonly #pathOf = new Map<PyModule, string>();
  readonly #open: OpenSibling;

  constructor(file: SourceFile, first: PyModule, open: OpenSibling) {
    this.modules = [first];
    this.#open = open;
    this.#keep(file.name.replace(/^.*[\\/]/, ''), first);
  }

  get warnings(): readonly Problem[] {
    return [...this.modules.flatMap(({ warnings }) => warnings), ...this.#warnings];
  }

  /** Reads what the modules import, and what those import. */
  async follow(): Promise<void> {
    for (const module of this.modules) {
      for (const one of module.scopes.flatMap(({ imports }) => imports)) {
        for (const name of namesIn(one)) {
          for (const path of this.#paths(module, one.level, name)) if (await this.#read(path, one)) break;
        }
      }
    }
  }

  find(from: PyModule, level: number, name: string): PyModule | undefined {
    for (const path of this.#paths(from, level, name)) {
      const found = this.#byPath.get(path);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Where a module can be: `a/b.py` or `a/b/__init__.py`, from the folder of the importing file and those above. */
  #paths(from: PyModule, level: number, name: string): string[] {
    const folder = (this.#pathOf.get(from) ?? '').split('/').slice(0, -1);
    const parts = name === '' ? [] : name.split('.');
    const bases = level > 0 ? [climbed(folder, level - 1)] : [folder, ...rootsAbove()];
    const stems = bases.map((base) => [...base, ...parts].join('/'));
    return stems.flatMap((stem) => [
      ...(parts.length === 0 ? [] : [`${stem}.py`]),
      stem === '' ? '__init__.py' : `${stem}/__init__.py`,
    ]);
  }

  /** @returns whether there is such a file */
  async #read(path: string, { at }: PyImport): Promise<boolean> {
    if (this.#byPath.has(path)) return this.#byPath.get(path) !== undefined;
    if (this.modules.length >= MOST_FILES) return false;
    this.#byPath.set(path, undefined);
    try {
      const file = this.#open(path);
      if (file === undefined) return false;
      this.#keep(path, await readPython(file));
      return true;
    } catch (error) {
      if (!(error instanceof InvalidInputError)) throw error;
      if (path.endsWith('__init__.py')) return false; // mostly empty, which is no error here
      const found = error.problems[0]?.found ?? 'none';
      const fix = 'What it defines is missing; correct that file, or leave out the import.';
      this.#warnings.push({ at, expected: 'an import of a file that can be read', found, fix });
      return false;
    }
  }

  #keep(path: string, module: PyModule): void {
    this.#byPath.set(path, module);
    this.#pathOf.set(module, path);
    if (!this.modules.includes(module)) this.modules.push(module);
  }
}

/** `from a import b`: the file of a, and that of a.b if it is a module. */
const namesIn = ({ module, name }: PyImport): string[] =>
  name === undefined || name === '*' ? [module] : [module, module === '' ? name : `${module}.${name}`];

const rootsAbove = (): string[][] =>
  Array.from({ length: MOST_FOLDERS_UP + 1 }, (_, up) => Array.from({ length: up }, () => '..'));

/** A folder, or one so many levels above it. */
function climbed(folder: readonly string[], levels: number): string[] {
  const path = [...folder];
  for (let level = 0; level < levels; level++) {
    if (path.length > 0 && path.at(-1) !== '..') path.pop();
    else path.push('..');
  }
  return path;
}
