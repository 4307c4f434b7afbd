import type { Problem } from '../../base/errors.ts';
import type { Detection } from '../importer.ts';
import { describeForm, entriesOf, find, type Located, listOf } from '../located.ts';
import { type Component, componentOf } from './component.ts';

/** What a file holds that runs, and what lies beside it. */
export type Roots = {
  readonly detection: Detection;
  readonly teams: readonly Component[];
  readonly agents: readonly Component[];
  /** Tools, models, conditions: parts that run only inside an agent or team. */
  readonly parts: readonly Component[];
  /** Entries of a gallery that are no components. */
  readonly others: readonly Located[];
  readonly refusal?: Problem;
};

const MISSING = 'components with provider and component_type, or a gallery of them';

/** Bare components, lists, `{ component }` and galleries. */
export function findRoots(root: Located): Roots {
  const found = itemsOf(root);
  const components = found.flatMap((item) => componentOf(item) ?? []);
  const of = (...types: readonly string[]): Component[] => components.filter(({ type }) => types.includes(type));
  const teams = of('team', 'graph');
  const agents = of('agent');
  const parts = components.filter((one) => !teams.includes(one) && !agents.includes(one));
  const others = found.filter((item) => componentOf(item) === undefined);
  const detection = detectionOf(root, components);
  const refusal = refuse(root, teams.length + agents.length, components);
  return { detection, teams, agents, parts, others, ...(refusal === undefined ? {} : { refusal }) };
}

function itemsOf(root: Located): readonly Located[] {
  if (root.form === 'list') return root.items.flatMap(itemsOf);
  if (componentOf(root) !== undefined) return [root];
  const gallery = find(root, 'config', 'components') ?? find(root, 'components') ?? find(root, 'items');
  return entriesOf(gallery).flatMap(([, { value }]) => (value.form === 'list' ? value.items : []));
}

const OWN = /^(?:autogen_|autogenstudio|kagent\.)/;

function detectionOf(root: Located, components: readonly Component[]): Detection {
  const own = components.find(({ provider }) => OWN.test(provider));
  if (own !== undefined) return { score: 1, reason: `a provider is ${own.provider.slice(0, 80)}` };
  const [first] = components;
  if (first !== undefined)
    return { score: 0.8, reason: `it has components with component_type ${first.type.slice(0, 40)}` };
  if (isVersion02(root)) {
    return { score: 0.6, reason: 'it has agents with llm_config, as AutoGen 0.2 wrote them', missing: MISSING };
  }
  return { score: 0, reason: 'it has no components of AutoGen', missing: MISSING };
}

/** AutoGen Studio 0.2: `{ type: groupchat | assistant | userproxy, config: { llm_config } }`, alone or in workflows. */
function isVersion02(located: Located): boolean {
  if (located.form === 'list') return located.items.some(isVersion02);
  const config = find(located, 'config') ?? located;
  if (find(config, 'llm_config') !== undefined || find(config, 'human_input_mode') !== undefined) return true;
  const parts = [
    find(located, 'sender'),
    find(located, 'receiver'),
    find(located, 'agent'),
    ...listOf(find(located, 'agents')),
  ];
  return parts.some((part) => part?.form === 'map' && isVersion02(part));
}

function refuse(root: Located, running: number, components: readonly Component[]): Problem | undefined {
  if (running > 0) return undefined;
  const { at } = root;
  if (components.length > 0) {
    const [{ className }] = components as [Component];
    const fix = 'Export the team or the agent that uses it, or the whole gallery.';
    return { at, expected: 'a team or an agent', found: `only parts, such as ${className.slice(0, 80)}`, fix };
  }
  if (isVersion02(root)) {
    const fix = 'Open it in AutoGen Studio 0.4 or later, rebuild the team there and export it.';
    return { at, expected: 'components with provider and component_type', found: 'the form of AutoGen 0.2', fix };
  }
  const fix = 'Give a team or agent as dump_component() or AutoGen Studio exports it.';
  return { at, expected: MISSING, found: describeForm(root), fix };
}
