import type { Problem } from '../../base/errors.ts';
import type { Spot } from '../drafts.ts';
import type { SourceFile } from '../importer.ts';

export type Standing = Spot & {
  /** Where the name of it is looked up. */
  readonly scope: PyScope;
  /** Offset in the text of its module. */
  readonly start: number;
};

/** A value as the code writes it, and where. Nothing is computed but texts joined by literals. */
export type PyValue = Standing & PyForm;
export type Py<F extends PyForm['form']> = Extract<PyValue, { readonly form: F }>;

export type PyForm =
  | { readonly form: 'string'; readonly text: string }
  /** An f-string: its literal texts are `string` parts. */
  | { readonly form: 'template'; readonly parts: readonly PyValue[] }
  | { readonly form: 'number'; readonly value: number }
  | { readonly form: 'boolean'; readonly value: boolean }
  | { readonly form: 'none' }
  | { readonly form: 'list'; readonly of: 'list' | 'tuple' | 'set'; readonly items: readonly PyValue[] }
  | { readonly form: 'dict'; readonly entries: readonly PyEntry[] }
  | { readonly form: 'name'; readonly name: string }
  | { readonly form: 'attribute'; readonly object: PyValue; readonly name: string }
  | { readonly form: 'subscript'; readonly object: PyValue; readonly index: readonly PyValue[] }
  | ({ readonly form: 'call' } & PyCallForm)
  /** `*x` and `**x` in a list, dict or call. */
  | { readonly form: 'spread'; readonly value: PyValue; readonly stars: 1 | 2 }
  /** `a if c else b`, `a or b`: one of them. */
  | { readonly form: 'choice'; readonly options: readonly PyValue[] }
  /** `a + b`, `prompt | model`; literal texts are joined already. */
  | { readonly form: 'operation'; readonly operator: string; readonly left: PyValue; readonly right: PyValue }
  /** `[item for x in …]`, also of sets, dicts and generators. */
  | { readonly form: 'comprehension'; readonly item: PyValue }
  /** What a loop variable stands for: any item of it. */
  | { readonly form: 'each'; readonly of: PyValue }
  /** What `a` stands for in `a, b = f()`. */
  | { readonly form: 'element'; readonly of: PyValue; readonly index: number }
  | { readonly form: 'function'; readonly function: PyFunction }
  | { readonly form: 'class'; readonly class: PyClass }
  /** Only from the resolver: a file of the system, a parameter that nobody gives, an environment variable. */
  | { readonly form: 'module'; readonly module: PyModule }
  | { readonly form: 'parameter'; readonly parameter: PyParameter; readonly function: PyFunction }
  | { readonly form: 'variable'; readonly name: string; readonly fallback: PyValue | undefined }
  /** Anything else; what it is, as the grammar calls it. */
  | { readonly form: 'unknown'; readonly what: string };

/** `**x` is an entry whose key and value are the same spread. */
export type PyEntry = { readonly key: PyValue; readonly value: PyValue };

type PyCallForm = {
  readonly callee: PyValue;
  /** Positional ones; `*x` is a spread. */
  readonly args: readonly PyValue[];
  readonly keywords: readonly PyKeyword[];
};
/** A call is a value too: `PyCall` is the value with form `call`. */
export type PyCall = Py<'call'>;
export type PyKeyword = { readonly name: string; readonly value: PyValue };

/** A Python file as data. Comments and docstrings are no code, and no code was run. */
export type PyModule = {
  readonly file: SourceFile;
  /** The module itself, then its functions and classes, outer before inner, in the order of the text. */
  readonly scopes: readonly [PyScope, ...PyScope[]];
  /** Syntax errors, and what lies too deep. */
  readonly warnings: readonly Problem[];
};

/** Where names live: a module, the body of a class, the body of a function or lambda. What is in it, in order. */
export type PyScope = {
  readonly kind: 'module' | 'class' | 'function';
  readonly module: PyModule;
  readonly parent: PyScope | undefined;
  /** The function or class whose body it is. */
  readonly function: PyFunction | undefined;
  readonly class: PyClass | undefined;
  readonly imports: readonly PyImport[];
  readonly functions: readonly PyFunction[];
  readonly classes: readonly PyClass[];
  readonly assignments: readonly PyAssignment[];
  readonly additions: readonly PyAddition[];
  /** In the order of evaluation: arguments before the call. Those of nested functions are in their own scopes. */
  readonly calls: readonly PyCall[];
  /** `x[key]`, wherever it stands. */
  readonly subscripts: readonly Py<'subscript'>[];
  readonly returns: readonly PyValue[];
  readonly yields: readonly PyValue[];
  readonly branches: readonly PyBranch[];
};

/** One bound name of an import statement. */
export type PyImport = Spot & {
  /** Without the leading dots; empty for `from . import x`. */
  readonly module: string;
  /** Leading dots: 0 for absolute imports. */
  readonly level: number;
  /** The imported name, `*`, or undefined for `import module`. */
  readonly name: string | undefined;
  /** What it is called here: for `import a.b` without alias it is `a`. */
  readonly alias: string;
  readonly hasAlias: boolean;
  readonly start: number;
  readonly scope: PyScope;
};

export type PyFunction = Spot & {
  /** `<lambda>` for lambdas. */
  readonly name: string;
  readonly isAsync: boolean;
  readonly decorators: readonly PyValue[];
  /** The first line of its docstring, at most 200 characters. */
  readonly doc: string | undefined;
  readonly parameters: readonly PyParameter[];
  readonly returnType: PyValue | undefined;
  /** Its body. */
  readonly scope: PyScope;
  /** Where it is defined; for a method that is the scope of its class. */
  readonly owner: PyScope;
  readonly start: number;
};

export type PyParameter = Spot & {
  readonly name: string;
  readonly type: PyValue | undefined;
  readonly fallback: PyValue | undefined;
  /** 1 for `*args`, 2 for `**kwargs`. */
  readonly stars: 0 | 1 | 2;
};

export type PyClass = Spot & {
  readonly name: string;
  readonly bases: readonly PyValue[];
  readonly keywords: readonly PyKeyword[];
  readonly decorators: readonly PyValue[];
  readonly doc: string | undefined;
  /** Its body: methods are `scope.functions`, attributes `scope.assignments`. */
  readonly scope: PyScope;
  readonly owner: PyScope;
  readonly start: number;
};

/** `target = value`, `with value as target`, `for target in …` (an `each`), `target: type = value`; tuples are split. */
export type PyAssignment = Spot & {
  /** A name, an attribute or a subscript. */
  readonly target: PyValue;
  readonly value: PyValue;
  readonly type: PyValue | undefined;
  readonly how: 'assign' | 'with' | 'for';
  readonly scope: PyScope;
  /** From this offset on it holds. */
  readonly start: number;
};

/** `list.append(item)`, `list.insert(0, item)`, `list.add(item)`, `list.extend(more)` and `list += more` (a spread). */
export type PyAddition = Spot & {
  /** A name or an attribute. */
  readonly list: PyValue;
  readonly item: PyValue;
  readonly scope: PyScope;
  readonly start: number;
};

/** A part of a scope that may run, may not run, or runs many times. */
export type PyBranch = {
  readonly kind: 'either' | 'loop' | 'maybe';
  /** The offset of the statement: of two `either` of one statement only one runs. */
  readonly statement: number;
  readonly start: number;
  readonly end: number;
};

/** What a call gives for a parameter, by its name or by its position; None counts as nothing. */
export function argumentOf({ args, keywords }: PyCall, name: string, position?: number): PyValue | undefined {
  const value = keywords.find((keyword) => keyword.name === name)?.value ?? positional(args, position);
  return value?.form === 'none' ? undefined : value;
}

/** What follows `*x` stands nobody knows where. */
function positional(args: readonly PyValue[], position: number | undefined): PyValue | undefined {
  if (position === undefined) return undefined;
  return args.slice(0, position + 1).some(({ form }) => form === 'spread') ? undefined : args[position];
}

/** The value behind a literal key; undefined if the value is no dict or has no such key. */
export const entryOf = (value: PyValue | undefined, key: string): PyValue | undefined =>
  value?.form === 'dict'
    ? value.entries.find((entry) => entry.key.form === 'string' && entry.key.text === key)?.value
    : undefined;

/** The name as written, without any import followed: `agent.handoffs.append`; undefined for `f().x` and the like. */
export function dottedName(value: PyValue): string | undefined {
  if (value.form === 'name') return value.name;
  if (value.form === 'subscript') return dottedName(value.object); // Agent[Context]
  if (value.form !== 'attribute') return undefined;
  const object = dottedName(value.object);
  return object === undefined ? undefined : `${object}.${value.name}`;
}

/** `c` of `a.b.c`, of `f().c` and of `c(…)`. */
export function lastName(value: PyValue): string | undefined {
  if (value.form === 'call') return lastName(value.callee);
  if (value.form === 'subscript') return lastName(value.object);
  return value.form === 'name' || value.form === 'attribute' ? value.name : undefined;
}
