import type { Spot } from '../drafts.ts';
import type { PyProgram } from './py-program.ts';
import { lastName, type PyCall, type PyFunction, type PyScope, type PyValue } from './py-value.ts';

/** A call that asks whoever sits there: `input("…")`, `get_user_input()`, `input_with_fallback("…")`. */
export const asksUser = ({ callee }: PyCall): boolean =>
  /^(?:\w+_)?input(?:_with_\w+|_async)?$/.test(lastName(callee) ?? '');

/** How far up the functions that call each other are looked at. */
const MOST_FUNCTIONS = 50;

/** Where strangers come in: a function that answers web requests or chat messages, and its decorator. */
export type EntryPoint = { readonly name: string; readonly spot: Spot; readonly function: PyFunction };

/** The entry point through which code of a scope may run, if the program has one. */
export function entryPointOf(program: PyProgram, scope: PyScope): EntryPoint | undefined {
  const queue = new Set<PyFunction>(around(scope));
  for (const made of queue) {
    if (queue.size > MOST_FUNCTIONS) break;
    const decorator = made.decorators.find((one) => isEntry(program, one));
    if (decorator !== undefined) return { name: made.name, spot: decorator, function: made };
    for (const call of program.callsTo(made)) for (const one of around(call.scope)) queue.add(one);
  }
  return undefined;
}

/** The functions that a scope is in. */
function around(scope: PyScope): PyFunction[] {
  const found: PyFunction[] = [];
  for (let here: PyScope | undefined = scope; here !== undefined; here = here.parent)
    if (here.function !== undefined) found.push(here.function);
  return found;
}

const ROUTES = /^(?:get|post|put|patch|delete|route|api_route|websocket|websocket_route)$/;

/** `@app.post("/chat")`, `@app.websocket("/ws")`, `@cl.on_message`, `@bot.event`. */
function isEntry(program: PyProgram, decorator: PyValue): boolean {
  const name = lastName(decorator) ?? '';
  if (decorator.form === 'call' && ROUTES.test(name)) {
    const path = program.textOf(decorator.args[0] ?? decorator.keywords.find((one) => one.name === 'path')?.value);
    return decorator.callee.form === 'attribute' && path?.startsWith('/') === true;
  }
  const full = program.nameOf(decorator.form === 'call' ? decorator.callee : decorator) ?? '';
  return full === 'chainlit.on_message' || /^(?:message_handler|on_message)$/.test(name);
}

/** Whether a value is what a stranger gave the entry point. */
export const isGivenTo = ({ function: made }: EntryPoint, value: PyValue): boolean =>
  value.form === 'name' && value.scope.function === made && made.parameters.some(({ name }) => name === value.name);
