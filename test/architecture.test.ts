import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  drawerNames,
  importCycles,
  indexImports,
  inexactMath,
  machineUse,
  pictureImports,
  type Rule,
  reExports,
  rules,
  unknownFolders,
  upwardImports,
  workerImports,
} from './architecture/rules.ts';
import { parseSource, readSources } from './architecture/source.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

describe('the code', () => {
  const sources = readSources(root, ['src', 'workers', 'viz']);

  it('was found', () => expect(sources.length).toBeGreaterThan(10));
  it.each(Object.entries(rules))('%s', (_, rule) => expect(rule(sources)).toEqual([]));
});

/** What a rule says about a few files that exist only here. */
const judged = (rule: Rule, files: Readonly<Record<string, string>>): readonly string[] =>
  rule(Object.entries(files).map(([path, text]) => parseSource(path, text)));

describe('a planted fault is caught:', () => {
  it('a folder that the table does not know', () => {
    expect(judged(unknownFolders, { 'src/extras/a.ts': '', 'src/base/a.ts': '', 'src/index.ts': '' })).toEqual([
      'src/extras/a.ts:1 lies outside the layer table',
    ]);
  });

  it('an import that points up, sideways, or out of the table, in any form', () => {
    const files = {
      'src/engine/a.ts': "import '../graph/a.ts';\nimport { b } from '../measure/b.ts';",
      'src/graph/a.ts': "export const c = () => import('../run/c.ts');",
      'src/base/a.ts': "export type D = import('../graph/a.ts').D;\nexport * from '../../test/matchers.ts';",
      'src/import/a.ts': "import type { E } from '../compile/e.ts';\nimport { f } from './f.ts';",
      'src/cli/a.ts': "import { a } from '../base/a.ts';\nimport zod from 'zod';",
    };
    expect(judged(upwardImports, files)).toEqual([
      'src/engine/a.ts:2 imports upwards: src/measure/b.ts',
      'src/graph/a.ts:1 imports upwards: src/run/c.ts',
      'src/base/a.ts:1 imports upwards: src/graph/a.ts',
      'src/base/a.ts:2 imports upwards: test/matchers.ts',
      'src/import/a.ts:1 imports upwards: src/compile/e.ts',
    ]);
  });

  it('an import that only a comment or a text mentions is none', () => {
    const text = "// import '../cli/a.ts'\n/* export * from '../cli/a.ts' */ export const a = `import '../cli/a.ts'`;";
    expect(judged(upwardImports, { 'src/base/a.ts': text })).toEqual([]);
  });

  it('a cycle, through types too', () => {
    const files = {
      'src/graph/a.ts': "import { b } from './b.ts';",
      'src/graph/b.ts': "import type { C } from './c.ts';",
      'src/graph/c.ts': "export { a } from './a.ts';",
    };
    const cycle = 'src/graph/a.ts → src/graph/b.ts → src/graph/c.ts → src/graph/a.ts';
    expect(judged(importCycles, files)).toEqual([`src/graph/a.ts:1 imports itself: ${cycle}`]);
    expect(judged(importCycles, { ...files, 'src/graph/c.ts': '' })).toEqual([]);
  });

  it('an inside use of the public API, and a second barrel', () => {
    expect(judged(indexImports, { 'src/cli/a.ts': "import { run } from '../index.ts';" })).toHaveLength(1);
    const barrel = "export { a } from './a.ts';\nexport * from './b.ts';";
    expect(judged(reExports, { 'src/graph/all.ts': barrel, 'src/index.ts': barrel })).toEqual([
      'src/graph/all.ts:1 re-exports src/graph/a.ts: import the defining file',
      'src/graph/all.ts:2 re-exports src/graph/b.ts: import the defining file',
    ]);
  });

  it('a picture that runs worlds, and a page that wants a disk', () => {
    const engine = "import { kernels } from '../src/engine/kernels.ts';";
    const inPage =
      "import { kernels } from '../../src/engine/kernels.ts';\nimport 'node:fs';\nimport '../../src/run/pool.ts';";
    expect(judged(pictureImports, { 'viz/page.ts': engine, 'viz/browser/what-if.ts': inPage })).toEqual([
      'viz/page.ts:1 draws, but imports the engine: src/engine/kernels.ts',
      'viz/browser/what-if.ts:2 runs in a page, but imports node:fs',
      'viz/browser/what-if.ts:3 runs in a page, but imports src/run/pool.ts',
    ]);
  });

  it('a worker that is imported', () => {
    expect(judged(workerImports, { 'src/cli/a.ts': "import '../../workers/thread.ts';" })).toHaveLength(1);
  });

  it('a drawer', () => {
    const files = { 'src/base/utils.ts': '', 'viz/helpers.ts': '', 'src/graph/types.ts': '', 'src/graph/kinds.ts': '' };
    expect(judged(drawerNames, files)).toHaveLength(3);
  });

  it.each([
    ["import 'node:fs';", 'imports node:fs below src/run'],
    ['export const a = Math.random();', 'draws without a key: Math.random'],
    ['export const a = Date.now();', 'reads the clock: Date'],
    ['export const a = new Date();', 'reads the clock: Date'],
    ['const clock = Date;', 'reads the clock: Date'],
    ['export const a = globalThis.performance.now();', 'reads the clock: performance.now'],
    ['export const a = process.env;', 'asks the machine: process.env'],
    ['export const a = crypto.randomUUID();', 'asks the machine: crypto.randomUUID'],
    ["export const a = 'a'.localeCompare('b');", 'depends on the locale: localeCompare'],
    ['export const a = (1234).toLocaleString();', 'depends on the locale: toLocaleString'],
  ])('below src/run: %s', (text, says) => {
    expect(judged(machineUse, { 'src/measure/a.ts': `\n${text}` })).toEqual([`src/measure/a.ts:2 ${says}`]);
    expect(judged(machineUse, { 'src/run/a.ts': text, 'src/cli/a.ts': text, 'viz/a.ts': text })).toEqual([]);
  });

  it.each([
    ['Math.log(a)', 'Math.log'],
    ['Math.exp(a)', 'Math.exp'],
    ['Math.pow(a, 2)', 'Math.pow'],
    ['Math.sin(a)', 'Math.sin'],
    ['Math.hypot(a, 1)', 'Math.hypot'],
    ['Math.cbrt(a)', 'Math.cbrt'],
    ['Math.log1p(a)', 'Math.log1p'],
    ["Math['exp'](a)", 'Math.[…]'],
    ['a ** 2', '** of other than two whole numbers'],
    ['2 ** a', '** of other than two whole numbers'],
    ['2 ** 0.5', '** of other than two whole numbers'],
  ])('in what reaches a result: %s', (expression, name) => {
    const text = `export const f = (a: number) => ${expression};`;
    for (const path of ['src/base/a.ts', 'src/engine/a.ts', 'src/run/a.ts', 'workers/a.ts']) {
      expect(judged(inexactMath, { [path]: text })).toEqual([`${path}:1 differs between engines: ${name}`]);
    }
    expect(judged(inexactMath, { 'viz/a.ts': text, 'src/cli/a.ts': text })).toEqual([]);
  });

  it('in what reaches a result: Math under another name', () => {
    expect(judged(inexactMath, { 'src/base/a.ts': 'const { log } = Math;' })).toHaveLength(1);
    expect(judged(inexactMath, { 'src/base/a.ts': 'const m = Math;' })).toHaveLength(1);
  });

  it('and nothing else: exact arithmetic, types, comments and property names pass', () => {
    const text = `
      // Math.log(2) and Date.now()
      export const a = 2 ** 32 + 2 ** -32 + Math.sqrt(2) + Math.imul(3, 4) + Number(2n ** 64n);
      export const b = { Date: 1, 'Math.exp': 2 }.Date;
      export const c = (1234).toLocaleString('en-US');
      export type When = { readonly at: Date };
    `;
    expect(judged(inexactMath, { 'src/base/a.ts': text })).toEqual([]);
    expect(judged(machineUse, { 'src/base/a.ts': text })).toEqual([]);
  });
});
