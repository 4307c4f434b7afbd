import type { Place } from '../../base/errors.ts';
import type { Spot } from '../drafts.ts';
import type { SourceFile } from '../importer.ts';
import type { PyForm, PyModule, PyScope, PyValue, Standing } from './py-value.ts';
import { type SyntaxNode, TOO_DEEP } from './syntax-tree.ts';

type Growing<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer Item)[] ? Item[] : T[K] };

/** A scope that is still being read. */
export type OpenScope = Growing<PyScope>;

/** A module that is still being read: its text, where things stand in it, and its scopes. */
export class OpenModule {
  readonly text: string;
  readonly module: PyModule;
  readonly #scopes: PyScope[] = [];
  readonly #lineStarts: readonly number[];
  readonly scope: OpenScope;
  /** The first node that lies too deep to be read. */
  tooDeep: Place | undefined;

  constructor(file: SourceFile, warnings: PyModule['warnings']) {
    this.text = file.text;
    this.#lineStarts = [0, ...[...file.text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    // The first scope is the module's own; the tuple type cannot see that it is pushed at once.
    this.module = { file, warnings, scopes: this.#scopes as unknown as PyModule['scopes'] };
    this.scope = this.openScope('module', undefined);
  }

  openScope(kind: PyScope['kind'], parent: PyScope | undefined): OpenScope {
    const scope: OpenScope = {
      kind,
      module: this.module,
      parent,
      function: undefined,
      class: undefined,
      imports: [],
      functions: [],
      classes: [],
      assignments: [],
      additions: [],
      calls: [],
      subscripts: [],
      returns: [],
      yields: [],
      branches: [],
    };
    this.#scopes.push(scope);
    return scope;
  }

  textOf = ({ start, end }: SyntaxNode): string => this.text.slice(start, end);

  place(start: number, end: number): Place {
    const line = this.#lineOf(start);
    const from = this.#lineStarts[line] ?? 0;
    const lineEnd = (this.#lineStarts[line + 1] ?? this.text.length + 1) - 1;
    const length = Math.max(1, Math.min(end, lineEnd) - start);
    return { file: this.module.file.name, line: line + 1, column: start - from + 1, length };
  }

  spot = ({ start, end }: SyntaxNode): Spot => ({ at: this.place(start, end), pointer: '' });

  standing = (node: SyntaxNode, scope: PyScope): Standing => ({ ...this.spot(node), scope, start: node.start });

  value = (node: SyntaxNode, scope: PyScope, form: PyForm): PyValue => ({ ...this.standing(node, scope), ...form });

  unknown(node: SyntaxNode, scope: PyScope): PyValue {
    if (node.type === TOO_DEEP) this.tooDeep ??= this.place(node.start, node.end);
    return this.value(node, scope, { form: 'unknown', what: node.type.replaceAll('_', ' ') });
  }

  /** The last line that starts at or before the offset. */
  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
