import { basename } from 'node:path';
import { type Import, lineAt, type Node, type SourceFile, visit } from './source.ts';

/** The layer table, ground up: a folder may import only what stands before it, and neighbours on one step not each other. */
const layers: readonly (string | readonly string[])[] = [
  'src/base',
  'src/graph',
  'src/threats',
  ['src/compile', 'src/import'],
  'src/engine',
  'src/measure',
  'src/analyse',
  'src/run',
  ['workers', 'viz', 'src/export'],
  ['src/cli', 'src/index.ts'],
];

/** A rule reads all files and answers with one line per violation: `file:line what is wrong`. */
export type Rule = (files: readonly SourceFile[]) => readonly string[];

const steps = layers.map((step) => (typeof step === 'string' ? [step] : step));
const folders = steps.flat();
const folderOf = (path: string): string | undefined =>
  folders.find((folder) => path === folder || path.startsWith(`${folder}/`));
const heightOf = (folder: string): number => steps.findIndex((step) => step.includes(folder));

/** Each file lies in a folder of the table. */
export const unknownFolders: Rule = (files) =>
  files.filter(({ path }) => folderOf(path) === undefined).map(({ path }) => `${path}:1 lies outside the layer table`);

export const upwardImports: Rule = (files) =>
  eachImport(files, (path, imported) => {
    const from = folderOf(path);
    const to = folderOf(imported.to);
    if (from === undefined || from === to) return undefined;
    if (to !== undefined && heightOf(to) < heightOf(from)) return undefined;
    return imported.inside ? `imports upwards: ${imported.to}` : undefined;
  });

/** Type imports count: a reader who follows them goes round in circles too. */
export const importCycles: Rule = (files) => {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path))
      found.push(`${path}:1 imports itself: ${[...trail.slice(trail.indexOf(path)), path].join(' → ')}`);
    if (trail.includes(path) || done.has(path)) return;
    for (const { to } of byPath.get(path)?.imports ?? []) if (byPath.has(to)) walk(to, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) walk(path, []);
  return found;
};

/** The public API is for others. */
export const indexImports: Rule = (files) =>
  eachImport(files, (_, { to }) =>
    to === 'src/index.ts' ? 'imports the public API: import the defining file' : undefined,
  );

/** Only the public API passes names on. */
export const reExports: Rule = (files) =>
  eachImport(files, (path, { form, to }) =>
    form === 're-export' && path !== 'src/index.ts' ? `re-exports ${to}: import the defining file` : undefined,
  );

/** Pictures are drawn from results; only the page's what-if part may run worlds, and it has no disk or threads. */
export const pictureImports: Rule = (files) =>
  eachImport(files, (path, { to }) => {
    const inPage = /^viz\/(browser|what-if)\//.test(path);
    if (path.startsWith('viz/') && !inPage && to.startsWith('src/engine/'))
      return `draws, but imports the engine: ${to}`;
    if (inPage && (to.startsWith('node:') || to.startsWith('src/run/'))) return `runs in a page, but imports ${to}`;
    return undefined;
  });

/** Worker files are loaded by URL, so that a thread starts with nothing else. */
export const workerImports: Rule = (files) =>
  eachImport(files, (path, { to }) =>
    to.startsWith('workers/') && !path.startsWith('workers/') ? `imports ${to}: load it by URL` : undefined,
  );

export const drawerNames: Rule = (files) =>
  files
    .filter(({ path }) => /^(utils?|helpers?|types?|common|misc)\.ts$/.test(basename(path)))
    .map(({ path }) => `${path}:1 is a drawer: name the file after the one thing it exports`);

const isPure = (path: string): boolean => {
  const folder = folderOf(path);
  return folder !== undefined && heightOf(folder) < heightOf('src/run');
};

/** Below src/run: no clock, no chance, no machine, no language of the machine. */
export const machineUse: Rule = (files) => {
  const pure = files.filter(({ path }) => isPure(path));
  return [
    ...eachImport(pure, (_, { to }) => (to.startsWith('node:') ? `imports ${to} below src/run` : undefined)),
    ...eachNode(pure, (node, parent) => {
      if (node.type === 'Identifier' && node['name'] === 'Date' && isReference(node, parent))
        return 'reads the clock: Date';
      if (node.type !== 'MemberExpression') return undefined;
      const [object, property] = memberOf(node);
      if (object === 'performance') return `reads the clock: performance.${property}`;
      if (object === 'process' || object === 'crypto') return `asks the machine: ${object}.${property}`;
      if (object === 'Math' && property === 'random') return 'draws without a key: Math.random';
      if (object === 'Intl' || property === 'localeCompare' || (/^toLocale/.test(property) && !namesLocale(parent)))
        return `depends on the locale: ${property}`;
      return undefined;
    }),
  ];
};

/** What every engine computes to the last bit; also the constants, which are literals of the language. */
const exactMath = new Set(
  'abs ceil clz32 floor fround imul max min round sign sqrt trunc E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2'.split(' '),
);

const reachesResults = (path: string): boolean =>
  isPure(path) || path.startsWith('src/run/') || path.startsWith('workers/');

/** Engines differ in the last digits of logarithms, powers and angles, so nothing that reaches a result may use them. */
export const inexactMath: Rule = (files) =>
  eachNode(
    files.filter(({ path }) => reachesResults(path)),
    (node, parent) => {
      if (node.type === 'MemberExpression' && memberOf(node)[0] === 'Math') {
        const [, property] = memberOf(node);
        return exactMath.has(property) || property === 'random'
          ? undefined
          : `differs between engines: Math.${property}`;
      }
      if (node.type === 'Identifier' && node['name'] === 'Math' && isReference(node, parent)) {
        return parent?.type === 'MemberExpression'
          ? undefined
          : 'takes Math apart: write Math.name, so that this rule sees it';
      }
      if (node['operator'] === '**=') return 'differs between engines: **=';
      if (node['operator'] !== '**') return undefined;
      const whole = isWholeLiteral(node['left']) && isWholeLiteral(node['right']);
      return whole ? undefined : 'differs between engines: ** of other than two whole numbers';
    },
  );

export const rules: Readonly<Record<string, Rule>> = {
  'keeps every file in a folder of the layer table': unknownFolders,
  'imports downwards only': upwardImports,
  'has no import cycle': importCycles,
  'keeps the public API for others': indexImports,
  'passes names on in src/index.ts only': reExports,
  'draws from results, never from the engine': pictureImports,
  'loads workers by URL': workerImports,
  'has no drawers': drawerNames,
  'keeps clock, chance and machine out of everything below src/run': machineUse,
  'uses only arithmetic on which all engines agree': inexactMath,
};

function eachImport(
  files: readonly SourceFile[],
  judge: (path: string, imported: Import) => string | undefined,
): string[] {
  return files.flatMap(({ path, imports }) =>
    imports.flatMap((imported) => {
      const wrong = judge(path, imported);
      return wrong === undefined ? [] : [`${path}:${imported.line} ${wrong}`];
    }),
  );
}

function eachNode(
  files: readonly SourceFile[],
  judge: (node: Node, parent: Node | undefined) => string | undefined,
): string[] {
  return files.flatMap(({ path, text, tree }) => {
    const found: string[] = [];
    visit(tree, (node, parent) => {
      if (isTypeOnly(node)) return false;
      const wrong = judge(node, parent);
      if (wrong !== undefined) found.push(`${path}:${lineAt(text, node.start)} ${wrong}`);
      return true;
    });
    return found;
  });
}

/** `total.toLocaleString('en-US')`: the same text everywhere. */
function namesLocale(call: Node | undefined): boolean {
  const [locale] = (call?.['arguments'] ?? []) as readonly Node[];
  return typeof locale?.['value'] === 'string';
}

/** Nodes of the type level vanish before anything runs; these few wrap values. */
const valueWrappers = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSInstantiationExpression',
]);
const isTypeOnly = ({ type }: Node): boolean => type.startsWith('TS') && !valueWrappers.has(type);

/** A name that stands for a value, not the name of a property: `Date` yes, `options.Date` and `{ Date: 1 }` no. */
function isReference(node: Node, parent: Node | undefined): boolean {
  if (parent === undefined || parent['computed'] === true || parent['shorthand'] === true) return true;
  return parent['property'] !== node && parent['key'] !== node;
}

/** `[object, property]` of `object.property` and `globalThis.object.property`; a computed property is `[…]`. */
function memberOf(node: Node): readonly [object: string, property: string] {
  const property = node['computed'] === true ? '[…]' : String((node['property'] as Node)['name']);
  const object = node['object'] as Node;
  if (object.type === 'Identifier') return [String(object['name']), property];
  const inner = object.type === 'MemberExpression' ? memberOf(object) : ['', ''];
  return [inner[0] === 'globalThis' ? String(inner[1]) : '', property];
}

function isWholeLiteral(node: unknown): boolean {
  const { type, value, operator, argument } = node as Record<string, unknown>;
  if (type === 'UnaryExpression' && operator === '-') return isWholeLiteral(argument);
  return type === 'Literal' && (typeof value === 'bigint' || Number.isInteger(value));
}
