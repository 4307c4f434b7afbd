import type { Problem } from '../../base/errors.ts';
import type { Detection } from '../importer.ts';
import { describeForm, find, flagOf, type Located, type LocatedMap, listOf, textOf } from '../located.ts';
import { type SafeUrl, safeUrl } from '../secrets.ts';

/** An agent card, whatever the version of A2A. */
export type Card = {
  readonly map: LocatedMap;
  readonly name: string;
  readonly version: string;
  /** Where it answers; empty in minimal cards. */
  readonly urls: readonly Located[];
  readonly skills: readonly Located[];
  readonly isSigned: boolean;
  readonly pushes: boolean;
  /** Callers with credentials are shown more. */
  readonly hasMore: boolean;
};

export type Found = {
  readonly detection: Detection;
  readonly cards: readonly LocatedMap[];
  readonly refusal?: Problem;
};

const MISSING = 'an A2A agent card: name with skills, capabilities, url or supportedInterfaces';

/** A card, a list of cards, or a catalogue with one. */
export function findCards(root: Located): Found {
  const listed =
    root.form === 'list' ? root : (find(root, 'agents') ?? find(root, 'agentCards') ?? find(root, 'cards'));
  const maps = [root, ...listOf(listed)].filter((one) => one.form === 'map');
  const rated = maps.map((map) => ({ map, ...rate(map) })).filter(({ score }) => score > 0.5);
  const [best] = rated.toSorted((a, b) => b.score - a.score);
  if (best !== undefined) {
    const detection = { score: best.score, reason: best.reason };
    return { detection, cards: rated.map(({ map }) => map) };
  }
  const foreign = root.form === 'map' ? foreignCard(root) : undefined;
  const fix = 'Give the card that the agent serves at /.well-known/agent-card.json.';
  const found = foreign ?? describeForm(root);
  const detection =
    foreign === undefined
      ? { score: 0, reason: 'it has no name with skills and capabilities', missing: MISSING }
      : { score: 0.5, reason: `it describes an agent, but is ${foreign}`, missing: MISSING };
  return { detection, cards: [], refusal: { at: root.at, expected: MISSING, found, fix } };
}

/** Keys that only cards have weigh most; `name` and `description` stand in many files. */
function rate(map: LocatedMap): { score: number; reason: string } {
  const has = (key: string): boolean => map.entries.has(key);
  const no = { score: 0, reason: '' };
  if (textOf(find(map, 'name')) === undefined || foreignCard(map) !== undefined) return no;
  const own = ['supportedInterfaces', 'protocolVersion', 'preferredTransport', 'additionalInterfaces'].find(has);
  const modes = ['defaultInputModes', 'defaultOutputModes'].find(has);
  const hasSkills = listOf(find(map, 'skills')).some(
    (skill) => textOf(find(skill, 'id')) !== undefined || textOf(find(skill, 'name')) !== undefined,
  );
  const abilities = find(map, 'capabilities')?.form === 'map';
  if (own !== undefined && (hasSkills || abilities || modes !== undefined))
    return { score: 1, reason: `it has name, ${own} and ${hasSkills ? 'skills' : 'capabilities'}` };
  if (hasSkills && (abilities || modes !== undefined))
    return { score: 0.95, reason: `it has name, skills and ${abilities ? 'capabilities' : modes}` };
  if (modes !== undefined && (abilities || has('url'))) return { score: 0.9, reason: `it has name and ${modes}` };
  if (hasSkills && has('url')) return { score: 0.8, reason: 'it has name, url and skills' };
  return no;
}

/** Other things that are called agent.json. */
function foreignCard(map: LocatedMap): string | undefined {
  if (textOf(find(map, 'name')) === undefined) return undefined;
  const type = textOf(find(map, 'type'));
  if (type !== undefined && /^mcp[-_]?server$/i.test(type))
    return 'the description of an MCP server (type: mcp-server)';
  const isDescribed = ['description', 'endpoint', 'url', 'tools', 'capabilities'].some((key) => map.entries.has(key));
  const protocols = find(map, 'protocols');
  if (isDescribed && protocols !== undefined && protocols.form !== 'scalar' && !map.entries.has('skills'))
    return 'a directory entry of another kind (protocols)';
  return undefined;
}

export function readCard(map: LocatedMap): Card {
  const capabilities = find(map, 'capabilities');
  const interfaces = [...listOf(find(map, 'supportedInterfaces')), ...listOf(find(map, 'additionalInterfaces'))];
  const urls = [find(map, 'url'), ...interfaces.map((one) => find(one, 'url'))];
  return {
    map,
    name: textOf(find(map, 'name'))?.trim() || 'agent',
    version: textOf(find(map, 'protocolVersion')) ?? textOf(find(interfaces[0], 'protocolVersion')) ?? '',
    urls: urls.filter((url) => textOf(url)?.trim()).flatMap((url) => url ?? []),
    skills: listOf(find(map, 'skills')),
    isSigned: listOf(find(map, 'signatures')).length > 0,
    pushes: flagOf(find(capabilities, 'pushNotifications')) === true,
    hasMore:
      flagOf(find(map, 'supportsAuthenticatedExtendedCard')) === true ||
      flagOf(find(capabilities, 'extendedAgentCard')) === true,
  };
}

/** Where a card says that its agent is; undefined if that is filled in later. */
export function addressIn(url: Located): SafeUrl | undefined {
  const text = textOf(url)?.trim() ?? '';
  const address = safeUrl(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  return address === undefined || address.host === '' || /[{}$<>*\s]/.test(address.shown) ? undefined : address;
}
