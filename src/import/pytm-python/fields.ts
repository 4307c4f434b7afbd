import type { Entry, Located, LocatedMap } from '../located.ts';
import type { PyProgram } from '../python/py-program.ts';
import { dottedName, type PyCall, type PyValue } from '../python/py-value.ts';

/** What code says of a part, by the names of its fields; those of `controls` in a map of their own. */
export type PartFields = {
  readonly values: ReadonlyMap<string, PyValue>;
  readonly controls: ReadonlyMap<string, PyValue>;
};

/** Fields of all parts: arguments of their calls, and what is set later: `web.OS = …`, `web.controls.isHardened = True`. */
export function fieldsOfParts(program: PyProgram, parts: ReadonlyMap<PyCall, string>): ReadonlyMap<PyCall, PartFields> {
  const fields = new Map(
    [...parts.keys()].map((call) => [
      call,
      {
        values: new Map(call.keywords.map(({ name, value }) => [name, value])),
        controls: new Map<string, PyValue>(),
      },
    ]),
  );
  for (const { target, value } of program.scopes.flatMap(({ assignments }) => assignments)) {
    if (target.form !== 'attribute') continue;
    const { object, name } = target;
    const isControl = object.form === 'attribute' && object.name === 'controls';
    for (const call of partsIn(program, parts, isControl ? object.object : object)) {
      const own = fields.get(call);
      (isControl ? own?.controls : own?.values)?.set(name, value);
    }
  }
  return fields;
}

/** The parts of a model that a value may be. */
export const partsIn = (
  program: PyProgram,
  parts: ReadonlyMap<PyCall, string>,
  value: PyValue | undefined,
): readonly PyCall[] =>
  value === undefined
    ? []
    : program.resolve(value).filter((one): one is PyCall => one.form === 'call' && parts.has(one));

/**
 * The fields as JSON would give them; parts that a field names are left out, for they are keys.
 * @param at - what a value is at the time that is meant
 */
export function toMap(
  program: PyProgram,
  call: PyCall,
  fields: PartFields,
  at: (value: PyValue) => PyValue = (value) => value,
): LocatedMap {
  const [values, controls] = [atTime(fields.values, at), atTime(fields.controls, at)];
  const entries = entriesOf(program, values);
  if (controls.size > 0) {
    const value: Located = {
      ...{ form: 'map', at: call.at, pointer: call.pointer },
      entries: new Map(entriesOf(program, controls)),
    };
    entries.push(['controls', { keyAt: call.at, value }]);
  }
  return { form: 'map', at: call.at, pointer: call.pointer, entries: new Map(entries) };
}

const atTime = (values: ReadonlyMap<string, PyValue>, at: (value: PyValue) => PyValue): ReadonlyMap<string, PyValue> =>
  new Map([...values].map(([name, value]) => [name, at(value)]));

const entriesOf = (program: PyProgram, values: ReadonlyMap<string, PyValue>): [string, Entry][] =>
  [...values].flatMap(([name, value]): [string, Entry][] => {
    const scalar = scalarOf(program, value);
    const { at, pointer } = value;
    return scalar === undefined ? [] : [[name, { keyAt: at, value: { form: 'scalar', at, pointer, value: scalar } }]];
  });

/** A literal; members of enumerations by their names: `Classification.SECRET`. */
function scalarOf(program: PyProgram, value: PyValue): string | number | boolean | undefined {
  const [first, ...others] = program.resolve(value);
  if (others.length > 0) return undefined; // what it is differs from one call to the next
  if (first?.form === 'string') return first.text;
  if (first?.form === 'number' || first?.form === 'boolean') return first.value;
  return value.form === 'attribute' ? dottedName(value) : undefined;
}
