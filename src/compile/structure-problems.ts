import type { z } from 'zod';
import { didYouMean } from '../base/did-you-mean.ts';
import type { Place, Problem } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import { channelSchema } from './channel-schema.ts';
import { componentSchema, controlSchema, relationSchema } from './ecosystem-schema.ts';
import type { Locate, Path } from './locate.ts';
import { formsAt, keysAt } from './schema-keys.ts';
import { listed } from './schema-values.ts';
import { fileVersion, responseSchema, suiteFileSchema, suiteSchema } from './suite-schema.ts';
import { describeValue, fixFor } from './value-fix.ts';

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

/** A misspelt key is reported once: not again as the missing one that it was meant to be, or as a map left empty. */
function withoutShadows(issues: readonly Issue[], root: unknown): Issue[] {
  const meant = new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => pathText([...issue.path, didYouMean(key, unusedKeys(issue.path, root)) ?? key]))
        : [],
    ),
  );
  const unknownIn = new Set(
    issues.filter(({ code }) => code === 'unrecognized_keys').map(({ path }) => pathText(path)),
  );
  const told = new Set<string>();
  return issues.filter((issue) => {
    // A number that is too big may break two rules with one message.
    const text = `${pathText(issue.path)}\n${issue.message}`;
    const isLeftEmpty = issue.code === 'custom' && unknownIn.has(pathText(issue.path));
    const isShadow =
      told.has(text) || isLeftEmpty || (meant.has(pathText(issue.path)) && valueAt(root, issue.path) === undefined);
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
  return [{ at: locate.value(issue.path), expected: expectedOf(issue), found: describeValue(value), fix }];
}

/** Maps inside others say their keys; every other part of the schema has its own words. */
const expectedOf = (issue: Issue): string =>
  issue.code === 'invalid_type' && issue.expected === 'object' && issue.message.startsWith('Invalid input')
    ? `a map with some of the keys ${listed(keysAt(issue.path))}`
    : issue.message;

function missingKey(issue: Issue, locate: Locate): Problem {
  const { path } = issue;
  const key = String(path.at(-1));
  const fix =
    path.length === 1 && key === 'version'
      ? `Write "version: ${fileVersion}" as the first line.`
      : `Add the key "${key}" here.`;
  return { at: locate.key(path.slice(0, -1)), expected: `the key "${key}" (${expectedOf(issue)})`, found: 'none', fix };
}

function unknownKey(key: string, path: Path, root: unknown, at: Place): Problem {
  const keys = keysAt(path);
  const home = homes.find(([, homeKeys]) => homeKeys.includes(key))?.[0];
  const fix =
    slips[key] ??
    didYouMeanFix(key, unusedKeys(path, root)) ??
    (keys.includes(key) ? `It does not go with the others; the forms are ${formsText(path)}.` : undefined) ??
    (home === undefined ? undefined : `The key "${key}" belongs ${home}.`) ??
    'Remove it, or move what it says into the description.';
  return { at, expected: `one of the keys ${listed(keys)}`, found: quoted(key), fix };
}

const formsText = (path: Path): string =>
  formsAt(path)
    .map((keys) => `{ ${keys.slice(0, 6).join(', ')}${keys.length > 6 ? ', …' : ''} }`)
    .join(' or ');

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

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}

function unusedKeys(path: Path, root: unknown): readonly string[] {
  const here = valueAt(root, path);
  return keysAt(path).filter((key) => typeof here !== 'object' || here === null || !Object.hasOwn(here, key));
}
