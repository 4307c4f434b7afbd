import type { Problem } from '../../base/errors.ts';
import type { Spot } from '../drafts.ts';
import type { SourceFile } from '../importer.ts';
import type { Py, PyCall, PyKeyword, PyValue } from './py-value.ts';

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
