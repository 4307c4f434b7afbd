import { shellWords } from '../shell-words.ts';
import type { Word } from './server.ts';

/** A package that a launcher fetches when the server starts. */
export type Fetched = {
  readonly registry: Registry;
  readonly name: string;
  readonly isPinned: boolean;
  readonly word: Word;
};
/** Id and name of a place where packages are published. */
export type Registry = { readonly id: string; readonly name: string };
export type Volume = { readonly host: string; readonly inside: string; readonly word: Word };

/** What a command line starts. */
export type Launch = {
  readonly packages: readonly Fetched[];
  /** Package, image, module, script or program, for {@link factsOf}; never an argument's value. */
  readonly identity: string;
  readonly isContainer: boolean;
  /** The identity is a module of Python: named like a package. */
  readonly isModule: boolean;
  readonly volumes: readonly Volume[];
  /** What the server itself is given. */
  readonly args: readonly Word[];
  /** `docker run -e`: NAME or NAME=value. */
  readonly env: readonly Word[];
};

const npm: Registry = { id: 'npm', name: 'npm registry' };
const pypi: Registry = { id: 'pypi', name: 'PyPI' };
const nuget: Registry = { id: 'nuget', name: 'NuGet' };
const dockerHub: Registry = { id: 'docker-hub', name: 'Docker Hub' };

type Launcher = (args: readonly Word[]) => Launch | undefined;

/** Program -> how its arguments are read. What is not here is a program of its own. */
const launchers: Readonly<Record<string, Launcher>> = {
  npx: (args) =>
    fetching(npm, args, ['-p', '--package', '-c', '--call', '--registry', '--userconfig', '--cache', '--prefix']),
  bunx: (args) => fetching(npm, args, ['-p', '--package']),
  npm: (args) => after(args, ['exec', 'x'], (rest) => fetching(npm, rest, ['-p', '--package'])),
  pnpm: (args) => after(args, ['dlx'], (rest) => fetching(npm, rest, ['--package'])),
  yarn: (args) => after(args, ['dlx'], (rest) => fetching(npm, rest, ['-p', '--package'])),
  uvx: (args) => fetching(pypi, args, uvValues),
  uv: (args) => {
    if (args[0]?.text === 'tool') return after(args.slice(1), ['run'], (rest) => fetching(pypi, rest, uvValues));
    return after(args, ['run'], uvRun);
  },
  pipx: (args) => after(args, ['run'], (rest) => fetching(pypi, rest, ['--spec', '--python'])),
  dnx: (args) => fetching(nuget, args, ['--version', '--source']),
  docker: (args) => after(args, ['run'], container),
  podman: (args) => after(args, ['run'], container),
  node: (args) => script(args, []),
  bun: (args) => after(args, ['x'], (rest) => fetching(npm, rest, [])) ?? script(args, ['run']),
  deno: (args) => script(args, ['run']),
  python: (args) => script(args, []),
  python3: (args) => script(args, []),
  cmd: (args) => shell(args.slice(args[0]?.text.toLowerCase() === '/c' ? 1 : 0)),
  env: (args) =>
    launchOf(
      args.slice(
        Math.max(
          0,
          args.findIndex(({ text }) => !text.includes('=')),
        ),
      ),
    ),
  bash: inShell,
  sh: inShell,
  zsh: inShell,
};

const uvValues = [
  '--from',
  '--with',
  '--python',
  '-p',
  '--index-url',
  '--directory',
  '--with-requirements',
  '--env-file',
];

/** The command line of a local server: program first. */
export function launchOf(command: readonly Word[]): Launch {
  const [program, ...args] = command;
  const name = baseName(program?.text ?? '')
    .toLowerCase()
    .replace(/\.(?:exe|cmd|bat|sh)$/, '');
  const launcher = Object.hasOwn(launchers, name) ? launchers[name] : undefined;
  return launcher?.(args) ?? { ...nothing, identity: name, args };
}

const nothing: Launch = {
  packages: [],
  identity: '',
  isContainer: false,
  isModule: false,
  volumes: [],
  args: [],
  env: [],
};

const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

function after(args: readonly Word[], words: readonly string[], read: Launcher): Launch | undefined {
  return words.includes(args[0]?.text ?? '') ? read(args.slice(1)) : undefined;
}

/** Flags up to the first other word; the values of flags that have one are theirs. */
function splitFlags(args: readonly Word[], valued: readonly string[]) {
  const flags: { name: string; value: Word | undefined }[] = [];
  let at = 0;
  for (; at < args.length; at++) {
    const word = args[at] as Word;
    if (!word.text.startsWith('-') || word.text === '--') break;
    const [name = '', joined] = splitOnce(word.text, '=');
    if (joined !== undefined) flags.push({ name, value: { ...word, text: joined } });
    else flags.push({ name, value: valued.includes(name) ? args[++at] : undefined });
  }
  const rest = args.slice(args[at]?.text === '--' ? at + 1 : at);
  return {
    flags,
    rest,
    valuesOf: (...names: string[]): Word[] => flags.flatMap((f) => (names.includes(f.name) ? (f.value ?? []) : [])),
  };
}

export function splitOnce(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, undefined] : [text.slice(0, at), text.slice(at + mark.length)];
}

function fetching(registry: Registry, args: readonly Word[], valued: readonly string[]): Launch | undefined {
  const { rest, valuesOf } = splitFlags(args, valued);
  const [program, ...others] = rest;
  const named = valuesOf('-p', '--package', '--from', '--spec').filter(({ text }) => !/^\d/.test(text));
  const words = [...(named.length > 0 ? named : program === undefined ? [] : [program]), ...valuesOf('--with')];
  const packages = words.map((word) => fetched(registry, word)).filter((one) => one !== undefined);
  const identity = [...packages.map(({ name }) => name), ...(named.length > 0 && program ? [program.text] : [])].join(
    ' ',
  );
  return { ...nothing, packages, identity: identity || baseName(program?.text ?? ''), args: others };
}

/** A word that names a package of a registry; undefined for a path or an address. */
function fetched(registry: Registry, word: Word): Fetched | undefined {
  const found = /^((?:@[\w.~-]+\/)?[\w.~-]+(?:\[[\w,.-]*\])?)(?:(==|@)(.*))?$/.exec(word.text);
  const name = found?.[1];
  if (name === undefined || /^[.~]/.test(name))
    return /^[\w.-]+(?:\[[\w,.-]*\])?[<>=!~]/.test(word.text) ? loose(registry, word) : undefined;
  return {
    registry,
    name,
    isPinned: /^v?\d+\.\d+(?:\.[\w.+-]+)?$/.test(found?.[3] ?? '') && isWhole(registry, found?.[3] ?? ''),
    word,
  };
}

/** `1.2` is a range for npm and a version for the others. */
const isWhole = (registry: Registry, version: string): boolean => registry !== npm || version.split('.').length > 2;

const loose = (registry: Registry, word: Word): Fetched => ({
  registry,
  name: /^[\w.-]+/.exec(word.text)?.[0] ?? '',
  isPinned: false,
  word,
});

/** A script or command beside packages that are fetched for it. */
function uvRun(args: readonly Word[]): Launch {
  const { rest, valuesOf } = splitFlags(args, uvValues);
  const packages = valuesOf('--with')
    .map((word) => fetched(pypi, word))
    .filter((one) => one !== undefined);
  const inner = rest[0]?.text === 'mcp' && rest[1]?.text === 'run' ? scriptOf(rest.slice(2)) : launchOf(rest);
  return { ...inner, packages: [...packages, ...inner.packages] };
}

const script = (args: readonly Word[], verbs: readonly string[]): Launch =>
  scriptOf(verbs.includes(args[0]?.text ?? '') ? args.slice(1) : args);

/** `script.py` or `-m module`, then the arguments of the server. */
function scriptOf(args: readonly Word[]): Launch {
  const { rest, valuesOf } = splitFlags(args, ['-m', '-r', '--require', '--import', '--loader']);
  const [module] = valuesOf('-m');
  if (module !== undefined) return { ...nothing, identity: module.text, isModule: true, args: rest };
  return { ...nothing, identity: baseName(rest[0]?.text ?? ''), args: rest.slice(1) };
}

const shell: Launcher = (args) => (args.length === 0 ? undefined : launchOf(args));

function inShell(args: readonly Word[]): Launch | undefined {
  const line = args[args.findIndex(({ text }) => /^-\w*c$/.test(text)) + 1];
  if (line === undefined || !args.some(({ text }) => /^-\w*c$/.test(text))) return undefined;
  return launchOf(shellWords(line.text).map((text) => ({ ...line, text })));
}

const dockerValues = [
  '-e',
  '--env',
  '-v',
  '--volume',
  '--mount',
  '--name',
  '-p',
  '--publish',
  '--network',
  '--net',
  '-w',
  '--workdir',
];
const moreDockerValues = [
  '--env-file',
  '-u',
  '--user',
  '--platform',
  '--entrypoint',
  '-l',
  '--label',
  '--memory',
  '-m',
  '--cpus',
  '--add-host',
  '--pull',
];

function container(args: readonly Word[]): Launch {
  const { rest, valuesOf } = splitFlags(args, [...dockerValues, ...moreDockerValues]);
  const [image, ...others] = rest;
  return {
    packages: image === undefined ? [] : [imageOf(image)],
    identity: imageName(image?.text ?? ''),
    isContainer: true,
    isModule: false,
    volumes: [...valuesOf('-v', '--volume').flatMap(volumeOf), ...valuesOf('--mount').flatMap(mountOf)],
    args: others,
    env: valuesOf('-e', '--env'),
  };
}

const imageName = (image: string): string => (image.split('@')[0] ?? '').replace(/:[\w.-]+$/, '');

function imageOf(word: Word): Fetched {
  const name = imageName(word.text);
  const [host = ''] = name.split('/');
  const registry = name.includes('/') && /[.:]/.test(host) ? { id: host, name: host } : dockerHub;
  const isPinned = word.text.includes('@sha256:') || /:v?\d+\.\d[\w.-]*$/.test(word.text);
  return { registry, name, isPinned, word };
}

/** `host:inside[:ro]`; the host part may be `C:\\data`. */
function volumeOf(word: Word): Volume[] {
  const [, host, inside] = /^((?:[A-Za-z]:(?=[\\/]))?[^:]+):([^:]+)/.exec(word.text) ?? [];
  return host === undefined || inside === undefined ? [] : [{ host, inside, word }];
}

function mountOf(word: Word): Volume[] {
  const parts = new Map(word.text.split(',').map((part) => splitOnce(part, '=')));
  const host = parts.get('source') ?? parts.get('src');
  const inside = parts.get('target') ?? parts.get('dst') ?? parts.get('destination');
  return host === undefined || inside === undefined ? [] : [{ host, inside, word }];
}
