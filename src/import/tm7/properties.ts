import { childOf, localName, textIn, type XmlElement } from './xml-subtrees.ts';

/** What the table beside a diagram says of a part. */
export type Properties = {
  /** What people called it; perhaps empty. */
  readonly name: string;
  /** What its template calls it, in words: the first headline of the table. */
  readonly stencil: string;
  readonly isOutOfScope: boolean;
  /** What somebody chose, or the stencil fixed; neither free text nor what says nothing (`Not Selected`, `No`). */
  readonly chosen: readonly Choice[];
};

export type Choice = {
  /** As the table shows it: Running As. */
  readonly title: string;
  /** As the template calls it: runningAs, or a guid. */
  readonly key: string;
  readonly value: string;
  /** The stencil says it, and nobody can choose anything else. */
  readonly isFixed: boolean;
};

type Row = Choice & { readonly type: string };

export function readProperties(properties: XmlElement | undefined): Properties {
  const rows = (properties?.children ?? []).map(readRow);
  return {
    name: rows.find(({ type, title }) => title === 'Name' && !HEADLINE.test(type))?.value ?? '',
    stencil: rows.find(({ type }) => HEADLINE.test(type))?.title ?? '',
    isOutOfScope: rows.some(({ title, value }) => title === 'Out Of Scope' && value === 'Yes'),
    chosen: rows.filter(isTelling),
  };
}

const HEADLINE = /Header/u;
/** Values to choose from; what people type may be anything. */
const CHOSEN = /List|Boolean|Enumerable/u;
const SAYS_NOTHING =
  /^(?:select(?: one)?|not selected|none selected|no|none|n\/?a|not applicable|unknown|undefined|-*|)$/iu;

const isTelling = ({ type, title, value }: Row): boolean =>
  CHOSEN.test(type) && title !== '' && title !== 'Out Of Scope' && !SAYS_NOTHING.test(value);

const LONGEST = 200;

function readRow(row: XmlElement): Row {
  const type = localName(row.attributes.get('type') ?? '');
  return {
    type,
    isFixed: type.startsWith('Static'),
    title: oneLine(textIn(row, 'DisplayName')),
    key: oneLine(textIn(row, 'Name')),
    value: oneLine(chosenValue(row)),
  };
}

/** Lists hold all their values, and which of them it is. */
function chosenValue(row: XmlElement): string {
  const value = childOf(row, 'Value');
  const text = value?.text.trim() ?? '';
  if (value === undefined || value.children.length === 0) return /^(?:true|false)$/iu.test(text) ? said(text) : text;
  const index = textIn(row, 'SelectedIndex');
  return index === '' ? '' : (value.children[Number(index)]?.text ?? '');
}

const said = (flag: string): string => (flag.toLowerCase() === 'true' ? 'Yes' : 'No');

const oneLine = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
