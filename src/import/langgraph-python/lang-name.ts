import type { PyProgram } from '../python/py-program.ts';
import { lastName, type PyCall, type PyValue } from '../python/py-value.ts';

/** The name that LangGraph, LangChain or a package of theirs gives a class or function: `ToolNode`, `Tool.from_function`. */
export function langName(program: PyProgram, value: PyValue): string | undefined {
  const name = program.nameOf(value.form === 'call' ? value.callee : value);
  if (name === undefined || !/^(?:lang(?:graph|chain)|deepagents)/.test(name)) return undefined;
  const parts = name.split('.');
  const from = parts.findIndex((part, at) => /^[A-Z]/.test(part) || at === parts.length - 1);
  return parts.slice(from).join('.');
}

/** The full name, whoever defines it; also of methods of what a call made. */
export const fullName = (program: PyProgram, { callee }: PyCall): string => program.nameOf(callee) ?? '';

/** The method of `x.method(…)`. */
export const methodOf = ({ callee }: PyCall): string | undefined =>
  callee.form === 'attribute' ? callee.name : undefined;

export const objectOf = ({ callee }: PyCall): PyValue | undefined =>
  callee.form === 'attribute' ? callee.object : undefined;

/** What the code calls the result of a call, or else the function that makes it. */
export function assignedName(program: PyProgram, call: PyCall): string | undefined {
  for (const scope of program.scopes) {
    const found = scope.assignments.find(
      ({ value }) => value === call || (value.form === 'call' && objectOf(value) === call),
    );
    if (found !== undefined) return lastName(found.target);
  }
  const made = call.scope.function?.name;
  return made === '<lambda>' ? undefined : made;
}
