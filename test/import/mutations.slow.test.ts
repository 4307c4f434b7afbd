import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { detectFormat, nearestFormats } from '../../src/import/detect.ts';
import { importReport, importReportLines } from '../../src/import/import-report.ts';
import type { SourceFile } from '../../src/import/importer.ts';
import { importers } from '../../src/import/importers.ts';
import { isSecretName } from '../../src/import/secrets.ts';
import { writeEcosystem } from '../../src/import/write-ecosystem.ts';
import { allFixtures, type Fixture, readFixture } from './fixtures.ts';
import { mutatedXml } from './mutate-xml.ts';

/* Samples as no author left them. Whatever stands there, an importer answers with an ecosystem or with its problems. */

const THREAT_MODELS = ['threat-dragon', 'tm7', 'threagile', 'pytm', 'pytm-python', 'otm', 'cyclonedx', 'tm-bom'];
const graphs = importers.filter(({ isPlainGraph }) => isPlainGraph === true).map(({ format }) => format);

/** Agent systems, threat models, graphs; with MUTATIONS_PER_FORMAT each format by itself. */
const familyOf = ({ format }: Fixture): string => {
  if (process.env['MUTATIONS_PER_FORMAT'] !== undefined) return format;
  return graphs.includes(format) ? 'graph' : THREAT_MODELS.includes(format) ? 'threat model' : 'agent system';
};

/** Of each family. */
const RUNS = Number(process.env['MUTATIONS_PER_FORMAT'] ?? 2_400);

/** Small samples more often: a large one takes as long as ten of them. */
const weightOf = ({ files }: Fixture): number => 1 / (20_000 + files.reduce((sum, { text }) => sum + text.length, 0));
const runsOf = (fixture: Fixture): number => {
  const family = allFixtures.filter((one) => familyOf(one) === familyOf(fixture));
  return Math.ceil((RUNS * weightOf(fixture)) / family.reduce((sum, one) => sum + weightOf(one), 0));
};
const cases = allFixtures.map((fixture) => [`${fixture.format}/${fixture.name}`, fixture, runsOf(fixture)] as const);

type Mutation = (file: SourceFile, at: number, size: number) => string;

/** `at` in [0, 1), `size` at least 1. */
const mutations: Readonly<Record<string, Mutation>> = {
  truncated: ({ text }, at) => text.slice(0, Math.floor(at * text.length)),
  'with a hole': ({ text }, at, size) => cut(text, at, size, ''),
  'with a part twice': ({ text }, at, size) =>
    cut(text, at, 0, text.slice(Math.floor(at * text.length)).slice(0, size)),
  'with another character': ({ text }, at, size) => cut(text, at, 1, [...'{}[]":,\n\0 #&*-<>0éZ'][size % 20] ?? ''),
  'with a key renamed': (file, at) => mutated(file, at, renameKey),
  'with a value of another type': (file, at, size) =>
    mutated(
      file,
      at,
      setTo(() => OTHERS[size % OTHERS.length]),
    ),
  'with a value gone': (file, at) => mutated(file, at, (parent, key) => delete parent[key]),
  'with a value nested deep': (file, at, size) =>
    mutated(
      file,
      at,
      setTo((value) => nested(value, size % 150)),
    ),
  'with a value wrapped in a list': (file, at) =>
    mutated(
      file,
      at,
      setTo((value) => [value]),
    ),
  'with a hostile text': (file, at, size) =>
    mutated(
      file,
      at,
      setTo(() => HOSTILE[size % HOSTILE.length]),
    ),
};

const OTHERS: readonly unknown[] = [null, true, 7, -0.5, '', 'x', [], {}, [[]], [null], { a: null }, { '': 0 }];
const HOSTILE: readonly string[] = [
  '__proto__',
  'constructor',
  '\u001b[31mred\u0007',
  'a\nb: c',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '={{ $json.x }}',
  '\ud800',
  'x'.repeat(5_000),
  '%00#>*?',
  'each',
  '\u202edesrever',
];

type Parent = Record<string, unknown>;
type Change = (parent: Parent, key: string) => unknown;

const setTo =
  (change: (value: unknown) => unknown): Change =>
  (parent, key) => {
    parent[key] = change(parent[key]);
  };

const cut = (text: string, at: number, size: number, instead: string): string => {
  const from = Math.floor(at * text.length);
  return text.slice(0, from) + instead + text.slice(from + size);
};

function renameKey(parent: Parent, key: string): void {
  const value = parent[key];
  delete parent[key];
  parent[`${key}X`] = value;
}

const nested = (value: unknown, depth: number): unknown => {
  let inner = value;
  for (let level = 0; level < depth; level++) inner = level % 2 === 0 ? [inner] : { inner };
  return inner;
};

/** JSON and XML changed at one of their values; other texts at the next value in quotes or between tags, else they lose characters. */
function mutated(file: SourceFile, at: number, change: Change): string {
  let root: unknown;
  try {
    root = JSON.parse(file.text);
  } catch {
    const isXml = file.text.trimStart().startsWith('<');
    return isXml ? mutatedXml(file.text, at, change) : mutatedText(file.text, at, change);
  }
  const places: (readonly [Parent, string])[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      places.push([value as Parent, key]);
      walk((value as Parent)[key]);
    }
  };
  walk(root);
  const place = places[Math.floor(at * places.length)];
  if (place !== undefined) change(...place);
  return JSON.stringify(root, null, 1);
}

function mutatedText(text: string, at: number, change: Change): string {
  const from = Math.floor(at * text.length);
  const found = /(?<=")[^"\n]*(?=")|(?<=>)[^<>]+(?=<)/.exec(text.slice(from, from + 5_000));
  if (found === null) return cut(text, at, 3, '');
  const parent: Parent = { value: found[0] };
  change(parent, 'value');
  const next = String(parent['value'] ?? '');
  return text.slice(0, from + found.index) + next + text.slice(from + found.index + found[0].length);
}

describe.each(cases)('the sample %s, mutated', (_, fixture, numRuns) => {
  it('becomes an ecosystem that reads back, or is refused with its problems', { timeout: 240_000 }, async () => {
    const file = fc.nat(fixture.files.length - 1);
    const mutation = fc.constantFrom(...Object.keys(mutations));
    const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    await fc.assert(
      fc.asyncProperty(file, mutation, at, fc.nat(300), async (which, name, where, size) => {
        const files = fixture.files.map((one, index) =>
          index === which ? { name: one.name, text: (mutations[name] as Mutation)(one, where, size + 1) } : one,
        );
        await expectAnswer({ ...fixture, files });
      }),
      { numRuns },
    );
  });

  it('gives no secret away', async () => {
    const canary = 'sk-canary-0123456789abcdefABCDEF';
    const planted = { ...fixture, files: fixture.files.map((file) => withSecrets(file, canary)) };
    expect(await answer(planted)).not.toContain('canary-0123');
  });
});

async function expectAnswer(fixture: Fixture): Promise<void> {
  for (const file of fixture.files) expect(nearestFormats(file).length).toBeGreaterThan(0);
  await answer(fixture);
}

/** Everything that a user would be shown. @throws whatever is no problem of the input */
async function answer(fixture: Fixture): Promise<string> {
  try {
    const read = await readFixture(fixture);
    return read
      .map(({ imported }) => {
        const text = writeEcosystem(imported.ecosystem);
        expect(parseSuiteFile(text, 'back.yaml').file.ecosystem).toEqual(imported.ecosystem);
        return [text, ...importReportLines(importReport(imported))].join('\n');
      })
      .join('\n');
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return error.message;
  }
}

/** The file with a secret under every name of one. */
function withSecrets(file: SourceFile, secret: string): SourceFile {
  detectFormat(file);
  const keyed = file.text.replace(
    /(["']?)([A-Za-z_][\w-]*)\1(\s*[:=]\s*)(["'])((?:(?!\4)[^\\\n])*)\4/g,
    (all, quote: string, name: string, between: string, mark: string) =>
      isSecretName(name) ? `${quote}${name}${quote}${between}${mark}${secret}${mark}` : all,
  );
  return { ...file, text: keyed };
}
