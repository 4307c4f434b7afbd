import { quoted } from './option-value.ts';
import { usageError } from './usage.ts';

/** As `figureSvg` takes it: px of a screen, or millimetres of paper. */
export type PaperWidth = { readonly width: number } | { readonly mm: number };

/** Below, texts find no room; above, nobody prints. */
const BOUNDS = { px: [200, 8000], mm: [45, 1000] } as const;

/** `880`, `880px` or `85mm`. @throws {InvalidInputError} if it is none, or too narrow or wide */
export function parseFigureWidth(text: string): PaperWidth {
  const [, digits = '', unit = 'px'] = /^(\d+(?:\.\d+)?)(px|mm)?$/.exec(text.trim()) ?? [];
  const [least, most] = BOUNDS[unit === 'mm' ? 'mm' : 'px'];
  const value = Number(digits);
  if (digits !== '' && value >= least && value <= most) return unit === 'mm' ? { mm: value } : { width: value };
  throw usageError(
    `a width from ${BOUNDS.px.join(' to ')} px, or from ${BOUNDS.mm.join(' to ')} mm, after --width`,
    quoted(text),
    'For example: --width 880, or --width 85mm for a column of a paper.',
  );
}
