import { find, type Located, type LocatedMap, textOf } from '../located.ts';

/** One component of AutoGen: `{ provider, component_type, label, config }`, or its form before version 0.4. */
export type Component = {
  readonly map: LocatedMap;
  /** `team`, `agent`, `tool`, …; what the file says, else by where its class lives. */
  readonly type: string;
  /** Full name of its class: `autogen_agentchat.teams.Swarm`. */
  readonly provider: string;
  /** `Swarm` */
  readonly className: string;
  readonly config: Located;
  /** Given by its author: the default label is the name of the class. */
  readonly label: string | undefined;
};

/** The component that a value is, if it is one; `{ component: … }` around it is taken off. */
export function componentOf(located: Located | undefined): Component | undefined {
  if (located?.form !== 'map') return undefined;
  const inner = find(located, 'component');
  if (inner?.form === 'map' && find(located, 'provider') === undefined) return componentOf(inner);
  const provider = textOf(find(located, 'provider')) ?? olderClass(located);
  const type = textOf(find(located, 'component_type')) ?? typeByPath(provider);
  if (provider === undefined || type === undefined) return undefined;
  const className = provider.split('.').at(-1) ?? provider;
  const label = textOf(find(located, 'label'))?.trim();
  const isOwn = label !== undefined && label !== '' && label !== className;
  const config = find(located, 'config') ?? located;
  return { map: located, type, provider, className, config, label: isOwn ? label : undefined };
}

/** What its author calls it, which must be a usable id after cleaning. */
export const nameOf = ({ config, label, className }: Component): string =>
  textOf(find(config, 'name'))?.trim() || label || className;

/** Before version 0.4 components had `team_type: RoundRobinGroupChat` and their settings beside it. */
function olderClass(map: LocatedMap): string | undefined {
  const type = textOf(find(map, 'component_type'));
  return type === undefined ? undefined : textOf(find(map, `${type}_type`));
}

const PLACES: readonly (readonly [part: RegExp, type: string])[] = [
  [/\.teams?\./, 'team'],
  [/\.agents?\./, 'agent'],
  [/Workbench$/, 'workbench'],
  [/\.tools?\./, 'tool'],
  [/\.models?\./, 'model'],
  [/\.memory\./, 'memory'],
  [/\.conditions\.|TerminationCondition$/, 'termination'],
  [/\.code_executors\./, 'code_executor'],
];

const typeByPath = (provider: string | undefined): string | undefined =>
  PLACES.find(([part]) => part.test(provider ?? ''))?.[1];
