import type { Palette } from './theme.ts';

/**
 * Gives every mark that is filled from the ramp an outline, as grey printers and thin paper need; those that have one keep it.
 * @param svg - a drawing of ours, so its elements and attributes are as `h` writes them
 */
export function outlineMarks(svg: string, { reach, rule }: Palette): string {
  const ramp = new Set(reach);
  return svg.replace(/<(?:rect|circle|path)\b[^>]*>/g, (element) => {
    const fill = / fill="([^"]*)"/.exec(element)?.[1];
    if (fill === undefined || !ramp.has(fill) || / opacity="/.test(element)) return element;
    const stroke = / stroke="([^"]*)"/.exec(element)?.[1];
    if (stroke !== undefined && stroke !== 'none') return element;
    const bare = element.replace(/ stroke(?:-width)?="[^"]*"/g, '');
    return bare.replace(/\/?>$/, (end) => ` stroke="${rule}" stroke-width="0.8"${end}`);
  });
}
