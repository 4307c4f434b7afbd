import { describePlace } from '../../base/errors.ts';
import { addUser } from '../add-user.ts';
import { declared, inferred, type Spot } from '../drafts.ts';
import { addCallSecrets } from '../python/code-secrets.ts';
import { asksUser, type EntryPoint, entryPointOf, isGivenTo } from '../python/entry-points.ts';
import { argumentOf, type PyCall, type PyValue } from '../python/py-value.ts';
import { ingredientsOf } from '../python/value-sources.ts';
import { withoutSecrets } from '../secrets.ts';
import { agentsIn, idsOf, type Mapping, reachedByHandoff } from './mapping.ts';
import { agentOfRun, inputOfRun, isRun } from './runs.ts';
import { sdkName } from './sdk-name.ts';

/** Programs that people write start agents in fewer places. */
const MOST_RUNS = 500;

/** Where the code starts agents: who talks to them, what one gets from another, what they remember. */
export function mapRuns(mapping: Mapping): void {
  const { program, drafts } = mapping;
  const runs = program.calls().filter((call) => !mapping.inner.has(call.scope) && isRun(program, call));
  for (const call of runs.slice(0, MOST_RUNS)) mapRun(mapping, call);
  if (runs.length > 0) return;
  const relations = drafts.relations();
  const isGiven = (id: string): boolean =>
    relations.some(({ kind, to }) => to === id && (kind === 'delegates' || kind === 'messages'));
  for (const agent of mapping.agents.values())
    for (const id of idsOf(mapping, agent)) if (!isGiven(id)) addUser(drafts, { to: [id], spot: agent.call });
}

function mapRun(mapping: Mapping, call: PyCall): void {
  const { program } = mapping;
  const given = agentOfRun(call);
  const started = agentsIn(mapping, given);
  const input = inputOfRun(call);
  const ingredients = input === undefined ? [] : ingredientsOf(program, input, (one) => isRun(program, one));
  const sources = ingredients.filter((one): one is PyCall => one.form === 'call' && one !== call);
  const before = sources.filter((one) => isRun(program, one));
  for (const from of new Set(before.flatMap((one) => agentsIn(mapping, agentOfRun(one))))) {
    for (const to of started) {
      if (from === to) continue;
      const provenance = inferred(call, 'the code gives it what the other agent answered');
      mapping.drafts.relation({ from, to, kind: 'messages', provenance });
    }
  }
  const asks = sources.find(asksUser);
  const entry = entryPointOf(program, call.scope);
  const isAsked = entry !== undefined && ingredients.some((one) => isGivenTo(entry, one));
  if (asks !== undefined || isAsked || before.length === 0) mapUser(mapping, call, started, entry ?? asks);
  const next = goesOn(mapping, given) ? reachedByHandoff(mapping, started).filter((id) => !started.includes(id)) : [];
  const rule = 'the code goes on with the agent that answered last';
  if (next.length > 0) addUser(mapping.drafts, { to: next, spot: call, provenance: inferred(call, rule) });
  mapSession(mapping, call, started);
}

/** Whoever gives the task: strangers, if a route or a chat handler starts the agent. */
function mapUser(
  { drafts }: Mapping,
  call: PyCall,
  to: readonly string[],
  from: EntryPoint | PyCall | undefined,
): void {
  if (from === undefined) addUser(drafts, { to, spot: call });
  else if ('form' in from)
    addUser(drafts, { to, spot: from, provenance: inferred(from, 'the code asks somebody for the text') });
  else {
    const provenance = inferred(from.spot, `${from.name} answers requests from outside`);
    const user = { key: 'web user', id: 'web-user', name: 'whoever sends requests', exposed: true, provenance };
    addUser(drafts, { to, spot: call, ...user });
  }
}

/** `agent = result.last_agent` */
function goesOn({ program }: Mapping, given: PyValue | undefined): boolean {
  const values = given === undefined ? [] : program.resolve(given);
  return values.some((one) => one.form === 'attribute' && /^(?:last|current)_agent$/.test(one.name));
}

/** A session keeps the conversation: everybody who gets it by a hand-off has it too. */
function mapSession(mapping: Mapping, call: PyCall, started: readonly string[]): void {
  const { program, drafts } = mapping;
  const given = argumentOf(call, 'session');
  for (const session of given === undefined ? [] : program.resolve(given)) {
    const kind = session.form === 'call' ? sdkName(program, session) : undefined;
    if (session.form !== 'call' || kind === undefined || !/Session$/.test(kind)) continue;
    const id = memoryOf(mapping, session, kind);
    for (const agent of reachedByHandoff(mapping, started)) {
      const provenance = started.includes(agent)
        ? declared(call)
        : inferred(call, 'it gets the conversation by a hand-off');
      drafts.relation({ from: agent, to: id, kind: 'reads', provenance });
      drafts.relation({ from: agent, to: id, kind: 'writes', provenance });
    }
    addCallSecrets(drafts, program, session, { holder: started[0] ?? id, opens: id });
  }
}

/** One file or database, one memory: sessions of different users lie side by side in it. */
function memoryOf({ program, drafts }: Mapping, session: PyCall, kind: string): string {
  const path = program.textOf(argumentOf(session, 'db_path', kind === 'SQLiteSession' ? 1 : undefined));
  const name = path === undefined ? undefined : withoutSecrets(path).slice(0, 100);
  const id = drafts.idFor(`session ${name ?? describePlace(session.at)}`, name ?? 'session');
  drafts.component({ id, kind: 'memory', name: `conversations (${kind})`, provenance: declared(session as Spot) });
  return id;
}
