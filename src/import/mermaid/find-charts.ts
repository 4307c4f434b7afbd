import type { SourceFile } from '../importer.ts';
import { type ChartKind, chartKind } from './chart-kind.ts';

/** A diagram of a text in Mermaid, or one of several in Markdown. */
export type MermaidChart = {
  readonly kind: ChartKind;
  /** Of its front matter. */
  readonly title: string | undefined;
  /** Of the section of the Markdown file that it stands in. */
  readonly heading: string | undefined;
  /** The whole file up to the end of the diagram, comments and directives blanked out: places stay what they are. */
  readonly text: string;
  /** Where the diagram begins in it, and what follows its first line. */
  readonly start: number;
  readonly body: number;
};

/** All diagrams of a file, in its order. */
export function findCharts({ text }: SourceFile): readonly MermaidChart[] {
  const fenced = fences(text);
  const parts = fenced.length > 0 ? fenced : [{ start: 0, end: text.length, heading: undefined }];
  return parts.flatMap((part) => chartOf(text, part) ?? []);
}

type Part = {
  readonly start: number;
  readonly end: number;
  readonly heading: string | undefined;
  /** Its lines begin with `>`. */
  readonly isQuote?: boolean;
};

const FENCE = /^[ \t>]*(`{3,}|~{3,}|:{3,})[ \t]*(?:\{\.?|\.)?mermaid\b[^\n]*$/i;
const HEADING = /^[ \t]{0,3}#{1,6}[ \t]+([^\n]*?)[ \t#]*$/;

/** Between the fences of Markdown that are said to be Mermaid; the last one may be open. */
function fences(text: string): readonly Part[] {
  const parts: Part[] = [];
  let heading: string | undefined;
  let open:
    | { readonly mark: string; readonly isMermaid: boolean; readonly isQuote: boolean; readonly start: number }
    | undefined;
  for (const { line, start, end } of linesOf(text)) {
    if (open === undefined) {
      heading = HEADING.exec(line)?.[1] ?? heading;
      const mark = FENCE.exec(line)?.[1];
      const other = /^[ \t>]*(`{3,}|~{3,})/.exec(line)?.[1];
      const fence = mark ?? other;
      const isQuote = /^[ \t]*>/.test(line);
      if (fence !== undefined) open = { mark: fence, isMermaid: mark !== undefined, isQuote, start: end };
    } else if (isClosing(line, open.mark)) {
      if (open.isMermaid) parts.push({ start: open.start, end: start, heading, isQuote: open.isQuote });
      open = undefined;
    }
  }
  if (open?.isMermaid === true) parts.push({ ...open, end: text.length, heading });
  return parts;
}

const isClosing = (line: string, mark: string): boolean => {
  const said = line.replace(/^[ \t>]+/, '').trimEnd();
  return said.length >= mark.length && said === (mark[0] ?? '').repeat(said.length);
};

/** With where they begin, and where the next one does. */
function* linesOf(text: string): Generator<{ readonly line: string; readonly start: number; readonly end: number }> {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found + 1;
    yield { line: text.slice(start, found === -1 ? end : found).replace(/\r$/, ''), start, end };
    start = end;
  }
}

const FRONT_MATTER = /^\s*---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n[ \t]*---[ \t]*(?:\r?\n|$)/;
const DIRECTIVE = /%%\{[\s\S]{0,5000}?\}%%/g;
const COMMENT = /^[ \t>]*%%[^\n]*/gm;
const HEAD = /^\s*([A-Za-z][\w-]*)[^\n;]*(?:;|\n|$)/;

function chartOf(text: string, { start, end, heading, isQuote = false }: Part): MermaidChart | undefined {
  const raw = isQuote ? text.slice(start, end).replace(/^[ \t]*>/gm, blank) : text.slice(start, end);
  const [front = '', matter = ''] = FRONT_MATTER.exec(raw) ?? [];
  const clean = withoutDirectives(blank(front) + raw.slice(front.length)).replace(COMMENT, blank);
  const [head = '', word = ''] = HEAD.exec(clean) ?? [];
  const kind = chartKind(word, head);
  if (kind === undefined) return undefined;
  const at = start + (head.length - head.trimStart().length);
  return {
    kind,
    title: titleIn(matter),
    heading,
    text: text.slice(0, start) + clean,
    start: at,
    body: start + head.length,
  };
}

const withoutDirectives = (text: string): string => (text.includes('}%%') ? text.replace(DIRECTIVE, blank) : text);

/** The same length, the same lines. */
const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');

function titleIn(matter: string): string | undefined {
  const written = /^title:[ \t]*(.+?)[ \t]*\r?$/m.exec(matter)?.[1];
  if (written === undefined) return undefined;
  if (written.startsWith('"')) return parsedText(written) ?? written.replace(/^"|"$/g, '');
  return written.startsWith("'") ? written.replace(/^'|'$/g, '').replaceAll("''", "'") : written;
}

function parsedText(written: string): string | undefined {
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
