import type { Provenance } from '../../graph/ecosystem.ts';
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
  const id = sharedMemory(mapping.drafts, crew, first, 'what the crew remembers');
  for (const agent of agents) joinMemory(mapping.drafts, agent, id, declared(first));
  const secret = ['embedder', 'memory_config', ...FIELDS].flatMap((key) => settings.get(key) ?? []);
  for (const setting of secret) mapSecrets(mapping, fieldsOf(setting), { holder: id });
}

/** An agent that asks for memory in a crew that does not. */
export function mapAgentMemory({ drafts }: Mapping, crew: string, agent: string, memory: Setting | undefined): void {
  if (memory === undefined || !isGiven(memory)) return;
  joinMemory(drafts, agent, sharedMemory(drafts, crew, memory, 'what the crew remembers'), declared(memory));
}

const isGiven = (setting: Setting): boolean => OBJECTS.has(setting.form) || isOn(setting);

const OBJECTS: ReadonlySet<string> = new Set(['call', 'map', 'code']);

function sharedMemory(drafts: Drafts, crew: string, spot: Spot, name: string): string {
  const id = drafts.idFor(`memory ${crew}`, 'memory');
  return drafts.component({ id, kind: 'memory', name, provenance: declared(spot) });
}

function joinMemory(drafts: Drafts, agent: string, memory: string, provenance: Provenance): void {
  drafts.relation({ from: agent, to: memory, kind: 'reads', provenance });
  drafts.relation({ from: agent, to: memory, kind: 'writes', provenance });
}
