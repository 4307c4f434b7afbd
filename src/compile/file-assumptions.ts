import { describeBelief } from '../graph/belief.ts';
import { defaultDetection, defaultRate } from '../graph/build-ecosystem.ts';
import type { Ecosystem } from '../graph/ecosystem.ts';
import { isIn } from '../graph/kinds.ts';
import { isDrawn } from './scenario.ts';
import type { Suite } from './suite.ts';
import type { SuiteFileText } from './suite-schema.ts';
import { resolveTiers } from './tiers.ts';

/** What was taken for granted where a file is silent and the result may depend on it: whole sentences. */
export function fileAssumptions(file: SuiteFileText, ecosystem: Ecosystem, suite: Suite): string[] {
  return [
    ...suiteAssumptions(file, ecosystem, suite),
    ...tierAssumptions(ecosystem),
    ...relationAssumptions(file, ecosystem),
  ];
}

function suiteAssumptions({ suite: text, name }: SuiteFileText, ecosystem: Ecosystem, suite: Suite): string[] {
  const start = startOf(ecosystem, suite);
  const isExposed = suite.entries.form === 'exposed';
  const isDefault = text === undefined;
  return [
    ...(name === undefined ? [`The file has no name and is called "${ecosystem.name}".`] : []),
    ...(isDefault
      ? [`The file has no suite: ${start}, with the five agentic threat classes together.`]
      : text.entries === undefined || (isExposed && start.startsWith('no'))
        ? [`${sentence(start)}.`]
        : []),
    ...(!isDefault && text.threats === undefined
      ? ['The suite names no threats: the five agentic threat classes run together.']
      : []),
  ];
}

function startOf(ecosystem: Ecosystem, { entries }: Suite): string {
  const { components } = ecosystem;
  if (components.some(({ exposed }) => exposed)) return 'each exposed component is an entry point of its own';
  const starting = isDrawn(ecosystem, entries)
    ? `each of ${entries.most} drawn from ${components.length} components`
    : 'each component';
  return `no component is exposed, so ${starting} is an entry point of its own`;
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Which strength against hostile content was assumed, for models and for agents without one. */
function tierAssumptions(ecosystem: Ecosystem): string[] {
  const { isAssumed, usual, modelOf } = resolveTiers(ecosystem);
  const assumed = ecosystem.components.filter(({ id }) => isAssumed(id));
  const models = assumed.filter(({ kind }) => kind === 'model').map(({ id }) => id);
  const agents = assumed.filter(({ id, kind }) => isIn('agent', kind) && !modelOf.has(id)).map(({ id }) => id);
  return [
    ...(models.length === 0 ? [] : [`No tier is given for ${named(models, 'model', 'models')}: ${usual} is assumed.`]),
    ...(agents.length === 0
      ? []
      : [`No model is given for ${named(agents, 'agent', 'agents')}: a model of tier ${usual} is assumed.`]),
  ];
}

/** `the model llm`, `the models a and b`, `12 agents (a, b, c, …)`. */
function named(ids: readonly string[], one: string, many: string): string {
  const [first = '', second = ''] = ids;
  if (ids.length === 1) return `the ${one} ${first}`;
  if (ids.length === 2) return `the ${many} ${first} and ${second}`;
  return `${ids.length} ${many} (${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ', …' : ''})`;
}

function relationAssumptions({ components, relations = [] }: SuiteFileText, ecosystem: Ecosystem): string[] {
  // Those behind "model" and "controls" count too: they are not written, so they have no rate.
  const rateless = ecosystem.relations.length - relations.filter(({ rate }) => rate !== undefined).length;
  // A known defence brings its own.
  const undetected = relations.filter(
    ({ kind, from, detection }) =>
      kind === 'monitors' && detection === undefined && components[from]?.defence === undefined,
  ).length;
  const roleless = relations.filter(({ kind, role }) => kind === 'authenticates' && role === undefined).length;
  return [
    ...(rateless === 0
      ? []
      : [`No rate is given for ${counted(rateless)}: ${describeBelief(defaultRate)} per round is assumed.`]),
    ...(undetected === 0
      ? []
      : [
          `No detection is given for ${counted(undetected)} of kind monitors: ${describeBelief(defaultDetection)} per round is assumed.`,
        ]),
    ...(roleless === 0
      ? []
      : [`No role is given for ${counted(roleless)} of kind authenticates: that the credential is held is assumed.`]),
  ];
}

const counted = (count: number): string => (count === 1 ? '1 relation' : `${count} relations`);
