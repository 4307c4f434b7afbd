import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { detectFormat } from '../../src/import/detect.ts';
import type { Imported } from '../../src/import/importer.ts';
import { mermaid } from '../../src/import/mermaid.ts';
import { sampleOf } from './imported.ts';

const importText = (text: string): Imported => mermaid.read({ name: 'shop.mmd', text }, () => undefined) as Imported;
const read = (...lines: readonly string[]): Imported => importText(['flowchart LR', ...lines].join('\n'));
const names = ({ ecosystem }: Imported): string[] =>
  ecosystem.components.map(({ id, name }) => (id === name ? id : `${id}: ${name}`));
const zones = ({ ecosystem }: Imported): Record<string, string | null> =>
  Object.fromEntries(ecosystem.components.map(({ id, zone }) => [id, zone]));
/** Ways of data; of a graph of which nothing else is known, each link is a message. */
const links = ({ ecosystem }: Imported): string[] => ecosystem.relations.map(({ from, to }) => `${from}>${to}`).sort();
const told = ({ warnings }: Imported): string[] => warnings.map(({ at, found }) => `${at.line}:${at.column} ${found}`);

describe('a Mermaid flowchart', () => {
  it.each([
    ['graph TD\n  A --> B', 'mermaid'],
    ['%%{init: {}}%%\n\nflowchart LR;A-->B;', 'mermaid'],
    ['---\ntitle: x\n---\ngraph\nA-->B', 'mermaid'],
    ['# Notes\n\n```mermaid\ngraph TD\nA-->B\n```\n', 'mermaid'],
    ['sequenceDiagram\n A->>B: x', 'mermaid'],
    ['graph TD;\n __start__ --> agent;\n agent --> __end__;', 'langgraph'],
    ['graph TD\n', undefined],
    ['pie in the sky\n', undefined],
    ['# Notes on mermaid\n\n```js\ngraph TD\n```\n', undefined],
    ['graph { a -- b }', 'dot'],
  ])('%j is told as %s', (text, format) => {
    expect(detectFormat({ name: 'a-file', text })?.importer.format).toBe(format);
  });

  it('that LangGraph drew stays with its own importer', () => {
    const sample = sampleOf('langgraph')('mermaid.nested-graph-1.mmd');
    expect(detectFormat(sample)?.importer.format).toBe('langgraph');
  });

  it('has labels in brackets of all shapes, in quotes, in markdown, or after @', () => {
    const imported = read(
      'a1x[Square]-->b1x(Round)-->c1x([Stadium])-->d1x[[Sub]]-->e1x[(Base)]-->f1x((Circle))-->g1x>Flag]-->h1x{Choice}',
      'i1x{{Hexa}}-->j1x[/Lean/]-->k1x[\\Back\\]-->l1x[/Trap\\]-->m1x[\\Part/]-->n1x(((Double)))-->o1x(-Ellipse-)',
      'p1x["a #quot;q#quot; (b) [c] #35;1 &amp; ] more"]-->q1x["`**Bold** and _it_`"]-->r1x@{ shape: doc, label: "Data, text" }',
      's1x["two<br/>lines\\nmore"]-->t1x["Bank<br/>[Software System]<br/>all of it"]-->u1x["two',
      'lines"]',
    );
    expect(names(imported)).toEqual([
      ...[
        'a1x: Square',
        'b1x: Round',
        'c1x: Stadium',
        'd1x: Sub',
        'e1x: Base',
        'f1x: Circle',
        'g1x: Flag',
        'h1x: Choice',
      ],
      ...['i1x: Hexa', 'j1x: Lean', 'k1x: Back', 'l1x: Trap', 'm1x: Part', 'n1x: Double', 'o1x: Ellipse'],
      ...['p1x: a "q" (b) [c] #1 & ] more', 'q1x: Bold and it', 'r1x: Data, text', 's1x: two lines more', 't1x: Bank'],
      'u1x: two lines',
    ]);
    expect(told(imported)).toEqual([]);
  });

  it.each([
    ['a --> b', ['a>b']],
    ['a---->b', ['a>b']],
    ['a ==> b', ['a>b']],
    ['a -.-> b', ['a>b']],
    ['a -..-> b', ['a>b']],
    ['a --o b', ['a>b']],
    ['a --x b', ['a>b']],
    ['a <--> b', ['a>b', 'b>a']],
    ['a o--o b', ['a>b', 'b>a']],
    ['a <-.-> b', ['a>b', 'b>a']],
    ['a --- b', ['a>b', 'b>a']],
    ['a <--- b', ['b>a']],
    ['a -->|says x| b', ['a>b']],
    ['a -- says x --> b', ['a>b']],
    ['a -- "a --> b" --> b', ['a>b']],
    ['a -. says .-> b', ['a>b']],
    ['a == says ==> b', ['a>b']],
    ['a -- max --> b', ['a>b']],
    ['a e1@--> b\n e1@{ animate: true }', ['a>b']],
    ['a --> b --> c', ['a>b', 'b>c']],
    ['a & b --> c & d', ['a>c', 'a>d', 'b>c', 'b>d']],
    ['a-->b;b-->c', ['a>b', 'b>c']],
    ['a -->\n  b', ['a>b']],
    ['a --> b %% why', ['a>b']],
    ['a-b --> c.d', ['a-b>c.d']],
    ['a:::x --> b:::y', ['a>b']],
    ['endpoint --> ending', ['endpoint>ending']],
    ['style --> class', ['style>class']],
    ['größe --> 漢字', ['größe>漢字']],
  ])('%s is read as a link', (text, expected) => {
    const imported = read(text);
    expect([links(imported), told(imported)]).toEqual([expected, []]);
  });

  it('has subgraphs that become zones: the innermost one, titles with or without ids', () => {
    const imported = read(
      'subgraph one [First box]\n a1x --> b1x\n subgraph Inner box\n direction TB\n c1x\n end\nend',
      'subgraph two["Second"]\n b1x --> d1x\nend\nsubgraph\n e1x\nend\nf1x --> a1x',
    );
    expect(zones(imported)).toEqual({
      ...{ a1x: 'First box', b1x: 'First box', c1x: 'Inner box', d1x: 'Second', e1x: 'subgraph 4', f1x: null },
    });
  });

  it('links to a subgraph go to all nodes in it, with a warning; an empty one is a node', () => {
    const imported = read('subgraph box\n a --> b\nend\nc --> box\nsubgraph none[Nothing]\nend\nc --> none');
    expect(links(imported)).toEqual(['a>b', 'c>a', 'c>b', 'c>none']);
    expect(told(imported)).toEqual(['5:7 the subgraph "box"']);
    expect(names(imported)).toContain('none: Nothing');
  });

  it('takes a code for no name where there is a label', () => {
    expect(names(read('A[Planner] --> B2[Searcher] --> node7[Notes] --> web[Web site] --> X'))).toEqual([
      ...['Notes', 'Planner', 'Searcher', 'X', 'web: Web site'],
    ]);
  });

  it('tells icons, documents, stores and classes that are called like kinds', () => {
    const kinds = Object.fromEntries(
      read(
        'one["fa:fa-user Alice"] --> two[(Orders)] --> three@{ shape: lin-cyl, label: "Old" }',
        'four[Solver]:::agent --> five@{ icon: "fa:database", label: "Old" }',
      ).ecosystem.components.map(({ id, kind }) => [id, kind]),
    );
    expect(kinds).toEqual({ one: 'human', two: 'data-store', three: 'data-store', four: 'agent', five: 'data-store' });
  });

  it('passes over style without a word, and tells a line that is none of it', () => {
    const imported = read(
      'accTitle: Shop',
      'accDescr: what\naccDescr {\n more --> less\n}',
      'a --> b',
      'classDef x fill:#f9f,stroke:#333;',
      'class a,b x;\nstyle a fill:#bbf\nlinkStyle 0 stroke:red\nlinkStyle default color:red',
      'click a "https://x.example/?p=1;q=2" "tip; more" _blank\nclick b call go("x")',
      '%% c --> d\n  %%{ wrap }%%',
      'a --> [what] is this',
      ') no',
    );
    expect(links(imported)).toEqual(['a>b']);
    expect(imported.ignored).toEqual([]);
    expect(imported.ecosystem.name).toBe('Shop');
    expect(told(imported)).toEqual(['17:2 something else', '18:1 something else']);
  });

  it('notes links that are not seen, and texts beside the chart', () => {
    const imported = read('a ~~~ b', 'note1@{ shape: comment, label: "Hi" }', 'a --> b');
    expect(imported.ignored.map(({ what }) => what)).toEqual(['node note1', 'link a ~~~ b']);
  });

  it('comes from all flowcharts of a Markdown file, each with nodes of its own', () => {
    const imported = importText(
      [
        '# One',
        '```mermaid',
        'graph TD',
        'A[User] --> B[Shop]',
        '```',
        '## Two',
        '~~~ mermaid',
        'flowchart LR',
        'A[Bank]',
        '~~~',
        '```mermaid',
        'gantt',
        ' title x',
        '```',
      ].join('\n'),
    );
    expect(zones(imported)).toEqual({ Bank: 'Two', Shop: 'One', User: 'One' });
    expect(imported.ignored).toMatchObject([{ what: 'a Gantt chart', where: 'shop.mmd:12:1' }]);
    expect(imported.ecosystem.components[0]?.provenance.at).toMatchObject({ line: 9, column: 1 });
  });

  it('of another kind is refused by its name', () => {
    for (const [text, name] of [
      ['classDiagram\n A <|-- B', 'a class diagram'],
      ['---\ntitle: x\n---\n%% y\nstateDiagram-v2\n [*] --> A', 'a state diagram'],
      ['erDiagram\n A ||--o{ B : has', 'an entity relationship diagram'],
      ['C4Container\n Person(a, "A")', 'a C4 diagram'],
      ['architecture-beta\n service a(server)[A]', 'an architecture diagram'],
    ] as const) {
      expect(() => importText(text)).toThrow(`expected a flowchart, found ${name}`);
    }
  });

  it('without any node is refused', () => {
    for (const text of [
      '',
      'graph TD\n',
      'flowchart LR\n %% nothing',
      '```mermaid\n```',
      'graph TD\n subgraph a\n end',
    ]) {
      expect(() => importText(text)).toThrow(InvalidInputError);
    }
  });

  it('may be broken anywhere, and any word may be a name', () => {
    const text = sampleOf('mermaid')('own-agent-platform.mmd').text;
    for (let cut = 0; cut < text.length; cut += 7) {
      try {
        importText(text.slice(0, cut));
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidInputError);
      }
    }
    expect(names(read('constructor --> toString@{ shape: valueOf }'))).toEqual(['constructor', 'toString']);
  });

  it('of our own whose nodes are gone tells which comments are about nothing', () => {
    const imported = importText(
      'flowchart LR\n a --> b\n%% blastradius {"node":"gone","id":"Gone","is":{"kind":"agent"}}\n%% blastradius {oops',
    );
    expect(imported.ignored).toMatchObject([{ what: 'comment about Gone' }]);
  });
});
