import type { PyProgram } from '../python/py-program.ts';
import type { PyCall, PyFunction, PyValue } from '../python/py-value.ts';

/** A function that makes an agent or task of what it is given: each call of it makes another one. */
export type Factories = ReadonlyMap<PyFunction, PyCall>;

/** What tells an agent or task from another one. */
const TELLING: ReadonlySet<string> = new Set(['role', 'config', 'name', 'tools', 'description', 'agent']);

/** @param isMade - calls that make an agent or task */
export function factoriesIn(py: PyProgram, isMade: (call: PyCall) => boolean): Factories {
  const found = new Map<PyFunction, PyCall>();
  for (const made of py.scopes.flatMap(({ functions }) => functions)) {
    const own = made.parameters.filter(({ name }) => name !== 'self' && name !== 'cls');
    if (own.length === 0 || py.callsTo(made).length < 2) continue;
    const returned = made.scope.returns.flatMap((one) => py.resolve(one));
    const inner = returned.find((one): one is PyCall => one.form === 'call' && one.scope === made.scope && isMade(one));
    if (inner !== undefined && isTold(inner, new Set(own.map(({ name }) => name)))) found.set(made, inner);
  }
  return found;
}

const isTold = ({ keywords, args }: PyCall, names: ReadonlySet<string>): boolean =>
  keywords.some(({ name, value }) => TELLING.has(name) && mentions(value, names)) ||
  args.some((one) => one.form === 'spread' && mentions(one.value, names));

function mentions(value: PyValue, names: ReadonlySet<string>): boolean {
  let isFound = false;
  filledIn(value, (name) => {
    if (names.has(name)) isFound = true;
    return undefined;
  });
  return isFound;
}

/** What a call gives for the parameters of a function. */
export function givenTo(
  { args, keywords }: PyCall,
  { parameters, owner, decorators }: PyFunction,
): ReadonlyMap<string, PyValue> {
  const isBound =
    owner.kind === 'class' && !decorators.some((one) => one.form === 'name' && one.name === 'staticmethod');
  const names = parameters.slice(isBound ? 1 : 0);
  const given = new Map<string, PyValue>();
  for (const { name, fallback } of parameters) if (fallback !== undefined) given.set(name, fallback);
  for (const [index, value] of args.entries()) {
    const name = names[index]?.name;
    if (value.form === 'spread') break;
    if (name !== undefined) given.set(name, value);
  }
  for (const { name, value } of keywords) given.set(name, value);
  return given;
}

const DEEPEST = 6;

/** A value with names replaced by what they stand for. */
export function filledIn(value: PyValue, standsFor: (name: string) => PyValue | undefined, depth = 0): PyValue {
  const inside = (one: PyValue): PyValue => filledIn(one, standsFor, depth + 1);
  if (depth > DEEPEST) return value;
  switch (value.form) {
    case 'name':
      return standsFor(value.name) ?? value;
    case 'choice':
      return { ...value, options: value.options.map(inside) };
    case 'list':
      return { ...value, items: value.items.map(inside) };
    case 'spread':
      return { ...value, value: inside(value.value) };
    case 'template':
      return { ...value, parts: value.parts.map(inside) };
    case 'dict':
      return { ...value, entries: value.entries.map((entry) => ({ ...entry, value: inside(entry.value) })) };
    case 'subscript':
      return { ...value, index: value.index.map(inside) };
    case 'call':
      return {
        ...value,
        args: value.args.map(inside),
        keywords: value.keywords.map((one) => ({ ...one, value: inside(one.value) })),
      };
    default:
      return value;
  }
}
