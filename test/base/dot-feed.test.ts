import { describe, expect, it } from 'vitest';
import { type DotAttributes, DotFeed, type DotHandler } from '../../src/base/dot-feed.ts';

/** What happens in a text, line by line. */
function eventsOf(...pieces: readonly string[]): string[] {
  const events: string[] = [];
  const told = (attributes: DotAttributes): string =>
    [...attributes]
      .map(([name, value]) => `${name}=${typeof value === 'string' ? value : `<${value.html}>`}`)
      .join(' ');
  const handler: DotHandler = {
    graph: ({ name, isDirected, isStrict }) =>
      void events.push(`${isStrict ? 'strict ' : ''}${isDirected ? 'digraph' : 'graph'} ${name ?? '-'}`),
    open: (name) => void events.push(`open ${name ?? '-'}`),
    close: () => void events.push('close'),
    setting: (name, value) => void events.push(`set ${told(new Map([[name, value]]))}`),
    named: (id, defaults) => void events.push(`named ${id} ${told(defaults)}`.trimEnd()),
    node: ({ id, own, defaults }) => void events.push(`node ${id} ${told(own)} | ${told(defaults)}`.trimEnd()),
    edge: ({ from, to, isBothWays, attributes, at }) =>
      void events.push(`edge ${from} ${isBothWays ? '--' : '->'} ${to} ${told(attributes)} at ${at.line}:${at.column}`),
  };
  const feed = new DotFeed('x.dot', handler);
  for (const piece of pieces) feed.pushText(piece);
  feed.end();
  return events;
}

describe('a text in DOT', () => {
  it('tells graphs, settings, subgraphs, nodes and edges in their order', () => {
    const text = `strict digraph "a b" { label=<<i>x</i>>; node [shape=box]
      subgraph cluster_1 { graph [label="in"]; a [color=red] }
      a:p:n -> b [label=go] }
      graph { c -- d }`;
    expect(eventsOf(text)).toEqual([
      'strict digraph a b',
      'set label=<<i>x</i>>',
      'open cluster_1',
      'set label=in',
      'named a shape=box',
      'node a color=red | shape=box',
      'close',
      'named a shape=box',
      'named b shape=box',
      'edge a -> b label=go at 3:16',
      'graph -',
      'named c',
      'named d',
      'edge c -- d  at 4:20',
    ]);
  });

  it('turns edges round, and gives those of subgraphs one by one', () => {
    const edges = (text: string) => eventsOf(`digraph { ${text} }`).filter((line) => line.startsWith('edge'));
    expect(edges('a -> b [dir=back]')).toEqual(['edge b -> a dir=back at 1:16']);
    expect(edges('a -> b [dir=none]')).toEqual(['edge a -- b dir=none at 1:16']);
    expect(edges('{a b} -> {c d}').map((line) => line.slice(5, 11))).toEqual(['a -> c', 'a -> d', 'b -> c', 'b -> d']);
    expect(edges('edge [k=1] a -> b -> c [l=2]').map((line) => line.slice(5, 19))).toEqual([
      'a -> b k=1 l=2',
      'b -> c k=1 l=2',
    ]);
  });

  it('tells the same however it is cut', () => {
    const text = 'digraph { "a\\"b" -> c [l=<x<b>y</b>>, m="1" + "2"] }';
    const whole = eventsOf(text);
    for (let cut = 0; cut <= text.length; cut++) expect(eventsOf(text.slice(0, cut), text.slice(cut))).toEqual(whole);
    expect(whole.at(-1)).toContain('edge a"b -> c l=<x<b>y</b>> m=12');
  });

  it('keeps HTML and a text that looks like it apart', () => {
    expect(eventsOf('graph { label="<b>"; label=<b> }')).toEqual(['graph -', 'set label=<b>', 'set label=<b>']);
    const forms: string[] = [];
    const setting: DotHandler['setting'] = (_, value) => void forms.push(typeof value);
    const feed = new DotFeed('x', { graph() {}, named() {}, edge() {}, setting });
    feed.pushText('graph { label="<b>"; label=<b> }');
    expect(forms).toEqual(['string', 'object']);
  });

  it('ends with the place of what is no DOT', () => {
    expect(() => eventsOf('digraph {\n a ->\n }')).toThrow('x.dot:3:2: expected a node, a subgraph or }, found "}"');
  });
});
