import { type Binding, bindingsOf, finalBindings } from './bindings.ts';
import type { ModuleFiles } from './module-files.ts';
import type { PyImport, PyModule, PyValue } from './py-value.ts';

/** Where the imports of a program lead: to its own files, or out of it. */
export class OutsideNames {
  readonly #files: ModuleFiles;

  constructor(files: ModuleFiles) {
    this.#files = files;
  }

  /**
   * The full name of what is imported from outside the program, or of a built-in: `agents.Agent`, `open`. Aliases
   * and files in between are followed.
   * @returns undefined for what the program defines itself
   */
  nameOf(value: PyValue, depth = 0): string | undefined {
    if (depth > 20) return undefined;
    if (value.form === 'subscript') return this.nameOf(value.object, depth + 1); // Agent[Context]
    if (value.form === 'attribute') {
      const object = this.nameOf(value.object, depth + 1);
      return object === undefined ? this.#nameOfMember(value.object, value.name, depth) : `${object}.${value.name}`;
    }
    if (value.form !== 'name') return undefined;
    const bindings = bindingsOf(value.name, value.scope, value.start);
    return bindings.length === 0
      ? this.#fromAnywhere(value.name, value.scope.module)
      : this.#nameOfFirst(bindings, depth);
  }

  #nameOfFirst(bindings: readonly Binding[], depth: number): string | undefined {
    for (const binding of bindings) {
      const name = this.#nameOfBinding(binding, depth);
      if (name !== undefined) return name;
    }
    return undefined;
  }

  /** `parts.Agent` after `import parts`, where that file imports Agent. */
  #nameOfMember(object: PyValue, name: string, depth: number): string | undefined {
    if (object.form !== 'name') return undefined;
    const [binding] = bindingsOf(object.name, object.scope, object.start);
    if (binding?.form !== 'import') return undefined;
    const { import: one } = binding;
    const module = one.name === undefined ? this.moduleOf(one) : this.submodule(one);
    if (module === undefined) return undefined;
    const bindings = finalBindings(name, module.scopes[0]);
    return bindings.length > 0 ? this.#nameOfFirst(bindings, depth + 1) : `${outsideName(one)}.${name}`;
  }

  #nameOfBinding(binding: Binding, depth: number): string | undefined {
    if (binding.form === 'import') return this.#nameOfImport(binding.import, depth);
    if (binding.form !== 'assignment') return undefined;
    const { value } = binding.assignment;
    return value.form === 'name' || value.form === 'attribute' ? this.nameOf(value, depth + 1) : undefined;
  }

  #nameOfImport(one: PyImport, depth: number): string | undefined {
    const outside = outsideName(one);
    const inside = this.moduleOf(one);
    if (inside === undefined) return outside;
    if (one.name === undefined) return undefined;
    const bindings = finalBindings(one.name, inside.scopes[0]);
    if (bindings.length > 0) return this.#nameOfFirst(bindings, depth + 1);
    // A folder of the program that is called like the library does not define what the library does.
    return this.submodule(one) === undefined ? (this.#fromStar(one.name, inside) ?? outside) : undefined;
  }

  /** A name that nothing binds: from an import of everything, else a built-in. */
  #fromAnywhere = (name: string, module: PyModule): string | undefined =>
    this.starBindings(name, module).length > 0 ? undefined : (this.#fromStar(name, module) ?? name);

  #fromStar(name: string, module: PyModule): string | undefined {
    const star = allImports(module).find((one) => one.name === '*' && this.moduleOf(one) === undefined);
    return star === undefined ? undefined : `${'.'.repeat(star.level)}${star.module}.${name}`;
  }

  /** What `from … import *` of files of the program gives, also through several. */
  starBindings(name: string, module: PyModule, seen: Set<PyModule> = new Set()): readonly Binding[] {
    seen.add(module);
    return allImports(module).flatMap((one) => {
      const other = one.name === '*' ? this.moduleOf(one) : undefined;
      if (other === undefined || seen.has(other)) return [];
      const bindings = finalBindings(name, other.scopes[0]);
      return bindings.length > 0 ? bindings : this.starBindings(name, other, seen);
    });
  }

  /** The file that an import names. */
  moduleOf = ({ scope, level, module }: PyImport): PyModule | undefined =>
    this.#files.find(scope.module, level, module);

  /** The file that the imported name itself is. */
  submodule = ({ scope, level, module, name }: PyImport): PyModule | undefined =>
    name === undefined ? undefined : this.#files.find(scope.module, level, module === '' ? name : `${module}.${name}`);
}

export const allImports = ({ scopes }: PyModule): readonly PyImport[] => scopes.flatMap(({ imports }) => imports);

function outsideName({ level, module, name, alias, hasAlias }: PyImport): string {
  const dots = '.'.repeat(level);
  if (name !== undefined) return module === '' ? `${dots}${name}` : `${dots}${module}.${name}`;
  return hasAlias ? module : alias;
}
