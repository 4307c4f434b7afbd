import type { OpenModule, OpenScope } from './open-module.ts';
import type { PyBranch, PyClass, PyFunction, PyValue } from './py-value.ts';
import { ExpressionReader, isPath } from './read-expression.ts';
import { childAt, childOf, childrenAt, type SyntaxNode } from './syntax-tree.ts';

/** Reads a module's statements into its scopes. */
export function readStatements(root: SyntaxNode, open: OpenModule): void {
  new StatementReader(open).block(root, open.scope);
}

type Read = (reader: StatementReader, node: SyntaxNode, scope: OpenScope) => void;

class StatementReader {
  readonly #open: OpenModule;
  readonly expressions: ExpressionReader;

  constructor(open: OpenModule) {
    this.#open = open;
    this.expressions = new ExpressionReader(open);
  }

  block(node: SyntaxNode, scope: OpenScope): void {
    for (const child of node.children) this.statement(child, scope);
  }

  statement(node: SyntaxNode, scope: OpenScope): void {
    const reader = readers[node.type];
    if (reader === undefined) this.expressions.read(node, scope);
    else reader(this, node, scope);
  }

  field(node: SyntaxNode, field: string, scope: OpenScope): void {
    for (const child of childrenAt(node, field)) this.statement(child, scope);
  }

  branch(kind: PyBranch['kind'], statement: SyntaxNode, part: SyntaxNode, scope: OpenScope): void {
    scope.branches.push({ kind, statement: statement.start, start: part.start, end: part.end });
    this.block(part, scope);
  }

  /** The value, for `a = b = value`. */
  assignment(node: SyntaxNode, scope: OpenScope): PyValue | undefined {
    const right = childAt(node, 'right');
    const type = childAt(node, 'type');
    const typed = type === undefined ? undefined : this.expressions.read(type, scope);
    if (right === undefined) return undefined;
    const value = right.type === 'assignment' ? this.assignment(right, scope) : this.expressions.read(right, scope);
    if (value === undefined) return undefined;
    const before = scope.assignments.length;
    this.expressions.assign(this.expressions.field(node, 'left', scope), value, 'assign', node.end, scope);
    const made = scope.assignments[before];
    if (made !== undefined && typed !== undefined) scope.assignments[before] = { ...made, type: typed };
    return value;
  }

  augmented(node: SyntaxNode, scope: OpenScope): void {
    const value = this.expressions.field(node, 'right', scope);
    const list = this.expressions.field(node, 'left', scope);
    if (childAt(node, 'operator')?.type !== '+=' || !isPath(list)) return;
    const item: PyValue = { ...value, form: 'spread', value, stars: 1 };
    scope.additions.push({ ...this.#open.spot(node), list, item, scope, start: node.end });
  }

  withItem(node: SyntaxNode, scope: OpenScope): void {
    const value = childAt(node, 'value');
    const [context, target] = value?.type === 'as_pattern' ? value.children : [value];
    const given = context === undefined ? undefined : this.expressions.read(context, scope);
    const [name] = target?.children ?? [];
    if (given === undefined || name === undefined) return;
    this.expressions.assign(this.expressions.read(name, scope), given, 'with', node.end, scope);
  }

  decorated(node: SyntaxNode, scope: OpenScope): void {
    const decorators = node.children
      .filter(({ type }) => type === 'decorator')
      .map((decorator) => this.expressions.only(decorator, scope));
    const definition = childAt(node, 'definition');
    if (definition?.type === 'class_definition') this.class(definition, decorators, scope);
    else if (definition !== undefined) this.function(definition, decorators, scope);
  }

  function(node: SyntaxNode, decorators: readonly PyValue[], scope: OpenScope): void {
    const { name, spot } = this.#named(node);
    const inner = this.#open.openScope('function', scope);
    const returnType = childAt(node, 'return_type');
    const made: PyFunction = {
      ...spot,
      name,
      isAsync: childOf(node, 'async') !== undefined,
      decorators,
      doc: this.#doc(node, scope),
      parameters: this.expressions.parameters(childAt(node, 'parameters'), scope),
      returnType: returnType === undefined ? undefined : this.expressions.read(returnType, scope),
      scope: inner,
      owner: scope,
      start: node.start,
    };
    inner.function = made;
    scope.functions.push(made);
    this.field(node, 'body', inner);
  }

  class(node: SyntaxNode, decorators: readonly PyValue[], scope: OpenScope): void {
    const { name, spot } = this.#named(node);
    const inner = this.#open.openScope('class', scope);
    const above = childAt(node, 'superclasses')?.children ?? [];
    const made: PyClass = {
      ...spot,
      name,
      bases: this.expressions.all(above.filter(isPositional), scope),
      keywords: above.filter((one) => !isPositional(one)).map((one) => this.expressions.keyword(one, scope)),
      decorators,
      doc: this.#doc(node, scope),
      scope: inner,
      owner: scope,
      start: node.start,
    };
    inner.class = made;
    scope.classes.push(made);
    this.field(node, 'body', inner);
  }

  #named(node: SyntaxNode) {
    const name = childAt(node, 'name') ?? node;
    return { name: this.#open.textOf(name).slice(0, LONGEST_TEXT), spot: this.#open.spot(name) };
  }

  /** The first line of the text that a body begins with. */
  #doc(node: SyntaxNode, scope: OpenScope): string | undefined {
    const [first] = childAt(node, 'body')?.children ?? [];
    const [text] = first?.type === 'expression_statement' ? first.children : [];
    const value = text !== undefined && isText(text) ? this.expressions.read(text, scope) : undefined;
    const line = value?.form === 'string' ? value.text.trim().split(/\s*\n/)[0] : undefined;
    return line === undefined || line === '' ? undefined : line.slice(0, LONGEST_TEXT);
  }

  import(node: SyntaxNode, scope: OpenScope): void {
    for (const child of childrenAt(node, 'name')) {
      const { name, alias } = this.#imported(child);
      this.#bind(child, scope, { module: name, level: 0, name: undefined, alias });
    }
  }

  importFrom(node: SyntaxNode, scope: OpenScope): void {
    const from = childAt(node, 'module_name');
    const text = from === undefined ? '' : this.#open.textOf(from).replaceAll(/\s/g, '');
    const level = /^\.*/.exec(text)?.[0].length ?? 0;
    const module = text.slice(level);
    for (const child of childrenAt(node, 'name')) {
      const { name, alias } = this.#imported(child);
      this.#bind(child, scope, { module, level, name, alias: alias ?? name });
    }
    const all = childOf(node, 'wildcard_import');
    if (all !== undefined) this.#bind(all, scope, { module, level, name: '*', alias: '*' });
  }

  #imported(node: SyntaxNode): { readonly name: string; readonly alias: string | undefined } {
    const alias = childAt(node, 'alias');
    const name = this.#open.textOf(childAt(node, 'name') ?? node).replaceAll(/\s/g, '');
    return { name, alias: alias === undefined ? undefined : this.#open.textOf(alias) };
  }

  #bind(node: SyntaxNode, scope: OpenScope, what: Bound): void {
    const { module, level, name, alias } = what;
    const spot = this.#open.spot(node);
    const hasAlias = alias !== undefined;
    const bound = alias ?? module.split('.')[0] ?? module;
    scope.imports.push({ ...spot, module, level, name, alias: bound, hasAlias, start: node.end, scope });
  }
}

type Bound = {
  readonly module: string;
  readonly level: number;
  readonly name: string | undefined;
  readonly alias: string | undefined;
};

const LONGEST_TEXT = 200;

const isPositional = ({ type }: SyntaxNode): boolean => type !== 'keyword_argument' && type !== 'dictionary_splat';
const isText = ({ type }: SyntaxNode): boolean => type === 'string' || type === 'concatenated_string';

const block: Read = (reader, node, scope) => reader.block(node, scope);
const loop: Read = (reader, node, scope) => {
  const body = childAt(node, 'body');
  reader.field(node, 'condition', scope);
  const start = childAt(node, 'right')?.end;
  if (start !== undefined) reader.expressions.loop(node, start, scope);
  if (body !== undefined) reader.branch('loop', node, body, scope);
  const otherwise = childAt(node, 'alternative');
  if (otherwise !== undefined) reader.branch('maybe', node, otherwise, scope);
};

const readers: Readonly<Record<string, Read>> = {
  block,
  ERROR: block,
  else_clause: block,
  finally_clause: block,
  with_clause: block,
  expression_statement: (reader, node, scope) => {
    for (const child of node.children) if (!isText(child)) reader.statement(child, scope);
  },
  assignment: (reader, node, scope) => void reader.assignment(node, scope),
  augmented_assignment: (reader, node, scope) => reader.augmented(node, scope),
  import_statement: (reader, node, scope) => reader.import(node, scope),
  import_from_statement: (reader, node, scope) => reader.importFrom(node, scope),
  future_import_statement: () => {},
  function_definition: (reader, node, scope) => reader.function(node, [], scope),
  class_definition: (reader, node, scope) => reader.class(node, [], scope),
  decorated_definition: (reader, node, scope) => reader.decorated(node, scope),
  return_statement: (reader, node, scope) => {
    if (node.children.length > 0) scope.returns.push(reader.expressions.only(node, scope));
  },
  if_statement: (reader, node, scope) => {
    reader.field(node, 'condition', scope);
    for (const part of node.children) {
      if (part.field === 'consequence' || part.field === 'alternative') reader.branch('either', node, part, scope);
    }
  },
  for_statement: loop,
  while_statement: loop,
  match_statement: (reader, node, scope) => {
    reader.field(node, 'subject', scope);
    const cases = childAt(node, 'body')?.children ?? [];
    for (const part of cases) reader.branch('either', node, part, scope);
  },
  case_clause: (reader, node, scope) => {
    reader.field(node, 'guard', scope);
    reader.field(node, 'consequence', scope);
  },
  case_pattern: () => {},
  try_statement: (reader, node, scope) => {
    for (const part of node.children) {
      if (part.type === 'except_clause') reader.branch('maybe', node, part, scope);
      else reader.block(part, scope);
    }
  },
  with_statement: block,
  with_item: (reader, node, scope) => reader.withItem(node, scope),
};
