import type { AgentSource, Entry } from '../crewai/crew.ts';
import type { Drafts } from '../drafts.ts';
import { entryPointOf } from '../python/entry-points.ts';
import { argumentOf, type PyCall, type PyClass, type PyValue } from '../python/py-value.ts';
import { sourcesOf } from '../python/value-sources.ts';
import type { CrewProgram } from './crew-program.ts';

export const KICKOFFS: readonly string[] = [
  'kickoff',
  'kickoff_async',
  'akickoff',
  'kickoff_for_each',
  'kickoff_for_each_async',
  'akickoff_for_each',
];

export const kickoffs = ({ py }: CrewProgram): readonly PyCall[] => KICKOFFS.flatMap((name) => py.methodCalls(name));

/** What a kickoff starts: calls that made a crew, an agent or a flow. */
export const startedBy = ({ py }: CrewProgram, { callee }: PyCall): readonly PyCall[] =>
  callee.form === 'attribute' ? py.resolve(callee.object).filter((one): one is PyCall => one.form === 'call') : [];

/** Whether the code starts it somewhere. */
export const isStarted = (program: CrewProgram, made: PyCall): boolean =>
  kickoffs(program).some((call) => startedBy(program, call).includes(made));

/**
 * A crew whose code is not among the files, as an agent: what it is made of stands elsewhere.
 * @returns undefined if the code does not say what it starts
 */
export function missingCrew(call: PyCall): AgentSource | undefined {
  const name = call.callee.form === 'attribute' ? rootName(call.callee.object) : undefined;
  if (name === undefined) return undefined;
  return { identity: `missing ${name}`, name, spot: call, settings: new Map(), isComplete: false };
}

export function warnMissingCrew({ warnings }: Drafts, { at }: PyCall): void {
  const fix = 'Give the folder with all files, or add what the crew is made of to the result by hand.';
  warnings.push({ at, expected: 'a crew or agent whose code can be read', found: 'one that cannot be found', fix });
}

/** `Desk` of `Desk().crew()`. */
function rootName(value: PyValue): string | undefined {
  if (value.form === 'call') return rootName(value.callee);
  if (value.form === 'attribute') return rootName(value.object) ?? value.name;
  return value.form === 'name' && value.name !== 'self' ? value.name : undefined;
}

/** Where requests from outside start the crew. */
export function entryOf(program: CrewProgram, crew: PyCall): Entry | undefined {
  const started = kickoffs(program).filter((call) => startedBy(program, call).includes(crew));
  return started.flatMap((call) => entryPointOf(program.py, call.scope) ?? [])[0];
}

export function entryOfFlow(program: CrewProgram, flow: PyClass): Entry | undefined {
  const isIt = (made: PyCall): boolean =>
    program.py.resolve(made.callee).some((one) => one.form === 'class' && one.class === flow);
  const started = kickoffs(program).filter((call) => startedBy(program, call).some(isIt));
  return started.flatMap((call) => entryPointOf(program.py, call.scope) ?? [])[0];
}

/** The result of one crew is what another one is started with. */
export type Relay = { readonly from: PyCall; readonly to: PyCall; readonly spot: PyCall };

export function relaysIn(program: CrewProgram): readonly Relay[] {
  const all = kickoffs(program);
  const isKickoff = (call: PyCall): boolean => all.includes(call);
  return all.flatMap((spot) => {
    const inputs = argumentOf(spot, 'inputs', 0);
    if (inputs === undefined) return [];
    const before = sourcesOf(program.py, inputs, isKickoff).filter((call) => call !== spot && isKickoff(call));
    const from = before.flatMap((call) => startedBy(program, call)).filter(program.isCrew);
    const to = startedBy(program, spot).filter(program.isCrew);
    return from.flatMap((one) => to.flatMap((other) => (one === other ? [] : [{ from: one, to: other, spot }])));
  });
}
