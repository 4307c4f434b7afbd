import { describe, expect, it } from 'vitest';
import { InvalidInputError, type Problem } from '../../src/base/errors.ts';
import { detectFormat } from '../../src/import/detect.ts';
import type { Importer } from '../../src/import/importer.ts';
import { importers } from '../../src/import/importers.ts';

/* XML that was written to do harm, in every format that is XML. To add one: one row. */

type XmlFormat = {
  readonly format: string;
  /** A sound document with something where its elements stand, and with something before its root. */
  readonly document: (inside: string, prolog?: string) => string;
};

const formats: readonly XmlFormat[] = [
  {
    format: 'tm7',
    document: (
      inside,
      prolog = '',
    ) => `${prolog}<ThreatModel xmlns="http://schemas.datacontract.org/2004/07/ThreatModeling.Model" xmlns:i="i">
<DrawingSurfaceList><DrawingSurfaceModel><Borders><KeyValueOfguidanyType><Key>1</Key><Value i:type="StencilEllipse">
<Guid>1</Guid></Value></KeyValueOfguidanyType>${inside}</Borders></DrawingSurfaceModel></DrawingSurfaceList></ThreatModel>`,
  },
  {
    format: 'graphml',
    document: (inside, prolog = '') => `${prolog}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<graph edgedefault="directed"><node id="a"/><node id="b"/><edge source="a" target="b"/>${inside}</graph></graphml>`,
  },
  {
    format: 'gexf',
    document: (inside, prolog = '') => `${prolog}<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph>
<nodes><node id="a"/><node id="b"/></nodes><edges><edge id="0" source="a" target="b"/>${inside}</edges></graph></gexf>`,
  },
];

const LAUGHS = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
const MEGABYTE = 2 ** 20;

type Attack = {
  readonly name: string;
  readonly text: (document: XmlFormat['document']) => string;
  readonly expected: RegExp;
};

const attacks: readonly Attack[] = [
  {
    name: 'a document type',
    text: (document) => document('', '<?xml version="1.0"?><!DOCTYPE x>'),
    expected: /without a DOCTYPE/,
  },
  {
    name: 'an external entity',
    text: (document) => document('<a>&x;</a>', '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
    expected: /without a DOCTYPE/,
  },
  {
    name: 'a document type from elsewhere',
    text: (document) => document('', '<!DOCTYPE x PUBLIC "x" "http://127.0.0.1:9/x.dtd">'),
    expected: /without a DOCTYPE/,
  },
  {
    name: 'a billion laughs',
    text: (document) => document('<a>&l9;</a>', `<!DOCTYPE x [<!ENTITY l0 "lol">${LAUGHS}]>`),
    expected: /without a DOCTYPE/,
  },
  {
    name: 'a document type that never ends',
    text: (document) => document('', `<!DOCTYPE x [${'<!ENTITY a "b">'.repeat(MEGABYTE)}`),
    expected: /at most 1 MiB|without a DOCTYPE/,
  },
  {
    name: 'an entity that nobody declared',
    text: (document) => document('<a>&xxe;</a>'),
    expected: /well-formed XML/,
  },
  {
    name: '10,000 elements in each other',
    text: (document) => document('<a>'.repeat(10_000) + '</a>'.repeat(10_000)),
    expected: /at most 200 elements in each other/,
  },
  {
    name: 'a million elements in each other that never end',
    text: (document) => document('<a>'.repeat(1_000_000)),
    expected: /at most 200 elements in each other/,
  },
  {
    name: 'an element that is never closed',
    text: (document) => document('<a><b></a>'),
    expected: /well-formed XML/,
  },
  {
    name: 'an end in the middle',
    text: (document) => document('').slice(0, -20),
    expected: /well-formed XML/,
  },
  {
    name: 'two roots',
    text: (document) => `${document('')}<more/>`,
    expected: /well-formed XML/,
  },
  {
    name: 'an attribute twice',
    text: (document) => document('<a b="1" b="2"/>'),
    expected: /well-formed XML/,
  },
  {
    name: 'a character that XML cannot hold',
    text: (document) => document('<a>\u0001</a>'),
    expected: /well-formed XML/,
  },
  {
    name: 'most of 50 MB in one text',
    text: (document) => document(`<a>${'x'.repeat(49 * MEGABYTE)}</a>`),
    expected: /at most 1 MiB/,
  },
  {
    name: 'most of 50 MB in one attribute',
    text: (document) => document(`<a b="${'x'.repeat(49 * MEGABYTE)}"/>`),
    expected: /at most 1 MiB/,
  },
  {
    name: 'most of 50 MB in one comment',
    text: (document) => document(`<!--${'x'.repeat(49 * MEGABYTE)}-->`),
    expected: /at most 1 MiB/,
  },
  {
    name: 'most of 50 MB in one name',
    text: (document) => document(`<${'x'.repeat(49 * MEGABYTE)}/>`),
    expected: /at most 1 MiB/,
  },
  {
    name: 'more than 50 MB',
    text: (document) => document('<a/>'.repeat(13 * MEGABYTE)),
    expected: /at most 50 MB/,
  },
];

const cases = formats.flatMap(({ format, document }) =>
  attacks.map((attack) => [`${format} with ${attack.name}`, { format, document, ...attack }] as const),
);

describe.each(formats.map((row) => [row.format, row] as const))('a sound %s', (_, { format, document }) => {
  it('is read, so that nothing but what follows can be why others are not', async () => {
    expect(await problemsOf(format, document(''))).toEqual([]);
    expect(await problemsOf(format, document('<!-- a --><a b="1">&lt;&#65;<![CDATA[<b>]]></a>'))).toEqual([]);
  });
});

describe.each(cases)('%s', (_, { format, document, text, expected }) => {
  it('is refused at its place, with what to do', { timeout: 20_000 }, async () => {
    const hostile = text(document);
    expect(() => detectFormat({ name: 'hostile.xml', text: hostile.slice(0, MEGABYTE) })).not.toThrow();
    const problems = await problemsOf(format, hostile);
    expect(problems).toHaveLength(1);
    const [problem] = problems;
    expect(problem?.expected).toMatch(expected);
    expect(problem?.fix).toMatch(/^[A-Z].*[.?]$/);
    expect(problem?.found).not.toContain('root:');
    if (!/50 MB/.test(problem?.expected ?? '')) expect(problem?.at.line).toBeGreaterThan(0);
    expectEarly(problem, hostile);
  });
});

/** Nobody reads on behind what is wrong: no more than 2 MiB from where it begins. */
function expectEarly(problem: Problem | undefined, text: string): void {
  const lines = text.slice(0, 60 * MEGABYTE).split('\n');
  const before = lines.slice(0, (problem?.at.line ?? 1) - 1).reduce((sum, line) => sum + line.length + 1, 0);
  if (text.length > 4 * MEGABYTE) expect(before + (problem?.at.column ?? 0)).toBeLessThan(2 * MEGABYTE);
}

async function problemsOf(format: string, text: string): Promise<readonly Problem[]> {
  const importer = importers.find((one) => one.format === format) as Importer;
  try {
    await importer.read({ name: 'hostile.xml', text }, () => undefined);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}
