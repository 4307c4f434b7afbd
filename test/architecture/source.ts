import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { parseAst } from 'vitest/node';

/** A node of the ESTree that vite's parser gives, TypeScript included; its children are whatever else it holds. */
export type Node = { readonly type: string; readonly start: number; readonly [field: string]: unknown };
/** An import, re-export, dynamic import or import type; `to` is a path from the root if `inside`, else a package. */
export type Import = {
  readonly to: string;
  readonly inside: boolean;
  readonly line: number;
  readonly form: 'import' | 're-export';
};
export type SourceFile = {
  readonly path: string;
  readonly text: string;
  readonly tree: Node;
  readonly imports: readonly Import[];
};

/** Every .ts file below the folders, by path from the root with forward slashes. */
export function readSources(root: string, folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      // AssemblyScript has decorators and types of its own; asc checks it.
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.includes('assembly'))
      .map((file) =>
        parseSource(posix.join(folder, file.split(sep).join('/')), readFileSync(join(root, folder, file), 'utf8')),
      ),
  );
}

export function parseSource(path: string, text: string): SourceFile {
  const tree = parseAst(text, { lang: 'ts' }, path) as unknown as Node;
  const imports: Import[] = [];
  visit(tree, (node) => {
    const specifier = specifierOf(node);
    if (specifier === undefined) return true;
    const inside = specifier.startsWith('.');
    const to = inside ? posix.join(posix.dirname(path), specifier) : specifier;
    const form = node.type.startsWith('Export') ? 're-export' : 'import';
    imports.push({ to, inside, line: lineAt(text, node.start), form });
    return true;
  });
  return { path, text, tree, imports };
}

const importing = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function specifierOf(node: Node): string | undefined {
  if (!importing.has(node.type)) return undefined;
  const value = (node['source'] as { readonly value?: unknown } | null | undefined)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Calls `see` for every node, parents first; it answers whether to visit the children. */
export function visit(node: Node, see: (node: Node, parent: Node | undefined) => boolean, parent?: Node): void {
  if (!see(node, parent)) return;
  for (const child of Object.values(node)) {
    for (const each of Array.isArray(child) ? child : [child]) if (isNode(each)) visit(each, see, node);
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
