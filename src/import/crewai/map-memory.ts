import { addMemoryUse } from '../add-memory-use.ts';
import { type Drafts, declared, type Spot } from '../drafts.ts';
import { mapSecrets } from './map-secrets.ts';
import type { Mapping } from './mapping.ts';
import { fieldsOf, isOn, type Setting, type Settings } from './setting.ts';

const FIELDS = ['memory', 'short_term_memory', 'long_term_memory', 'entity_memory', 'external_memory', 'user_memory'];

/** The memory that all agents of a crew share. */
export function mapCrewMemory(mapping: Mapping, crew: string, settings: Settings, agents: readonly string[]): void {
  const given = FIELDS.flatMap((key) => settings.get(key) ?? []).filter(isGiven);
  const [first] = given;
  if (first === undefined) return;
  const id = sharedMemory(mapping.drafts, crew, first);
  for (const user of agents) addMemoryUse(mapping.drafts, { user, memory: id, provenance: declared(first) });
  const secret = ['embedder', 'memory_config', ...FIELDS].flatMap((key) => settings.get(key) ?? []);
  for (const setting of secret) mapSecrets(mapping, fieldsOf(setting), { holder: id });
}

/** An agent that asks for memory in a crew that does not. */
export function mapAgentMemory({ drafts }: Mapping, crew: string, user: string, asked: Setting | undefined): void {
  if (asked === undefined || !isGiven(asked)) return;
  const memory = sharedMemory(drafts, crew, asked);
  addMemoryUse(drafts, { user, memory, provenance: declared(asked) });
}

const isGiven = (setting: Setting): boolean => OBJECTS.has(setting.form) || isOn(setting);

const OBJECTS: ReadonlySet<string> = new Set(['call', 'map', 'code']);

function sharedMemory(drafts: Drafts, crew: string, spot: Spot): string {
  const id = drafts.idFor(`memory ${crew}`, 'memory');
  return drafts.component({ id, kind: 'memory', name: 'what the crew remembers', provenance: declared(spot) });
}
