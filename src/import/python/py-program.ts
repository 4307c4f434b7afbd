import type { Problem } from '../../base/errors.ts';
import type { OpenSibling, SourceFile } from '../importer.ts';
import { bindingsOf } from './bindings.ts';
import { ListItems, type PyItems } from './list-items.ts';
import { type ModuleFiles, readModuleFiles } from './module-files.ts';
import { OutsideNames } from './outside-names.ts';
import {
  lastName,
  type Py,
  type PyAddition,
  type PyCall,
  type PyFunction,
  type PyModule,
  type PyScope,
  type PyValue,
} from './py-value.ts';
import { Resolver } from './resolver.ts';

/** A Python file and the files of its folder that it imports: what names, attributes and calls in them stand for. */
export async function readProgram(file: SourceFile, open: OpenSibling): Promise<PyProgram> {
  return new PyProgram(await readModuleFiles(file, open));
}

/** All questions about code that importers ask; nothing of it is run. */
export class PyProgram {
  /** The first is the file that was given. */
  readonly modules: readonly [PyModule, ...PyModule[]];
  readonly scopes: readonly PyScope[];
  readonly warnings: readonly Problem[];
  readonly #calls: readonly PyCall[];
  readonly #callsByName: ReadonlyMap<string, readonly PyCall[]>;
  readonly #outside: OutsideNames;
  readonly #resolver: Resolver;
  readonly #lists: ListItems;
  readonly #items = new Map<PyValue, PyItems>();

  readonly #files: ModuleFiles;

  constructor(files: ModuleFiles, closed: ReadonlySet<PyFunction> = new Set()) {
    this.#files = files;
    this.modules = files.modules;
    this.warnings = files.warnings;
    this.scopes = files.modules.flatMap(({ scopes }) => scopes);
    this.#calls = this.scopes.flatMap(({ calls }) => calls);
    this.#callsByName = byLastName(this.#calls);
    this.#outside = new OutsideNames(files);
    this.#resolver = new Resolver(files, this.#outside, this.#callsNamed, closed);
    this.#lists = new ListItems(this.#outside, this.#resolver);
  }

  /** The same program, but calls of these functions stand for themselves: each makes something of its own. */
  notFollowing = (functions: ReadonlySet<PyFunction>): PyProgram => new PyProgram(this.#files, functions);

  /** Every call of the program, file by file. */
  calls = (): readonly PyCall[] => this.#calls;

  /** Calls of what has one of these full names: `agents.Agent`. */
  callsOf = (names: ReadonlySet<string>): readonly PyCall[] =>
    this.#calls.filter(({ callee }) => names.has(this.nameOf(callee) ?? ''));

  /** Calls of a method, `x.name(…)`, whatever x may be. */
  methodCalls = (name: string): readonly PyCall[] =>
    this.#callsNamed(name).filter(({ callee }) => callee.form === 'attribute');

  /** Calls of a function or method that the program defines; of its class for `__init__`. */
  callsTo = (made: PyFunction): readonly PyCall[] => this.#resolver.callsTo(made);

  /**
   * The full name of what is imported from outside the program, or of a built-in: `agents.Agent`, `open`. Aliases
   * and files in between are followed.
   * @returns undefined for what the program defines itself
   */
  nameOf = (value: PyValue): string | undefined => this.#outside.nameOf(value);

  /**
   * What a value may be: names, attributes, parameters and calls of the program's own functions are followed as far as
   * that can be done without running anything. At least one; what cannot be followed is there as it is written.
   */
  resolve = (value: PyValue): readonly PyValue[] => this.#resolver.resolve(value);

  /** What a variable is given, as the code writes it there: one step of what {@link resolve} follows to its end. */
  givenTo = (value: Py<'name'>): readonly PyValue[] =>
    bindingsOf(value.name, value.scope, value.start).flatMap((binding) => {
      if (binding.form === 'assignment') return [binding.assignment.value];
      return binding.form === 'parameter' ? this.#resolver.givenFor(binding) : [];
    });

  /** The only text that a value can be. */
  textOf(value: PyValue | undefined): string | undefined {
    const [first, ...others] = value === undefined ? [] : this.resolve(value);
    return first?.form === 'string' && others.length === 0 ? first.text : undefined;
  }

  /** Among what a value may be, calls of what has one of these full names. */
  callsIn = (value: PyValue | undefined, names: ReadonlySet<string>): readonly PyCall[] =>
    value === undefined
      ? []
      : this.resolve(value).filter(
          (one): one is PyCall => one.form === 'call' && names.has(this.nameOf(one.callee) ?? ''),
        );

  /** The items of a list, with what is appended to it anywhere. */
  itemsOf(value: PyValue | undefined): PyItems {
    if (value === undefined) return { items: [], given: new Map(), unread: [] };
    const known = this.#items.get(value);
    if (known !== undefined) return known;
    const items = this.#lists.of(value);
    this.#items.set(value, items);
    return items;
  }

  /** What is added to lists of this attribute: `x.handoffs.append(y)`, with x and y. */
  additionsTo = (attribute: string): readonly (PyAddition & { readonly object: PyValue })[] =>
    this.scopes
      .flatMap(({ additions }) => additions)
      .flatMap((one) =>
        one.list.form === 'attribute' && one.list.name === attribute ? [{ ...one, object: one.list.object }] : [],
      );

  /** `x.handoffs = value`, with x and the value. */
  settingsOf = (attribute: string): readonly { readonly object: PyValue; readonly value: PyValue }[] =>
    this.scopes
      .flatMap(({ assignments }) => assignments)
      .flatMap(({ target, value }) =>
        target.form === 'attribute' && target.name === attribute ? [{ object: target.object, value }] : [],
      );

  #callsNamed = (name: string): readonly PyCall[] => this.#callsByName.get(name) ?? [];
}

function byLastName(calls: readonly PyCall[]): ReadonlyMap<string, readonly PyCall[]> {
  const byName = new Map<string, PyCall[]>();
  for (const call of calls) {
    const name = lastName(call.callee) ?? '';
    const others = byName.get(name);
    if (others === undefined) byName.set(name, [call]);
    else others.push(call);
  }
  return byName;
}
