/* XML as a tree that can be changed anywhere and written again: what is closed stays closed. */

type Tag = { name: string; readonly attributes: Record<string, unknown>; readonly inside: Record<string, unknown> };

const isTag = (value: unknown): value is Tag => typeof value === 'object' && value !== null && 'attributes' in value;

/** The text with a change at one of its elements, texts or attributes, at `at` in [0, 1). */
export function mutatedXml(
  text: string,
  at: number,
  change: (parent: Record<string, unknown>, key: string) => unknown,
): string {
  const root = parsed(text);
  const places: (readonly [Record<string, unknown>, string])[] = [];
  const walk = (inside: Record<string, unknown>): void => {
    for (const [key, value] of Object.entries(inside)) {
      places.push([inside, key]);
      if (!isTag(value)) continue;
      for (const name of Object.keys(value.attributes)) places.push([value.attributes, name]);
      walk(value.inside);
    }
  };
  walk(root);
  const place = places[Math.floor(at * places.length)];
  if (place !== undefined) change(...place);
  return written(root);
}

function parsed(text: string): Record<string, unknown> {
  const open: Record<string, unknown>[] = [{}];
  for (const [piece, end, name, attributes, isEmpty] of text.matchAll(PIECES)) {
    const inside = open.at(-1) ?? {};
    if (end !== undefined) {
      if (open.length > 1) open.pop();
    } else if (name === undefined) {
      inside[Object.keys(inside).length] = piece;
    } else {
      const tag: Tag = { name, attributes: attributesOf(attributes ?? ''), inside: {} };
      inside[Object.keys(inside).length] = tag;
      if (isEmpty !== '/') open.push(tag.inside);
    }
  }
  return open[0] ?? {};
}

const PIECES = /<(\/)[^>]*>|<([\w:.-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|<[^>]*>|[^<]+/gu;

const attributesOf = (text: string): Record<string, unknown> =>
  Object.fromEntries([...text.matchAll(/([\w:.-]+)\s*=\s*"([^"]*)"/gu)].map(([, name, value]) => [name, value]));

const written = (inside: Record<string, unknown>): string =>
  Object.values(inside)
    .map((value) => (isTag(value) ? writtenTag(value) : plain(value)))
    .join('');

const writtenTag = ({ name, attributes, inside }: Tag): string => {
  const all = Object.entries(attributes).map(([key, value]) => ` ${key}="${plain(value).replaceAll('"', '&#34;')}"`);
  return `<${name}${all.join('')}>${written(inside)}</${name}>`;
};

/** What was there stays as it was; what came anew is a text. */
const plain = (value: unknown): string =>
  typeof value === 'string' ? value.replace(/^<(?=[^?!])/u, '&#60;') : JSON.stringify(value ?? null);
