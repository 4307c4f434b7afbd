import { didYouMean } from '../base/did-you-mean.ts';
import { InvalidInputError, type Problem } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import { type AtlasRelease, atlasRelease } from '../threats/atlas-release.ts';
import { maestroThreats } from '../threats/catalogue.ts';
import { bundledAtlas, maturityOfTechnique } from '../threats/maturity.ts';
import { atlasCollectionFormat } from './atlas-collection-format.ts';
import type { AtlasFormat, ReadRelease } from './atlas-format.ts';
import { atlasJsonFormat } from './atlas-json-format.ts';
import { atlasMatricesFormat } from './atlas-matrices-format.ts';
import { atlasStixFormat } from './atlas-stix-format.ts';
import type { Path } from './locate.ts';
import { type ReadText, readText } from './read-text.ts';
import { checkStructure } from './structure-problems.ts';
import { describeValue } from './value-fix.ts';

/** The first that fits reads the file. */
const atlasFormats: readonly AtlasFormat[] = [
  atlasMatricesFormat,
  atlasStixFormat,
  atlasJsonFormat,
  atlasCollectionFormat,
];

/**
 * A release of MITRE ATLAS as it is published: YAML or JSON, of any of the formats above.
 * @param file - its name, for messages
 * @throws {InvalidInputError} with every problem of the file, each with line, column and length
 */
export function parseAtlasFile(text: string, file: string): { release: AtlasRelease; warnings: readonly Problem[] } {
  const source = readText(text, file);
  const format = formatOf(source);
  const kind = { schema: format.schema, version: null, beginning: BEGINNING, homes: [], loneWords: [] };
  const { problems } = checkStructure(kind, source.value, source.locate);
  if (problems.length + source.problems.length > 0) throw new InvalidInputError([...source.problems, ...problems]);
  const read = format.read(format.schema.parse(source.value));
  const wrong = [...noTechnique(read, source), ...repeated(read, source)];
  if (wrong.length > 0) throw new InvalidInputError(wrong);
  const rated = rate(read, source);
  return {
    release: atlasRelease({ ...rated.release, version: versionOf(format.version, source, text) }),
    warnings: [...source.warnings, ...rated.warnings, ...unknownTechniques(read, source), ...missing(read, source)],
  };
}

const BEGINNING =
  'Name a file that MITRE publishes in mitre-atlas/atlas-data: dist/v6/ATLAS-YYYY.MM.yaml, or dist/ATLAS.yaml of releases 4 and 5.';

function formatOf({ value, locate }: ReadText): AtlasFormat {
  const top = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  const format = top && atlasFormats.find(({ fits }) => fits(top as Readonly<Record<string, unknown>>));
  if (format !== undefined) return format;
  const at = { ...locate.value([]), length: 1 };
  throw new InvalidInputError([
    typeof value === 'string' && /^\S+\.ya?ml$/u.test(value)
      ? {
          at,
          expected: 'a release of MITRE ATLAS',
          found: `a link that was saved as a file: ${quoted(value)}`,
          fix: `Name the file that it points to: ${value}.`,
        }
      : { at, expected: 'a release of MITRE ATLAS', found: describeValue(value), fix: BEGINNING },
  ]);
}

/** As it is written: 2026.10 is no number here. */
function versionOf(path: Path, { value, locate }: ReadText, text: string): string {
  if (path.length === 0) return 'unnamed';
  const found = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)[key], value);
  if (typeof found === 'string') return found;
  const { line = 1, column = 1, length = 0 } = locate.value(path);
  return text.split('\n', line)[line - 1]?.slice(column - 1, column - 1 + length) ?? String(found);
}

const noTechnique = ({ techniques }: ReadRelease, { locate }: ReadText): Problem[] =>
  techniques.length > 0
    ? []
    : [
        {
          at: { ...locate.value([]), length: 1 },
          expected: 'techniques of MITRE ATLAS',
          found: 'none',
          fix: BEGINNING,
        },
      ];

function repeated({ techniques, places }: ReadRelease, { locate }: ReadText): Problem[] {
  const first = new Map<string, Path>();
  return techniques.flatMap(({ id }, index) => {
    const place = places[index] ?? [];
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, place);
      return [];
    }
    const fix = `The first is on line ${locate.value(earlier).line}: remove one of the two.`;
    return [{ at: locate.value(place), expected: 'each technique once', found: `a second ${quoted(id)}`, fix }];
  });
}

/** A release that says nothing of maturity, not even by its case studies, is not all feasible. */
function rate(read: ReadRelease, { locate }: ReadText): { release: ReadRelease; warnings: readonly Problem[] } {
  const saysSo = read.caseStudies.length > 0 || read.techniques.some(({ maturity }) => maturity !== undefined);
  if (saysSo) return { release: read, warnings: [] };
  const techniques = read.techniques.map((one) => ({ ...one, maturity: maturityOfTechnique(one.id) }));
  const others = techniques.filter(({ maturity }) => maturity === undefined).length;
  const rest = others === 0 ? '' : `; ${others} that it does not have count as feasible`;
  return {
    release: { ...read, techniques },
    warnings: [
      {
        at: { ...locate.value([]), length: 1 },
        expected: 'case studies, or a maturity of each technique',
        found: 'neither',
        fix: `Maturities are those of ATLAS ${bundledAtlas.version}${rest}. To have this release's own, name its ATLAS.yaml.`,
      },
    ],
  };
}

/** Techniques that case studies and mitigations use, but the release does not have. */
function unknownTechniques({ techniques, mitigations, caseStudies }: ReadRelease, { locate }: ReadText): Problem[] {
  const known = new Set(techniques.map(({ id }) => id));
  const used = [...mitigations, ...caseStudies].flatMap((entry) => entry.techniques);
  const unknown = [...new Set(used)].filter((id) => !known.has(id));
  const [first] = unknown;
  if (first === undefined) return [];
  const near = didYouMean(first, known);
  const fix = near === undefined ? 'They are left out.' : `They are left out. Is ${first} meant to be ${near}?`;
  const expected = 'mitigations and case studies of techniques of this release';
  return [{ at: { ...locate.value([]), length: 1 }, expected, found: some(unknown), fix }];
}

/** Older releases lack techniques that our threats name. */
function missing({ techniques }: ReadRelease, { locate }: ReadText): Problem[] {
  const known = new Set(techniques.map(({ id }) => id));
  const lacking = [...new Set(maestroThreats.flatMap(({ atlas }) => atlas))].filter((id) => !known.has(id)).sort();
  if (lacking.length === 0) return [];
  const at = { ...locate.value([]), length: 1 };
  const expected = 'every technique that threats of the catalogue name';
  return [{ at, expected, found: `a release without ${some(lacking)}`, fix: 'Those count as feasible.' }];
}

const some = (ids: readonly string[]): string =>
  `${ids.slice(0, 4).join(', ')}${ids.length > 4 ? ` and ${ids.length - 4} more` : ''}`;
