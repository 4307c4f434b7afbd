import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { importPicture, withNumbers } from '../../scripts/import-picture.ts';
import { importers } from '../../src/import/importers.ts';

/* What an import of the sample gives now. `npm run docs` draws and counts again. */
const text = (path: string): string => readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8');

it.each(importers.map(({ format }) => format))(
  'the picture and the numbers of %s are those of this code',
  async (format) => {
    const { svg, numbers } = await importPicture(format);
    expect(text(`images/import/${format}.svg`)).toBe(svg);
    expect(withNumbers(text('import.md'), format, numbers)).toBe(text('import.md'));
  },
);
