import { describePlace, InvalidInputError, type Place, type Problem } from '../base/errors.ts';
import type { Diagram, Zone } from './diagram/diagram.ts';
import { fromDiagram } from './diagram/from-diagram.ts';
import { Drafts } from './drafts.ts';
import type { Detection, Imported, Importer, OpenSibling, SourceFile } from './importer.ts';
import { Cursor } from './mermaid/cursor.ts';
import { findCharts, type MermaidChart } from './mermaid/find-charts.ts';
import { MARK, ownRecords } from './mermaid/own-records.ts';
import { readFlowchart } from './mermaid/read-flowchart.ts';
import { type Section, toParts } from './mermaid/to-diagram.ts';
import type { ImportSettings } from './settings.ts';

/** Flowcharts in Mermaid: files of their own, and those in Markdown. */
export const mermaid: Importer = {
  format: 'mermaid',
  title: 'Mermaid flowchart',
  gives:
    'nodes by their labels and shapes, subgraphs as zones, links one way or both; in Markdown, of all its flowcharts',
  detect,
  isPlainGraph: true,
  read,
};

const WORDS =
  /mermaid|^[ \t>]*(?:graph|flowchart)\b|^[ \t]*(?:\w+Diagram|gantt|pie|journey|gitGraph|mindmap|timeline|C4\w+|quadrantChart|block|architecture|kanban|packet|zenuml|sankey|xychart|treemap|radar)\b/im;
const MISSING = 'a line with graph or flowchart, then nodes with arrows between them';
/** Another importer knows these drawings better. */
const LANGGRAPH = /__(?:start|end)__/;
const DRAWN = /[-=.]->|--[-xo>]|==>|\.-|~~~|[[({]/;

function detect(file: SourceFile): Detection {
  const { text } = file;
  if (text.includes(MARK)) return { score: 1, reason: 'a Mermaid flowchart that blastradius wrote' };
  if (!WORDS.test(text)) return { score: 0, reason: 'it holds no diagram of Mermaid', missing: MISSING };
  const charts = findCharts(file);
  const flowcharts = charts.filter(({ kind }) => kind.isFlowchart);
  const [first] = charts;
  if (first === undefined) return { score: 0, reason: 'no diagram of Mermaid begins in it', missing: MISSING };
  if (flowcharts.length === 0)
    return { score: 0.8, reason: `${first.kind.name} in Mermaid, no flowchart`, missing: MISSING };
  if (!flowcharts.some((chart) => DRAWN.test(chart.text.slice(chart.body)))) {
    return { score: 0.3, reason: 'a flowchart of Mermaid with nothing in it', missing: MISSING };
  }
  const isLangGraph = flowcharts.some((chart) => LANGGRAPH.test(chart.text.slice(chart.start)));
  return { score: isLangGraph ? 0.6 : 0.9, reason: 'a flowchart in Mermaid' };
}

function read(file: SourceFile, _open: OpenSibling, settings?: ImportSettings): Imported {
  const all = findCharts(file);
  const charts = all.filter(({ kind }) => kind.isFlowchart);
  if (charts.length === 0) throw new InvalidInputError(refusals(file, all));
  const drafts = new Drafts();
  for (const { kind, at } of otherCharts(file, all)) {
    drafts.ignored.push({ what: kind, where: describePlace(at), why: 'only flowcharts say what is joined to what' });
  }
  const sections = charts.map((chart, n) => sectionOf(file, chart, charts.length > 1 ? n + 1 : undefined));
  noteUnread(sections, drafts);
  const diagram = joined(sections, drafts);
  if (diagram.elements.length === 0) throw new InvalidInputError([...drafts.warnings, empty(file)]);
  const ecosystem = sections[0]?.own.ecosystem;
  const description = ecosystem === undefined ? describe(diagram, sections) : ecosystem.get('description');
  return fromDiagram(diagram, { file: file.name, description, drafts, settings, isPlain: true });
}

function sectionOf(file: SourceFile, chart: MermaidChart, nth: number | undefined): Section {
  const flowchart = readFlowchart(chart, file.name);
  const own = ownRecords(file.text.slice(chart.start, chart.text.length));
  const prefix = nth === undefined ? '' : `chart ${nth}: `;
  const name = flowchart.title ?? chart.heading ?? `chart ${nth}`;
  const zone: Zone | undefined = nth === undefined ? undefined : { key: prefix, name };
  return { chart: flowchart, own, prefix, zone };
}

function joined(sections: readonly Section[], drafts: Drafts): Diagram {
  const parts = sections.map((section) => toParts(section, drafts));
  const [first] = sections;
  return {
    title: first?.own.ecosystem?.get('name') ?? (sections.length === 1 ? first?.chart.title : undefined),
    elements: parts.flatMap(({ elements }) => elements),
    flows: parts.flatMap(({ flows }) => flows),
    zones: parts.flatMap(({ zones }) => zones),
    threats: [],
  };
}

const describe = ({ title }: Diagram, { length }: readonly Section[]): string =>
  length > 1
    ? `From ${length} Mermaid flowcharts.`
    : `From the Mermaid flowchart${title === undefined ? '' : ` ${JSON.stringify(title)}`}.`;

const MOST_TOLD = 20;

function noteUnread(sections: readonly Section[], drafts: Drafts): void {
  const unread = sections.flatMap(({ chart }) => chart.unread);
  const fix = 'It is left out; correct the line, or draw it as nodes and arrows.';
  for (const at of unread.slice(0, MOST_TOLD)) {
    drafts.warnings.push({ at, expected: 'a node, a link or a subgraph', found: 'something else', fix });
  }
  const more = unread[MOST_TOLD];
  if (more === undefined) return;
  const found = `${unread.length - MOST_TOLD} more lines that are none`;
  drafts.warnings.push({ at: more, expected: 'nodes, links and subgraphs', found, fix: 'They are left out.' });
}

function otherCharts({ name }: SourceFile, all: readonly MermaidChart[]): readonly { kind: string; at: Place }[] {
  return all
    .filter(({ kind }) => !kind.isFlowchart)
    .map(({ kind, text, start }) => ({ kind: kind.name, at: new Cursor(name, text, start).place() }));
}

function refusals(file: SourceFile, all: readonly MermaidChart[]): readonly Problem[] {
  const fix = 'Draw who is joined to whom as a flowchart, or as DOT.';
  const others = otherCharts(file, all).map(({ kind, at }) => ({ at, expected: 'a flowchart', found: kind, fix }));
  return others.length > 0 ? others.slice(0, MOST_TOLD) : [empty(file)];
}

const empty = ({ name }: SourceFile): Problem => ({
  at: { file: name },
  expected: 'a flowchart with nodes',
  found: 'none',
  fix: 'Give a Mermaid file, or Markdown with a flowchart between ```mermaid and ```.',
});
