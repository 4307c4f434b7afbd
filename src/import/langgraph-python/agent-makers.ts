import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, type PyCall, type PyValue } from '../python/py-value.ts';
import { factoryCallOf, givenIn } from './factories.ts';
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

/**
 * The agents that a value may be, compiled and configured ones too: by the calls that make them, or by the call of a
 * function of the program that makes one from what it is given.
 */
export function agentCallsIn(program: PyProgram, value: PyValue): readonly PyCall[] {
  const makers = makersIn(program, value);
  const via = makers.length === 0 ? undefined : factoryCallOf(program, value);
  return via !== undefined && makersIn(program, via).length > 0 ? [via] : makers;
}

function makersIn(program: PyProgram, value: PyValue, depth = 0): readonly PyCall[] {
  if (depth > 10) return [];
  return program.resolve(value).flatMap((one): readonly PyCall[] => {
    if (one.form !== 'call') return [];
    if (isAgentMaker(program, one)) return [one];
    const object = objectOf(one);
    const isPassed = /^(?:compile|with_config|with_retry|bind|as_tool)$/.test(methodOf(one) ?? '');
    return object !== undefined && isPassed ? makersIn(program, object, depth + 1) : [];
  });
}

/** An agent's call that makes it, and the call of the program's own function around it, if there is one. */
export type Making = { readonly maker: PyCall; readonly via: PyCall | undefined };

export function makingOf(program: PyProgram, call: PyCall): Making {
  if (isAgentMaker(program, call)) return { maker: call, via: undefined };
  const [maker = call] = makersIn(program, call);
  return { maker, via: call };
}

/** All agents of a program: one for each call of a function that makes them. */
export function allAgentCalls(program: PyProgram): readonly PyCall[] {
  return program
    .calls()
    .filter((call) => isAgentMaker(program, call))
    .flatMap((maker) => {
      const made = maker.scope.function;
      const calls = made === undefined ? [] : program.callsTo(made);
      const vias = calls.filter(
        (call) => factoryCallOf(program, call) === call && makersIn(program, call).includes(maker),
      );
      return vias.length > 0 ? vias : [maker];
    });
}

export const partOf = (program: PyProgram, call: PyCall): 'agent' | 'orchestrator' | 'swarm' =>
  MAKERS[langName(program, call) ?? '']?.part ?? 'agent';

export function modelOf(program: PyProgram, { maker, via }: Making): PyValue | undefined {
  const at = MAKERS[langName(program, maker) ?? '']?.model;
  return givenIn(via, argumentOf(maker, 'model', at) ?? argumentOf(maker, 'llm') ?? argumentOf(maker, 'agent'));
}

export const toolsOf = (program: PyProgram, { maker, via }: Making): PyValue | undefined =>
  givenIn(via, argumentOf(maker, 'tools', MAKERS[langName(program, maker) ?? '']?.tools));
