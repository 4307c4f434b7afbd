import { InvalidInputError, type Place } from '../../base/errors.ts';
import { innermost } from '../network/innermost-box.ts';
import { Cursor } from './cursor.ts';
import type { MermaidChart } from './find-charts.ts';
import type { ChartEdge, ChartNode, Flowchart, Subgraph } from './flowchart.ts';
import { brackets } from './node-shape.ts';
import { readLink } from './read-link.ts';
import { shapeData } from './shape-data.ts';

/** The nodes, edges and subgraphs of a flowchart. @param file - its name, for places */
export function readFlowchart(chart: MermaidChart, file: string): Flowchart {
  const reader = new FlowchartReader(new Cursor(file, chart.text, chart.body), chart.title);
  reader.read();
  return reader;
}

const GAP = /[\s;]+/uy;
const END = /end\b(?=[ \t]*(?:[;\r\n]|$))/uy;
const SUBGRAPH = /subgraph\b(?![ \t]*(?:--|==|-\.))[ \t]*/uy;
/** What only decorates, and is no node of that name. */
const STYLE = /(?:classDef|linkStyle|style|class|click)[ \t]+(?![-=.<~&]|[xo]--)(?:"[^"\n]*"|[^\n;"])*/uy;
const DIRECTION = /direction[ \t]+(?:TB|TD|BT|RL|LR)\b[^\n;]*/uy;
const TITLE = /accTitle[ \t]*:[ \t]*([^\n;]*)/uy;
const DESCRIPTION = /accDescr[ \t]*(?::[^\n]*|\{[^}]{0,10000}\})/uy;
/** Behind a statement; a whole line of it was blanked out before. */
const REMARK = /[ \t]*%%[^\n]*/uy;
const REST_OF_LINE = /[^\n]*/uy;
const REST_OF_STATEMENT = /(?:"[^"\n]*"|[^\n;"])*/uy;

const ID = /(?:[\p{L}\p{M}\p{N}\p{Extended_Pictographic}_!#$%'*+.?\\/`,&]|:(?!::)|-(?![>\-.])|=(?!=)|\p{Cf})+/uy;
const CLASS = /:::([\w-]+)/uy;
const DATA = /@\{((?:"[^"]{0,4000}"|[^}"]){0,4000})\}/uy;
const AND = /\s+&\s+/uy;
const DONE = /[ \t]*(?:\r?\n|;|$|%%)/uy;

const MOST_EDGES = 200_000;

class FlowchartReader implements Flowchart {
  title: string | undefined;
  readonly nodes = new Map<string, ChartNode>();
  readonly edges: ChartEdge[] = [];
  readonly subgraphs = new Map<string, Subgraph>();
  readonly unread: Place[] = [];
  readonly #cursor: Cursor;
  readonly #open: Subgraph[] = [];
  readonly #edgeIds = new Set<string>();

  constructor(cursor: Cursor, title: string | undefined) {
    this.#cursor = cursor;
    this.title = title;
  }

  read(): void {
    const cursor = this.#cursor;
    for (cursor.take(GAP); !cursor.isAtEnd; cursor.take(GAP)) {
      const start = cursor.position;
      if (!this.#decoration() && !this.#subgraph() && !this.#chain()) this.unread.push(cursor.place(start));
      else if (cursor.sees(DONE)) cursor.take(REMARK);
      else this.unread.push(cursor.place());
      if (cursor.position === start || !cursor.sees(DONE)) cursor.take(REST_OF_LINE);
    }
  }

  #decoration(): boolean {
    const cursor = this.#cursor;
    const title = cursor.take(TITLE)?.[1]?.trim();
    if (title !== undefined) this.title ??= title;
    return title !== undefined || [STYLE, DIRECTION, DESCRIPTION].some((one) => cursor.take(one) !== undefined);
  }

  #subgraph(): boolean {
    const cursor = this.#cursor;
    if (cursor.take(END) !== undefined) {
      this.#open.pop();
      return true;
    }
    if (cursor.take(SUBGRAPH) === undefined) return false;
    const { id, text } = subgraphHead(cursor.take(REST_OF_STATEMENT)?.[0] ?? '', this.subgraphs.size);
    const subgraph = this.subgraphs.get(id) ?? { id, text, around: this.#open.at(-1) };
    this.subgraphs.set(id, subgraph);
    this.#open.push(subgraph);
    return true;
  }

  /** `a & b --> c -- text --> d`. */
  #chain(): boolean {
    const cursor = this.#cursor;
    let before = this.#group();
    if (before === undefined) return false;
    for (;;) {
      const start = cursor.position;
      const link = readLink(cursor);
      if (link === undefined) return true;
      cursor.take(/\s+/uy);
      const at = cursor.place();
      const after = this.#group();
      if (after === undefined) {
        cursor.position = start;
        return true;
      }
      if (link.id !== undefined) this.#edgeIds.add(link.id);
      const [sources, targets] = link.isReversed ? [after, before] : [before, after];
      if (this.edges.length + sources.length * targets.length > MOST_EDGES) throw tooMany(at);
      for (const from of sources) for (const to of targets) this.edges.push({ from, to, ...link, at });
      before = after;
    }
  }

  #group(): readonly string[] | undefined {
    const ids: string[] = [];
    do {
      const id = this.#node();
      if (id === undefined) return ids.length === 0 ? undefined : ids;
      ids.push(id);
    } while (this.#cursor.take(AND) !== undefined);
    return ids;
  }

  #node(): string | undefined {
    const cursor = this.#cursor;
    const at = cursor.place();
    const id = cursor.take(ID)?.[0];
    if (id === undefined) return undefined;
    const known = this.nodes.get(id);
    const node = known ?? {
      id,
      text: undefined,
      shape: undefined,
      icon: undefined,
      classes: [],
      subgraph: undefined,
      at,
    };
    if (!this.#edgeIds.has(id)) this.nodes.set(id, node);
    node.subgraph = known === undefined ? this.#open.at(-1) : innermost(node.subgraph, this.#open.at(-1));
    this.#text(node);
    this.#details(node);
    return id;
  }

  /** The text in brackets, in quotes or without. */
  #text(node: ChartNode): void {
    const cursor = this.#cursor;
    const start = cursor.position;
    for (const [open, closes, shape] of brackets) {
      if (!cursor.takeText(open)) continue;
      const quoted = cursor.take(/\s*("[^"]{0,10000}")\s*/uy)?.[1];
      const text = cursor.takeUntil(...closes);
      if (text !== undefined) {
        node.text = quoted ?? text.before;
        node.shape = shape;
        return;
      }
      cursor.position = start;
    }
  }

  #details(node: ChartNode): void {
    const cursor = this.#cursor;
    for (;;) {
      const name = cursor.take(CLASS)?.[1];
      if (name !== undefined) {
        node.classes.push(name);
        continue;
      }
      const data = cursor.take(DATA)?.[1];
      if (data === undefined) return;
      const said = shapeData(data);
      node.shape = said.get('shape') ?? node.shape;
      node.icon = said.get('icon') ?? node.icon;
      const label = said.get('label');
      if (label !== undefined) node.text = `"${label.replaceAll('"', "'")}"`;
    }
  }
}

const tooMany = (at: Place): InvalidInputError =>
  new InvalidInputError([
    {
      at,
      expected: `at most ${MOST_EDGES.toLocaleString('en-US')} links in a flowchart`,
      found: 'more',
      fix: 'Give it as DOT, GraphML or an edge list.',
    },
  ]);

const HEAD = /^([^[\]"]*?)\s*\[([\s\S]*)\]\s*$/u;

/** `id [title]`, `title`, `"title"`, or nothing. */
function subgraphHead(written: string, count: number): { readonly id: string; readonly text: string } {
  const said = written.trim();
  const [, id = '', title = ''] = HEAD.exec(said) ?? [];
  if (id !== '') return { id, text: title };
  if (said === '') return { id: `subgraph ${count + 1}`, text: '' };
  return { id: said.replace(/^"|"$/g, ''), text: said };
}
