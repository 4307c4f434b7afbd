import type { PyAssignment, PyBranch, PyClass, PyFunction, PyImport, PyParameter, PyScope } from './py-value.ts';

/** What a name can stand for. From `start` on it does. */
export type Binding = { readonly start: number } & (
  | { readonly form: 'assignment'; readonly assignment: PyAssignment }
  | { readonly form: 'function'; readonly function: PyFunction }
  | { readonly form: 'class'; readonly class: PyClass }
  | { readonly form: 'import'; readonly import: PyImport }
  | {
      readonly form: 'parameter';
      readonly parameter: PyParameter;
      readonly function: PyFunction;
      readonly index: number;
    }
);

/**
 * What a name may stand for at an offset of a scope: the last binding before it, those of branches that may have run
 * in between, and those further down in the same loop; else what the scopes around have in the end.
 */
export function bindingsOf(name: string, scope: PyScope, offset: number): readonly Binding[] {
  const here = namesOf(scope).get(name);
  if (here !== undefined) return reaching(here, offset, scope);
  for (let outer = scope.parent; outer !== undefined; outer = outer.parent) {
    const found = outer.kind === 'class' ? undefined : namesOf(outer).get(name); // methods do not see them
    if (found !== undefined) return reaching(found, Number.POSITIVE_INFINITY, outer);
  }
  return [];
}

/** What a scope says a name is when all of it has run: what others find who import it. */
export const finalBindings = (name: string, scope: PyScope): readonly Binding[] =>
  reaching(namesOf(scope).get(name) ?? [], Number.POSITIVE_INFINITY, scope);

const cache = new WeakMap<PyScope, ReadonlyMap<string, readonly Binding[]>>();

/** In the order of the text. */
function namesOf(scope: PyScope): ReadonlyMap<string, readonly Binding[]> {
  const known = cache.get(scope);
  if (known !== undefined) return known;
  const names = new Map<string, Binding[]>();
  for (const [name, binding] of allBindings(scope)) {
    const others = names.get(name);
    if (others === undefined) names.set(name, [binding]);
    else others.push(binding);
  }
  for (const list of names.values()) list.sort((a, b) => a.start - b.start);
  cache.set(scope, names);
  return names;
}

const allBindings = (scope: PyScope): (readonly [string, Binding])[] => [
  ...parametersOf(scope.function),
  ...scope.imports.map((one) => [one.alias, { form: 'import', import: one, start: one.start }] as const),
  ...scope.functions.map((one) => [one.name, { form: 'function', function: one, start: one.start }] as const),
  ...scope.classes.map((one) => [one.name, { form: 'class', class: one, start: one.start }] as const),
  ...scope.assignments.flatMap((one) =>
    one.target.form === 'name'
      ? [[one.target.name, { form: 'assignment', assignment: one, start: one.start }] as const]
      : [],
  ),
];

const parametersOf = (made: PyFunction | undefined): (readonly [string, Binding])[] =>
  (made?.parameters ?? []).map((parameter, index) => {
    const start = made?.start ?? 0;
    return [parameter.name, { form: 'parameter', parameter, function: made as PyFunction, index, start }] as const;
  });

/** Nobody binds one name more often and means all of it; without a bound, long files would take squares of their length. */
const MOST_BINDINGS = 200;

function reaching(bindings: readonly Binding[], offset: number, scope: PyScope): readonly Binding[] {
  const use = branchesAround(offset, scope);
  const found: Binding[] = [];
  const reached: (readonly PyBranch[])[] = [];
  const end = firstAfter(bindings, offset);
  for (const binding of bindings.slice(Math.max(0, end - MOST_BINDINGS), end).toReversed()) {
    const branches = branchesAround(binding.start, scope);
    if (excludes(branches, use) || reached.some((later) => isWithin(branches, later))) continue;
    found.push(binding);
    reached.push(branches);
    if (isWithin(use, branches)) break;
  }
  const loop = use.findLast(({ kind }) => kind === 'loop');
  const later = bindings.slice(end, end + MOST_BINDINGS);
  const next = later.filter(({ start }) => loop !== undefined && start <= loop.end);
  const all = [...found, ...next];
  return all.length > 0 ? all : bindings.slice(0, MOST_BINDINGS);
}

/** How many of them start at or before the offset; they are in order. */
function firstAfter(sorted: readonly { readonly start: number }[], offset: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Nested = { readonly branch: PyBranch; readonly start: number; readonly parent: Nested | undefined };

const nestings = new WeakMap<PyScope, readonly Nested[]>();

/** The branches of a scope in the order of the text, each with the one around it. */
function nestingOf(scope: PyScope): readonly Nested[] {
  const known = nestings.get(scope);
  if (known !== undefined) return known;
  const nested: Nested[] = [];
  let around: Nested | undefined;
  for (const branch of scope.branches.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    while (around !== undefined && around.branch.end < branch.end) around = around.parent;
    const here: Nested = { branch, start: branch.start, parent: around };
    nested.push(here);
    around = here;
  }
  nestings.set(scope, nested);
  return nested;
}

/** The branches that hold an offset, inner before outer. */
function branchesAround(offset: number, scope: PyScope): readonly PyBranch[] {
  const nested = nestingOf(scope);
  const found: PyBranch[] = [];
  for (let one: Nested | undefined = nested[firstAfter(nested, offset) - 1]; one !== undefined; one = one.parent)
    if (offset <= one.branch.end) found.push(one.branch);
  return found;
}

/** Whether what is within `inner` runs only if all of `outer` does. */
const isWithin = (inner: readonly PyBranch[], outer: readonly PyBranch[]): boolean =>
  outer.every((branch) => inner.includes(branch));

/** `if` here and `else` there. */
const excludes = (some: readonly PyBranch[], others: readonly PyBranch[]): boolean =>
  some.some(
    (one) =>
      one.kind === 'either' &&
      others.some((other) => other.kind === 'either' && other.statement === one.statement && other !== one),
  );
