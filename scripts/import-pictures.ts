/** Draws what imports of sample files give, for docs/import.md, and brings its numbers up to date: part of `npm run docs`. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { importPicture, withNumbers } from './import-picture.ts';
import { pictured } from './pictured.ts';

const page = new URL('../docs/import.md', import.meta.url);
const folder = new URL('../docs/images/import/', import.meta.url);
mkdirSync(folder, { recursive: true });

let text = readFileSync(page, 'utf8');
for (const format of Object.keys(pictured)) {
  const { svg, numbers } = await importPicture(format);
  writeFileSync(new URL(`${format}.svg`, folder), svg);
  text = withNumbers(text, format, numbers);
}
writeFileSync(page, text);
