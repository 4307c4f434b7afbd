/** Full names of what CrewAI exports, under all paths that its versions had. */
const under = (name: string, ...modules: readonly string[]): ReadonlySet<string> =>
  new Set(modules.map((module) => `${module}.${name}`));

export const AGENT: ReadonlySet<string> = new Set([
  ...under('Agent', 'crewai', 'crewai.agent', 'crewai.agent.core', 'crewai.agents'),
  'crewai.LiteAgent',
  'crewai.lite_agent.LiteAgent',
]);
export const TASK: ReadonlySet<string> = new Set([
  ...under('Task', 'crewai', 'crewai.task', 'crewai.tasks'),
  ...under('ConditionalTask', 'crewai.tasks.conditional_task', 'crewai.tasks', 'crewai'),
]);
export const CREW: ReadonlySet<string> = under('Crew', 'crewai', 'crewai.crew');
export const FLOW: ReadonlySet<string> = under('Flow', 'crewai', 'crewai.flow', 'crewai.flow.flow');
export const LLM: ReadonlySet<string> = under('LLM', 'crewai', 'crewai.llm', 'crewai.llms');

/** Whether a decorator is this one of `crewai.project`. */
export const isMark = (name: string | undefined, mark: string): boolean =>
  name?.startsWith('crewai.') === true && name.endsWith(`.${mark}`);
