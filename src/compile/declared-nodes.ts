import type { Place, Problem } from '../base/errors.ts';
import { quoted } from '../base/quoted.ts';
import { TokenTable } from './token-table.ts';

/** Which nodes were declared, for formats in which all must be: before or after the edges that name them. */
export class DeclaredNodes {
  private readonly ids = new TokenTable();
  /** Per id: whether it was declared. */
  private isDeclared = new Uint8Array(1024);
  /** Where an id that is not declared yet was first used. */
  private readonly open = new Map<number, { readonly id: string; readonly at: Place }>();
  private readonly bytes = new Uint8Array(1200);

  /** @returns false if it was declared before */
  declare(id: string): boolean {
    const index = this.indexOf(id);
    const isNew = this.isDeclared[index] === 0;
    this.isDeclared[index] = 1;
    this.open.delete(index);
    return isNew;
  }

  use(id: string, at: Place): void {
    const index = this.indexOf(id);
    if (this.isDeclared[index] === 0 && !this.open.has(index)) this.open.set(index, { id, at });
  }

  /** One for every id that was used only. */
  *problems(): Generator<Problem> {
    for (const { id, at } of this.open.values()) {
      const fix = `Add <node id=${quoted(id)}/>, or correct the edge.`;
      yield { at, expected: 'edges between nodes of the file', found: `${quoted(id)}, which is none`, fix };
    }
  }

  private indexOf(id: string): number {
    const index = this.ids.intern(this.bytes, 0, utf8.encodeInto(id, this.bytes).written);
    if (index >= this.isDeclared.length) {
      const grown = new Uint8Array(2 * this.isDeclared.length);
      grown.set(this.isDeclared);
      this.isDeclared = grown;
    }
    return index;
  }
}

const utf8 = new TextEncoder();
