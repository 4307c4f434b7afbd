import { didYouMean } from '../base/did-you-mean.ts';
import { InvalidInputError, type Problem } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import type { CataloguedThreat } from '../threats/applied-threat.ts';
import type { Catalogue } from '../threats/bundled-catalogue.ts';
import {
  mergeCatalogues,
  type Named,
  type OwnCatalogue,
  type OwnRule,
  type OwnThreat,
} from '../threats/merge-catalogues.ts';
import type { Rule } from '../threats/rule.ts';
import { catalogueFileKind, threatSchema } from './catalogue-schema.ts';
import type { Locate, Path } from './locate.ts';
import { listOf, mapOf } from './raw-file.ts';
import { readText } from './read-text.ts';
import { ruleSchema } from './rule-schema.ts';
import { listed } from './schema-values.ts';
import { checkStructure } from './structure-problems.ts';

/**
 * A catalogue with the threats and rules of files added, YAML or JSON.
 * @throws {InvalidInputError} with every problem of every file, each with line, column and length
 */
export function addCatalogueFiles(
  base: Catalogue,
  files: readonly { readonly name: string; readonly text: string }[],
): { catalogue: Catalogue; warnings: readonly Problem[] } {
  const read = files.map(({ name, text }) => parseCatalogueFile(text, name));
  const merged = mergeCatalogues(
    base,
    read.map(({ own }) => own),
  );
  const problems = [...read.flatMap((one) => one.problems), ...merged.problems];
  if (problems.length > 0) throw new InvalidInputError(byPlace(problems, files));
  return { catalogue: merged.catalogue, warnings: [...read.flatMap((one) => one.warnings), ...merged.warnings] };
}

type Parsed = {
  readonly own: OwnCatalogue;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
};

/** One file by itself: what its ids mean, only all of them together say. */
function parseCatalogueFile(text: string, file: string): Parsed {
  const read = readText(text, file);
  const { value, locate } = read;
  const structure = checkStructure(catalogueFileKind, value, locate);
  const at: Reading = { locate, isSound: structure.isSound };
  const top = mapOf(value);
  return {
    own: {
      replaces: top['replace'] === true,
      threats: listOf(top['threats']).flatMap((threat, index) => threatOf(at, ['threats', index], threat)),
      rules: listOf(top['rules']).flatMap((rule, index) => ruleOf(at, ['rules', index], rule)),
    },
    problems: [
      ...read.problems,
      ...structure.problems,
      ...listOf(top['rules']).flatMap((rule, index) => placeholders(at, ['rules', index], rule)),
    ],
    warnings: read.warnings,
  };
}

type Reading = { readonly locate: Locate; readonly isSound: (path: Path) => boolean };

/** None if not even its id can be told. */
function threatOf(reading: Reading, path: Path, value: unknown): OwnThreat[] {
  return named(reading, [...path, 'id'], mapOf(value)['id']).map((own) => ({
    ...own,
    owasp: uses(reading, [...path, 'owasp'], mapOf(value)['owasp']),
    atlas: uses(reading, [...path, 'atlas'], mapOf(value)['atlas']),
    threat: reading.isSound(path) ? toThreat(value) : undefined,
  }));
}

function toThreat(value: unknown): CataloguedThreat {
  const threat = threatSchema.parse(value);
  const { id, name, description = '', layers, classes = [], stride = [], owasp = [], atlas = [], ...rest } = threat;
  const { mitigations = [], externalRefs = [], ...maturity } = rest;
  return { id, name, description, layers, classes, stride, owasp, atlas, mitigations, externalRefs, ...maturity };
}

function ruleOf(reading: Reading, path: Path, value: unknown): OwnRule[] {
  return named(reading, [...path, 'id'], mapOf(value)['id']).map((own) => ({
    ...own,
    threats: uses(reading, [...path, 'threats'], mapOf(value)['threats']),
    rule: reading.isSound(path) ? { ...ruleSchema.parse(value), at: reading.locate.value([...path, 'id']) } : undefined,
  }));
}

const named = ({ locate, isSound }: Reading, path: Path, value: unknown): Named[] =>
  typeof value === 'string' && isSound(path) ? [{ id: value, at: locate.value(path) }] : [];

/** Ids of a list, or the one in its place. */
const uses = (reading: Reading, path: Path, value: unknown): Named[] =>
  Array.isArray(value)
    ? value.flatMap((id, index) => named(reading, [...path, index], id))
    : named(reading, path, value);

/** What a rule may call whom, by what it is about. */
const wordsOf = (when: Rule['when']): readonly string[] => {
  if ('component' in when) return ['it'];
  return 'relation' in when ? ['it', 'from', 'to'] : ['it', 'start', 'end'];
};

function placeholders({ locate, isSound }: Reading, path: Path, value: unknown): Problem[] {
  if (!isSound(path)) return [];
  const { when, because } = ruleSchema.parse(value);
  const words = wordsOf(when);
  const shown = listed(words.map((word) => `{${word}}`));
  return [...because.matchAll(/\{(\w*)\}/gu)]
    .map(([, word = '']) => word)
    .filter((word) => !words.includes(word))
    .map((word) => {
      const near = didYouMean(word, words);
      const fix = near === undefined ? `Write one of ${shown}.` : `Did you mean {${near}}?`;
      const at = locate.value([...path, 'because']);
      return { at, expected: `only ${shown} in braces`, found: quoted(`{${word}}`), fix };
    });
}

/** By file as they were named, then by line. */
function byPlace(problems: readonly Problem[], files: readonly { readonly name: string }[]): Problem[] {
  const order = new Map(files.map(({ name }, index) => [name, index]));
  return problems.toSorted(
    (a, b) =>
      (order.get(a.at.file) ?? 0) - (order.get(b.at.file) ?? 0) ||
      (a.at.line ?? 0) - (b.at.line ?? 0) ||
      (a.at.column ?? 0) - (b.at.column ?? 0),
  );
}
