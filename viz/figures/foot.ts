import { group, type Markup } from '../markup.ts';
import { textAt } from '../svg.ts';
import { textWidth } from '../text.ts';
import type { Palette } from '../theme.ts';

const SIZE = 11.5;
const LINE_PX = 16;

/** Text under a picture that stands alone in a file: how to read it. */
export type Foot = { readonly height: number; readonly draw: (top: number) => Markup };

export function foot(text: string, width: number, palette: Palette): Foot {
  const lines = wrapped(text, width);
  return {
    height: lines.length * LINE_PX + 8,
    draw: (top) =>
      group(
        lines.map((line, i) => textAt(0, top + 4 + (i + 1) * LINE_PX - 4, { size: SIZE, fill: palette.mute }, line)),
      ),
  };
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && textWidth(longer, SIZE) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
