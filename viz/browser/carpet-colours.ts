import { type Palette, pagePalette } from '../theme.ts';

/** The colours of the page as they are now, for what knows no variables: a canvas. */
export function coloursNow(): Palette {
  const style = getComputedStyle(document.documentElement);
  const plain = (variable: string): string => style.getPropertyValue(variable.slice(4, -1)).trim();
  const { reach, onReach, layer, ...tokens } = pagePalette;
  const mapped = (colours: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(colours).map(([key, variable]) => [key, plain(variable)]));
  return {
    ...mapped(tokens),
    reach: reach.map(plain),
    onReach: onReach.map(plain),
    layer: mapped(layer),
    // The same keys as the palette of variables.
  } as unknown as Palette;
}

/** Calls back whenever the reader or the system turns to another theme. */
export function onThemeChange(act: () => void): () => void {
  const observer = new MutationObserver(act);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', act);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', act);
  };
}
