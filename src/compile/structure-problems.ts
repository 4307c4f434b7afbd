import type { z } from 'zod';
import { didYouMean } from '../base/did-you-mean.ts';
import type { Place, Problem } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import type { FileKind } from './file-kind.ts';
import type { Locate, Path } from './locate.ts';
import { formsAt, keysAt } from './schema-keys.ts';
import { listed } from './schema-values.ts';
import { describeValue, fixFor } from './value-fix.ts';

/** What the schema has against a file, and which parts of it are free of that. */
export type Structure = {
  readonly problems: readonly Problem[];
  /** Whether nothing is wrong at this path or below: only then it has the type that the schema says. */
  readonly isSound: (path: Path) => boolean;
};

export function checkStructure(kind: FileKind, value: unknown, locate: Locate): Structure {
  const { error } = kind.schema.safeParse(value);
  const file: CheckedFile = { kind, value, locate };
  const issues = withoutShadows(
    (error?.issues ?? []).flatMap((issue) => nearestBranch(issue, value)),
    file,
  );
  const broken = new Set(issues.flatMap(({ path }) => path.map((_step, depth) => pathText(path.slice(0, depth + 1)))));
  return {
    problems: issues.flatMap((issue) => problemsOf(issue, file)),
    isSound: (path) =>
      !broken.has(pathText(path)) && (path.length > 0 || issues.length === 0) && !hasBrokenRoot(issues),
  };
}

type Issue = z.core.$ZodIssue;
type CheckedFile = { readonly kind: FileKind; readonly value: unknown; readonly locate: Locate };

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
function withoutShadows(issues: readonly Issue[], file: CheckedFile): Issue[] {
  const meant = new Set(
    issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => pathText([...issue.path, didYouMean(key, unusedKeys(issue.path, file)) ?? key]))
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
      told.has(text) ||
      isLeftEmpty ||
      (meant.has(pathText(issue.path)) && valueAt(file.value, issue.path) === undefined);
    told.add(text);
    return !isShadow;
  });
}

function problemsOf(issue: Issue, file: CheckedFile): Problem[] {
  const { kind, locate } = file;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => unknownKey(key, issue.path, file, locate.key([...issue.path, key])));
  }
  if (issue.code === 'invalid_key') {
    const key = String(issue.path.at(-1));
    const fix = didYouMeanFix(key, keysAt(kind.schema, issue.path.slice(0, -1))) ?? 'Give it another name.';
    return [
      { at: locate.key(issue.path), expected: issue.issues[0]?.message ?? 'another key', found: quoted(key), fix },
    ];
  }
  const value = valueAt(file.value, issue.path);
  if (value === undefined && issue.path.length > 0) return [missingKey(issue, file)];
  const fix = fixFor(kind, issue, value);
  return [{ at: locate.value(issue.path), expected: expectedOf(kind, issue), found: describeValue(value), fix }];
}

/** Maps inside others say their keys; every other part of the schema has its own words. */
const expectedOf = ({ schema }: FileKind, issue: Issue): string =>
  issue.code === 'invalid_type' && issue.expected === 'object' && issue.message.startsWith('Invalid input')
    ? `a map with some of the keys ${listed(keysAt(schema, issue.path))}`
    : issue.message;

function missingKey(issue: Issue, { kind, locate }: CheckedFile): Problem {
  const { path } = issue;
  const key = String(path.at(-1));
  const fix =
    kind.version !== null && path.length === 1 && key === 'version'
      ? `Write "version: ${kind.version}" as the first line.`
      : `Add the key "${key}" here.`;
  const expected = `the key "${key}" (${expectedOf(kind, issue)})`;
  return { at: locate.key(path.slice(0, -1)), expected, found: 'none', fix };
}

function unknownKey(key: string, path: Path, file: CheckedFile, at: Place): Problem {
  const { schema, homes } = file.kind;
  const keys = keysAt(schema, path);
  const home = homes.find(([, homeKeys]) => homeKeys.includes(key))?.[0];
  const fix =
    slips[key] ??
    didYouMeanFix(key, unusedKeys(path, file)) ??
    (keys.includes(key) ? `It does not go with the others; the forms are ${formsText(schema, path)}.` : undefined) ??
    (home === undefined ? undefined : `The key "${key}" belongs ${home}.`) ??
    'Remove it, or move what it says into the description.';
  return { at, expected: `one of the keys ${listed(keys)}`, found: quoted(key), fix };
}

const formsText = (schema: FileKind['schema'], path: Path): string =>
  formsAt(schema, path)
    .map((keys) => `{ ${keys.slice(0, 6).join(', ')}${keys.length > 6 ? ', …' : ''} }`)
    .join(' or ');

/** What other YAML readers and writers do to a key. */
const slips: Readonly<Partial<Record<string, string>>> = {
  true: 'If this was "on" before a YAML 1.1 tool rewrote the file, write on.',
  '<<': 'Merge keys are of YAML 1.1 and not read: write the keys out.',
};

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

function unusedKeys(path: Path, { kind, value }: CheckedFile): readonly string[] {
  const here = valueAt(value, path);
  return keysAt(kind.schema, path).filter(
    (key) => typeof here !== 'object' || here === null || !Object.hasOwn(here, key),
  );
}
