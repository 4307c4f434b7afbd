import { describe, expect, it } from 'vitest';
import { KindedGraphError } from '../../src/compile/kinded-graph.ts';
import type { RawFormat } from '../../src/compile/raw-reader.ts';
import { arcsOf, dataOf, idsOf, places, problemsIn, readBytes, readPieces, readText } from './read-raw-text.ts';

const utf8 = new TextEncoder();

const graphml = (body: string, edgedefault = 'directed'): string => `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="d0" for="edge" attr.name="probability" attr.type="double"/>
<key id="d1" for="node" attr.name="kind" attr.type="string"/>
<key id="d2" for="edge" attr.name="weight" attr.type="double"><default>7</default></key>
<graph edgedefault="${edgedefault}">${body}</graph></graphml>`;
const gexf = (body: string, type = ' defaultedgetype="directed"'): string =>
  `<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph${type}><attributes class="edge"><attribute id="0" title="p" type="float"/></attributes><attributes class="node"><attribute id="1" title="kind" type="string"/></attributes>${body}</graph></gexf>`;

/** One graph in every format: parallel arcs, an id with a quote, one beyond ASCII, a self-loop. */
const same: Record<RawFormat, string> = {
  'edge-list': 'source,target,p\na,b,0.5\na,b,0.25\n"b ""x""",a,1e-1\né,a,0.125\na,a,0.5\n',
  graphml: graphml(`
    <node id="a"/><node id="b"/><node id="b &quot;x&quot;"><data key="d9">z</data></node>
    <edge source="a" target="b"><data key="d0"> 0.5 </data><data key="d2">3</data></edge>
    <edge source="a" target="b" directed="true"><data key="d0">0.25</data></edge>
    <edge source="b &#34;x&#34;" target="a"><data key="d0">1e-1</data></edge>
    <edge source="é" target="a"><data key="d0"><![CDATA[0.125]]></data></edge>
    <edge source="a" target="a"><data key="d0">0.5</data></edge><node id="é"/>`),
  gexf: gexf(`<nodes><node id="a" label="A"/><node id="b"/><node id="b &quot;x&quot;"><nodes><node id="é"/></nodes></node></nodes><edges>
    <edge source="a" target="b" weight="3"><attvalues><attvalue for="0" value="0.5"/></attvalues></edge>
    <edge source="a" target="b" type="directed"><attvalues><attvalue for="0" value="0.25"/></attvalues></edge>
    <edge source="b &quot;x&quot;" target="a"><attvalues><attvalue attribute="0" value="1e-1"/></attvalues></edge>
    <edge source="é" target="a"><attvalues><attvalue for="0" value="0.125"/></attvalues></edge>
    <edge source="a" target="a"><attvalues><attvalue for="0" value="0.5"/></attvalues></edge></edges>`),
  dot: `/* a
 graph */ digraph "g" { node [shape=box]; edge [p=0.5, weight=3]
# a preprocessor line
a -> b; "a" -> b:port:ne [label=<<b>1 &gt; 0</b>>; p="0.2" + "5"]
"b \\"x\\"" -> a [p = "1e-1"] // "no end
é:f0 -> a [p=.125]
subgraph s { edge [p=0.5] { a } -> {a} } }`,
};
const formats = Object.keys(same) as RawFormat[];

describe.each(formats)('%s', (format) => {
  it('gives the graph that the edge list gives', async () => {
    const expected = dataOf(await readText(same['edge-list']));
    expect(dataOf(await readText(same[format], { format }))).toEqual(expected);
  });

  it('may be cut anywhere', async () => {
    const text = same[format];
    const bytes = utf8.encode(text);
    const whole = dataOf(await readText(text, { format }));
    for (let cut = 0; cut <= bytes.length; cut++) {
      const read = readPieces([bytes.subarray(0, cut), bytes.subarray(cut)], { format });
      expect(dataOf(read), `cut at ${cut}`).toEqual(whole);
    }
    expect(
      dataOf(
        await readBytes(
          Array.from(bytes, (byte) => Uint8Array.of(byte)),
          { format },
        ),
      ),
    ).toEqual(whole);
  });

  it('goes both ways if it is read as undirected', async () => {
    const text = same[format];
    const read = await readText(text, { format, undirected: true });
    expect(arcsOf(read)).toEqual([
      ...['a>b:0.5', 'a>b:0.25', 'a>b "x":0.1', 'a>é:0.125'],
      ...['b>a:0.5', 'b>a:0.25', 'b "x">a:0.1', 'é>a:0.125'],
    ]);
  });

  it.each([
    ['zero bytes', Uint8Array.of(60, 97, 0, 62)],
    ['broken UTF-8', Uint8Array.of(97, 32, 0xc3, 0x28, 10, 98)],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13)],
    ['nothing', new Uint8Array(0)],
  ])('refuses %s', async (_what, bytes) => {
    expect((await problemsIn(bytes, { format })).length).toBeGreaterThan(0);
  });
});

describe('an attribute called p, prob or probability', () => {
  const nodes = '<node id="a"/><node id="b"/><node id="c"/>';
  const edges = (value: (p: string) => string) => (p: string) =>
    `\n<edge source="a" target="b">${value(p)}</edge>\n<edge source="b" target="c">${value('0.5')}</edge>`;
  const datum = edges((p) => `<data key="d0">${p}</data>`);
  const attvalue = edges((p) => `<attvalues><attvalue for="0" value="${p}"/></attvalues>`);
  const writers: readonly (readonly [RawFormat, (p: string) => string, string])[] = [
    ['graphml', (p) => graphml(nodes + datum(p)), '7:1'],
    ['gexf', (p) => gexf(`<nodes>${nodes}</nodes><edges>${attvalue(p)}</edges>`), '2:1'],
    ['dot', (p) => `digraph {\na -> b [prob="${p}"]\nb -> c [prob=0.5]}`, '2:6'],
  ];

  it.each(writers)('of %s holds probabilities, or it is a mistake', async (format, write, place) => {
    for (const value of ['-1', 'nan', '2', 'abc', '']) {
      expect(places(await problemsIn(write(value), { format })), value).toEqual([`${place} "${value}"`]);
    }
  });

  it.each(writers)('of %s may hold 0, which leaves the arc out', async (format, write, place) => {
    const read = await readText(write('0'), { format });
    expect([arcsOf(read), idsOf(read)]).toEqual([['b>c:0.5'], ['a', 'b', 'c']]);
    expect(places(read.warnings)).toEqual([`${place} 1 arc of probability 0`]);
  });
});

it.each([
  [
    'graphml',
    '<?xml version="1.0"?>\n<graphml><graph edgedefault="directed"><node id="caf\u00e9"/></graph></graphml>',
    2,
    53,
  ],
  ['dot', 'digraph {\n  a -> b\n  b -> caf\u00e9 }', 3, 11],
] as const)('%s that is not UTF-8: where, and what to do', async (format, text, line, column) => {
  const bytes = Buffer.from(text, 'latin1');
  expect(await problemsIn(bytes, { format })).toMatchObject([
    { at: { line, column }, found: 'a byte that is not UTF-8', fix: expect.stringContaining('iconv') },
  ]);
  expect(() => readPieces([bytes.subarray(0, 25), bytes.subarray(25)], { format })).toThrow(`:${line}:${column}:`);
});

describe('GraphML', () => {
  const format = 'graphml';
  it('takes directions from edgedefault and from each edge', async () => {
    const body =
      '<node id="1"/><node id="2"/><node id="3"/><edge source="1" target="2"/><edge source="2" target="3" directed="true"/>';
    expect(arcsOf(await readText(graphml(body, 'undirected'), { format }))).toEqual(['1>2', '2>1', '2>3']);
    const mixed = body.replace('target="2"', 'target="2" directed="false"');
    expect(arcsOf(await readText(graphml(mixed), { format }))).toEqual(['1>2', '2>1', '2>3']);
  });

  it('keeps nodes without edges, and reads nested graphs', async () => {
    const read = await readText(
      graphml(
        '<node id="10"><graph edgedefault="undirected"><node id="9"/><node id="8"/><edge source="9" target="8"/></graph></node>',
      ),
      { format },
    );
    expect([idsOf(read), arcsOf(read)]).toEqual([
      ['8', '9', '10'],
      ['8>9', '9>8'],
    ]);
  });

  it('takes the default of a key for edges that have no datum', async () => {
    const text = graphml('<node id="a"/><node id="b"/><edge source="a" target="b"/>').replace(/<key id="d0".*\n/, '');
    expect(arcsOf(await readText(text.replace('>7<', '>0.7<'), { format }))).toEqual(['a>b:0.7']);
    expect((await readText(text, { format })).warnings).toMatchObject([{ found: '"7"' }]);
  });

  it('tells all mistakes with their places', async () => {
    const body =
      '\n<node id="a"/>\n<node/>\n<node id="a"/>\n<edge source="a" target="b"/>\n <edge source="a"/>\n<hyperedge/>\n<node id="__proto__"/>';
    expect(places(await problemsIn(graphml(body), { format })).toSorted()).toEqual([
      '10:1 "b", which is none',
      '11:2 no target',
      '12:1 a hyperedge',
      '13:1 the reserved word __proto__',
      '8:1 none',
      '9:1 "a"',
    ]);
  });

  it('has no more than twenty of them and a count', async () => {
    const body = Array.from({ length: 50 }, (_, i) => `<edge source="a" target="b${i}"/>`).join('\n');
    const problems = await problemsIn(graphml(`<node id="a"/>${body}`), { format });
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)?.found).toBe('30 more from here on that are none');
  });

  it('whose nodes have a kind is no raw graph, unless it is read as one', async () => {
    const kinded = (kind: string): string => graphml(`<node id="a"><data key="d1">${kind}</data></node>`);
    await expect(readText(kinded('agent'), { format })).rejects.toThrow(KindedGraphError);
    expect(idsOf(await readText(kinded('agent'), { format, asRaw: true }))).toEqual(['a']);
    expect(idsOf(await readText(kinded('protein'), { format }))).toEqual(['a']);
  });
});

describe('XML', () => {
  it.each([
    ['a document type', '<!DOCTYPE graphml SYSTEM "x.dtd"><graphml/>', 'XML without a DOCTYPE'],
    [
      'a billion laughs',
      '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><graphml>&b;</graphml>',
      'XML without a DOCTYPE',
    ],
    ['an entity of nobody', graphml('<node id="&laugh;"/>'), 'well-formed XML'],
    ['deep nesting', `<graphml>${'<graph edgedefault="directed">'.repeat(300)}`, 'at most 200 elements in each other'],
    ['a tag that never ends', `<graphml ${'a'.repeat(2 ** 20 + 70_000)}`, 'tags and texts of at most 1 MiB'],
    [
      'a document type that never ends',
      `<!DOCTYPE a [${'<!ENTITY b "b">'.repeat(90_000)}`,
      'tags and texts of at most 1 MiB',
    ],
    ['no end', '<graphml><graph edgedefault="directed"><node id="a"/>', 'well-formed XML'],
    ['a wrong end', '<graphml>\n<graph edgedefault="directed">\n <node id="a"></edge>', 'well-formed XML'],
    ['another root', '<html></html>', 'a <graphml> document'],
  ])('with %s is refused', async (_what, text, expected) => {
    expect(await problemsIn(text, { format: 'graphml' })).toMatchObject([{ expected }]);
  });

  it('may be in the encoding that its first line says', async () => {
    const text =
      '<?xml version="1.0" encoding="ISO-8859-1"?><graphml><graph edgedefault="directed"><node id="é"/></graph></graphml>';
    expect(idsOf(await readBytes([Buffer.from(text, 'latin1')], { format: 'graphml' }))).toEqual(['é']);
    const wide = Buffer.from(text.replace('ISO-8859-1', 'UTF-16'), 'utf16le');
    expect(idsOf(await readBytes([Buffer.concat([Uint8Array.of(0xff, 0xfe), wide])], { format: 'graphml' }))).toEqual([
      'é',
    ]);
  });
});

describe('GEXF', () => {
  const format = 'gexf';
  const nodes = '<nodes><node id="1"/><node id="2"/><node id="3"/></nodes>';
  it('is undirected by default; mutual edges go both ways', async () => {
    const edges = '<edges><edge source="1" target="2"/><edge source="2" target="3" type="directed"/></edges>';
    expect(arcsOf(await readText(gexf(nodes + edges, ''), { format }))).toEqual(['1>2', '2>1', '2>3']);
    const mutual = edges.replace('target="2"', 'target="2" type="mutual"');
    expect(arcsOf(await readText(gexf(nodes + mutual), { format }))).toEqual(['1>2', '2>1', '2>3']);
  });

  it('takes the weight of an edge if no attribute is a probability', async () => {
    const edges = '<edges><edge source="1" target="2" weight="0.4"/></edges>';
    expect(arcsOf(await readText(gexf(nodes + edges), { format }))).toEqual(['1>2:0.4']);
  });

  it('whose nodes have a kind is no raw graph, and neither is one with unknown nodes', async () => {
    const kind = '<nodes><node id="1"><attvalues><attvalue for="1" value="agent"/></attvalues></node></nodes>';
    await expect(readText(gexf(kind), { format })).rejects.toThrow(KindedGraphError);
    expect(await problemsIn(gexf(`${nodes}<edges><edge source="1" target="4"/></edges>`), { format })).toMatchObject([
      { found: '"4", which is none' },
    ]);
  });
});

describe('DOT', () => {
  const format = 'dot';
  const arcs = async (text: string): Promise<string[]> => arcsOf(await readText(text, { format }));

  it.each([
    ['a chain', 'digraph { a -> b -> c }', ['a>b', 'b>c']],
    ['a graph', 'graph { a -- b -- c }', ['a>b', 'b>a', 'b>c', 'c>b']],
    ['a strict graph', 'strict graph { a -- b; b -- a; a -- b }', ['a>b', 'b>a']],
    ['a strict digraph, its likeliest arc', 'strict digraph { a -> b [p=0.1]; a -> b [p=0.3] }', ['a>b:0.3']],
    ['subgraphs as ends', 'digraph { {a b} -> subgraph x { c; d } }', ['a>c', 'a>d', 'b>c', 'b>d']],
    ['a subgraph that is named again', 'digraph { subgraph x { c d } a -> subgraph x }', ['a>c', 'a>d']],
    ['nested subgraphs', 'digraph { a -> { b { c } -> d } }', ['a>b', 'a>c', 'a>d', 'c>d']],
    [
      'keywords in any case, and in quotes',
      'DiGraph { "graph" -> "node" -> Edge1 SUBGRAPH { x -> y } }',
      ['graph>node', 'node>Edge1', 'x>y'],
    ],
    [
      'directions',
      'digraph { a -> b [dir=back] c -> d [dir=both] edge [dir=none] e -> f }',
      ['b>a', 'c>d', 'd>c', 'e>f', 'f>e'],
    ],
    ['numerals', 'digraph { 1.5 -> -.5; 3 -> 20 }', ['-.5', '1.5', '20', '3']],
    ['settings', 'digraph G { rankdir=LR; graph [a=b] [c]; a:p:n -> b:q [x,y=1;z] }', ['a>b']],
    ['texts that go on', 'digraph { "a\\\nb" + "c" -> x }', ['abc>x']],
    ['two graphs', 'digraph { a -> b } graph { a -- c }', ['a>b', 'a>c', 'c>a']],
  ])('reads %s', async (what, text, expected) => {
    if (what === 'numerals') expect(idsOf(await readText(text, { format }))).toEqual(expected);
    else expect(await arcs(text)).toEqual(expected);
  });

  it('defaults hold from where they stand to the end of their subgraph', async () => {
    const text = 'digraph { a -> b [p=0.1]; edge [p=0.2]; a -> c; { edge [p=0.3]; a -> d }; a -> e }';
    expect(await arcs(text)).toEqual(['a>b:0.1', 'a>c:0.2', 'a>d:0.3', 'a>e:0.2']);
  });

  it('takes the surest of several attributes', async () => {
    expect(await arcs('digraph { a -> b [weight=3, p=0.1] }')).toEqual(['a>b:0.1']);
    expect(places((await readText('digraph { a -> b [weight=3] }', { format })).warnings)).toEqual(['1:16 "3"']);
  });

  it.each([
    ['no graph', 'a -> b', '1:1 "a"'],
    ['the arrow of the other kind', 'graph {\n a -> b }', '2:4 "->"'],
    ['no end', 'digraph { a ->', '1:15 the end of the file'],
    ['a text without end', 'digraph { "a', '1:11 no end'],
    ['a comment without end', 'digraph { /* a', '1:11 no end'],
    ['HTML without end', 'digraph { a [l=<b<i>]', '1:16 no end'],
    ['a number in the form of other languages', 'digraph { a -> b [p=1e-1] }', '1:21 "1e"'],
    ['a stray character', 'digraph {\n\t a @ b }', '2:5 "@"'],
    ['nested for ever', `digraph ${'{'.repeat(300)}`, '1:110 "{"'],
    ['__proto__', 'digraph { __proto__ -> b }', '1:11 the reserved word __proto__'],
    ['an empty id', 'digraph { "" -> b }', '1:11 an empty id'],
  ])('refuses %s with its place', async (_what, text, place) => {
    expect(places(await problemsIn(text, { format }))).toEqual([place]);
  });

  it('whose nodes have a kind is no raw graph', async () => {
    await expect(readText('digraph { node [kind=agent] a }', { format })).rejects.toThrow(KindedGraphError);
  });

  it('refuses a text of more than 1 MiB that never ends, and products beyond reason', async () => {
    expect(await problemsIn(`digraph { "${'a'.repeat(2 ** 20 + 9)}`, { format })).toMatchObject([
      { expected: 'tokens of at most 1 MiB' },
    ]);
    const many = Array.from({ length: 4000 }, (_, i) => i).join(' ');
    expect(await problemsIn(`digraph { {${many}} -> {${many}} }`, { format })).toMatchObject([
      { found: '4000 x 4000' },
    ]);
  });
});
