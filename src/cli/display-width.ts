/** Columns that a text takes on a terminal: by graphemes, wide ones (East Asian, emoji) count two. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemesOf(text)) width += graphemeWidth(segment);
  return width;
}

/** The longest beginning of a text that fits, with an ellipsis where it was cut. */
export function shorten(text: string, columns: number, ellipsis = '…'): string {
  if (displayWidth(text) <= columns) return text;
  let kept = '';
  let width = displayWidth(ellipsis);
  for (const { segment } of graphemesOf(text)) {
    width += graphemeWidth(segment);
    if (width > columns) break;
    kept += segment;
  }
  return kept + ellipsis;
}

export const padEnd = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - displayWidth(text)));

export const padStart = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - displayWidth(text))) + text;

const PLAIN = /^[\x20-\x7e]*$/;
/** Made when first needed: it takes longer than the rest of a short command. */
let segmenter: Intl.Segmenter | undefined;
function graphemesOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

function graphemeWidth(grapheme: string): number {
  if (INVISIBLE.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}

const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
/** Unicode's East Asian Width W and F, by blocks, and what is drawn as an emoji. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b16f}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]|\ufe0f/u;
