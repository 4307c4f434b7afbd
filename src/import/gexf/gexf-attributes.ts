import type { Place } from '../../base/errors.ts';
import type { Attributes } from '../../base/xml-feed.ts';
import { fromXml } from '../../base/xml-text.ts';
import type { Drafts } from '../drafts.ts';
import { shown } from '../network/shown.ts';
import { listText } from './list-text.ts';

export type GexfAttribute = {
  readonly name: string;
  readonly isList: boolean;
  defaultText: string | undefined;
};

/** The attributes that a GEXF file declares for nodes or for edges, by the ids with which values refer to them. */
export class GexfAttributes {
  readonly #drafts: Drafts;
  readonly #declared = new Map<string, GexfAttribute>();
  readonly #undeclared = new Set<string>();

  constructor(drafts: Drafts) {
    this.#drafts = drafts;
  }

  declare({ id, title, type = 'string' }: Attributes): GexfAttribute | undefined {
    if (id === undefined) return undefined;
    const isList = type.toLowerCase().startsWith('list');
    const attribute: GexfAttribute = { name: fromXml(title ?? id), isList, defaultText: undefined };
    this.#declared.set(id, attribute);
    return attribute;
  }

  /** What a value is; one that was never declared is called as it is referred to. */
  find(id: string, at: Place): GexfAttribute {
    const known = this.#declared.get(id);
    if (known !== undefined) return known;
    if (!this.#undeclared.has(id)) {
      this.#undeclared.add(id);
      const fix = `The attribute is taken to be called so; <attribute id=${shown(id)} title="…"/> would say it.`;
      const found = `${shown(id)}, which is none`;
      this.#drafts.warnings.push({ at, expected: 'the id of an <attribute>', found, fix });
    }
    return { name: fromXml(id), isList: false, defaultText: undefined };
  }

  /** In the order of the file. */
  defaults = (): readonly (readonly [name: string, text: string])[] =>
    [...this.#declared.values()].flatMap(({ name, isList, defaultText }) =>
      defaultText === undefined ? [] : [[name, valueText(defaultText, isList)] as const],
    );
}

/** Lists as JSON, in which our own attributes hold theirs. */
export const valueText = (text: string, isList: boolean): string => (isList ? listText(fromXml(text)) : fromXml(text));
