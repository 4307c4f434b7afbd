import { describePlace } from '../../base/errors.ts';
import { entriesOf, find, flagOf, type Located, type LocatedMap, listOf, textOf } from '../located.ts';
import type { McpServer, Setting, Word } from './server.ts';

/** A server as the MCP registry describes it: packages and addresses, each a way to the same server. */
export type RegistryEntry = {
  readonly server: McpServer;
  /** Other ways, of which its client takes none. */
  readonly others: readonly { readonly what: string; readonly where: string; readonly why: string }[];
  /** Variables and headers that it says are secret, by name. */
  readonly secrets: readonly Setting[];
};

/** `server.json`: packages of a registry with an identifier, or addresses with a transport. */
export const isRegistryEntry = (root: LocatedMap): boolean =>
  textOf(find(root, 'name')) !== undefined &&
  (packagesOf(root).length > 0 || (remotesOf(root).length > 0 && textOf(find(root, 'version')) !== undefined));

const packagesOf = (root: Located): Located[] =>
  listOf(find(root, 'packages')).filter((one) => registryOf(one) !== undefined && nameOf(one) !== undefined);
const remotesOf = (root: Located): Located[] =>
  listOf(find(root, 'remotes')).filter(
    (one) =>
      /^(?:sse|streamable(?:-http)?)$/.test(textOf(first(one, 'type', 'transport_type')) ?? '') &&
      textOf(find(one, 'url')) !== undefined,
  );

const first = (located: Located, ...keys: readonly string[]): Located | undefined =>
  keys.map((key) => find(located, key)).find((one) => one !== undefined);
const registryOf = (one: Located): string | undefined =>
  textOf(first(one, 'registryType', 'registry_type', 'registry_name'));
const nameOf = (one: Located): Located | undefined => first(one, 'identifier', 'name');

/** The first package, else the first address. */
export function readRegistryEntry(root: LocatedMap): RegistryEntry | undefined {
  const [way, ...others] = [...packagesOf(root), ...remotesOf(root)];
  const name = find(root, 'name');
  if (way === undefined || name === undefined) return undefined;
  const env = inputs(first(way, 'environmentVariables', 'environment_variables'));
  const headers = inputs(find(way, 'headers'));
  const url = wordOf(find(way, 'url'));
  const server: McpServer = {
    name: textOf(name) || 'server',
    at: name.at,
    pointer: way.pointer,
    command: url === undefined ? commandOf(way, find(root, 'version')) : [],
    url,
    env: env.map(({ setting }) => setting),
    headers: headers.map(({ setting }) => setting),
    off: undefined,
    approved: undefined,
  };
  return {
    server,
    others: others.map((other) => ({
      what: textOf(find(other, 'url')) === undefined ? 'another package' : 'another address',
      where: describePlace(other.at),
      why: 'it is another way to the same server, and the first is taken',
    })),
    secrets: [...env, ...headers].filter(({ isSecret }) => isSecret).map(({ setting }) => setting),
  };
}

/** How a client starts a package of each registry, if the entry does not say it. */
const launchers: Readonly<Record<string, readonly string[]>> = {
  npm: ['npx', '-y'],
  pypi: ['uvx'],
  nuget: ['dnx'],
  oci: ['docker', 'run', '-i', '--rm'],
  docker: ['docker', 'run', '-i', '--rm'],
};

function commandOf(way: Located, rootVersion: Located | undefined): Word[] {
  const registry = registryOf(way)?.toLowerCase() ?? '';
  const hint = textOf(first(way, 'runtimeHint', 'runtime_hint'));
  const launcher = Object.hasOwn(launchers, registry) ? (launchers[registry] ?? []) : [];
  const words = hint === undefined || launcher[0] === hint ? launcher : [hint];
  const identifier = nameOf(way);
  const name = textOf(identifier) ?? '';
  const version = textOf(find(way, 'version') ?? rootVersion) ?? '';
  const isImage = registry === 'oci' || registry === 'docker';
  const mark = isImage ? (/[:@]/.test(name.split('/').at(-1) ?? '') ? undefined : ':') : '@';
  const full = version === '' || mark === undefined ? name : `${name}${mark}${version}`;
  const spot = identifier ?? way;
  return [
    ...words.map((text) => ({ text, at: spot.at, pointer: spot.pointer })),
    ...argumentsOf(first(way, 'runtimeArguments', 'runtime_arguments')).filter(({ text }) => !words.includes(text)),
    { text: full, at: spot.at, pointer: spot.pointer },
    ...argumentsOf(first(way, 'packageArguments', 'package_arguments')),
  ];
}

/** `{ type: named, name: --x, value }` and `{ type: positional, value }`; without a value a client asks for it. */
const argumentsOf = (list: Located | undefined): Word[] =>
  listOf(list).flatMap((one) => {
    const words = [wordOf(find(one, 'name')), wordOf(first(one, 'value', 'default'))];
    return words.filter((word) => word !== undefined);
  });

function wordOf(located: Located | undefined): Word | undefined {
  const text = textOf(located);
  return located === undefined || text === undefined ? undefined : { text, at: located.at, pointer: located.pointer };
}

/** What its user gives it: a list of names, or (older) an object. */
const inputs = (list: Located | undefined): { setting: Setting; isSecret: boolean }[] => {
  const named = entriesOf(list).map(([name, { value }]) => ({ name, one: value }));
  const listed = listOf(list).map((one) => ({ name: textOf(find(one, 'name')) ?? '', one }));
  return [...named, ...listed]
    .filter(({ name }) => /^[\w.-]{1,200}$/.test(name))
    .map(({ name, one }) => {
      const isSecret = flagOf(first(one, 'isSecret', 'is_secret')) === true;
      const given = textOf(first(one, 'value', 'default')) ?? '';
      const text = given === '' && isSecret ? `\${input:${name}}` : filledIn(given);
      return { setting: { name, text, at: one.at, pointer: one.pointer }, isSecret };
    });
};

/** `Bearer {token}`: a part that its user gives. */
const filledIn = (text: string): string => text.replace(/\{([A-Za-z_][\w-]*)\}/g, '$${$1}');
