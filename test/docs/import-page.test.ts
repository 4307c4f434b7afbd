import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pictured } from '../../scripts/pictured.ts';
import { importers } from '../../src/import/importers.ts';
import { allFixtures } from '../import/fixtures.ts';

/* docs/import.md says for every format how to begin, what becomes of a sample, and what is not read. */
const page = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8');
const formats = importers.map(({ format }) => format);

/** From the heading of a format to the next one. */
const sectionOf = (format: string): string =>
  page.split(/^(?=## )/m).find((section) => section.split('\n', 1)[0]?.endsWith(`(\`${format}\`)`)) ?? '';

/** GitHub's anchor of a heading. */
const anchorOf = (section: string): string =>
  (section.split('\n', 1)[0] ?? '')
    .replace(/^## /, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

it('has a picture for every format, and for nothing else', () => {
  expect(Object.keys(pictured).toSorted()).toEqual(formats.toSorted());
});

describe.each(formats)('the format %s', (format) => {
  const section = sectionOf(format);
  const sample = allFixtures.find((one) => one.format === format && one.name === pictured[format]);

  it('has a row in the table at the top that leads to its section', () => {
    expect(page.slice(0, page.indexOf('\n## '))).toContain(`\n| [\`${format}\`](#${anchorOf(section)}) | `);
  });

  it('has a command with its sample, its picture, its mappings and its limits', () => {
    expect(section).toContain(`\n    blastradius run test/fixtures/${format}/${pictured[format]}\n`);
    expect(section).toContain(`](images/import/${format}.svg)\n\nRun: `);
    expect(section).toMatch(/^\| In the (?:file|code) \| In the ecosystem \| Certainty \|$/m);
    expect(section).toMatch(/^\*\*Limits\.\*\* /m);
    expect(existsSync(new URL(`../../docs/images/import/${format}.svg`, import.meta.url))).toBe(true);
  });

  it('shows nothing of the sample that does not stand there, in this order', () => {
    const [, excerpt = ''] = section.match(/^```\w*\n([\s\S]*?)^```$/m) ?? [];
    const pieces = excerpt.split(/[\n…]/).flatMap((piece) => piece.trim() || []);
    expect(pieces.length).toBeGreaterThan(2);
    const files = sample?.files ?? [];
    expect(files.filter(({ text }) => holdsInOrder(text, pieces))).not.toEqual([]);
  });
});

function holdsInOrder(text: string, pieces: readonly string[]): boolean {
  let at = 0;
  return pieces.every((piece) => {
    const found = text.indexOf(piece, at);
    at = found + piece.length;
    return found >= 0;
  });
}
