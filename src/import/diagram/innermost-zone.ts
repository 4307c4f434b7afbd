/** A rectangle of a drawing, in its units; y grows downwards. */
export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };

/** The smallest zone that holds the middle of an element; undefined if none does. Of equal ones the first. */
export function innermostZone(
  element: Box,
  zones: readonly { readonly key: string; readonly box: Box }[],
): string | undefined {
  const [x, y] = [element.left + element.width / 2, element.top + element.height / 2];
  const around = zones.filter(
    ({ box: { left, top, width, height } }) => x >= left && x <= left + width && y >= top && y <= top + height,
  );
  const area = ({ box }: (typeof zones)[number]): number => box.width * box.height;
  return around.toSorted((a, b) => area(a) - area(b))[0]?.key;
}
