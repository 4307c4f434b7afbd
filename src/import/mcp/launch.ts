import { shellWords } from '../shell-words.ts';
import { containerOf, type Volume } from './container.ts';
import { type Fetched, fetched, npm, nuget, pypi, type Registry } from './fetched.ts';
import type { Word } from './server.ts';
import { splitFlags } from './split-flags.ts';

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
  docker: (args) => after(args, ['run'], inContainer),
  podman: (args) => after(args, ['run'], inContainer),
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

const inContainer: Launcher = (args) => ({ ...containerOf(args), isContainer: true, isModule: false });

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
