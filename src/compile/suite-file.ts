import { InvalidInputError, type Problem } from '../base/errors.ts';
import { buildEcosystem } from '../graph/build-ecosystem.ts';
import { ecosystemDraft } from './ecosystem-text.ts';
import { fileAssumptions } from './file-assumptions.ts';
import { ecosystemWarnings } from './file-warnings.ts';
import type { Locate, Path } from './locate.ts';
import { checkMeaning } from './meaning-problems.ts';
import { readText } from './read-text.ts';
import { checkStructure } from './structure-problems.ts';
import type { ImportedBlock, SameAsRule, SuiteFile, ThresholdRule } from './suite.ts';
import { suiteFileKind } from './suite-file-kind.ts';
import type { SuiteFileText } from './suite-schema.ts';
import { toSuite } from './suite-text.ts';

/**
 * An ecosystem/suite file, YAML or JSON: what it says with defaults filled in, in an order that does not
 * depend on the file's.
 * @param file - its name, for messages and places
 * @throws {InvalidInputError} with every problem of the file, each with line, column and length
 */
export function parseSuiteFile(text: string, file: string): { file: SuiteFile; warnings: Problem[] } {
  const read = readText(text, file);
  const structure = checkStructure(suiteFileKind, read.value, read.locate);
  const meaning = checkMeaning(read.value, structure, read.locate);
  const problems = [...read.problems, ...structure.problems, ...meaning];
  if (problems.length > 0) throw new InvalidInputError(problems.sort(byPlace));
  // The cast is what a sound structure means.
  const { file: suiteFile, warnings } = toSuiteFile(read.value as SuiteFileText, file, read.locate);
  return { file: suiteFile, warnings: [...read.warnings, ...warnings].sort(byPlace) };
}

function toSuiteFile(text: SuiteFileText, file: string, locate: Locate): { file: SuiteFile; warnings: Problem[] } {
  const { ecosystem, problems } = buildEcosystem(ecosystemDraft(text, text.name ?? stemOf(file), locate));
  if (ecosystem === undefined) throw new InvalidInputError(problems);
  const suite = toSuite(text.suite ?? {}, ecosystem, locate);
  return {
    file: {
      ecosystem,
      suite,
      round: text.round ?? null,
      thresholds: (text.thresholds ?? []).map((threshold, index): ThresholdRule => {
        const at = locate.value(['thresholds', index]);
        return typeof threshold === 'string'
          ? { rule: threshold, level: 'error', at }
          : {
              rule: threshold.rule,
              level: threshold.level ?? 'error',
              at: locate.value(['thresholds', index, 'rule']),
            };
      }),
      assumptions: fileAssumptions(text, ecosystem, suite),
      sameAs: sameAsRules(text.same_as, ['same_as'], locate),
      imported: importedBlock(text.imported, locate),
    },
    warnings: ecosystemWarnings(ecosystem),
  };
}

const sameAsRules = (lists: SuiteFileText['same_as'] = [], path: Path, locate: Locate): readonly SameAsRule[] =>
  lists.map((ids, index) => ({ ids, at: locate.value([...path, index]) }));

function importedBlock(text: SuiteFileText['imported'], locate: Locate): ImportedBlock | null {
  if (text === undefined) return null;
  const { from, format = null, merge = true, same_as, components = '', relations = '', map } = text;
  const sameAs = sameAsRules(same_as, ['imported', 'same_as'], locate);
  const { kind_attr: kindAttribute, layer_attr: layerAttribute, layers_seed: layersSeed } = text;
  return { from, format, merge, sameAs, components, relations, map, kindAttribute, layerAttribute, layersSeed };
}

/** `a/support-desk.yaml` -> `support-desk`. */
const stemOf = (file: string): string => /([^/\\]+?)(?:\.[^./\\]*)?$/u.exec(file)?.[1] ?? 'ecosystem';

const byPlace = (a: Problem, b: Problem): number =>
  (a.at.line ?? 0) - (b.at.line ?? 0) || (a.at.column ?? 0) - (b.at.column ?? 0);
