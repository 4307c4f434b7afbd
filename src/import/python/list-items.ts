import type { Spot } from '../drafts.ts';
import { type Binding, bindingsOf } from './bindings.ts';
import { dictValues } from './dict-entries.ts';
import type { OutsideNames } from './outside-names.ts';
import { dottedName, type PyValue } from './py-value.ts';

/** Nobody gives an agent more; what lies beyond is left out. */
const MOST_ITEMS = 200;

type Trail = readonly PyValue[];
type Found = { readonly given: Map<PyValue, Spot>; readonly unread: Set<PyValue> };

type Resolving = {
  resolve(value: PyValue, trail: Trail): readonly PyValue[];
  mayGoOn(trail: Trail): boolean;
};

export type PyItems = {
  /** What the list holds, as far as it can be read. */
  readonly items: readonly PyValue[];
  /** Where each item is put into the list. */
  readonly given: ReadonlyMap<PyValue, Spot>;
  /** What adds items that cannot be read. */
  readonly unread: readonly PyValue[];
};

/** What lists hold: their items, those of lists joined to them, and what is appended anywhere. */
export class ListItems {
  readonly #outside: OutsideNames;
  readonly #resolver: Resolving;

  constructor(outside: OutsideNames, resolver: Resolving) {
    this.#outside = outside;
    this.#resolver = resolver;
  }

  of(value: PyValue, trail: Trail = []): PyItems {
    const found: Found = { given: new Map(), unread: new Set() };
    this.#collect(value, found, trail);
    return { items: [...found.given.keys()], given: found.given, unread: [...found.unread] };
  }

  items = (value: PyValue, trail: Trail): readonly PyValue[] => this.of(value, trail).items;

  #collect(value: PyValue, found: Found, trail: Trail): void {
    if (trail.includes(value) || !this.#resolver.mayGoOn(trail)) return;
    const inner = [...trail, value];
    if (value.form === 'list') for (const item of value.items) this.#collectItem(item, found, inner);
    else if (value.form === 'comprehension') this.#collectItem(value.item, found, inner);
    else if (value.form === 'none' || this.#collectCall(value, found, inner)) return;
    else if (value.form === 'name' && this.#collectVariable(value.name, value, found, inner)) return;
    else for (const part of partsOf(value) ?? this.#followed(value, found, trail)) this.#collect(part, found, inner);
    if (value.form === 'attribute') this.#collectAdded(value, [], found, inner);
  }

  /** What else it stands for; if nothing, nobody knows what it holds. */
  #followed(value: PyValue, found: Found, trail: Trail): readonly PyValue[] {
    const followed = this.#resolver.resolve(value, trail).filter((one) => one !== value);
    if (followed.length === 0) found.unread.add(value);
    return followed;
  }

  #collectVariable(name: string, value: PyValue, found: Found, trail: Trail): boolean {
    const bindings = bindingsOf(name, value.scope, value.start);
    const assigned = bindings.flatMap((one) => (one.form === 'assignment' ? [one.assignment.value] : []));
    if (assigned.length === 0 || assigned.length < bindings.length) return false;
    for (const one of assigned) this.#collect(one, found, trail);
    this.#collectAdded(value, bindings, found, trail);
    return true;
  }

  #collectItem(item: PyValue, found: Found, trail: Trail): void {
    if (item.form === 'spread') this.#collect(item, found, trail);
    else for (const one of this.#resolver.resolve(item, trail)) this.#put(one, item, found);
  }

  #put(value: PyValue, { at, pointer }: Spot, { given }: Found): void {
    if (value.form !== 'none' && !given.has(value) && given.size < MOST_ITEMS) given.set(value, { at, pointer });
  }

  /** `list(x)`, `x.copy()`, `agents.values()`. */
  #collectCall(value: PyValue, found: Found, trail: Trail): boolean {
    if (value.form !== 'call') return false;
    const { callee, args } = value;
    const [first] = args;
    if (COPIERS.has(this.#outside.nameOf(callee) ?? '')) {
      if (first !== undefined) this.#collect(first, found, trail);
      return true;
    }
    if (callee.form !== 'attribute' || callee.name !== 'values') return false;
    for (const one of this.#resolver.resolve(callee.object, trail)) {
      if (one.form === 'comprehension') this.#collectItem(one.item, found, trail);
      else if (one.form !== 'dict') return false;
      else for (const each of dictValues(one, callee.object)) this.#collectItem(each, found, trail);
    }
    return true;
  }

  /** What is appended to the variable, or to the attribute of this name in the same class or scope. */
  #collectAdded(list: PyValue, bindings: readonly Binding[], found: Found, trail: Trail): void {
    const name = dottedName(list);
    const scopes = name === undefined ? [] : list.scope.module.scopes;
    for (const { list: other, item } of scopes.flatMap(({ additions }) => additions)) {
      if (dottedName(other) !== name || other.form !== list.form) continue;
      const isSame =
        other.form === 'name'
          ? bindingsOf(other.name, other.scope, other.start).some((one) => bindings.includes(one))
          : other.scope === list.scope || other.scope.parent === list.scope.parent;
      if (isSame) this.#collectItem(item, found, trail);
    }
  }
}

/** Of one of these or all of them. */
function partsOf(value: PyValue): readonly PyValue[] | undefined {
  if (value.form === 'spread') return [value.value];
  if (value.form === 'choice') return value.options;
  if (value.form === 'operation' && value.operator === '+') return [value.left, value.right];
  return undefined;
}

const COPIERS: ReadonlySet<string> = new Set(['list', 'tuple', 'set', 'sorted', 'reversed', 'iter']);
