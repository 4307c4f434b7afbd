import { describe, expect, it } from 'vitest';
import { xmlRoot } from '../../src/import/xml-root.ts';

describe('the root of an XML text', () => {
  it.each([
    ['<graphml>', 'graphml'],
    ['<?xml version="1.0"?>\n<!-- <gexf> -->\n<g:graphml xmlns:g="x">', 'graphml'],
    ['<!DOCTYPE gexf [ <!ENTITY a "<b>"> ]>\n<gexf>', 'gexf'],
    ['<!DOCTYPE html>\n<html>', 'html'],
    ['  \n<a/>', 'a'],
  ])('of %j is %s', (text, root) => expect(xmlRoot(text)).toBe(root));

  it.each(['', '{"a": "<graphml>"}', '<!-- never closed', '<?xml', 'x<graphml>', '<', '<!DOCTYPE x [', '< a>'])(
    'of %j is none',
    (text) => expect(xmlRoot(text)).toBeUndefined(),
  );
});
