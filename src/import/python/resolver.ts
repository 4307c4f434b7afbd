import { type Binding, bindingsOf, finalBindings } from './bindings.ts';
import { dictEntry, dictValues } from './dict-entries.ts';
import { ListItems } from './list-items.ts';
import type { ModuleFiles } from './module-files.ts';
import { allImports, type OutsideNames } from './outside-names.ts';
import {
  argumentOf,
  dottedName,
  lastName,
  type Py,
  type PyCall,
  type PyClass,
  type PyForm,
  type PyFunction,
  type PyImport,
  type PyModule,
  type PyValue,
} from './py-value.ts';

/** Beyond this nothing is followed any more: no code that people write needs it. */
const MOST_STEPS = 5_000;
const MOST_STEPS_IN_ALL = 5_000_000;
const MOST_VALUES = 100;
const MOST_CALLS = 300;
const DEEPEST_TRAIL = 70;

type Trail = readonly PyValue[];
type ParameterBinding = Extract<Binding, { readonly form: 'parameter' }>;

/** What values may be: follows names, attributes, parameters, items and calls of the program's own functions. */
export class Resolver {
  readonly #files: ModuleFiles;
  readonly #outside: OutsideNames;
  readonly #callsNamed: (name: string) => readonly PyCall[];
  readonly #lists: ListItems;
  readonly #closed: ReadonlySet<PyFunction>;
  readonly #resolved = new Map<PyValue, readonly PyValue[]>();
  #steps = 0;
  #stepsInAll = 0;
  #cuts = 0;

  /** @param closed - functions whose calls are left as they are */
  constructor(
    files: ModuleFiles,
    outside: OutsideNames,
    callsNamed: (name: string) => readonly PyCall[],
    closed: ReadonlySet<PyFunction> = new Set(),
  ) {
    this.#closed = closed;
    this.#files = files;
    this.#outside = outside;
    this.#callsNamed = callsNamed;
    this.#lists = new ListItems(outside, this);
  }

  /** @param trail - what led here, for cycles */
  resolve(value: PyValue, trail: Trail = []): readonly PyValue[] {
    const known = this.#resolved.get(value);
    if (known !== undefined) return known;
    if (trail.includes(value) || !this.mayGoOn(trail)) {
      this.#cuts++;
      return [];
    }
    const cuts = this.#cuts;
    const found = [...new Set(this.#follow(value, [...trail, value]))].slice(0, MOST_VALUES);
    const values = found.length > 0 ? found : [value];
    // What was cut short because of what led here says nothing about the value by itself.
    if (trail.length === 0 || cuts === this.#cuts) this.#resolved.set(value, values);
    return values;
  }

  /** Counts a step, from nothing for each value that somebody asks about. */
  mayGoOn(trail: Trail): boolean {
    if (trail.length === 0) this.#steps = 0;
    return trail.length <= DEEPEST_TRAIL && ++this.#steps <= MOST_STEPS && ++this.#stepsInAll <= MOST_STEPS_IN_ALL;
  }

  callsTo(made: PyFunction, trail: Trail = []): readonly PyCall[] {
    const name = made.name === '__init__' ? made.owner.class?.name : made.name;
    const named = this.#callsNamed(name ?? '').slice(0, MOST_CALLS);
    return named.filter((call) => this.#isCallOf(call, made, trail));
  }

  #isCallOf = ({ callee }: PyCall, made: PyFunction, trail: Trail): boolean =>
    this.resolve(callee, trail).some(
      (one) =>
        (one.form === 'function' && one.function === made) ||
        (one.form === 'class' && made.name === '__init__' && one.class === made.owner.class),
    );

  /** One step further, then on; nothing where the value is what it is. */
  #follow(value: PyValue, trail: Trail): readonly PyValue[] {
    switch (value.form) {
      case 'name':
        return this.#named(value, trail);
      case 'attribute':
        return this.#attribute(value, trail);
      case 'subscript':
        return this.#subscript(value, trail);
      case 'call':
        return this.#called(value, trail);
      case 'choice':
        return value.options.flatMap((option) => this.resolve(option, trail));
      case 'each':
        return this.#lists.items(value.of, trail);
      case 'element':
        return this.#element(value, trail);
      default:
        return [];
    }
  }

  #named(value: Py<'name'>, trail: Trail): readonly PyValue[] {
    const bindings = bindingsOf(value.name, value.scope, value.start);
    const all = bindings.length > 0 ? bindings : this.#outside.starBindings(value.name, value.scope.module);
    return all.flatMap((binding) => this.#bound(binding, value, trail));
  }

  #bound(binding: Binding, at: PyValue, trail: Trail): readonly PyValue[] {
    switch (binding.form) {
      case 'assignment':
        return this.resolve(binding.assignment.value, trail);
      case 'function':
        return [this.#made(binding.function, () => ({ form: 'function', function: binding.function }))];
      case 'class':
        return [this.#made(binding.class, () => ({ form: 'class', class: binding.class }))];
      case 'import':
        return this.#imported(binding.import, at, trail);
      case 'parameter':
        return this.givenFor(binding, trail).flatMap((value) => this.resolve(value, trail));
    }
  }

  /** One value per function, class or module, so that they can be compared. */
  readonly #madeValues = new Map<object, PyValue>();

  #made(of: PyFunction | PyClass | PyModule, form: () => PyForm): PyValue {
    const known = this.#madeValues.get(of);
    if (known !== undefined) return known;
    const scope = 'owner' in of ? of.owner : of.scopes[0];
    const spot = 'owner' in of ? { at: of.at, pointer: of.pointer } : { at: { file: of.file.name }, pointer: '' };
    const value: PyValue = { ...spot, scope, start: 'owner' in of ? of.start : 0, ...form() };
    this.#madeValues.set(of, value);
    return value;
  }

  #moduleValue = (module: PyModule): PyValue => this.#made(module, () => ({ form: 'module', module }));

  #imported(one: PyImport, at: PyValue, trail: Trail): readonly PyValue[] {
    const module = this.#outside.moduleOf(one);
    if (one.name === undefined) {
      const bound = one.hasAlias ? module : this.#files.find(one.scope.module, one.level, one.alias);
      return bound === undefined ? [] : [this.#moduleValue(bound)];
    }
    const found = module === undefined ? [] : this.#member(one.name, module, at, trail);
    const submodule = this.#outside.submodule(one);
    return found.length > 0 || submodule === undefined ? found : [this.#moduleValue(submodule)];
  }

  /** What a module calls so. */
  #member(name: string, module: PyModule, at: PyValue, trail: Trail): readonly PyValue[] {
    const bindings = finalBindings(name, module.scopes[0]);
    const all = bindings.length > 0 ? bindings : this.#outside.starBindings(name, module);
    return all.flatMap((binding) => this.#bound(binding, at, trail));
  }

  /** What the calls of its function give for a parameter, as they write it; else its default. */
  givenFor({ parameter, function: made, index }: ParameterBinding, trail: Trail = []): readonly PyValue[] {
    const isMethod = made.owner.kind === 'class' && !made.decorators.some((one) => lastName(one) === 'staticmethod');
    if (isMethod && index === 0) return [];
    const position = parameter.stars > 0 ? undefined : isMethod ? index - 1 : index;
    const given = this.callsTo(made, trail).flatMap((call) => argumentOf(call, parameter.name, position) ?? []);
    if (given.length > 0) return given;
    return parameter.fallback === undefined ? [] : [parameter.fallback];
  }

  #attribute(value: Py<'attribute'>, trail: Trail): readonly PyValue[] {
    const dotted = this.#dottedModule(value);
    if (dotted !== undefined) return [this.#moduleValue(dotted)];
    const self = this.#selfClass(value.object);
    if (self !== undefined) return this.#classMember(self, value.name, value, trail);
    return this.resolve(value.object, trail).flatMap((object) => {
      if (object.form === 'module') return this.#member(value.name, object.module, value, trail);
      const owner = object.form === 'class' ? object.class : this.#classOf(object, trail);
      return owner === undefined ? [] : this.#classMember(owner, value.name, value, trail);
    });
  }

  /** `a.b` after `import a.b`. */
  #dottedModule(value: PyValue): PyModule | undefined {
    const name = dottedName(value);
    const one = name === undefined ? undefined : allImports(value.scope.module).find((each) => isDotted(each, name));
    return one === undefined || name === undefined ? undefined : this.#files.find(value.scope.module, 0, name);
  }

  /** The class whose method this `self` or `cls` is of. */
  #selfClass(value: PyValue): PyClass | undefined {
    if (value.form !== 'name') return undefined;
    const [binding] = bindingsOf(value.name, value.scope, value.start);
    return binding?.form === 'parameter' && binding.index === 0 ? binding.function.owner.class : undefined;
  }

  /** The class of the program that a call makes an instance of. */
  #classOf(value: PyValue, trail: Trail): PyClass | undefined {
    if (value.form !== 'call') return undefined;
    const [made] = this.resolve(value.callee, trail);
    return made?.form === 'class' ? made.class : undefined;
  }

  #classMember(of: PyClass, name: string, at: PyValue, trail: Trail): readonly PyValue[] {
    const set = of.scope.functions.flatMap((method) =>
      method.scope.assignments.filter(({ target }) => isOwn(target, name, method)),
    );
    if (set.length > 0) return set.flatMap(({ value }) => this.resolve(value, trail));
    const bindings = finalBindings(name, of.scope);
    if (bindings.length > 0) return bindings.flatMap((binding) => this.#memberBound(binding, at, trail));
    return of.bases
      .flatMap((base) => this.resolve(base, trail))
      .flatMap((base) =>
        base.form === 'class' && base.class !== of ? this.#classMember(base.class, name, at, [...trail, base]) : [],
      );
  }

  /** Reading a property calls it. */
  #memberBound(binding: Binding, at: PyValue, trail: Trail): readonly PyValue[] {
    const isProperty =
      binding.form === 'function' &&
      binding.function.decorators.some((one) => /^(?:cached_)?property$/.test(lastName(one) ?? ''));
    return isProperty
      ? binding.function.scope.returns.flatMap((value) => this.resolve(value, trail))
      : this.#bound(binding, at, trail);
  }

  #subscript({ object, index, at, pointer, scope, start }: Py<'subscript'>, trail: Trail): readonly PyValue[] {
    const [key] = index;
    if (key === undefined || index.length !== 1) return [];
    const [text] = this.resolve(key, trail);
    if (this.#outside.nameOf(object) === 'os.environ')
      return text?.form === 'string'
        ? [{ at, pointer, scope, start, form: 'variable', name: text.text, fallback: undefined }]
        : [];
    return this.resolve(object, trail).flatMap((one): readonly PyValue[] => {
      if (one.form === 'list') {
        const item = text?.form === 'number' ? one.items.at(text.value) : undefined;
        return item === undefined ? one.items.flatMap((each) => this.resolve(each, trail)) : this.resolve(item, trail);
      }
      if (one.form !== 'dict') return [];
      const entry = text?.form === 'string' ? dictEntry(one, text.text, object) : undefined;
      if (entry !== undefined) return this.resolve(entry, trail);
      return text?.form === 'string' ? [] : dictValues(one, object).flatMap((each) => this.resolve(each, trail));
    });
  }

  #called(call: PyCall, trail: Trail): readonly PyValue[] {
    const { callee, args, at, pointer, scope, start } = call;
    const [first, second] = args;
    const name = this.#outside.nameOf(callee) ?? '';
    if (VARIABLE_READERS.has(name) && first !== undefined) {
      const [text] = this.resolve(first, trail);
      if (text?.form !== 'string') return [];
      const fallback = second ?? argumentOf(call, 'default');
      return [{ at, pointer, scope, start, form: 'variable', name: text.text, fallback }];
    }
    const passed = args[TRANSPARENT[name] ?? args.length];
    if (passed !== undefined) return this.resolve(passed, trail);
    // AsyncExitStack gives back what it enters.
    if (/^enter(?:_async)?_context$/.test(lastName(callee) ?? '') && first !== undefined)
      return this.resolve(first, trail);
    if (callee.form === 'attribute' && callee.name === 'get' && first !== undefined) return this.#gotten(call, trail);
    return this.resolve(callee, trail).flatMap((made) => {
      if (made.form !== 'function' || this.#closed.has(made.function)) return [];
      const { returns, yields } = made.function.scope;
      const isContext = made.function.decorators.some((one) => /contextmanager$/.test(lastName(one) ?? ''));
      return (isContext ? yields : returns).flatMap((value) => this.resolve(value, trail));
    });
  }

  /** `dict.get("key")`, and `session.get("key")` where the program says `session.set("key", value)`. */
  #gotten(call: PyCall, trail: Trail): readonly PyValue[] {
    const { callee, args } = call;
    if (callee.form !== 'attribute') return [];
    const entries = this.#subscript(
      { ...call, form: 'subscript', object: callee.object, index: args.slice(0, 1) },
      trail,
    );
    const store = dottedName(callee.object);
    const [key] = args;
    if (entries.length > 0 || store === undefined || key?.form !== 'string') return entries;
    return this.#callsNamed('set')
      .filter(({ callee: other }) => other.form === 'attribute' && dottedName(other.object) === store)
      .filter(({ args: [first] }) => first?.form === 'string' && first.text === key.text)
      .flatMap(({ args: [, value] }) => (value === undefined ? [] : this.resolve(value, trail)));
  }

  #element({ of, index }: Py<'element'>, trail: Trail): readonly PyValue[] {
    const pairs = of.form === 'each' ? this.#pairs(of.of, index, trail) : undefined;
    if (pairs !== undefined) return pairs;
    return this.resolve(of, trail).flatMap((one) => {
      const item =
        one.form === 'list' && !one.items.some(({ form }) => form === 'spread') ? one.items[index] : undefined;
      return item === undefined ? [] : this.resolve(item, trail);
    });
  }

  /** `for name, agent in agents.items()`, `for number, agent in enumerate(agents)`. */
  #pairs(of: PyValue, index: number, trail: Trail): readonly PyValue[] | undefined {
    if (of.form !== 'call') return undefined;
    const { callee, args } = of;
    const [first] = args;
    if (this.#outside.nameOf(callee) === 'enumerate' && first !== undefined)
      return index === 1 ? this.#lists.items(first, trail) : [];
    if (callee.form !== 'attribute' || callee.name !== 'items') return undefined;
    return this.resolve(callee.object, trail).flatMap((one) => {
      if (one.form !== 'dict') return [];
      const parts = index === 1 ? dictValues(one, callee.object) : one.entries.map(({ key }) => key);
      return parts.flatMap((part) => this.resolve(part, trail));
    });
  }
}

/** Calls that give back what they are given, and which argument that is. */
const TRANSPARENT: Readonly<Record<string, number>> = {
  'typing.cast': 1,
  'asyncio.create_task': 0,
  'asyncio.run': 0,
  'asyncio.wait_for': 0,
  'copy.copy': 0,
  'copy.deepcopy': 0,
};
const VARIABLE_READERS: ReadonlySet<string> = new Set(['os.getenv', 'os.environ.get']);

const isDotted = (one: PyImport, name: string): boolean =>
  one.name === undefined && !one.hasAlias && name.includes('.') && `${one.module}.`.startsWith(`${name}.`);

/** `self.name` in a method. */
const isOwn = (target: PyValue, name: string, { parameters }: PyFunction): boolean =>
  target.form === 'attribute' &&
  target.name === name &&
  target.object.form === 'name' &&
  target.object.name === parameters[0]?.name;
