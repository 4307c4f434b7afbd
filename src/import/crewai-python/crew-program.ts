import type { OpenSibling } from '../importer.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, entryOf, type PyCall, type PyClass, type PyFunction, type PyValue } from '../python/py-value.ts';
import { type Factories, factoriesIn, filledIn, givenTo } from './factories.ts';
import { AGENT, CREW, isMark, TASK } from './names.ts';

/** A program with what importing a crew asks about it. */
export class CrewProgram {
  readonly py: PyProgram;
  /** Siblings of the first file. */
  readonly open: OpenSibling;
  readonly #names = new Map<PyCall, string>();
  readonly #factories: Factories;

  constructor(py: PyProgram, open: OpenSibling) {
    this.py = py;
    this.open = open;
    this.#factories = new Map();
    const isMade = (call: PyCall): boolean => this.isAgent(call) || this.isTask(call);
    this.#factories = factoriesIn(py, isMade);
    if (this.#factories.size > 0) this.py = py.notFollowing(new Set(this.#factories.keys()));
    this.#noteNames();
  }

  isAgent = (call: PyCall): boolean => this.#makes(this.#innerOf(call)?.inner ?? call, AGENT);
  isTask = (call: PyCall): boolean => this.#makes(this.#innerOf(call)?.inner ?? call, TASK);
  isCrew = (call: PyCall): boolean => this.#makes(call, CREW);

  agentCalls = (): readonly PyCall[] => this.#calls().filter(this.isAgent);
  taskCalls = (): readonly PyCall[] => this.#calls().filter(this.isTask);
  crewCalls = (): readonly PyCall[] => this.py.calls().filter(this.isCrew);

  /** Without those in factories, whose calls stand for them. */
  #calls(): readonly PyCall[] {
    const inner = new Set(this.#factories.values());
    return this.py.calls().filter((call) => !inner.has(call));
  }

  /** Calls of the class, or of a class of the program above which it stands. */
  #makes(call: PyCall, names: ReadonlySet<string>): boolean {
    const name = this.py.nameOf(call.callee);
    if (name !== undefined) return names.has(name);
    return this.py.resolve(call.callee).some((one) => one.form === 'class' && this.isBelow(one.class, names));
  }

  isBelow = (made: PyClass, names: ReadonlySet<string>, depth = 0): boolean =>
    depth < 5 &&
    made.bases.some(
      (base) =>
        names.has(this.py.nameOf(base) ?? '') ||
        this.py.resolve(base).some((one) => one.form === 'class' && this.isBelow(one.class, names, depth + 1)),
    );

  #innerOf(call: PyCall): { readonly inner: PyCall; readonly made: PyFunction } | undefined {
    if (this.#factories.size === 0) return undefined;
    for (const one of this.py.resolve(call.callee)) {
      const inner = one.form === 'function' ? this.#factories.get(one.function) : undefined;
      if (inner !== undefined && one.form === 'function') return { inner, made: one.function };
    }
    return undefined;
  }

  /** The call that makes the agent or task: that inside a factory, with what the factory is given filled in. */
  making(call: PyCall): PyCall {
    const { inner, made } = this.#innerOf(call) ?? {};
    if (inner === undefined || made === undefined) return call;
    const given = givenTo(call, made);
    const filled = filledIn(inner, (name) => given.get(name));
    return filled.form === 'call' ? filled : inner;
  }

  /** What the code calls the thing: the function that returns it, or the variable that it is assigned to. */
  nameOf = (call: PyCall): string | undefined => this.#names.get(call);

  #noteNames(): void {
    for (const { assignments, function: made, returns } of this.py.scopes) {
      for (const { target, value } of assignments) {
        const name = targetName(target);
        if (name !== undefined && value.form === 'call' && !this.#names.has(value)) this.#names.set(value, name);
      }
      if (made === undefined || made.name.startsWith('<') || made.name === 'main') continue;
      for (const value of returns.flatMap((one) => this.py.resolve(one))) {
        if (value.form === 'call' && value.scope.function === made) this.#names.set(value, made.name);
      }
    }
  }

  hasMark = ({ decorators }: PyFunction, mark: string): boolean =>
    decorators.some((one) => isMark(this.py.nameOf(one.form === 'call' ? one.callee : one), mark));

  /** Methods of a class with such a decorator, also those of classes above it; in the order of the text. */
  marked(made: PyClass, mark: string, depth = 0): readonly PyFunction[] {
    const above = depth > 5 ? [] : made.bases.flatMap((base) => this.py.resolve(base));
    const inherited = above.flatMap((one) => (one.form === 'class' ? this.marked(one.class, mark, depth + 1) : []));
    const own = made.scope.functions.filter((one) => this.hasMark(one, mark));
    return [...inherited.filter(({ name }) => !own.some((one) => one.name === name)), ...own];
  }

  /** What a call is given under this name, also in a dict that is spread into it. */
  given(call: PyCall, name: string, depth = 0): PyValue | undefined {
    const own = argumentOf(call, name);
    if (own !== undefined || depth > 5) return own;
    const spread = call.args.flatMap((one) =>
      one.form === 'spread' && one.stars === 2 ? this.py.resolve(one.value) : [],
    );
    const found = spread.map((one) => (one.form === 'call' ? this.given(one, name, depth + 1) : entryOf(one, name)));
    return found.find((one) => one !== undefined);
  }

  /** What a method gives back. */
  returned = ({ scope: { returns } }: PyFunction): readonly PyValue[] => returns.flatMap((one) => this.py.resolve(one));
}

function targetName(target: PyValue): string | undefined {
  if (target.form === 'name' || target.form === 'attribute') return target.name;
  const [index] = target.form === 'subscript' ? target.index : [];
  return index?.form === 'string' ? index.text : undefined;
}

export const identityOf = ({ at, start }: PyValue): string => `${at.file} ${start}`;
