import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, type PyCall, type PyValue } from '../python/py-value.ts';
import { langName, methodOf, objectOf } from './lang-name.ts';

/** Functions that make whole agents, and what their arguments are called. */
const MAKERS: Readonly<
  Record<
    string,
    { readonly part: 'agent' | 'orchestrator' | 'swarm'; readonly model?: number; readonly tools?: number }
  >
> = {
  create_react_agent: { part: 'agent', model: 0, tools: 1 },
  create_agent: { part: 'agent', model: 0, tools: 1 },
  create_tool_calling_executor: { part: 'agent', model: 0, tools: 1 },
  create_deep_agent: { part: 'agent', tools: 0 },
  async_create_deep_agent: { part: 'agent', tools: 0 },
  create_supervisor: { part: 'orchestrator' },
  create_swarm: { part: 'swarm' },
  AgentExecutor: { part: 'agent' },
  'AgentExecutor.from_agent_and_tools': { part: 'agent' },
  initialize_agent: { part: 'agent', model: 1, tools: 0 },
  create_sql_agent: { part: 'agent', model: 0 },
  create_csv_agent: { part: 'agent', model: 0 },
  create_pandas_dataframe_agent: { part: 'agent', model: 0 },
  RemoteGraph: { part: 'agent' },
};

export function isAgentMaker(program: PyProgram, call: PyCall): boolean {
  const name = langName(program, call);
  if (name === undefined || !Object.hasOwn(MAKERS, name)) return false;
  // LangChain's older function of this name makes a chain, which an AgentExecutor runs.
  return name !== 'create_react_agent' || !/^langchain\b/.test(program.nameOf(call.callee) ?? '');
}

/** The calls that make the agents that a value may be; compiled and configured ones too. */
export function agentCallsIn(program: PyProgram, value: PyValue, depth = 0): readonly PyCall[] {
  if (depth > 10) return [];
  return program.resolve(value).flatMap((one): readonly PyCall[] => {
    if (one.form !== 'call') return [];
    if (isAgentMaker(program, one)) return [one];
    const object = objectOf(one);
    const isPassed = /^(?:compile|with_config|with_retry|bind|as_tool)$/.test(methodOf(one) ?? '');
    return object !== undefined && isPassed ? agentCallsIn(program, object, depth + 1) : [];
  });
}

export const partOf = (program: PyProgram, call: PyCall): 'agent' | 'orchestrator' | 'swarm' =>
  MAKERS[langName(program, call) ?? '']?.part ?? 'agent';

export function modelOf(program: PyProgram, call: PyCall): PyValue | undefined {
  const at = MAKERS[langName(program, call) ?? '']?.model;
  return argumentOf(call, 'model', at) ?? argumentOf(call, 'llm') ?? argumentOf(call, 'agent');
}

export const toolsOf = (program: PyProgram, call: PyCall): PyValue | undefined =>
  argumentOf(call, 'tools', MAKERS[langName(program, call) ?? '']?.tools);
