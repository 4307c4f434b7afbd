import { isMap, isNode, isPair, isScalar, isSeq, type Pair, parseDocument, visit, type YAMLMap } from 'yaml';
import type { Relation } from '../../graph/ecosystem.ts';

/** What an ecosystem file says in comments, by where it can stand after the file is written anew. */
export type FileNotes = {
  /** The comments on top, line by line as they are. */
  readonly head: readonly string[];
  /** By the id of a component, control or relation. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
  /** After everything else. */
  readonly foot: readonly string[];
};

/** Comments of an ecosystem file that is free of mistakes. */
export function fileNotes(text: string, relations: readonly Relation[]): FileNotes {
  const document = parseDocument(text);
  const root = document.contents;
  const parts = new Map<string, string[]>();
  const add = (id: string | undefined, comments: readonly string[]): void => {
    if (id !== undefined && comments.length > 0) parts.set(id, [...(parts.get(id) ?? []), ...comments]);
  };
  const head = headOf(text);
  if (!isMap(root)) return { head, parts, foot: [] };
  for (const pair of root.items) {
    const key = String(isScalar(pair.key) ? pair.key.value : pair.key);
    if (key === 'components' || key === 'controls') notesOfMap(pair, add);
    if (key === 'relations') notesOfList(pair, relations, add);
  }
  return { head, parts, foot: linesOf(document.comment) };
}

type Add = (id: string | undefined, comments: readonly string[]) => void;

/** Everything above the first key. */
function headOf(text: string): string[] {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|\n|\r/u);
  const end = lines.findIndex((line) => line.trim() !== '' && !line.startsWith('#'));
  const head = lines.slice(0, Math.max(0, end));
  while (head.at(-1)?.trim() === '') head.pop();
  return head;
}

function notesOfMap(pair: Pair, add: Add): void {
  if (!isMap(pair.value)) return;
  const items = pair.value.items;
  const idOf = (item: Pair | undefined): string | undefined =>
    item !== undefined && isScalar(item.key) ? String(item.key.value) : undefined;
  add(idOf(items[0]), [...above(pair.key), ...above(pair.value)]);
  for (const item of items) add(idOf(item), [...above(item.key), ...inside(item)]);
  add(idOf(items.at(-1)), after(pair.value));
}

function notesOfList(pair: Pair, relations: readonly Relation[], add: Add): void {
  if (!isSeq(pair.value)) return;
  const { items } = pair.value;
  const idOf = relationIds(relations);
  const ids = items.map((item) => (isMap(item) ? idOf(item) : undefined));
  add(ids[0], [...above(pair.key), ...above(pair.value)]);
  for (const [at, item] of items.entries()) add(ids[at], [...above(item), ...inside(item)]);
  add(ids.at(-1), after(pair.value));
}

/** Item of the list -> its id; parallel ones share their comments. */
function relationIds(relations: readonly Relation[]): (item: YAMLMap) => string | undefined {
  const key = (...parts: readonly unknown[]): string => JSON.stringify(parts);
  const byEnds = new Map<string, string>();
  for (const one of relations.toReversed()) {
    byEnds.set(key(one.from, one.kind, one.to, 'role' in one ? one.role : 'holds'), one.id);
  }
  return (item) => {
    const [id, from, kind, to, role = 'holds'] = ['id', 'from', 'kind', 'to', 'role'].map((one) => item.get(one));
    return typeof id === 'string' ? id : byEnds.get(key(from, kind, to, role));
  };
}

const above = (node: unknown): string[] => (isNode(node) ? linesOf(node.commentBefore) : []);
const after = (node: unknown): string[] => (isNode(node) ? linesOf(node.comment) : []);

/** Comments within a part: beside its fields, and between them. */
function inside(part: unknown): string[] {
  const found: string[] = [];
  const collect = (node: unknown): void => {
    if (isNode(node)) found.push(...(node === part ? [] : linesOf(node.commentBefore)), ...linesOf(node.comment));
  };
  if (isPair(part)) collect(part.value);
  const tree = isPair(part) ? part.value : part;
  if (isNode(tree)) {
    visit(tree, {
      Node: (_key, node) => {
        if (node !== tree || !isPair(part)) collect(node);
      },
    });
  }
  return found;
}

/** Headings of layers are written anew. */
const LAYER_HEADING = /^Layer [1-7]: /u;

const linesOf = (comment: string | null | undefined): string[] =>
  (comment ?? '')
    .split('\n')
    .map((line) => line.replace(/^ /u, '').trimEnd())
    .filter((line) => line !== '' && !LAYER_HEADING.test(line));
