import { isRawString, literalText } from './literal-text.ts';
import type { OpenModule, OpenScope } from './open-module.ts';
import type {
  Py,
  PyAssignment,
  PyCall,
  PyEntry,
  PyForm,
  PyFunction,
  PyKeyword,
  PyParameter,
  PyValue,
} from './py-value.ts';
import { childAt, childOf, childrenAt, type SyntaxNode } from './syntax-tree.ts';

/** Reads expressions; the calls, `:=` and lambdas in them are noted in their scope. */
export class ExpressionReader {
  readonly #open: OpenModule;

  constructor(open: OpenModule) {
    this.#open = open;
  }

  read(node: SyntaxNode, scope: OpenScope): PyValue {
    const reader = readers[node.type];
    if (reader !== undefined) return reader(this, node, scope);
    for (const child of node.children) this.read(child, scope);
    return this.#open.unknown(node, scope);
  }

  all = (nodes: readonly SyntaxNode[], scope: OpenScope): PyValue[] => nodes.map((node) => this.read(node, scope));

  value = (node: SyntaxNode, scope: OpenScope, form: PyForm): PyValue => this.#open.value(node, scope, form);
  textOf = (node: SyntaxNode): string => this.#open.textOf(node);

  /** The first of its children, if it has any. */
  only(node: SyntaxNode, scope: OpenScope): PyValue {
    const [first, ...others] = node.children;
    const value = first === undefined ? this.#open.unknown(node, scope) : this.read(first, scope);
    this.all(others, scope);
    return value;
  }

  field(node: SyntaxNode, field: string, scope: OpenScope): PyValue {
    const child = childAt(node, field);
    return child === undefined ? this.#open.unknown(node, scope) : this.read(child, scope);
  }

  string(node: SyntaxNode, scope: OpenScope): PyValue {
    const isRaw = isRawString(node, this.#open.text);
    const parts = node.children.flatMap((child): PyValue[] => {
      if (child.type === 'string_content') {
        return [this.value(child, scope, { form: 'string', text: literalText(child, this.#open.text, isRaw) })];
      }
      return child.type === 'interpolation' ? [this.field(child, 'expression', scope)] : [];
    });
    return this.joined(node, parts, scope);
  }

  /** Texts that stand side by side are one; with anything else in between they are a template. */
  joined(node: SyntaxNode, parts: readonly PyValue[], scope: OpenScope): PyValue {
    const flat = parts.flatMap((part) => (part.form === 'template' ? part.parts : [part]));
    const texts = flat.flatMap((part) => (part.form === 'string' ? [part.text] : []));
    return texts.length === flat.length
      ? this.value(node, scope, { form: 'string', text: texts.join('') })
      : this.value(node, scope, { form: 'template', parts: flat });
  }

  operation(node: SyntaxNode, scope: OpenScope): PyValue {
    const left = this.field(node, 'left', scope);
    const right = this.field(node, 'right', scope);
    const operator = childAt(node, 'operator')?.type ?? '';
    const isText = [left, right].every(({ form }) => form === 'string' || form === 'template');
    if (operator === '+' && isText) return this.joined(node, [left, right], scope);
    if (operator === '%' && left.form === 'string') return this.joined(node, [left, right], scope);
    return this.value(node, scope, { form: 'operation', operator, left, right });
  }

  dictionary(node: SyntaxNode, scope: OpenScope): PyValue {
    const entries = node.children.map((child): PyEntry => {
      if (child.type === 'pair') {
        return { key: this.field(child, 'key', scope), value: this.field(child, 'value', scope) };
      }
      const spread = this.read(child, scope);
      return { key: spread, value: spread };
    });
    return this.value(node, scope, { form: 'dict', entries });
  }

  call(node: SyntaxNode, scope: OpenScope): PyValue {
    const callee = this.field(node, 'function', scope);
    const given = childAt(node, 'arguments');
    const isList = given?.type === 'argument_list';
    const nodes = given === undefined ? [] : isList ? given.children : [given];
    const keywords: PyKeyword[] = [];
    const args: PyValue[] = [];
    for (const child of nodes) {
      if (child.type === 'keyword_argument') keywords.push(this.keyword(child, scope));
      else args.push(this.read(child, scope));
    }
    const call: PyCall = { ...this.#open.standing(node, scope), form: 'call', callee, args, keywords };
    scope.calls.push(call);
    this.#noteAddition(node, call, scope);
    return call;
  }

  subscript(node: SyntaxNode, scope: OpenScope): PyValue {
    const object = this.field(node, 'value', scope);
    const index = this.all(childrenAt(node, 'subscript'), scope);
    const subscript: Py<'subscript'> = { ...this.#open.standing(node, scope), form: 'subscript', object, index };
    scope.subscripts.push(subscript);
    return subscript;
  }

  keyword(node: SyntaxNode, scope: OpenScope): PyKeyword {
    const name = childAt(node, 'name');
    return { name: name === undefined ? '' : this.textOf(name), value: this.field(node, 'value', scope) };
  }

  #noteAddition(node: SyntaxNode, { callee, args, at, pointer }: PyCall, scope: OpenScope): void {
    if (callee.form !== 'attribute' || !isPath(callee.object)) return;
    const list = callee.object;
    const add = (item: PyValue | undefined) => {
      if (item !== undefined) scope.additions.push({ at, pointer, list, item, scope, start: node.end });
    };
    if (callee.name === 'append' || callee.name === 'add') add(args[0]);
    if (callee.name === 'insert') add(args[1]);
    const [more] = args;
    if (callee.name === 'extend' && more !== undefined) add({ ...more, form: 'spread', value: more, stars: 1 });
  }

  assign(target: PyValue, value: PyValue, how: PyAssignment['how'], start: number, scope: OpenScope): void {
    if (target.form === 'list') {
      const isPaired = value.form === 'list' && value.items.length === target.items.length && !hasSpread(value.items);
      for (const [index, part] of target.items.entries()) {
        const own = isPaired ? value.items[index] : undefined;
        this.assign(part, own ?? { ...value, form: 'element', of: value, index }, how, start, scope);
      }
      return;
    }
    const { at, pointer } = target;
    const isTarget = target.form === 'name' || target.form === 'attribute' || target.form === 'subscript';
    if (isTarget) scope.assignments.push({ at, pointer, target, value, type: undefined, how, scope, start });
  }

  comprehension(node: SyntaxNode, scope: OpenScope): PyValue {
    const body = childAt(node, 'body');
    for (const child of node.children) {
      if (child.type === 'for_in_clause') this.loop(child, child.end, scope);
      else if (child !== body) this.read(child, scope);
    }
    if (body === undefined) return this.#open.unknown(node, scope);
    if (body.type === 'pair') this.field(body, 'key', scope);
    const item = body.type === 'pair' ? this.field(body, 'value', scope) : this.read(body, scope);
    return this.value(node, scope, { form: 'comprehension', item });
  }

  /** `for target in values`, of a statement or a comprehension. */
  loop(node: SyntaxNode, start: number, scope: OpenScope): void {
    const of = this.field(node, 'right', scope);
    const target = this.field(node, 'left', scope);
    this.assign(target, { ...of, form: 'each', of }, 'for', start, scope);
  }

  lambda(node: SyntaxNode, scope: OpenScope): PyValue {
    const inner = this.#open.openScope('function', scope);
    const parameters = this.parameters(childAt(node, 'parameters'), scope);
    const made: PyFunction = {
      ...this.#open.spot(node),
      name: '<lambda>',
      isAsync: false,
      decorators: [],
      doc: undefined,
      parameters,
      returnType: undefined,
      scope: inner,
      owner: scope,
      start: node.start,
    };
    inner.function = made;
    const body = childAt(node, 'body');
    if (body !== undefined) inner.returns.push(this.read(body, inner));
    return this.value(node, scope, { form: 'function', function: made });
  }

  parameters(node: SyntaxNode | undefined, scope: OpenScope): PyParameter[] {
    return (node?.children ?? []).flatMap((child) => this.#parameter(child, scope) ?? []);
  }

  #parameter(node: SyntaxNode, scope: OpenScope): PyParameter | undefined {
    const [first] = node.children;
    const named = node.type === 'identifier' ? node : (childAt(node, 'name') ?? first);
    if (named === undefined) return undefined; // the bare * and /
    const type = childAt(node, 'type');
    const fallback = childAt(node, 'value');
    const starred = node.type.endsWith('splat_pattern') ? node : named;
    return {
      ...this.#open.spot(named),
      name: this.textOf(named).replace(/^\*+\s*/, ''),
      type: type === undefined ? undefined : this.read(type, scope),
      fallback: fallback === undefined ? undefined : this.read(fallback, scope),
      stars: starred.type === 'list_splat_pattern' ? 1 : starred.type === 'dictionary_splat_pattern' ? 2 : 0,
    };
  }
}

const hasSpread = (values: readonly PyValue[]): boolean => values.some(({ form }) => form === 'spread');

/** A variable, or an attribute of one. */
export const isPath = (value: PyValue): boolean => value.form === 'name' || value.form === 'attribute';

type Read = (reader: ExpressionReader, node: SyntaxNode, scope: OpenScope) => PyValue;

const inside: Read = (reader, node, scope) => reader.only(node, scope);
const listOf =
  (of: 'list' | 'tuple' | 'set'): Read =>
  (reader, node, scope) =>
    reader.value(node, scope, { form: 'list', of, items: reader.all(node.children, scope) });
const spread =
  (stars: 1 | 2): Read =>
  (reader, node, scope) =>
    reader.value(node, scope, { form: 'spread', value: reader.only(node, scope), stars });
const number: Read = (reader, node, scope) => {
  const value = Number(reader.textOf(node).replaceAll('_', ''));
  return reader.value(
    node,
    scope,
    Number.isFinite(value) ? { form: 'number', value } : { form: 'unknown', what: 'number' },
  );
};
const comprehension: Read = (reader, node, scope) => reader.comprehension(node, scope);

const readers: Readonly<Record<string, Read>> = {
  identifier: (reader, node, scope) => reader.value(node, scope, { form: 'name', name: reader.textOf(node) }),
  dotted_name: (reader, node, scope) => reader.value(node, scope, { form: 'name', name: reader.textOf(node) }),
  attribute: (reader, node, scope) => {
    const name = childAt(node, 'attribute');
    const object = reader.field(node, 'object', scope);
    return reader.value(node, scope, {
      form: 'attribute',
      object,
      name: name === undefined ? '' : reader.textOf(name),
    });
  },
  subscript: (reader, node, scope) => reader.subscript(node, scope),
  generic_type: (reader, node, scope) => {
    const index = reader.all(childOf(node, 'type_parameter')?.children ?? [], scope);
    const [head] = node.children;
    const object = head === undefined ? reader.only(node, scope) : reader.read(head, scope);
    return reader.value(node, scope, { form: 'subscript', object, index });
  },
  call: (reader, node, scope) => reader.call(node, scope),
  string: (reader, node, scope) => reader.string(node, scope),
  concatenated_string: (reader, node, scope) => reader.joined(node, reader.all(node.children, scope), scope),
  integer: number,
  float: number,
  true: (reader, node, scope) => reader.value(node, scope, { form: 'boolean', value: true }),
  false: (reader, node, scope) => reader.value(node, scope, { form: 'boolean', value: false }),
  none: (reader, node, scope) => reader.value(node, scope, { form: 'none' }),
  unary_operator: (reader, node, scope) => {
    const value = reader.field(node, 'argument', scope);
    const isMinus = childAt(node, 'operator')?.type === '-' && value.form === 'number';
    return reader.value(
      node,
      scope,
      isMinus ? { form: 'number', value: -value.value } : { form: 'unknown', what: 'operation' },
    );
  },
  list: listOf('list'),
  list_pattern: listOf('list'),
  tuple: listOf('tuple'),
  tuple_pattern: listOf('tuple'),
  expression_list: listOf('tuple'),
  pattern_list: listOf('tuple'),
  set: listOf('set'),
  dictionary: (reader, node, scope) => reader.dictionary(node, scope),
  list_splat: spread(1),
  splat_type: spread(1), // Literal[*names]
  parenthesized_list_splat: inside,
  dictionary_splat: spread(2),
  await: inside,
  parenthesized_expression: inside,
  type: inside,
  interpolation: (reader, node, scope) => reader.field(node, 'expression', scope),
  conditional_expression: (reader, node, scope) => {
    const [yes, , no] = reader.all(node.children, scope);
    const options = [yes, no].flatMap((option) => option ?? []);
    return reader.value(node, scope, { form: 'choice', options });
  },
  boolean_operator: (reader, node, scope) => {
    const options = [reader.field(node, 'left', scope), reader.field(node, 'right', scope)];
    return reader.value(node, scope, { form: 'choice', options });
  },
  union_type: (reader, node, scope) =>
    reader.value(node, scope, { form: 'choice', options: reader.all(node.children, scope) }),
  binary_operator: (reader, node, scope) => reader.operation(node, scope),
  named_expression: (reader, node, scope) => {
    const value = reader.field(node, 'value', scope);
    reader.assign(reader.field(node, 'name', scope), value, 'assign', node.end, scope);
    return value;
  },
  lambda: (reader, node, scope) => reader.lambda(node, scope),
  list_comprehension: comprehension,
  set_comprehension: comprehension,
  dictionary_comprehension: comprehension,
  generator_expression: comprehension,
  yield: (reader, node, scope) => {
    const value = reader.only(node, scope);
    scope.yields.push(value);
    return reader.value(node, scope, { form: 'unknown', what: 'yield' });
  },
};
