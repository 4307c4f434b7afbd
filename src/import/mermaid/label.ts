import { htmlText } from '../html-text.ts';
import { type Label, labelOfLines } from '../network/label-lines.ts';

/** The words of a label, with or without its quotes: no markup, entities decoded. Icons tell what it is. */
export function labelOf(written: string): Label {
  const said = written.trim();
  const quoted = /^"([\s\S]*)"$/.exec(said)?.[1] ?? said;
  const markdown = /^\s*`([\s\S]*)`\s*$/.exec(quoted)?.[1];
  const text = markdown === undefined ? quoted : withoutMarkdown(markdown);
  const icons = [...text.matchAll(ICON)].flatMap(([, name = '']) => name.replaceAll('-', ' '));
  const plain = text
    .replace(ICON, '')
    .replace(/<br\b[^<>]{0,40}>|\\n/gi, '\n')
    .replace(/<\/?[a-z][^<>]{0,400}>/gi, '');
  const { name, types } = labelOfLines(entities(plain).split('\n'));
  return { name, types: [...icons, ...types] };
}

/** `fa:fa-user`, `fab:fa-github`. */
const ICON = /\bfa[a-z]?:fa-([\w-]{1,60})/g;

const withoutMarkdown = (text: string): string => text.replace(/(\*\*|__|[*_])(?=\S)([\s\S]{1,400}?\S)\1/g, '$2');

/** `#quot;`, `#35;`, and those of HTML. */
const entities = (text: string): string => htmlText(text.replace(/#(\d{1,7}|[a-z]{2,6});/gi, asHtml));

const asHtml = (_: string, name: string): string => (/^\d/.test(name) ? `&#${name};` : `&${name};`);
