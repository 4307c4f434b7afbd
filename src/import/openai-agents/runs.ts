import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, type PyCall, type PyValue } from '../python/py-value.ts';
import { sdkCall } from './sdk-name.ts';

const RUNS =
  /^(?:Runner|AgentRunner|SandboxRunner)\.run(?:_sync|_streamed)?$|^(?:run_demo_loop|SingleAgentVoiceWorkflow|RealtimeRunner)$/;

/** A call that starts an agent: `Runner.run(agent, input)`. */
export const isRun = (program: PyProgram, call: PyCall): boolean =>
  /^(?:run|run_sync|run_streamed|run_demo_loop|SingleAgentVoiceWorkflow|RealtimeRunner)$/.test(
    'name' in call.callee ? call.callee.name : '',
  ) && RUNS.test(sdkCall(program, call) ?? '');

export const agentOfRun = (call: PyCall): PyValue | undefined =>
  argumentOf(call, 'starting_agent', 0) ?? argumentOf(call, 'agent');

/** What the agent is given. */
export const inputOfRun = (call: PyCall): PyValue | undefined => argumentOf(call, 'input', 1);
