import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { readSources } from '../../src/import/import-files.ts';
import type { Imported, Importer, SourceFile } from '../../src/import/importer.ts';

const empty: Imported = {
  ecosystem: { name: 'x', components: [], relations: [] },
  ...{ ignored: [], findings: [], toFill: [], warnings: [], identities: new Map() },
};

/** Opens the files that its text names; refuses a text that says `broken`. */
const importer: Importer = {
  ...{ format: 'test', title: 'test', gives: 'nothing' },
  detect: () => ({ score: 1, reason: '' }),
  read: ({ name, text }, open) => {
    if (text.includes('broken')) {
      throw new InvalidInputError([
        { at: { file: name }, expected: 'a whole', found: 'a broken one', fix: 'Mend it.' },
      ]);
    }
    for (const sibling of text.split(' ')) open(sibling);
    return empty;
  },
};

/** Names of what was read, each with what it opened, and of what is broken. */
async function read(texts: Readonly<Record<string, string>>): Promise<{ read: string[]; broken: string[] }> {
  const files = Object.entries(texts).map(([name, text]): SourceFile => ({ name, text }));
  const sources = files.map((file) => ({ file, importer }));
  const all = await readSources(sources, () => (name) => files.find((file) => file.name === name));
  return {
    read: all.read.map(({ name, opened }) => [name, ...opened].join('+')),
    broken: all.broken.map(({ name }) => name),
  };
}

describe('what a file opens', () => {
  it('is a part of it and not read again by itself, whichever comes first', async () => {
    expect(await read({ a: 'b', b: '', c: '' })).toEqual({ read: ['a+b', 'c'], broken: [] });
    expect(await read({ b: '', a: 'b', c: '' })).toEqual({ read: ['a+b', 'c'], broken: [] });
  });
  it('may open it in turn, or itself', async () => {
    expect(await read({ a: 'b a', b: 'a' })).toEqual({ read: ['a+b'], broken: [] });
  });
  it('is nobody else’s mistake, if it cannot be read by itself', async () => {
    expect(await read({ b: 'broken', a: 'b', c: 'broken' })).toEqual({ read: ['a+b'], broken: ['c'] });
  });
  it('stands for itself as well, if it is of another framework', async () => {
    const card = JSON.stringify({
      name: 'x',
      skills: [],
      capabilities: {},
      defaultInputModes: [],
      url: 'https://x.example',
    });
    expect(await read({ a: 'b', b: card })).toEqual({ read: ['a+b', 'b'], broken: [] });
  });
});
