/** HTML or SVG text that {@link h} built: everything from the input inside it is already escaped. */
export type Markup = { readonly markup: string };
export type Child = Markup | string | number | null | undefined | false | readonly Child[];
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * The one way in which markup comes about: names from the input enter as strings, and strings are always escaped.
 * Numbers are rounded to 0.01, so that a picture has the same bytes on every machine.
 */
export function h(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): Markup {
  const inside = children.map(render).join('');
  const open = `<${tag}${Object.entries(attributes).map(renderAttribute).join('')}`;
  if (VOID_TAGS.has(tag)) return { markup: `${open}>` };
  return { markup: inside === '' && SVG_LEAVES.has(tag) ? `${open}/>` : `${open}>${inside}</${tag}>` };
}

export const group = (...children: readonly Child[]): Markup => ({ markup: children.map(render).join('') });

/** Text of our own that is no markup of elements: style sheets, scripts, JSON. Never anything from the input unescaped. */
export const trusted = (text: string): Markup => ({ markup: text });

/** Path data with rounded numbers: path`M${x} ${y}L${u} ${v}`. */
export const path = (texts: TemplateStringsArray, ...numbers: readonly number[]): string =>
  texts.map((text, i) => text + (i < numbers.length ? rounded(numbers[i] as number) : '')).join('');

export const rounded = (value: number): string => String(Math.round(value * 100) / 100 || 0);

/** Safe in element text and in attributes of HTML and XML, also where XML allows no such character at all. */
export function escapeText(text: string): string {
  return text
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(NOT_IN_XML, '\ufffd')
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const VOID_TAGS: ReadonlySet<string> = new Set(['meta', 'input', 'br', 'link', 'img']);
const SVG_LEAVES: ReadonlySet<string> = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'stop', 'use']);

function render(child: Child): string {
  if (child === null || child === undefined || child === false) return '';
  if (typeof child === 'number') return rounded(child);
  if (typeof child === 'string') return escapeText(child);
  return 'markup' in child ? child.markup : child.map(render).join('');
}

function renderAttribute([name, value]: [string, Attributes[string]]): string {
  if (value === null || value === undefined || value === false) return '';
  if (value === true) return ` ${name}=""`;
  return ` ${name}="${typeof value === 'number' ? rounded(value) : escapeText(value)}"`;
}
