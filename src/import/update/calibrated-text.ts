import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  parse,
  parseDocument,
  visit,
  type YAMLSeq,
} from 'yaml';
import type { Trials } from '../../graph/belief.ts';
import { type ThreatClass, threatClasses } from '../../graph/kinds.ts';
import { isJsonText } from '../jsonc.ts';
import { beliefText } from '../write-ecosystem.ts';
import { yamlText } from '../yaml-scalar.ts';

/** A row of `suite.channels`; its keys in the order in which they are written. */
export type ChannelText = { readonly key: Readonly<Record<string, string | undefined>>; readonly belief: Trials };

export type Calibrated = {
  /** Whether the row at a position of `suite.channels` was written by `calibrate`, and is replaced. */
  readonly isOwn: (position: number) => boolean;
  readonly channels: readonly ChannelText[];
  readonly controls: readonly { readonly control: string; readonly threat: ThreatClass; readonly belief: Trials }[];
};

/**
 * An ecosystem file, free of mistakes, with calibrated rows and controls. Everything else stays byte by byte,
 * comments included, where `suite` and `channels` are written over lines; else the file is written anew.
 */
export function calibratedText(text: string, calibrated: Calibrated): string {
  if (isJsonText(text)) return jsonText(text, calibrated);
  const document = parseDocument(text);
  const edits = hasAlias(document) ? undefined : splices(text, document, calibrated);
  if (edits === undefined) return writtenAnew(document, calibrated);
  const backwards = edits.toSorted((a, b) => b.from - a.from);
  return backwards.reduce((now, { from, to, by }) => now.slice(0, from) + by + now.slice(to), text);
}

type Splice = { readonly from: number; readonly to: number; readonly by: string };

/** undefined where lines cannot be put in. */
function splices(text: string, document: Document, calibrated: Calibrated): Splice[] | undefined {
  const channels = channelSplices(text, document, calibrated);
  if (channels === undefined) return undefined;
  const ends: Splice[] = [];
  for (const { path, old } of effectivenessPlaces(document.toJS(), calibrated)) {
    const node = document.getIn(path, true);
    if (!isNode(node) || node.range == null) return undefined;
    const [from, to] = node.range;
    const tail = /\s*$/u.exec(text.slice(from, to))?.[0] ?? '';
    ends.push({ from, to: to - tail.length, by: effectivenessText(old) });
  }
  return [...channels, ...ends];
}

function channelSplices(text: string, document: Document, { channels, isOwn }: Calibrated): Splice[] | undefined {
  const line = text.includes('\r\n') ? '\r\n' : '\n';
  const list = document.getIn(['suite', 'channels'], true);
  if (isSeq(list) && list.flow !== true && list.items.length > 0) return listSplices(text, list, channels, isOwn, line);
  if (channels.length === 0) return [];
  if (list !== undefined) return undefined;
  const suite = document.get('suite', true);
  if (suite === undefined) {
    const by = ['', 'suite:', '  channels:', ...rowLines(channels, 4), ''].join(line);
    return isMap(document.contents) && document.contents.flow !== true
      ? [{ ...atEnd(text, line), by: atEnd(text, line).by + by }]
      : undefined;
  }
  if (!isMap(suite) || suite.flow === true) return undefined;
  const first = suite.items[0]?.key;
  const last = suite.items.at(-1)?.value;
  if (!isNode(first) || !isNode(last) || first.range == null || last.range == null) return undefined;
  const indent = columnOf(text, first.range[0]);
  const at = lineEnd(text, lastCharacter(text, last.range[1]));
  return [
    {
      from: at,
      to: at,
      by: [
        `${lineEndBefore(text, at, line)}${' '.repeat(indent)}channels:`,
        ...rowLines(channels, indent + 2),
        '',
      ].join(line),
    },
  ];
}

function listSplices(
  text: string,
  list: YAMLSeq,
  channels: readonly ChannelText[],
  isOwn: (position: number) => boolean,
  line: string,
): Splice[] | undefined {
  const places = list.items.map((item) => placeOf(text, item));
  if (places.some((place) => place === undefined)) return undefined;
  const whole = places as readonly { from: number; to: number; indent: number }[];
  const gone = whole.filter((_, position) => isOwn(position));
  if (gone.length === whole.length && channels.length === 0) return undefined;
  const at = whole.at(-1)?.to ?? 0;
  const by = lineEndBefore(text, at, line) + [...rowLines(channels, whole[0]?.indent ?? 4), ''].join(line);
  return [
    ...gone.map(({ from, to }) => ({ from, to, by: '' })),
    ...(channels.length === 0 ? [] : [{ from: at, to: at, by }]),
  ];
}

/** The lines of an item of a list, from its dash to the end of its last line. */
function placeOf(text: string, item: unknown): { from: number; to: number; indent: number } | undefined {
  if (!isNode(item) || item.range == null) return undefined;
  const dash = text.lastIndexOf('-', item.range[0] - 1);
  const from = text.lastIndexOf('\n', dash) + 1;
  if (text.slice(from, dash).trim() !== '' || text.slice(dash + 1, item.range[0]).trim() !== '') return undefined;
  return { from, to: lineEnd(text, lastCharacter(text, item.range[1])), indent: dash - from };
}

/** Behind the last character that is no blank. */
const lastCharacter = (text: string, end: number): number => text.slice(0, end).trimEnd().length;
/** Behind the end of the line. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}
const lineEndBefore = (text: string, at: number, line: string): string =>
  at === 0 || text[at - 1] === '\n' ? '' : line;
const columnOf = (text: string, at: number): number => at - text.lastIndexOf('\n', at - 1) - 1;
const atEnd = (text: string, line: string): Splice => ({
  from: text.length,
  to: text.length,
  by: lineEndBefore(text, text.length, line),
});

const rowLines = (channels: readonly ChannelText[], indent: number): string[] =>
  channels.flatMap(({ key, belief }) => {
    const fields = Object.entries(key).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}: ${yamlText(value)}`],
    );
    return [...fields, `probability: ${beliefText(belief)}`].map(
      (field, at) => `${' '.repeat(indent)}${at === 0 ? '- ' : '  '}${field}`,
    );
  });

type Effectiveness = Readonly<Record<string, unknown>>;
type Place = { readonly path: readonly (string | number)[]; readonly old: Effectiveness };

/** Where the file says how much a control stops, and what should stand there. */
function effectivenessPlaces(file: unknown, { controls }: Calibrated): Place[] {
  const ids = [...new Set(controls.map(({ control }) => control))];
  return ids.flatMap((id) => {
    const own = controls.filter(({ control }) => control === id);
    const placeOf = (path: readonly (string | number)[], said: unknown): Place => ({
      path,
      old: { ...byClass(said), ...Object.fromEntries(own.map(({ threat, belief }) => [threat, plainBelief(belief)])) },
    });
    const entry = mapOf(mapOf(mapOf(file)['controls'])[id]);
    const relations = mapOf(file)['relations'];
    const guards = (Array.isArray(relations) ? relations : []).flatMap((relation, index) => {
      const { from, kind, effectiveness } = mapOf(relation);
      const isOwn = from === id && kind === 'guards' && effectiveness !== undefined;
      return isOwn ? [placeOf(['relations', index, 'effectiveness'], effectiveness)] : [];
    });
    const said = entry['effectiveness'];
    return said === undefined ? guards : [placeOf(['controls', id, 'effectiveness'], said), ...guards];
  });
}

/** One probability for all classes is one for each. */
const byClass = (said: unknown): Effectiveness =>
  isPlainMap(said) && !('successes' in said) ? said : Object.fromEntries(threatClasses.map((threat) => [threat, said]));

const mapOf = (value: unknown): Effectiveness => (isPlainMap(value) ? value : {});
const isPlainMap = (value: unknown): value is Effectiveness =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A belief as plain data, as the file says it. */
const plainBelief = (belief: Trials): unknown => parse(beliefText(belief));

/** In one line, as in the rest of a file that people write. */
const effectivenessText = (map: Effectiveness): string => flow(map);

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (isPlainMap(value))
    return `{ ${Object.entries(value)
      .map(([key, one]) => `${yamlText(key)}: ${flow(one)}`)
      .join(', ')} }`;
  return typeof value === 'string' ? yamlText(value) : String(value);
}

const rowValue = ({ key, belief }: ChannelText): unknown => ({
  ...Object.fromEntries(Object.entries(key).filter(([, value]) => value !== undefined)),
  probability: plainBelief(belief),
});

/** Through the document: comments stay, blanks and breaks may change. */
function writtenAnew(document: Document, calibrated: Calibrated): string {
  const file = document.toJS();
  for (const { path, old } of effectivenessPlaces(file, calibrated)) document.setIn(path, document.createNode(old));
  const rows = rowsAfter(file, calibrated);
  if (rows.length > 0) document.setIn(['suite', 'channels'], document.createNode(rows));
  else if (document.hasIn(['suite', 'channels'])) document.deleteIn(['suite', 'channels']);
  return document.toString({ lineWidth: 0 });
}

function rowsAfter(file: unknown, { channels, isOwn }: Calibrated): unknown[] {
  const rows = mapOf(mapOf(file)['suite'])['channels'];
  return [...(Array.isArray(rows) ? rows : []).filter((_, position) => !isOwn(position)), ...channels.map(rowValue)];
}

function jsonText(text: string, calibrated: Calibrated): string {
  const document = parseDocument(text.replace(/^\uFEFF/u, ''));
  const file = document.toJS() as Record<string, unknown>;
  for (const { path, old } of effectivenessPlaces(file, calibrated)) setIn(file, path, old);
  const { channels: _, ...suite } = mapOf(file['suite']);
  const rows = rowsAfter(file, calibrated);
  if (rows.length > 0 || file['suite'] !== undefined)
    file['suite'] = rows.length === 0 ? suite : { ...suite, channels: rows };
  const indent = /\n([ \t]+)"/u.exec(text)?.[1] ?? '  ';
  return `${JSON.stringify(file, null, indent)}\n`;
}

function setIn(root: unknown, path: readonly (string | number)[], value: unknown): void {
  let here = root as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) here = here[step] as Record<string | number, unknown>;
  here[path.at(-1) ?? ''] = value;
}

function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, {
    Node: (_, node: Node) => {
      found ||= isAlias(node) || (isScalar(node) && node.anchor !== undefined);
    },
  });
  return found;
}
