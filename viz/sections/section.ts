import { type Child, group, h, type Markup } from '../markup.ts';
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
};

export function renderSection({ id, title, lede, body }: Section, view: View): Markup | null {
  const content = body(view);
  if (content === null) return null;
  const how = lede(view);
  return h(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    h('header', {}, h('h2', { id: `${id}-title` }, title), how !== null && how !== '' && h('p', {}, how)),
    content,
  );
}

export const renderSections = (sections: readonly Section[], view: View): Markup =>
  group(sections.map((section) => renderSection(section, view)));
