import type { PyProgram } from '../python/py-program.ts';
import { argumentOf, type PyCall, type PyValue } from '../python/py-value.ts';

/** A team or an agent is given a task: `team.run_stream(task=…)`. */
export type TeamRun = {
  readonly call: PyCall;
  /** The calls that make what is run. */
  readonly runs: readonly PyCall[];
  readonly task: PyValue | undefined;
};

const METHODS = ['run', 'run_stream', 'on_messages', 'on_messages_stream'];

export function teamRuns(program: PyProgram, isComponent: (call: PyCall) => boolean): readonly TeamRun[] {
  return METHODS.flatMap((method) => program.methodCalls(method)).flatMap((call) => {
    const object = call.callee.form === 'attribute' ? call.callee.object : call;
    const runs = program
      .resolve(object)
      .filter((one): one is PyCall => one.form === 'call' && one !== call && isComponent(one));
    return runs.length === 0
      ? []
      : [{ call, runs, task: argumentOf(call, 'task', 0) ?? argumentOf(call, 'messages', 0) }];
  });
}
