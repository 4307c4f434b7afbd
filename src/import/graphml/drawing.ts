import type { Attributes } from '../../base/xml-feed.ts';

/** What stands in a datum as XML: of yEd's drawings the label, the sort of shape and the arrowheads are read. */
export class Drawing {
  label: string | undefined;
  /** `dataBase` of yEd's `com.yworks.flowchart.dataBase`. */
  sort: string | undefined;
  arrows: { readonly atSource: boolean; readonly atTarget: boolean } | undefined;
  #depth = 0;
  #labelDepth = 0;
  #text = '';

  open(name: string, { configuration, source = 'none', target = 'none' }: Attributes): void {
    this.#depth++;
    if ((name === 'NodeLabel' || name === 'EdgeLabel') && this.#labelDepth === 0) {
      this.#labelDepth = this.#depth;
      this.#text = '';
    }
    if (name === 'Arrows') this.arrows = { atSource: source !== 'none', atTarget: target !== 'none' };
    if (configuration !== undefined) this.sort ??= configuration.slice(configuration.lastIndexOf('.') + 1);
  }

  /** Labels also hold elements about how they are placed. */
  text(text: string): void {
    if (this.#labelDepth > 0 && this.#depth === this.#labelDepth) this.#text += text;
  }

  close(): void {
    if (this.#depth === this.#labelDepth) {
      const label = this.#text.trim();
      if (label !== '') this.label ??= label;
      this.#labelDepth = 0;
    }
    this.#depth--;
  }
}
