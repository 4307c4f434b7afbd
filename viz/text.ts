import { interWidths } from './inter-widths.ts';

export type Weight = keyof typeof interWidths;

/** Width of a line of text in px, from the metrics of Inter that are bundled: the same in page, file and test. */
export function textWidth(text: string, sizePx: number, weight: Weight = 400): number {
  let thousandths = 0;
  for (const grapheme of ASCII.test(text) ? text : graphemesOf(text)) thousandths += graphemeWidth(grapheme, weight);
  return (thousandths * sizePx) / 1000;
}

/** Shortens in the middle, on grapheme boundaries, so that both the family and the number of a name survive. */
export function fitMiddle(text: string, widthPx: number, sizePx: number, weight: Weight = 400): string {
  if (textWidth(text, sizePx, weight) <= widthPx) return text;
  const graphemes = graphemesOf(text);
  let head = Math.ceil(graphemes.length / 2);
  let tail = graphemes.length - head;
  const cut = (): string => `${graphemes.slice(0, head).join('')}…${graphemes.slice(graphemes.length - tail).join('')}`;
  while (head + tail > 1 && textWidth(cut(), sizePx, weight) > widthPx) {
    if (head > tail) head--;
    else tail--;
  }
  return tail > 0 ? cut() : `${graphemes.slice(0, head).join('')}…`;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

const graphemesOf = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

const ASCII = /^[ -~]*$/;
const WIDE = /[\p{Extended_Pictographic}\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff00-\uff60]/u;
const NO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Thousandths of the font size. What Inter lacks comes from fonts we cannot know: a generous guess. */
function graphemeWidth(grapheme: string, weight: Weight): number {
  // A family of emoji joined into one is as wide as one.
  if (WIDE.test(grapheme)) return 1250;
  let width = 0;
  for (const character of grapheme.normalize('NFD')) width += characterWidth(character, weight);
  return width;
}

function characterWidth(character: string, weight: Weight): number {
  const known = interWidths[weight][(character.codePointAt(0) as number) - 0x20];
  if (known !== undefined) return known;
  if (NO_WIDTH.test(character)) return 0;
  return character === '…' ? 956 : 660;
}
