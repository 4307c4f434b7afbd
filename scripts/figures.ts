/** Draws the gallery of docs/figures.md and writes the page: part of `npm run docs`. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { drawGallery } from './draw-gallery.ts';
import { figuresPage } from './figures-page.ts';

const folder = new URL('../docs/images/figures/', import.meta.url);
mkdirSync(folder, { recursive: true });

const drawn = await drawGallery();
for (const file of readdirSync(folder)) if (!drawn.has(file)) rmSync(new URL(file, folder));
for (const [file, { svg }] of drawn) writeFileSync(new URL(file, folder), svg);
writeFileSync(new URL('../docs/figures.md', import.meta.url), figuresPage(drawn));
