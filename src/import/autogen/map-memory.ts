import { declared, inferred } from '../drafts.ts';
import { find, listOf, textOf } from '../located.ts';
import { safeUrl } from '../secrets.ts';
import { type Component, componentOf } from './component.ts';
import { firstLike, type Mapping } from './mapping.ts';

/** What tells one store from another of its class; the first that is there names it. */
const NAMES = ['name', 'collection_name', 'index_name', 'namespace'];
const PLACES = ['index_host', 'host', 'port', 'url', 'redis_url', 'persistence_path', 'path'];

/** What an agent looks up before it answers. */
export function mapMemories(mapping: Mapping, agent: string, owner: Component): void {
  const memory = find(owner.config, 'memory');
  for (const located of memory?.form === 'list' ? listOf(memory) : [memory]) {
    const component = componentOf(located);
    if (component !== undefined) mapMemory(mapping, agent, component);
  }
}

function mapMemory(mapping: Mapping, agent: string, component: Component): void {
  const { drafts } = mapping;
  const { config, className, map, label } = component;
  const name = NAMES.map((key) => textOf(find(config, key))).find((text) => text?.trim()) ?? label ?? className;
  const id = drafts.idFor(`memory ${placeOf(mapping, component)}`, name);
  const isNew = !drafts.has(id);
  const provenance = declared(map);
  drafts.component({ id, kind: 'memory', name, provenance });
  drafts.relation({ from: agent, to: id, kind: 'reads', provenance });
  if (WRITES.test(className)) {
    const rule = `an agent with ${className} is given tools that change it`;
    drafts.relation({ from: agent, to: id, kind: 'writes', provenance: inferred(map, rule) });
  } else if (isNew) {
    const why = 'agents of AutoGen only read their memories: who writes to it is not in the file';
    drafts.toFill.push({ component: id, field: 'relations', why });
  }
  const host = safeUrl(textOf(find(config, 'index_host')) ?? textOf(find(config, 'url')) ?? '');
  if (host !== undefined) drafts.identify(id, { by: 'url', key: `${host.shown.replace(/^\w+:\/\//, '')} ${name}` });
  mapping.secrets.addAll(config, { of: className, holder: agent, opens: id });
}

const WRITES = /Canvas|Mem0|TaskCentric/;

/** Stores of one place are one; lists in memory are each agent's own. */
function placeOf(mapping: Mapping, { config, className, map }: Component): string {
  const texts = [...NAMES, ...PLACES].map((key) => {
    const value = find(config, key);
    return value?.form === 'scalar' ? String(value.value ?? '') : '';
  });
  const isKept = PLACES.some((key) => find(config, key) !== undefined) && texts.some((text) => text !== '');
  return isKept
    ? [className, ...texts].join('\0')
    : className === 'ListMemory'
      ? map.pointer
      : firstLike(mapping, map).pointer;
}
