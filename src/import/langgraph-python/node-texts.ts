import { dictValues } from '../python/dict-entries.ts';
import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, lastName, type PyFunction, type PyValue } from '../python/py-value.ts';
import { langName } from './lang-name.ts';

/** Names of nodes that a value may give, and whether those are all. */
export type Texts = { readonly texts: readonly string[]; readonly isWhole: boolean };

export const NOTHING: Texts = { texts: [], isWhole: true };
const UNKNOWN: Texts = { texts: [], isWhole: false };
const DEEPEST = 8;

/** Texts, START and END, lists and dicts of them, `Send("node", …)` and `Command(goto=…)`. */
export function textsOf(program: PyProgram, value: PyValue | undefined, depth = 0): Texts {
  if (value === undefined) return NOTHING;
  if (depth > DEEPEST) return UNKNOWN;
  return joined(program.resolve(value).map((one) => textsOfOne(program, one, value, depth)));
}

function textsOfOne(program: PyProgram, one: PyValue, written: PyValue, depth: number): Texts {
  const inner = (value: PyValue | undefined): Texts => textsOf(program, value, depth + 1);
  switch (one.form) {
    case 'string':
      return { texts: [one.text], isWhole: true };
    case 'none':
      return NOTHING;
    case 'list': {
      const { items, unread } = program.itemsOf(one);
      return joined([...items.map(inner), ...(unread.length > 0 ? [UNKNOWN] : [])]);
    }
    case 'dict':
      return joined(dictValues(one, written).map(inner));
    case 'comprehension':
      return inner(one.item);
    case 'operation':
      return joined([inner(one.left), inner(one.right)]);
    case 'call': {
      const name = langName(program, one);
      if (name === 'Send') return inner(argumentOf(one, 'node', 0));
      return name === 'Command' ? inner(argumentOf(one, 'goto')) : UNKNOWN;
    }
    default: {
      const name = langName(program, one);
      if (name === 'START') return { texts: ['__start__'], isWhole: true };
      return name === 'END' ? { texts: ['__end__'], isWhole: true } : UNKNOWN;
    }
  }
}

export function joined(all: readonly Texts[]): Texts {
  const texts = [...new Set(all.flatMap((one) => one.texts))];
  return { texts, isWhole: all.every((one) => one.isWhole) };
}

/** Keys of a dict, items of a list: `destinations` may be either. */
export function keysOf(program: PyProgram, value: PyValue | undefined): Texts {
  if (value === undefined) return NOTHING;
  return joined(
    program
      .resolve(value)
      .map((one) =>
        one.form === 'dict' ? joined(one.entries.map(({ key }) => textsOf(program, key))) : textsOf(program, one),
      ),
  );
}

/** `Literal["a", "b"]`, `Command[Literal["a"]]`, and unions of these; undefined if the type names no nodes. */
export function literalsOf(program: PyProgram, type: PyValue | undefined, depth = 0): Texts | undefined {
  if (type === undefined || depth > DEEPEST) return undefined;
  const found = program.resolve(type).flatMap((one) => {
    if (one.form !== 'subscript') return [];
    const name = lastName(one.object);
    const index = one.index.flatMap((part) => (part.form === 'list' ? part.items : [part]));
    if (name === 'Literal') return [joined(index.map((part) => literal(program, part)))];
    if (!/^(?:Command|Union|Optional|Annotated|list|List|Sequence)$/.test(name ?? '')) return [];
    return index.flatMap((part) => literalsOf(program, part, depth + 1) ?? []);
  });
  return found.length === 0 ? undefined : joined(found);
}

/** `*members` in `Literal[*members, "__end__"]`. */
const literal = (program: PyProgram, part: PyValue): Texts =>
  part.form === 'spread'
    ? joined(program.itemsOf(part).items.map((item) => textsOf(program, item)))
    : textsOf(program, part);

/** Where a routing function may lead: its annotation, else what it returns. */
export function routesOf(program: PyProgram, made: PyFunction): Texts {
  const literals = literalsOf(program, made.returnType);
  if (literals !== undefined) return literals;
  return made.scope.returns.length === 0 ? UNKNOWN : joined(made.scope.returns.map((one) => textsOf(program, one)));
}
