import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, type PyCall, type PyValue } from '../python/py-value.ts';
import { sdkCall } from './sdk-name.ts';

const RUNS =
  /^(?:Runner|AgentRunner|SandboxRunner)\.run(?:_sync|_streamed)?$|^(?:run_demo_loop|SingleAgentVoiceWorkflow|RealtimeRunner)$/;

/** A call that starts an agent: `Runner.run(agent, input)`. */
export function isRun(program: PyProgram, call: PyCall): boolean {
  const known = cache.get(call);
  if (known !== undefined) return known;
  const { callee } = call;
  const answer = METHODS.test('name' in callee ? callee.name : '') && RUNS.test(sdkCall(program, call) ?? '');
  cache.set(call, answer);
  return answer;
}

const METHODS = /^(?:run|run_sync|run_streamed|run_demo_loop|SingleAgentVoiceWorkflow|RealtimeRunner)$/;
const cache = new WeakMap<PyCall, boolean>();

export const agentOfRun = (call: PyCall): PyValue | undefined =>
  argumentOf(call, 'starting_agent', 0) ?? argumentOf(call, 'agent');

/** What the agent is given. */
export const inputOfRun = (call: PyCall): PyValue | undefined => argumentOf(call, 'input', 1);
