import { describe, expect, it } from 'vitest';
import type { OpenSibling } from '../../../src/import/importer.ts';
import { type PyProgram, readProgram } from '../../../src/import/python/py-program.ts';
import type { PyCall, PyValue } from '../../../src/import/python/py-value.ts';

/** A folder of files; the first is where reading begins. */
async function program(files: Readonly<Record<string, string>>): Promise<PyProgram> {
  const [first = ''] = Object.keys(files);
  const open: OpenSibling = (name) => {
    const text = files[name];
    return text === undefined || name === first ? undefined : { name, text };
  };
  return readProgram({ name: first, text: files[first] ?? '' }, open);
}

const of = (text: string) => program({ 'main.py': text });

/** The first argument of the call of `see`. */
function seen(read: PyProgram): PyValue {
  const call = read.calls().find(({ callee }) => callee.form === 'name' && callee.name === 'see');
  return (call as PyCall).args[0]!;
}

const textOf = (value: PyValue): string => {
  if (value.form === 'string') return value.text;
  if (value.form === 'call') return `${'name' in value.callee ? value.callee.name : '?'}()`;
  return 'name' in value ? `${value.form} ${value.name}` : value.form;
};
const seenValues = (read: PyProgram): string[] => read.resolve(seen(read)).map(textOf);

describe('what a value may be', () => {
  it.each<[title: string, code: string, values: string[]]>([
    ['the last assignment before it', 'a = "x"\na = "y"\nsee(a)\na = "z"', ['y']],
    ['either branch', 'if c:\n  a = "x"\nelse:\n  a = "y"\nsee(a)', ['y', 'x']],
    ['what a branch may leave', 'a = "x"\nif c:\n  a = "y"\nsee(a)', ['y', 'x']],
    ['only the own branch', 'if c:\n  a = "x"\nelse:\n  a = "y"\n  see(a)', ['y']],
    ['what the loop brings back', 'a = "x"\nwhile c:\n  see(a)\n  a = "y"', ['x', 'y']],
    ['a constant of the module, in a function', 'def f():\n  see(A)\nA = "x"', ['x']],
    ['not an attribute of the class around', 'a = "x"\nclass C:\n  a = "y"\n  def f(self): see(a)', ['x']],
    ['what a function returns', 'def f(b):\n  if b: return "x"\n  return "y"\nsee(f(1))', ['x', 'y']],
    ['what a context manager yields', '@contextmanager\ndef f():\n  yield "x"\nwith f() as a: see(a)', ['x']],
    ['what calls give for a parameter', 'def f(a, b="z"): see(b)\nf(1, "x")\nf(1, b="y")', ['x', 'y']],
    ['the default of a parameter', 'def f(a="x"): see(a)', ['x']],
    ['an attribute of self', 'class C:\n  def __init__(self): self.a = "x"\n  def f(self): see(self.a)', ['x']],
    ['an argument of the constructor', 'class C:\n  def __init__(self, a):\n    self.a = a\nsee(C("x").a)', ['x']],
    ['what a method returns', 'class C:\n  def f(self): return "x"\nc = C()\nsee(c.f())', ['x']],
    ['an inherited property', 'class B:\n  @property\n  def a(self): return "x"\nclass C(B): pass\nsee(C().a)', ['x']],
    ['an entry of a dict', 'd = {"k": "x", "l": "y"}\nsee(d["k"])', ['x']],
    ['an entry that is set later', 'd = {}\nd["k"] = "x"\nsee(d["k"])', ['x']],
    ['any entry where the key is not known', 'd = {"k": "x", "l": "y"}\nsee(d[k()])', ['x', 'y']],
    ['an item of a list', 'see(["x", "y"][1])', ['y']],
    ['any item in a loop', 'for a in ["x", "y"]: see(a)', ['x', 'y']],
    ['the values of a dict in a loop', 'd = {"k": "x"}\nfor k, a in d.items(): see(a)', ['x']],
    ['a part of a tuple', 'def f(): return "x", "y"\na, b = f()\nsee(b)', ['y']],
    ['what a stack of contexts enters', 'a = await stack.enter_async_context(Server())\nsee(a)', ['Server()']],
    ['an environment variable', 'import os\nsee(os.environ["KEY"])', ['variable KEY']],
    ['an environment variable under an alias', 'from os import getenv as g\nsee(g("KEY"))', ['variable KEY']],
    ['itself, if nothing is known of it', 'see(unknown.thing)', ['attribute thing']],
    ['itself, if it only refers to itself', 'a = a\nsee(a)', ['name a']],
  ])('%s', async (_, code, values) => expect(seenValues(await of(code))).toEqual(values));

  it('is followed through chains that multiply, within a bound', async () => {
    const lines = Array.from({ length: 30 }, (_, n) => `a${n + 1} = a${n} if c else (a${n} or a${n})`);
    expect(seenValues(await of(`a0 = "x"\n${lines.join('\n')}\nsee(a30)`))).toHaveLength(1);
  });
});

describe('functions that are not followed', () => {
  it('leave their calls as they are, each by itself', async () => {
    const read = await of('def make(a):\n  return K(a)\ndef other():\n  return make(1)\nsee([make(2), other()])');
    const closed = read.notFollowing(new Set(read.scopes.flatMap(({ functions }) => functions).slice(0, 1)));
    expect(read.itemsOf(seen(read)).items.map(textOf)).toEqual(['K()']);
    expect(closed.itemsOf(seen(closed)).items.map(textOf)).toEqual(['make()', 'make()']);
  });
});

describe('what a list holds', () => {
  it.each<[title: string, code: string, items: string[]]>([
    ['what is written in it', 'see(["x", *["y"], None])', ['x', 'y']],
    ['what is appended', 'a = ["x"]\na.append("y")\na += ["z"]\nsee(a)', ['x', 'y', 'z']],
    ['what a function appends to a list of the module', 'a = []\ndef f(): a.append("x")\nsee(a)', ['x']],
    ['not what is appended to another of its name', 'a = []\ndef f():\n  a = []\n  a.append("x")\nsee(a)', []],
    ['sums', 'see(["x"] + ["y"])', ['x', 'y']],
    ['what a comprehension makes', 'see([f(b) for b in c])', ['f()']],
    ['copies and values of dicts', 'd = {"k": "x"}\nsee(list(d.values()))', ['x']],
    [
      'a list of an object',
      'class C:\n  def __init__(self):\n    self.a = ["x"]\n    self.a.append("y")\n    see(self.a)',
      ['x', 'y'],
    ],
  ])('%s', async (_, code, items) => {
    const read = await of(code);
    expect(read.itemsOf(seen(read)).items.map(textOf)).toEqual(items);
  });

  it('says what it could not read', async () => {
    const read = await of('see(["x"] + load_tools())');
    expect(read.itemsOf(seen(read)).unread.map(textOf)).toEqual(['load_tools()']);
  });
});

describe('full names', () => {
  it.each([
    ['from agents import Agent as A\nA()', 'agents.Agent'],
    ['import agents\nagents.Agent[C]()', 'agents.Agent'],
    ['import a.b as c\nc.d()', 'a.b.d'],
    ['import a.b\na.b.d()', 'a.b.d'],
    ['from agents import *\nAgent()', 'agents.Agent'],
    ['from agents import Agent\nA = Agent\nA()', 'agents.Agent'],
    ['open()', 'open'],
    ['def open(): pass\nopen()', undefined],
    ['from .lost import f\nf()', '.lost.f'],
  ])('%s', async (code, name) => {
    const read = await of(code);
    expect(read.nameOf(read.calls()[0]!.callee)).toBe(name);
  });
});

describe('a system of several files', () => {
  it.each<[title: string, files: Record<string, string>]>([
    ['beside it', { 'main.py': 'from parts import a\nsee(a)', 'parts.py': 'a = "x"' }],
    ['by a relative import', { 'main.py': 'from .parts import a\nsee(a)', 'parts.py': 'a = "x"' }],
    ['as a module', { 'main.py': 'import parts as p\nsee(p.a)', 'parts.py': 'a = "x"' }],
    ['as a dotted module', { 'main.py': 'import b.parts\nsee(b.parts.a)', 'b/parts.py': 'a = "x"' }],
    ['as a module of a package', { 'main.py': 'from b import parts\nsee(parts.a)', 'b/parts.py': 'a = "x"' }],
    [
      'through __init__.py',
      { 'main.py': 'from b import a\nsee(a)', 'b/__init__.py': 'from .parts import a', 'b/parts.py': 'a = "x"' },
    ],
    [
      'through a star',
      { 'main.py': 'from b import *\nsee(a)', 'b/__init__.py': 'from .parts import *', 'b/parts.py': 'a = "x"' },
    ],
    ['in the folder above', { 'main.py': 'from ..parts import a\nsee(a)', '../parts.py': 'a = "x"' }],
    [
      'by its name from the root',
      { 'main.py': 'from top.b.parts import a\nsee(a)', '../../top/b/parts.py': 'a = "x"' },
    ],
    [
      'that imports it back',
      { 'main.py': 'from parts import a\nb = "x"\nsee(a)', 'parts.py': 'from main import b\na = "x"' },
    ],
    [
      'whose function is called from here',
      { 'main.py': 'from parts import f\nf("x")', 'parts.py': 'def f(a): see(a)' },
    ],
  ])('a value %s', async (_, files) => expect(seenValues(await program(files))).toEqual(['x']));

  it('does not take a folder for the library of its name', async () => {
    const read = await program({ 'main.py': 'from agents import Agent\nAgent()', 'agents/__init__.py': 'x = 1' });
    expect(read.nameOf(read.calls()[0]!.callee)).toBe('agents.Agent');
  });

  it('follows what a file of it imports for others', async () => {
    const read = await program({ 'main.py': 'import parts\nparts.A()', 'parts.py': 'from agents import Agent as A' });
    expect(read.nameOf(read.calls()[0]!.callee)).toBe('agents.Agent');
  });

  it('says so if an imported file is no Python, and reads on', async () => {
    const read = await program({ 'main.py': 'from parts import a\nsee("x")', 'parts.py': 'Dear all: no (program' });
    expect([seenValues(read), read.warnings.map(({ at }) => at.line)]).toEqual([['x'], [1]]);
  });

  it('stops at a hundred files', async () => {
    const files = Array.from({ length: 150 }, (_, n) => [`m${n}.py`, `from m${n + 1} import a`]);
    const read = await program(Object.fromEntries(files));
    expect(read.modules).toHaveLength(100);
  });
});
