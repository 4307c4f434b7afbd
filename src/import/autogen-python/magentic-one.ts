import type { Entry, Located, LocatedMap } from '../located.ts';
import type { PyValue } from '../python/py-value.ts';

/** The agents that the ready-made MagenticOne team brings along, from its documentation. */
const MEMBERS: readonly (readonly [name: string, provider: string])[] = [
  ['FileSurfer', 'autogen_ext.agents.file_surfer.FileSurfer'],
  ['WebSurfer', 'autogen_ext.agents.web_surfer.MultimodalWebSurfer'],
  ['Coder', 'autogen_ext.agents.magentic_one.MagenticOneCoderAgent'],
  ['ComputerTerminal', 'autogen_agentchat.agents.CodeExecutorAgent'],
];
const HUMAN = ['User', 'autogen_agentchat.agents.UserProxyAgent'] as const;

/** Writes out the participants of `MagenticOne(client=…)`. */
export function magenticOne(config: LocatedMap, argument: (name: string) => PyValue | undefined): void {
  const { entries, at, pointer } = config;
  const settings = entries as Map<string, Entry>;
  const client = entries.get('client');
  const executor = entries.get('code_executor');
  if (client !== undefined) settings.set('model_client', client);
  const asksHuman = argument('hil_mode');
  const members = asksHuman?.form === 'boolean' && asksHuman.value ? [...MEMBERS, HUMAN] : MEMBERS;
  const items = members.map(([name, provider]): Located => {
    const spot = { at, pointer: `${pointer} ${name}` };
    const text = (value: string): Entry => ({ keyAt: at, value: { ...spot, form: 'scalar', value } });
    const own = new Map([['name', text(name)]]);
    if (client !== undefined && name !== 'ComputerTerminal') own.set('model_client', client);
    if (executor !== undefined && name === 'ComputerTerminal') own.set('code_executor', executor);
    const inner: Located = { ...spot, form: 'map', entries: own };
    const fields = { provider: text(provider), config: { keyAt: at, value: inner } };
    return { ...spot, form: 'map', entries: new Map(Object.entries(fields)) };
  });
  settings.set('participants', { keyAt: at, value: { at, pointer, form: 'list', items } });
}
