import { addApproval } from '../add-approval.ts';
import { addTool } from '../add-tool.ts';
import { declared, inferred } from '../drafts.ts';
import { find, type Located, listOf, textOf } from '../located.ts';
import { factsOf, type ToolFacts } from '../tool-facts.ts';
import { type Component, componentOf, nameOf } from './component.ts';
import { mapCodeRunner } from './map-executor.ts';
import { mapMemories } from './map-memory.ts';
import { mapModel } from './map-model.ts';
import { type Called, mapTools } from './map-tools.ts';
import type { Mapping } from './mapping.ts';

/** Who a team or an agent is to others: whom its tasks go to, and who speaks in it. */
export type Face = {
  /** As the file calls it, for hand-offs and graphs. */
  readonly name: string;
  readonly entries: readonly string[];
  readonly voices: readonly string[];
  readonly isHuman: boolean;
  readonly handoffs: readonly Located[];
  readonly component: Component;
};

/** The name of whom a hand-off goes to. */
export const targetOf = (handoff: Located): string | undefined => textOf(handoff) ?? textOf(find(handoff, 'target'));

/** An agent in the graph, without the teams and agents that work for it. */
export type MappedAgent = { readonly face: Face; readonly calls: readonly Called[] };

export function mapAgent(mapping: Mapping, agent: Component): MappedAgent {
  const inner = componentOf(find(agent.config, 'wrapped_agent'));
  if (inner !== undefined) {
    const { face, calls } = mapAgent(mapping, inner);
    return { face: { ...face, name: textOf(find(agent.config, 'name')) ?? face.name }, calls };
  }
  const isHuman = /UserProxy/.test(agent.className);
  const name = nameOf(agent);
  const id = mapping.drafts.idFor(`agent ${agent.map.pointer}`, name);
  const provenance = declared(agent.map);
  mapping.drafts.component({ id, kind: isHuman ? 'human' : 'agent', name, provenance });
  const handoffs = listOf(find(agent.config, 'handoffs'));
  const face = { name, entries: [id], voices: [id], isHuman, handoffs, component: agent };
  if (isHuman) return { face, calls: [] };
  // Templates of a gallery repeat names such as assistant_agent: only the first can be known by it.
  if (id === name) mapping.drafts.identify(id, { by: 'agent', key: name });
  if (!runsWithoutModel(agent)) mapModel(mapping, id, agent);
  mapMemories(mapping, id, agent);
  mapOwnTools(mapping, id, agent);
  const calls = [...mapTools(mapping, { id, name, component: agent }), ...teamOf(agent)];
  return { face, calls };
}

/** A code executor may have no model: then it runs what others write and says what came out. */
const runsWithoutModel = ({ className, config }: Component): boolean =>
  className === 'CodeExecutorAgent' && componentOf(find(config, 'model_client')) === undefined;

/** SocietyOfMindAgent has a team of its own. */
function teamOf(agent: Component): Called[] {
  const team = componentOf(find(agent.config, 'team'));
  return team === undefined ? [] : [{ component: team, spot: team }];
}

const readsFiles: ToolFacts = { title: 'files', can: ['read-private'], behind: { form: 'files' } };

/** Classes of agents that bring their tools along. */
const ownTools: readonly (readonly [className: RegExp, what: string, facts: ToolFacts | undefined])[] = [
  [/WebSurfer|BrowserAgent/, 'browser', factsOf('playwright')],
  [/FileSurfer/, 'file browser', readsFiles],
  [/VideoSurfer/, 'video reader', readsFiles],
];

function mapOwnTools(mapping: Mapping, id: string, agent: Component): void {
  const { map, className, config } = agent;
  for (const [pattern, what, facts] of ownTools) {
    if (!pattern.test(className) || facts === undefined) continue;
    const key = `${what} ${map.pointer}`;
    addTool(mapping.drafts, { key, name: `${id} ${what}`, spot: map, knownAs: [], callers: [id], facts });
  }
  const executor = find(config, 'code_executor');
  if (executor === undefined && className !== 'CodeExecutorAgent') return;
  const runner = mapCodeRunner(mapping, { name: `${id} executor`, spot: executor ?? map, executor, callers: [id] });
  const asked = find(config, 'approval_func');
  if (asked === undefined || (asked.form === 'scalar' && asked.value === null)) return;
  addApproval(mapping.drafts, {
    key: `approval of ${runner}`,
    id: `approval of ${runner}`.slice(0, 200),
    name: `approval of code of ${id}`.slice(0, 200),
    on: [{ kind: 'invokes', from: id, to: runner, direction: 'along' }],
    provenance: inferred(asked, 'a function is asked before code runs; taken to ask a human'),
  });
}
