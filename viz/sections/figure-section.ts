import type { Figure } from '../figures/figure.ts';
import { h } from '../markup.ts';
import { pictureBox } from '../picture.ts';
import type { Section } from './section.ts';

/** The part of the page that a figure makes: its picture, or what it has instead, and the table behind it. */
export const figureSection = (figure: Figure): Section => ({
  id: figure.name,
  link: figure.link,
  title: figure.title,
  lede: figure.lede,
  ...(figure.isEarly && { isEarly: true }),
  ...(figure.table && { table: figure.table }),
  body: (view) => {
    if (!figure.isFor(view)) return null;
    const place = (part?: string) => {
      const name = part ?? figure.name;
      return pictureBox(name, part === undefined ? figure : (figure.parts?.[part] ?? figure), view);
    };
    return figure.body === undefined
      ? h('figure', { 'aria-label': figure.label(view) }, place())
      : figure.body(view, place);
  },
});
