import { callName } from '../python/call-name.ts';
import type { PyProgram } from '../python/py-program.ts';
import type { PyCall, PyValue } from '../python/py-value.ts';

/** The name that the SDK gives a class or function, wherever it is imported from: `Agent`, `Runner.run`. */
export function sdkName(program: PyProgram, value: PyValue): string | undefined {
  const name = program.nameOf(value.form === 'call' ? value.callee : value);
  return name === undefined ? undefined : withoutModules(name);
}

/** The same for methods of what the SDK made: `Runner.run` for `runner.run(…)`. */
export function sdkCall(program: PyProgram, call: PyCall): string | undefined {
  const name = callName(program, call);
  return name === undefined ? undefined : withoutModules(name);
}

/** `agents.mcp.server.MCPServerStdio` -> `MCPServerStdio`; undefined for other libraries. */
function withoutModules(name: string): string | undefined {
  const [root, ...parts] = name.split('.');
  if (root !== 'agents' || parts.length === 0) return undefined;
  const from = parts.findIndex((part, index) => /^[A-Z]/.test(part) || index === parts.length - 1);
  return parts.slice(from).join('.');
}
