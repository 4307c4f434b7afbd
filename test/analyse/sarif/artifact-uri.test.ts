import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { artifactUri } from '../../../src/analyse/sarif/artifact-uri.ts';

describe('the name of a file as a URI', () => {
  it.each([
    ['desk.yaml', 'desk.yaml'],
    ['.cursor/mcp.json', '.cursor/mcp.json'],
    ['my files/a b.json', 'my%20files/a%20b.json'],
    ['50%#1?.json', '50%25%231%3F.json'],
    ['flüsse/木.json', 'fl%C3%BCsse/%E6%9C%A8.json'],
    ['./a//b/../c.json', 'a/c.json'],
    ['C:file.json', 'C%3Afile.json'],
    ['sub\\a.json', 'sub/a.json'],
  ])('%s lies below the root of the sources', (name, uri) => {
    expect(artifactUri(name)).toEqual({ uri, uriBaseId: '%SRCROOT%' });
  });

  it.each([
    ['../up.json', '../up.json'],
    ['a/../../up.json', '../up.json'],
    ['/tmp/a b.json', 'file:///tmp/a%20b.json'],
    ['C:\\models\\a b.json', 'file:///C:/models/a%20b.json'],
    ['\\\\server\\share\\a.json', 'file://server/share/a.json'],
    ['<stdin>', 'stdin'],
    ['-', 'stdin'],
  ])('%s stands on its own', (name, uri) => {
    expect(artifactUri(name)).toEqual({ uri });
  });

  it('any name makes a valid URI that leads to the same file', () => {
    const names = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((name) => !/[/\\]|^[.]+$|^-$/u.test(name) && name !== '<stdin>');
    fc.assert(
      fc.property(names, (name) => {
        const { uri } = artifactUri(name);
        expect(uri).toMatch(/^([A-Za-z0-9\-._~!'()*]|%[0-9A-F]{2})+$/u);
        expect(decodeURIComponent(uri)).toBe(name);
      }),
    );
    expect(artifactUri('a\ud800.json').uri).toBe('a%EF%BF%BD.json');
  });
});
