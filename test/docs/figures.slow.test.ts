import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { type Drawn, drawGallery } from '../../scripts/draw-gallery.ts';
import { galleryFigures, galleryOptions } from '../../scripts/figure-gallery.ts';
import { figuresPage } from '../../scripts/figures-page.ts';

/* What the commands of docs/figures.md write now. `npm run docs` draws them again. */
const text = (path: string): string => readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8');

let drawn: ReadonlyMap<string, Drawn>;
beforeAll(async () => {
  drawn = await drawGallery();
});

it.each([...galleryFigures, ...galleryOptions].map(({ file }) => file))(
  'the picture %s is that of this code',
  (file) => {
    expect(text(`images/figures/${file}.svg`)).toBe(drawn.get(`${file}.svg`)?.svg);
  },
);

it('the page shows each picture with the command that makes it, and no other file lies beside them', () => {
  expect(text('figures.md')).toBe(figuresPage(drawn));
  expect(readdirSync(new URL('../../docs/images/figures/', import.meta.url)).toSorted()).toEqual(
    [...drawn.keys()].toSorted(),
  );
});
