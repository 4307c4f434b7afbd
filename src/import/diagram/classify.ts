import { type ComponentKind, componentKinds, isIn, type Layer } from '../../graph/kinds.ts';
import type { Element, Shape } from './diagram.ts';
import { type ElementRule, elementRules } from './element-rules.ts';

/** What an element is taken for, by which rule. */
export type Class = {
  readonly kind: ComponentKind;
  readonly layer?: Layer | undefined;
  readonly says: string;
};

/** The class of an element by the table; undefined for a node of which nothing is known. */
export function classify({ shape, types = [], name }: Pick<Element, 'shape' | 'types' | 'name'>): Class | undefined {
  const kind = types.map(kindIn).find((one) => one !== undefined);
  if (kind !== undefined) return { kind, says: `its type is ${kind}` };
  const [said, called] = [types.map(wordsOf).filter((text) => text !== ''), wordsOf(name)];
  // What the file says it is comes before what somebody called it, unless that says hardly anything.
  const rule =
    ruleFor(said.join(' | '), shape, ({ kind: one }) => !VAGUE.has(one)) ??
    ruleFor([...said, called].filter((text) => text !== '').join(' | '), shape, () => true);
  return rule && { kind: rule.kind, layer: rule.layer, says: rule.says };
}

/** `Data Store` -> data-store. */
function kindIn(type: string): ComponentKind | undefined {
  const kind = wordsOf(type).replaceAll(' ', '-');
  // A control has no measured effect by being called one, and a container is mostly what something runs in.
  return componentKinds.find((one) => one === kind && !isIn('control', one) && !isIn('host', one));
}

/** Kinds that most elements have whatever they do. */
const VAGUE: ReadonlySet<ComponentKind> = new Set(['framework', 'external', 'data-store', 'tool']);

const ruleFor = (text: string, shape: Shape, isMeant: (rule: ElementRule) => boolean): ElementRule | undefined =>
  elementRules.find(
    (rule) =>
      isMeant(rule) &&
      (rule.shapes === undefined || rule.shapes.includes(shape)) &&
      rule.words.test(text) &&
      rule.unless?.test(text) !== true,
  );

const LONGEST = 500;

/** `WebApp_v2` -> `web app v2`. */
const wordsOf = (text: string): string =>
  text
    .slice(0, LONGEST)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[^\p{L}\p{N}|]+/gu, ' ')
    .trim()
    .toLowerCase();
