/** What fingers and mouse ask of a carpet; points in px of the picture. */
export type CarpetGestures = {
  /** A pointer rests there; null: it left. Never a finger. */
  readonly over: (at: Point | null) => void;
  readonly click: (at: Point) => void;
  readonly zoom: (factor: number, at: Point) => void;
  readonly pan: (dx: number, dy: number) => void;
};

type Point = { readonly x: number; readonly y: number };

/** So far a finger may slip before a click becomes a pull. */
const SLIP_PX = 4;
const ZOOM_PER_PX = 1.002;

/**
 * Mouse wheel with ctrl (which is what pinching a touchpad sends) and two fingers zoom, one finger or the mouse pulls,
 * anything shorter is a click. A wheel without ctrl stays the page's own.
 * @param toPicture - from the px of the window
 */
export function listenToGestures(
  element: HTMLElement,
  toPicture: (event: { clientX: number; clientY: number }) => Point,
  { over, click, zoom, pan }: CarpetGestures,
): void {
  const down = new Map<number, Point>();
  let start: Point | null = null;
  let isPulled = false;

  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    down.set(event.pointerId, toPicture(event));
    if (down.size === 1) [start, isPulled] = [toPicture(event), false];
    else isPulled = true;
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener('pointermove', (event) => {
    const at = toPicture(event);
    const before = down.get(event.pointerId);
    if (before === undefined) {
      if (event.pointerType !== 'touch') over(at);
      return;
    }
    if (start !== null && distance(start, at) > SLIP_PX) isPulled = true;
    const [other] = [...down].flatMap(([id, point]) => (id === event.pointerId ? [] : [point]));
    if (other !== undefined) {
      const factor = distance(other, at) / Math.max(1, distance(other, before));
      zoom(factor, { x: (other.x + at.x) / 2, y: (other.y + at.y) / 2 });
    } else if (isPulled) pan(at.x - before.x, at.y - before.y);
    down.set(event.pointerId, at);
  });
  const lift = (event: PointerEvent): void => {
    if (!down.delete(event.pointerId)) return;
    if (event.type === 'pointerup' && !isPulled && down.size === 0) click(toPicture(event));
  };
  element.addEventListener('pointerup', lift);
  element.addEventListener('pointercancel', lift);
  element.addEventListener('pointerleave', () => over(null));
  element.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(ZOOM_PER_PX ** -event.deltaY, toPicture(event));
    },
    { passive: false },
  );
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
