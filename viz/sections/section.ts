import { type TableBehind, tableBehind } from '../data-table.ts';
import { type Child, h, type Markup } from '../markup.ts';
import type { View } from '../view.ts';

/** A part of the page. One that has nothing to show is absent, and so is its link. */
export type Section = {
  readonly id: string;
  /** Word in the bar on top; null: not linked. */
  readonly link: string | null;
  readonly title: string;
  /** One sentence that says how to read it. */
  readonly lede: (view: View) => Child;
  readonly body: (view: View) => Markup | null;
  readonly table?: TableBehind;
  /** It stands in the file as it is sent; all others are drawn by the page's code. */
  readonly isEarly?: true;
};

export type RenderedSection = Pick<Section, 'id' | 'link'> & { readonly markup: Markup };

/** Those that have something to show. */
export const renderSections = (sections: readonly Section[], view: View): RenderedSection[] =>
  sections.flatMap((section) => {
    const markup = renderSection(section, view);
    return markup === null ? [] : [{ id: section.id, link: section.link, markup }];
  });

function renderSection({ id, title, lede, body, table }: Section, view: View): Markup | null {
  const content = body(view);
  if (content === null) return null;
  const text = lede(view);
  // A number and its sign stand on one line.
  const how = typeof text === 'string' ? text.replaceAll(' %', '\u00a0%') : text;
  return h(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    h('header', {}, h('h2', { id: `${id}-title` }, title), how !== null && how !== '' && h('p', {}, how)),
    content,
    table !== undefined && table.isFor?.(view) !== false && tableBehind(id, table),
  );
}
