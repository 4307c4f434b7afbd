import { z } from 'zod';
import { didYouMean } from '../base/did-you-mean.ts';
import type { Place, Problem } from '../base/errors.ts';
import { componentSchema, controlSchema, relationSchema } from './ecosystem-schema.ts';
import type { Locate, Path } from './locate.ts';
import { quoted } from './outline-problems.ts';
import { listed } from './schema-values.ts';
import { channelSchema, fileVersion, responseSchema, suiteFileSchema, suiteSchema } from './suite-schema.ts';

/** What the schema has against a file, and which parts of it are free of that. */
export type Structure = {
  readonly problems: readonly Problem[];
  /** Whether nothing is wrong at this path or below: only then it has the type that the schema says. */
  readonly isSound: (path: Path) => boolean;
};

export function checkStructure(value: unknown, locate: Locate): Structure {
  const { error } = suiteFileSchema.safeParse(value);
  const issues = withoutShadows(
    (error?.issues ?? []).flatMap((issue) => nearestBranch(issue, value)),
    value,
  );
  const broken = new Set(issues.flatMap(({ path }) => path.map((_step, depth) => pathText(path.slice(0, depth + 1)))));
  return {
    problems: issues.flatMap((issue) => problemsOf(issue, value, locate)),
    isSound: (path) =>
      !broken.has(pathText(path)) && (path.length > 0 || issues.length === 0) && !hasBrokenRoot(issues),
  };
}

type Issue = z.core.$ZodIssue;

const pathText = (path: Path): string => path.map(String).join('\0');
const hasBrokenRoot = (issues: readonly Issue[]): boolean =>
  issues.some(({ path, code }) => path.length === 0 && code !== 'unrecognized_keys');

/** A union says only that nothing fits; the issues of the branch that fits best say what is wrong. */
function nearestBranch(issue: Issue, root: unknown): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branches = issue.errors.map((branch) =>
    branch.flatMap((inner) => nearestBranch({ ...inner, path: [...issue.path, ...inner.path] } as Issue, root)),
  );
  const distances = branches.map((branch) => distanceOf(branch, issue.path.length, root));
  const least = Math.min(...distances);
  return least >= ANOTHER_TYPE ? [issue] : (branches[distances.indexOf(least)] as Issue[]);
}

const ANOTHER_TYPE = 1000;

function distanceOf(branch: readonly Issue[], depth: number, root: unknown): number {
  const costs = branch.map((issue): number => {
    if (issue.code === 'unrecognized_keys') return issue.path.length === depth ? 10 * issue.keys.length : 1;
    if (issue.path.length === depth) return issue.code === 'custom' ? 1 : ANOTHER_TYPE;
    const isAtTop = issue.path.length === depth + 1;
    return isAtTop && (issue.code === 'invalid_key' || valueAt(root, issue.path) === undefined) ? 10 : 1;
  });
  return costs.reduce((sum, cost) => sum + cost, 0);
}

/** A misspelt key is reported once: not again as the missing one that it was meant to be. */
function withoutShadows(issues: readonly Issue[], root: unknown): Issue[] {
  const meant = new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => pathText([...issue.path, didYouMean(key, unusedKeys(issue.path, root)) ?? key]))
        : [],
    ),
  );
  const told = new Set<string>();
  return issues.filter((issue) => {
    // A number that is too big may break two rules with one message.
    const text = `${pathText(issue.path)}\n${issue.message}`;
    const isShadow = told.has(text) || (meant.has(pathText(issue.path)) && valueAt(root, issue.path) === undefined);
    told.add(text);
    return !isShadow;
  });
}

function problemsOf(issue: Issue, root: unknown, locate: Locate): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(key, issue.path, root, locate.key([...issue.path, key])));
  }
  if (issue.code === 'invalid_key') {
    const key = String(issue.path.at(-1));
    const fix = didYouMeanFix(key, keysAt(issue.path.slice(0, -1))) ?? 'Give it another name.';
    return [
      { at: locate.key(issue.path), expected: issue.issues[0]?.message ?? 'another key', found: quoted(key), fix },
    ];
  }
  const value = valueAt(root, issue.path);
  if (value === undefined && issue.path.length > 0) return [missingKey(issue, locate)];
  const fix = fixFor(issue, value);
  return [{ at: locate.value(issue.path), expected: issue.message, found: describeValue(value), fix }];
}

function missingKey({ path, message }: Issue, locate: Locate): Problem {
  const key = String(path.at(-1));
  const fix =
    path.length === 1 && key === 'version'
      ? `Write "version: ${fileVersion}" as the first line.`
      : `Add the key "${key}" here.`;
  return { at: locate.key(path.slice(0, -1)), expected: `the key "${key}" (${message})`, found: 'none', fix };
}

function unknownKey(key: string, path: Path, root: unknown, at: Place): Problem {
  const keys = keysAt(path);
  const home = homes.find(([, homeKeys]) => homeKeys.includes(key))?.[0];
  const fix =
    slips[key] ??
    didYouMeanFix(key, unusedKeys(path, root)) ??
    (home === undefined ? undefined : `The key "${key}" belongs ${home}.`) ??
    'Remove it, or move what it says into the description.';
  return { at, expected: `one of the keys ${listed(keys)}`, found: quoted(key), fix };
}

/** What other YAML readers and writers do to a key. */
const slips: Readonly<Partial<Record<string, string>>> = {
  true: 'If this was "on" before a YAML 1.1 tool rewrote the file, write on.',
  '<<': 'Merge keys are of YAML 1.1 and not read: write the keys out.',
};

const homes: readonly (readonly [where: string, keys: readonly string[]])[] = [
  ['at the top of the file', Object.keys(suiteFileSchema.shape)],
  ['under suite', Object.keys(suiteSchema.shape)],
  ['under suite.response', Object.keys(responseSchema.shape)],
  ['in a component', Object.keys(componentSchema.shape)],
  ['in a relation', Object.keys(relationSchema.shape)],
  ['in an entry of controls', Object.keys(controlSchema.shape)],
  ['in an entry of suite.channels', Object.keys(channelSchema.shape)],
];

const didYouMeanFix = (word: string, candidates: readonly string[]): string | undefined => {
  const nearest = didYouMean(word, candidates);
  return nearest === undefined ? undefined : `Did you mean "${nearest}"?`;
};

function fixFor(issue: Issue, value: unknown): string {
  if (issue.path.length === 0)
    return 'An ecosystem file begins with "version: 1"; "blastradius init" writes one to start from.';
  if (issue.path.length === 1 && issue.path[0] === 'version')
    return `This release reads version ${fileVersion}: write "version: ${fileVersion}".`;
  const wanted = issue.code === 'invalid_type' ? issue.expected : undefined;
  const words = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const typed = typeof value === 'string' ? fixForText(value, wanted, issue, words) : undefined;
  if (typed !== undefined) return typed;
  if (value === null) return 'Write a value after the colon, or remove the key.';
  if (wanted === 'string' && typeof value !== 'object') return `Put it in quotes: "${String(value)}".`;
  if (wanted === 'array' && typeof value !== 'object') return `Write a list: [${String(value)}].`;
  if (typeof value === 'number' && value > 1 && value <= 100 && /from 0 to 1(?![\d,])/.test(issue.message)) {
    return `Write ${percent(value)} if this is meant as ${value} %.`;
  }
  if (issue.code === 'custom' && typeof issue.params?.['fix'] === 'string') return issue.params['fix'];
  return 'Correct the value, or remove the key if it may be left out.';
}

function fixForText(
  value: string,
  wanted: string | undefined,
  issue: Issue,
  words: readonly string[],
): string | undefined {
  const wantsNumber =
    wanted === 'number' || wanted === 'int' || (issue.code === 'invalid_union' && /number/.test(issue.message));
  if (wanted === 'boolean') return fixForTruth(value);
  if (wantsNumber && /^[\d.]+\s*%$/.test(value))
    return `Write ${percent(Number.parseFloat(value))}: probabilities go from 0 to 1.`;
  if (wantsNumber && value.trim() !== '' && Number.isFinite(Number(value)))
    return `Remove the quotes: ${value.trim()}.`;
  if (wantsNumber && /^\d+,\d+$/.test(value)) return `Write ${value.replace(',', '.')}, with a point.`;
  if (wanted === 'array' || issue.code === 'invalid_union') {
    return /\blist of\b/.test(issue.message) && !/^(each|exposed|random)/.test(value)
      ? `Write a list: [${value}].`
      : undefined;
  }
  return didYouMeanFix(value, words);
}

/** 30 -> 0.3, without the last digits of binary fractions. */
const percent = (value: number): number => Number((value / 100).toPrecision(12));

function fixForTruth(value: string): string {
  const meant = /^(yes|y|on|true)$/i.test(value) ? 'true' : /^(no|n|off|false)$/i.test(value) ? 'false' : undefined;
  return meant === undefined
    ? 'Write true or false.'
    : `Write ${meant}, without quotes: yes, no, on and off are plain texts in YAML 1.2.`;
}

export function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return describeList(value);
  if (typeof value !== 'object') return String(value);
  const keys = Object.keys(value);
  return keys.length === 0 ? 'an empty map' : `a map with ${quoted(keys.slice(0, 5).join(', '))}`;
}

function describeList(list: readonly unknown[]): string {
  if (list.length === 0) return 'an empty list';
  const isShort = list.length <= 5 && list.every((item) => typeof item !== 'object');
  return isShort ? quoted(`[${list.join(', ')}]`).slice(1, -1) : `a list of ${list.length}`;
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

function unusedKeys(path: Path, root: unknown): string[] {
  const here = valueAt(root, path);
  return keysAt(path).filter((key) => typeof here !== 'object' || here === null || !Object.hasOwn(here, key));
}

/** The keys that the schema knows at a path. */
function keysAt(path: Path): string[] {
  const schemas = path.reduce<z.core.$ZodType[]>(
    (found, step) => found.flatMap(plain).flatMap((schema) => inside(schema, step)),
    [suiteFileSchema],
  );
  return [...new Set(schemas.flatMap(plain).flatMap(keysOf))];
}

/** Without `optional` around it, and each branch of a union. */
function plain(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional) return plain(schema.def.innerType);
  if (schema instanceof z.ZodUnion) return schema.def.options.flatMap(plain);
  return [schema];
}

function inside(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType[] {
  if (schema instanceof z.ZodRecord) return [schema.def.valueType];
  if (schema instanceof z.ZodArray) return [schema.def.element];
  if (schema instanceof z.ZodTuple) return [...schema.def.items];
  if (!(schema instanceof z.ZodObject)) return [];
  const next = schema.shape[String(step)];
  return next === undefined ? [] : [next];
}

function keysOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodRecord && schema.def.keyType instanceof z.ZodEnum)
    return schema.def.keyType.options.map(String);
  return [];
}
