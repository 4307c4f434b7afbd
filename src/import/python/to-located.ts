import type { Entry, Located } from '../located.ts';
import type { PyProgram } from './py-program.ts';
import { lastName, type Py, type PyCall, type PyValue } from './py-value.ts';

const DEEPEST = 20;
/** Names that refer to each other may stand for texts of any length. */
const MOST_VALUES = 5000;

type Budget = { left: number };

/**
 * A value as JSON would give it, for the parts that read JSON. What only the running code knows becomes a reference
 * to what the code calls it: `${server_path}`.
 */
export function toLocated(
  program: PyProgram,
  value: PyValue,
  depth = 0,
  budget: Budget = { left: MOST_VALUES },
): Located {
  const [first = value] = program.resolve(value);
  const { at, pointer } = first;
  if (depth > DEEPEST || --budget.left < 0) return { form: 'scalar', at, pointer, value: null };
  switch (first.form) {
    case 'string':
      return { form: 'scalar', at, pointer, value: first.text };
    case 'number':
    case 'boolean':
      return { form: 'scalar', at, pointer, value: first.value };
    case 'none':
      return { form: 'scalar', at, pointer, value: null };
    case 'list':
      return listOf(program, first, depth, budget);
    case 'dict':
      return mapOf(program, first, first.entries.flatMap(keyed), depth, budget);
    case 'call':
      return calledLocated(program, first, depth, budget);
    default:
      return { form: 'scalar', at, pointer, value: written(program, first) };
  }
}

type Field = { readonly name: string; readonly value: PyValue };

/** An object with these fields. */
export function mapOf(
  program: PyProgram,
  spot: Pick<PyValue, 'at' | 'pointer'>,
  fields: readonly Field[],
  depth = 0,
  budget: Budget = { left: MOST_VALUES },
): Located {
  const entries = fields.map(({ name, value }): [string, Entry] => [
    name,
    { keyAt: value.at, value: toLocated(program, value, depth + 1, budget) },
  ]);
  return { form: 'map', at: spot.at, pointer: spot.pointer, entries: new Map(entries) };
}

/** With the items of lists joined to it. */
function listOf(program: PyProgram, list: Py<'list'>, depth: number, budget: Budget): Located {
  const items = list.items.flatMap((item) => (item.form === 'spread' ? program.itemsOf(item).items : [item]));
  const { at, pointer } = list;
  return { form: 'list', at, pointer, items: items.map((item) => toLocated(program, item, depth + 1, budget)) };
}

const keyed = ({ key, value }: { readonly key: PyValue; readonly value: PyValue }): Field[] =>
  key.form === 'string' ? [{ name: key.text, value }] : [];

/** `dict(a=1)` and `Params(a=1)` have fields; `str(path)` and `path.join(…)` are texts. */
function calledLocated(program: PyProgram, call: PyCall, depth: number, budget: Budget): Located {
  if (call.keywords.length > 0) return mapOf(program, call, call.keywords, depth, budget);
  const { at, pointer } = call;
  return { form: 'scalar', at, pointer, value: written(program, call) };
}

const LONGEST_TEXT = 10_000;

/** What is known of a text, and for the rest how the code calls it. */
function written(program: PyProgram, value: PyValue, depth = 0): string {
  if (program.nameOf(value) === 'sys.executable') return 'python';
  const [first = value] = program.resolve(value);
  const parts = depth > DEEPEST ? undefined : partsOf(first);
  if (parts !== undefined)
    return parts
      .map((part) => written(program, part, depth + 1))
      .join('')
      .slice(0, LONGEST_TEXT);
  if (first.form === 'string') return first.text;
  if (first.form === 'number') return String(first.value);
  const name = first.form === 'variable' ? first.name : (lastName(first) ?? lastName(value) ?? 'value');
  return `\${${/^\w{1,100}$/.test(name) ? name : 'value'}}`;
}

function partsOf(value: PyValue): readonly PyValue[] | undefined {
  if (value.form === 'template') return value.parts;
  return value.form === 'operation' && value.operator === '+' ? [value.left, value.right] : undefined;
}
