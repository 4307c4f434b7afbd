import type { Entry, Located } from '../located.ts';
import { knownText } from './known-text.ts';
import type { PyProgram } from './py-program.ts';
import { lastName, type Py, type PyCall, type PyValue } from './py-value.ts';

const DEEPEST = 20;

/**
 * A value as JSON would give it, for the parts that read JSON. What only the running code knows becomes a reference
 * to what the code calls it: `${server_path}`.
 */
export function toLocated(program: PyProgram, value: PyValue, depth = 0): Located {
  const [first = value] = program.resolve(value);
  const { at, pointer } = first;
  if (depth > DEEPEST) return { form: 'scalar', at, pointer, value: null };
  switch (first.form) {
    case 'string':
      return { form: 'scalar', at, pointer, value: first.text };
    case 'number':
    case 'boolean':
      return { form: 'scalar', at, pointer, value: first.value };
    case 'none':
      return { form: 'scalar', at, pointer, value: null };
    case 'list':
      return listOf(program, first, depth);
    case 'dict':
      return mapOf(program, first, first.entries.flatMap(keyed), depth);
    case 'call':
      return calledLocated(program, first, depth);
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
): Located {
  const entries = fields.map(({ name, value }): [string, Entry] => [
    name,
    { keyAt: value.at, value: toLocated(program, value, depth + 1) },
  ]);
  return { form: 'map', at: spot.at, pointer: spot.pointer, entries: new Map(entries) };
}

/** With the items of lists joined to it. */
function listOf(program: PyProgram, list: Py<'list'>, depth: number): Located {
  const items = list.items.flatMap((item) => (item.form === 'spread' ? program.itemsOf(item).items : [item]));
  const { at, pointer } = list;
  return { form: 'list', at, pointer, items: items.map((item) => toLocated(program, item, depth + 1)) };
}

const keyed = ({ key, value }: { readonly key: PyValue; readonly value: PyValue }): Field[] =>
  key.form === 'string' ? [{ name: key.text, value }] : [];

/** `dict(a=1)` and `Params(a=1)` have fields; `str(path)` and `path.join(…)` are texts. */
function calledLocated(program: PyProgram, call: PyCall, depth: number): Located {
  if (call.keywords.length > 0) return mapOf(program, call, call.keywords, depth);
  const { at, pointer } = call;
  return { form: 'scalar', at, pointer, value: written(program, call) };
}

/** What is known of a text, and for the rest how the code calls it. */
function written(program: PyProgram, value: PyValue): string {
  if (program.nameOf(value) === 'sys.executable') return 'python';
  if (value.form === 'variable') return `\${${value.name}}`;
  const { text, isWhole, variable } = knownText(program, value);
  if (isWhole) return text;
  return `${text}\${${variable ?? callee(value)}}`;
}

/** A file that a path is made of says more than the function that makes it: `Path(__file__).parent / "server.py"`. */
function callee(value: PyValue): string {
  const name = lastName(value) ?? 'value';
  return /^\w{1,60}$/.test(name) ? name : 'value';
}
