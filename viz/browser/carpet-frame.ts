import type { CarpetLayout } from '../graph/carpet-layout.ts';
import { group, h, type Markup } from '../markup.ts';
import { designZoom } from './redraw.ts';

/** The elements of a carpet: canvases one above the other, the list box that takes keys and pointer, the zoom's buttons. */
export type CarpetFrame = {
  readonly box: HTMLElement;
  /** Clears one of the canvases and paints it, in px of the picture. */
  readonly draw: (canvas: CanvasName, paint: (context: CanvasRenderingContext2D) => void) => void;
  /** Paints on what stands there. */
  readonly touch: (canvas: CanvasName, paint: (context: CanvasRenderingContext2D) => void) => void;
  readonly toPicture: (at: { readonly clientX: number; readonly clientY: number }) => { x: number; y: number };
  /** What readers of screens are told of the square with the focus, and where it is. */
  readonly say: (option: SpokenSquare) => void;
  readonly dim: (isDimmed: boolean) => void;
  readonly zoomed: (scale: number) => void;
  readonly pointAt: (isSomething: boolean) => void;
  readonly remove: () => void;
};

export type SpokenSquare = {
  readonly component: number;
  readonly count: number;
  readonly text: string;
  readonly isPinned: boolean;
  readonly at: { readonly x: number; readonly y: number };
  readonly side: number;
};

export const canvasNames = ['ground', 'lines', 'squares', 'top'] as const;
export type CanvasName = (typeof canvasNames)[number];

const ZOOM_STEP = 1.5;

export function createFrame(
  place: HTMLElement,
  { width, height }: CarpetLayout,
  label: string,
  zoom: (factor: number | 'whole') => void,
): CarpetFrame {
  const frame = document.createElement('div');
  frame.className = 'carpet-frame';
  frame.innerHTML = skeleton(label).markup;
  place.append(frame);
  place.classList.add('has-carpet');
  const box = frame.querySelector('[role="listbox"]') as HTMLElement;
  const option = frame.querySelector('[role="option"]') as HTMLElement;
  const ratio = designZoom();
  const resolution = ratio * (devicePixelRatio || 1);
  const contexts = new Map(
    canvasNames.map((canvasName) => {
      const canvas = frame.querySelector(`canvas[data-part="${canvasName}"]`) as HTMLCanvasElement;
      canvas.width = Math.round(width * resolution);
      canvas.height = Math.round(height * resolution);
      return [canvasName, canvas.getContext('2d') as CanvasRenderingContext2D] as const;
    }),
  );
  const tools = { in: ZOOM_STEP, out: 1 / ZOOM_STEP, whole: 'whole' } as const;
  for (const [tool, factor] of Object.entries(tools))
    frame.querySelector(`[data-zoom="${tool}"]`)?.addEventListener('click', () => zoom(factor));

  const touch: CarpetFrame['touch'] = (canvasName, paint) => {
    const context = contexts.get(canvasName);
    if (context === undefined) return;
    context.setTransform(resolution, 0, 0, resolution, 0, 0);
    paint(context);
  };

  return {
    box,
    touch,
    draw: (canvasName, paint) =>
      touch(canvasName, (context) => {
        context.clearRect(0, 0, width, height);
        paint(context);
      }),
    toPicture: ({ clientX, clientY }) => {
      const { left, top } = box.getBoundingClientRect();
      return { x: (clientX - left) / ratio, y: (clientY - top) / ratio };
    },
    say: ({ component, count, text, isPinned, at, side }) => {
      option.id = `square-${component}`;
      option.textContent = text;
      option.setAttribute('aria-selected', String(isPinned));
      option.setAttribute('aria-posinset', String(component + 1));
      option.setAttribute('aria-setsize', String(count));
      box.setAttribute('aria-activedescendant', option.id);
      const reach = side / 2 + 4;
      option.style.transform = `translate(${(at.x - reach) * ratio}px,${(at.y - reach) * ratio}px)`;
      option.style.width = `${2 * reach * ratio}px`;
      option.style.height = `${2 * reach * ratio}px`;
    },
    dim: (isDimmed) => frame.classList.toggle('dimmed', isDimmed),
    zoomed: (scale) => {
      frame.classList.toggle('zoomed', scale > 1);
      const status = frame.querySelector('[role="status"]');
      const text = scale === 1 ? '' : `${Math.round(scale * 100)}%`;
      if (status !== null && status.textContent !== text) status.textContent = text;
    },
    pointAt: (isSomething) => box.classList.toggle('pointing', isSomething),
    remove: () => {
      place.classList.remove('has-carpet');
      frame.remove();
    },
  };
}

const skeleton = (label: string): Markup =>
  group(
    ...canvasNames.map((canvasName) => h('canvas', { 'data-part': canvasName, 'aria-hidden': 'true' })),
    h('div', { role: 'listbox', class: 'squares-box', tabindex: 0, 'aria-label': label }, h('div', { role: 'option' })),
    h(
      'div',
      { class: 'zoom', role: 'group', 'aria-label': 'Zoom' },
      h('button', { type: 'button', 'data-zoom': 'in', 'aria-label': 'Zoom in' }, '+'),
      h('button', { type: 'button', 'data-zoom': 'out', 'aria-label': 'Zoom out' }, '−'),
      h('button', { type: 'button', 'data-zoom': 'whole', 'aria-label': 'Show all of it' }, 'all'),
      h('span', { class: 'unseen', role: 'status' }),
    ),
  );
