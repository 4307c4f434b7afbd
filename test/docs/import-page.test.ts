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

it('counts the formats in README.md as they are', () => {
  const words = ['thirty-one', 'sixteen', 'eight', 'seven'];
  const graphs = importers.filter(({ isPlainGraph }) => isPlainGraph === true).length;
  expect([importers.length, graphs]).toEqual([31, 7]);
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  for (const word of words) expect(readme).toContain(word);
});

it('has a picture for every format, and for nothing else', () => {
  expect(Object.keys(pictured).toSorted()).toEqual(formats.toSorted());
});

describe.each(formats)('the format %s', (format) => {
  const section = sectionOf(format);
  const sample = allFixtures.find((one) => one.format === format && one.name === pictured[format]);
  const commands = commandsFor(format, sample?.files ?? []);

  it('has a row in the table at the top that leads to its section', () => {
    expect(page.slice(0, page.indexOf('\n## '))).toContain(`\n| [\`${format}\`](#${anchorOf(section)}) | `);
  });

  it('has a command with its sample, its picture, its mappings and its limits', () => {
    expect(section.split('\n').filter((line) => commands.includes(line))).toHaveLength(1);
    expect(section).toContain(`](images/import/${format}.svg)\n\nRun: `);
    expect(section).toMatch(/^\| In the (?:file|code) \| In the ecosystem \| Certainty \|$/m);
    expect(section).toMatch(/^\*\*Limits\.\*\* /m);
    expect(existsSync(new URL(`../../docs/images/import/${format}.svg`, import.meta.url))).toBe(true);
  });

  it('has a picture with no word cut off at the top', () => {
    const svg = readFileSync(new URL(`../../docs/images/import/${format}.svg`, import.meta.url), 'utf8');
    const baselines = [...svg.matchAll(/<g class="verb"[^>]*>(?:<g>)?<text x="[^"]*" y="([^"]*)"/g)].map(([, y]) =>
      Number(y),
    );
    expect(baselines.length).toBeGreaterThan(0);
    expect(Math.min(...baselines)).toBeGreaterThanOrEqual(CAPITALS);
  });

  it('shows nothing of the sample that does not stand there, in this order', () => {
    const [, excerpt = ''] = section.match(/^```\w*\n([\s\S]*?)^```$/m) ?? [];
    const pieces = excerpt.split(/[\n…]/).flatMap((piece) => piece.trim() || []);
    expect(pieces.length).toBeGreaterThan(2);
    const files = sample?.files ?? [];
    expect(files.filter(({ text }) => holdsInOrder(text, pieces))).not.toEqual([]);
  });
});

/** How high they are in px, in the size of words on lines. */
const CAPITALS = 8.6;

/** Of a folder also one of its files: a plain graph counts only if it is named. Some would run as raw graphs. */
function commandsFor(format: string, files: readonly { readonly name: string }[]): readonly string[] {
  const whole = `    blastradius run test/fixtures/${format}/${pictured[format]}`;
  const all = [whole, ...files.map(({ name }) => `${whole}/${name}`)];
  return [...all, ...all.map((command) => `${command} --as ecosystem`)];
}

function holdsInOrder(text: string, pieces: readonly string[]): boolean {
  let at = 0;
  return pieces.every((piece) => {
    const found = text.indexOf(piece, at);
    at = found + piece.length;
    return found >= 0;
  });
}
