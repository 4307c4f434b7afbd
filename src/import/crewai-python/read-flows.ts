import type { FlowAction, FlowMethod, FlowSource, Mention } from '../crewai/flow.ts';
import type { Setting } from '../crewai/setting.ts';
import {
  argumentOf,
  dottedName,
  lastName,
  type PyCall,
  type PyClass,
  type PyFunction,
  type PyScope,
  type PyValue,
} from '../python/py-value.ts';
import { entryOfFlow, KICKOFFS, missingCrew, startedBy, warnMissingCrew } from './kickoffs.ts';
import { FLOW, LLM } from './names.ts';
import type { CrewReader, Reading } from './read-crews.ts';

export type ReadFlows = {
  readonly flows: readonly FlowSource[];
  /** Crews that a method of a flow starts. */
  readonly started: ReadonlySet<PyCall>;
};

/** Classes below `Flow`: methods with @start, @listen and @router, and the crews that they start. */
export function readFlows(reading: Reading, crews: CrewReader): ReadFlows {
  const { program } = reading;
  const started = new Set<PyCall>();
  const classes = program.py.scopes.flatMap((scope) => scope.classes).filter((made) => program.isBelow(made, FLOW));
  const flows = classes.map((made): FlowSource => {
    const methods = made.scope.functions.filter((one) => MARKS.some((mark) => program.hasMark(one, mark)));
    return {
      name: made.name,
      spot: made,
      methods: methods.map((one) => methodOf(reading, crews, one, made, started)),
      entry: entryOfFlow(program, made),
    };
  });
  return { flows: flows.filter(({ methods }) => methods.length > 0), started };
}

const MARKS = ['start', 'listen', 'router'];

function methodOf(
  reading: Reading,
  crews: CrewReader,
  made: PyFunction,
  within: PyClass,
  started: Set<PyCall>,
): FlowMethod {
  const { program } = reading;
  const marks = new Map([...MARKS, 'human_feedback'].map((mark) => [mark, decoratorOf(reading, made, mark)]));
  const feedback = marks.get('human_feedback');
  const conditions = ['listen', 'router', 'start'].flatMap((mark) => marks.get(mark) ?? []);
  const returned = program.returned(made).flatMap((one) => (one.form === 'string' ? [one.text] : []));
  const outcomes = feedback?.form === 'call' ? program.py.itemsOf(argumentOf(feedback, 'emit')).items : [];
  const emitted = outcomes.flatMap((one) => (one.form === 'string' ? [one.text] : []));
  const isRouter = marks.get('router') !== undefined;
  const isStart = marks.get('start') !== undefined;
  const calls = scopesIn(made, within).flatMap((scope) => scope.calls);
  // What is asked at the start is what the flow is about.
  const asked = isStart ? undefined : calls.find(({ callee }) => program.py.nameOf(callee) === 'input');
  return {
    name: made.name,
    spot: made,
    isStart,
    listens: conditions.flatMap((one) =>
      one.form === 'call' ? one.args.flatMap((arg) => mentionsIn(reading, arg)) : [],
    ),
    emits: [...new Set([...emitted, ...(isRouter ? [...returned, ...literalsIn(made.returnType)] : [])])],
    isRouter,
    actions: calls.flatMap((call) => actionOf(reading, crews, call, started)),
    feedback: feedback ?? asked,
    uses: [],
    state: undefined,
  };
}

const decoratorOf = ({ program }: Reading, { decorators }: PyFunction, mark: string): PyValue | undefined =>
  decorators.find((one) => {
    const name = program.py.nameOf(one.form === 'call' ? one.callee : one);
    return name?.startsWith('crewai.') === true && name.endsWith(`.${mark}`);
  });

/** `method`, `"outcome"`, `or_(a, b)`, `and_(a, "b")`. */
function mentionsIn(reading: Reading, value: PyValue): Mention[] {
  if (value.form === 'string') return [{ name: value.text, spot: value }];
  if (value.form === 'call') return value.args.flatMap((one) => mentionsIn(reading, one));
  const text = reading.program.py.textOf(value);
  const name = text ?? lastName(value);
  return name === undefined ? [] : [{ name, spot: value }];
}

/** `-> Literal["a", "b"]`. */
const literalsIn = (type: PyValue | undefined): string[] =>
  type?.form === 'subscript' && lastName(type.object) === 'Literal'
    ? type.index.flatMap((one) =>
        one.form === 'string'
          ? [one.text]
          : one.form === 'list'
            ? one.items.flatMap((item) => (item.form === 'string' ? [item.text] : []))
            : [],
      )
    : [];

/** The body of a method, of functions in it, and of methods of the class that it calls. */
function scopesIn(made: PyFunction, within: PyClass, seen: Set<PyFunction> = new Set()): PyScope[] {
  if (seen.has(made)) return [];
  seen.add(made);
  const called = made.scope.calls.flatMap(({ callee }) => {
    const name = /^self\.(\w+)$/.exec(dottedName(callee) ?? '')?.[1];
    return within.scope.functions.filter((one) => one.name === name && one.decorators.length === 0);
  });
  return [made.scope, ...[...made.scope.functions, ...called].flatMap((one) => scopesIn(one, within, seen))];
}

function actionOf(reading: Reading, crews: CrewReader, call: PyCall, started: Set<PyCall>): FlowAction[] {
  const { program, settings, drafts } = reading;
  const { callee } = call;
  const name = program.py.nameOf(callee) ?? '';
  if (/^litellm\.a?completion$/.test(name)) return [{ form: 'model', model: modelIn(reading, call), spot: call }];
  if (callee.form !== 'attribute') return [];
  const objects = startedBy(program, call);
  if (KICKOFFS.includes(callee.name)) {
    const made = objects.filter(program.isCrew);
    for (const one of made) started.add(one);
    const agents = objects.filter(program.isAgent).flatMap((one) => crews.agents(one));
    const missing = made.length + agents.length === 0 ? missingCrew(call) : undefined;
    if (made.length + agents.length === 0) warnMissingCrew(drafts, call);
    return [
      ...(missing === undefined ? [] : [{ form: 'agent' as const, agent: missing }]),
      ...made.map((one): FlowAction => ({ form: 'crew', crew: crews.crew(one) })),
      ...agents.map((agent): FlowAction => ({ form: 'agent', agent })),
    ];
  }
  const isModel = objects.find(
    (one) => LLM.has(program.py.nameOf(one.callee) ?? '') || /\bChat\w+$/.test(program.py.nameOf(one.callee) ?? ''),
  );
  if (isModel !== undefined && /^(?:a?call|a?invoke|predict)$/.test(callee.name)) {
    return [{ form: 'model', model: settings.read(callee.object), spot: call }];
  }
  const isClient = /\b(?:completions|responses|messages)\.(?:create|parse)$/.test(dottedName(callee) ?? '');
  return isClient ? [{ form: 'model', model: modelIn(reading, call), spot: call }] : [];
}

function modelIn({ settings }: Reading, call: PyCall): Setting | undefined {
  const model = argumentOf(call, 'model', 0);
  return model === undefined ? undefined : settings.read(model);
}
