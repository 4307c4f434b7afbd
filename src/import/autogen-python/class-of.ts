import type { PyProgram } from '../python/py-program.ts';
import type { PyCall, PyClass, PyValue } from '../python/py-value.ts';

/** The full name of the AutoGen class that a call makes an object of, also through classes of the program. */
export function classOf(program: PyProgram, call: PyCall): string | undefined {
  const name = program.nameOf(call.callee);
  if (name !== undefined) return isOwn(name) ? name : undefined;
  for (const made of program.resolve(call.callee)) {
    const found = made.form === 'class' ? baseOf(program, made.class) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The AutoGen class that a class of the program extends. */
export function baseOf(program: PyProgram, { bases }: PyClass, depth = 0): string | undefined {
  for (const base of bases) {
    const name = program.nameOf(base);
    if (name !== undefined && isOwn(name)) return name;
    const found = depth > 10 ? undefined : inherited(program, base, depth);
    if (found !== undefined) return found;
  }
  return undefined;
}

function inherited(program: PyProgram, base: PyValue, depth: number): string | undefined {
  for (const one of program.resolve(base)) {
    const found = one.form === 'class' ? baseOf(program, one.class, depth + 1) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

const isOwn = (name: string): boolean => /^autogen_(?:agentchat|core|ext)\./.test(name);

/** Agents, teams, tools, model clients and the like; neither messages nor conditions. */
export const isComponentClass = (provider: string): boolean =>
  /\.(?:agents?|teams?|tools?|models?|memory|code_executors?)\.[\w.]*[A-Z]\w*$/.test(provider) &&
  !/Message$|Config$|Params$|Event$|Handoff$|Builder$/.test(provider);

/** What arguments without a name mean. */
const positions: readonly (readonly [className: RegExp, names: string])[] = [
  [/\.SocietyOfMindAgent$/, 'name team model_client'],
  [/\.CodeExecutorAgent$/, 'name code_executor'],
  [/\.OpenAIAssistantAgent$/, 'name description client model instructions tools'],
  [/\.UserProxyAgent$/, 'name'],
  [/\.agents\./, 'name model_client'],
  [/\.MagenticOne$/, 'client'],
  [/\.GraphFlow$/, 'participants graph'],
  [/\.(?:SelectorGroupChat|MagenticOneGroupChat)$/, 'participants model_client'],
  [/\.teams\./, 'participants'],
  [/\.AgentTool$/, 'agent'],
  [/\.TeamTool$/, 'team name description'],
  [/\.McpWorkbench$/, 'server_params'],
  [/\.StaticWorkbench$/, 'tools'],
  [/\.PythonCodeExecutionTool$/, 'executor'],
  [/\.memory\./, 'config'],
];

export const positionsOf = (provider: string): readonly string[] =>
  positions.find(([pattern]) => pattern.test(provider))?.[1].split(' ') ?? [];
