import type { Parser, TreeCursor } from 'web-tree-sitter';

/** A node of the syntax tree as plain data: named nodes, and operators and keywords that are fields. */
export type SyntaxNode = {
  /** As the grammar calls it: `call`, `with_statement`, `ERROR`. */
  readonly type: string;
  /** Its part in its parent: `left`, `body`, `name`; empty if it has none. */
  readonly field: string;
  /** Offsets in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
};

/** A pair of brackets takes about two nodes: some 200 levels of brackets, far more than anybody writes. */
const DEEPEST_NODE = 400;
/** What stands instead of a node that lies too deep. */
export const TOO_DEEP = 'too deep';

/** The parser asks every hundred steps; code takes one to four per character, endless recovery many more. */
const MOST_STEPS_PER_CHARACTER = 20;
const STEPS_PER_QUESTION = 100;

export type SyntaxTree = {
  readonly root: SyntaxNode;
  /** Offsets of what the parser did not understand or missed, in order. */
  readonly faults: readonly number[];
};

/** Without recursion, since any text may be given; undefined if the parser cannot get through the text. */
export function syntaxTree(parser: Parser, text: string): SyntaxTree | undefined {
  let questions = 0;
  const mostQuestions = 1000 + (text.length * MOST_STEPS_PER_CHARACTER) / STEPS_PER_QUESTION;
  // The type says void, but a true value ends the parsing.
  const progressCallback = (): boolean => ++questions > mostQuestions;
  const tree = parser.parse(text, null, { progressCallback });
  if (tree === null) {
    parser.reset();
    return undefined;
  }
  const cursor = tree.walk();
  const plain = plainTree(cursor);
  cursor.delete();
  tree.delete();
  return plain;
}

function plainTree(cursor: TreeCursor): SyntaxTree {
  const faults: number[] = [];
  const root = plainNode(cursor, 0);
  const open: Growing[] = [root];
  let goesDown = cursor.gotoFirstChild();
  while (goesDown) {
    const parent = open.at(-1) ?? root;
    const node = plainNode(cursor, open.length);
    if (node.type === 'ERROR' || cursor.nodeIsMissing) faults.push(node.start);
    if (isKept(node, cursor)) parent.children.push(node);
    if (node.type !== TOO_DEEP && cursor.gotoFirstChild()) open.push(node);
    else goesDown = climb(cursor, open);
  }
  return { root, faults };
}

/** To the next node that was not seen, up to the root if need be; false if there is none. */
function climb(cursor: TreeCursor, open: Growing[]): boolean {
  while (!cursor.gotoNextSibling()) {
    if (open.length <= 1 || !cursor.gotoParent()) return false;
    open.pop();
  }
  return true;
}

type Growing = SyntaxNode & { readonly children: SyntaxNode[] };

const plainNode = (cursor: TreeCursor, level: number): Growing => ({
  type: level > DEEPEST_NODE ? TOO_DEEP : cursor.nodeType,
  field: cursor.currentFieldName ?? '',
  start: cursor.startIndex,
  end: cursor.endIndex,
  children: [],
});

/** Brackets, commas, comments and most keywords say nothing that the tree does not. */
const isKept = ({ type, field }: SyntaxNode, cursor: TreeCursor): boolean =>
  type !== 'comment' && type !== 'line_continuation' && (cursor.nodeIsNamed || field !== '' || type === 'async');

/** The first child with this part. */
export const childAt = ({ children }: SyntaxNode, field: string): SyntaxNode | undefined =>
  children.find((child) => child.field === field);
export const childrenAt = ({ children }: SyntaxNode, field: string): SyntaxNode[] =>
  children.filter((child) => child.field === field);
/** The first child of this type. */
export const childOf = ({ children }: SyntaxNode, type: string): SyntaxNode | undefined =>
  children.find((child) => child.type === type);
