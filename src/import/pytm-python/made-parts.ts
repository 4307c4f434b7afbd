import type { PyProgram } from '../python/py-program.ts';
import type { PyCall, PyClass } from '../python/py-value.ts';

/** The classes of pytm that stand for something in a model. */
export const ELEMENT_CLASSES = [
  'Actor',
  'Agent',
  'Asset',
  'Datastore',
  'Element',
  'ExternalEntity',
  'Lambda',
  'LLM',
  'Process',
  'Server',
  'SetOfProcesses',
] as const;

const CLASSES: ReadonlySet<string> = new Set([...ELEMENT_CLASSES, 'Boundary', 'Data', 'Dataflow', 'TM']);

/** More than that is made by a program, not by people. */
const MOST_PARTS = 5_000;

/** Calls that make something of a model -> the class of pytm that it is of, in the order of the code. */
export function madeParts(program: PyProgram): ReadonlyMap<PyCall, string> {
  const made = new Map<PyCall, string>();
  for (const call of program.calls()) {
    if (made.size >= MOST_PARTS) break;
    const name = classOf(program, call);
    if (name !== undefined) made.set(call, name);
  }
  return made;
}

/** The class of pytm that a call makes an instance of, perhaps through a class of the program that extends it. */
function classOf(program: PyProgram, { callee }: PyCall): string | undefined {
  const known = libraryClass(program.nameOf(callee));
  if (known !== undefined) return known;
  for (const one of program.resolve(callee)) {
    const name = one.form === 'class' ? extendedClass(program, one.class) : undefined;
    if (name !== undefined) return name;
  }
  return undefined;
}

function extendedClass(program: PyProgram, { name, bases, at }: PyClass, depth = 0): string | undefined {
  // The library itself lies beside the model.
  if (/(?:^|\/)pytm\/[^/]+\.py$/u.test(at.file) && CLASSES.has(name)) return name;
  for (const base of bases) {
    const known = libraryClass(program.nameOf(base));
    if (known !== undefined) return known;
    if (depth > 10) return undefined;
    for (const one of program.resolve(base)) {
      const inherited = one.form === 'class' ? extendedClass(program, one.class, depth + 1) : undefined;
      if (inherited !== undefined) return inherited;
    }
  }
  return undefined;
}

/** `pytm.Server`, `pytm.pytm.Server` -> `Server`. */
function libraryClass(name: string | undefined): string | undefined {
  const [root, ...parts] = (name ?? '').split('.');
  const last = parts.at(-1) ?? '';
  return root === 'pytm' && CLASSES.has(last) ? last : undefined;
}
