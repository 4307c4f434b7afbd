import { InvalidInputError } from '../../base/errors.ts';
import { addCredential } from '../add-credential.ts';
import { addTool } from '../add-tool.ts';
import type { Spot } from '../drafts.ts';
import { describeForm, entriesOf, find, flagOf, type Located, listOf, textOf } from '../located.ts';
import { factsOfSource } from '../source-facts.ts';
import type { AgentSource } from './crew.ts';
import { agentSettings, agentsIn } from './crew-files.ts';
import type { FlowAction, FlowMethod, FlowSource, Mention } from './flow.ts';
import { type SettingOf, settingOf, settingsOf } from './setting.ts';
import { agentSources, inlineCrew } from './yaml-crew.ts';

/** A flow in YAML or JSON (`schema: crewai.flow/v1`). */
export function flowOf(root: Located): FlowSource {
  const methods = find(root, 'methods');
  if (methods?.form !== 'map' || methods.entries.size === 0) {
    const found = methods === undefined ? 'none' : describeForm(methods);
    const fix = 'Write methods: { name: { start: true, do: { call: … } } }.';
    throw new InvalidInputError([{ at: (methods ?? root).at, expected: 'the methods of a flow', found, fix }]);
  }
  return {
    name: textOf(find(root, 'name')) ?? 'flow',
    spot: root,
    entry: undefined,
    methods: entriesOf(methods).map(([name, { keyAt, value }]) =>
      methodOf(name, value, { at: keyAt, pointer: value.pointer }),
    ),
  };
}

function methodOf(name: string, value: Located, spot: Spot): FlowMethod {
  const start = find(value, 'start');
  const feedback = find(value, 'human_feedback');
  const action = find(value, 'do');
  const texts = action === undefined ? [] : textsIn(action);
  return {
    name,
    spot,
    isStart: flagOf(start) === true || start?.form === 'map' || (textOf(start) ?? '') !== '',
    listens: [...mentionsIn(find(value, 'listen')), ...(flagOf(start) === undefined ? mentionsIn(start) : [])],
    emits: [...listOf(find(value, 'emit')), ...listOf(find(feedback, 'emit'))].flatMap((one) => textOf(one) ?? []),
    isRouter: flagOf(find(value, 'router')) === true,
    actions: actionsOf(name, action),
    feedback: feedback?.form === 'map' ? feedback : undefined,
    uses: texts
      .flatMap(({ text, spot: at }) =>
        [...text.matchAll(/\boutputs\.(\w+)/g)].map((match) => ({ name: match[1] ?? '', spot: at })),
      )
      .filter((mention) => mention.name !== name && mention.name !== ''),
    state: texts.find(({ text }) => /\bstate\.\w/.test(text))?.spot,
  };
}

/** `listen: x`, `{ or: [x, y] }`, `{ and: [x, { or: [y, z] }] }`. */
function mentionsIn(condition: Located | undefined): Mention[] {
  const name = textOf(condition);
  if (condition === undefined) return [];
  if (name !== undefined) return name === '' ? [] : [{ name, spot: condition }];
  if (condition.form === 'list') return condition.items.flatMap(mentionsIn);
  return entriesOf(condition).flatMap(([, { value }]) => mentionsIn(value));
}

/** The expressions of an action, at any depth; instructions that hold none are left alone. */
function textsIn(located: Located): { readonly text: string; readonly spot: Spot }[] {
  if (located.form === 'list') return located.items.flatMap(textsIn);
  if (located.form === 'map') return [...located.entries.values()].flatMap(({ value }) => textsIn(value));
  return typeof located.value === 'string' ? [{ text: located.value, spot: located }] : [];
}

function actionsOf(method: string, action: Located | undefined): FlowAction[] {
  const given = find(action, 'with');
  switch (textOf(find(action, 'call'))) {
    case 'crew':
      return given === undefined ? [] : [crewAction(method, given)];
    case 'agent':
      return given?.form === 'map' ? [{ form: 'agent', agent: agentAction(method, given) }] : [];
    case 'tool':
      return toolAction(find(action, 'ref'), given);
    case 'code':
      return toolAction(find(action, 'ref'), undefined);
    case 'script':
      return scriptAction(method, find(action, 'code'));
    case 'each':
      return listOf(find(action, 'do')).flatMap((step, index) =>
        actionsOf(textOf(find(step, 'name')) ?? `${method} ${index + 1}`, find(step, 'action')),
      );
    default:
      return [];
  }
}

function crewAction(method: string, given: Located): FlowAction {
  const agents = agentSources(agentsIn(given), method, true);
  const name = textOf(find(given, 'name')) ?? method;
  return { form: 'crew', crew: inlineCrew({ name, spot: given, value: given }, method, agents) };
}

const agentAction = (method: string, given: Located): AgentSource => ({
  identity: `method ${method} ${given.pointer}`,
  name: method,
  spot: given,
  settings: agentSettings(given),
  isComplete: true,
});

function toolAction(ref: Located | undefined, given: Located | undefined): FlowAction[] {
  const name = textOf(ref);
  if (ref === undefined || name === undefined) return [];
  const { at, pointer } = ref;
  const keywords = settingsOf(given);
  return [{ form: 'tool', tool: { at, pointer, form: 'call', name, args: [], keywords, written: `at ${pointer}` } }];
}

function scriptAction(method: string, code: Located | undefined): FlowAction[] {
  const setting = code === undefined ? undefined : settingOf(code);
  if (setting?.form !== 'text') return [];
  const { at, pointer, text } = setting;
  const { facts, variables, literals } = factsOfSource(text, []);
  const addTo: SettingOf<'code'>['addTo'] = (drafts, tool) => {
    const known = facts === undefined ? {} : { facts };
    const { id, opens } = addTool(drafts, { ...tool, knownAs: [], kind: 'plugin', ...known });
    for (const name of variables) addCredential(drafts, { name, spot: setting, holder: id, opens });
    for (const name of literals) {
      const key = `${name} at ${pointer}`;
      addCredential(drafts, { name, key, id: name, spot: setting, holder: id, opens, literalOf: id, isShared: false });
    }
    return id;
  };
  const keywords = new Map();
  return [
    {
      form: 'tool',
      tool: { at, pointer, form: 'code', name: method, identity: pointer, title: undefined, keywords, addTo },
    },
  ];
}
