import type { ComponentDetail } from '../../src/measure/results.ts';
import { bandNames, linesOf } from '../graph/carpet.ts';
import { type CarpetHead, carpetHeads } from '../graph/carpet-heads.ts';
import { type CarpetLabel, carpetLabels, labelOf } from '../graph/carpet-labels.ts';
import { type CarpetLayout, layOutCarpet, squareAt } from '../graph/carpet-layout.ts';
import { behindLens, type Lens, pannedBy, showing, throughLens, wholeCarpet, zoomedAt } from '../graph/carpet-lens.ts';
import { type CarpetLine, carpetLine } from '../graph/carpet-lines.ts';
import type { GraphForm } from '../graph/graph-form.ts';
import { graphLabel, nodeTitle } from '../graph/label.ts';
import { lookAt, type Moment, sharesAt } from '../graph/moment.ts';
import { reachStep } from '../theme.ts';
import type { View } from '../view.ts';
import { coloursNow, onThemeChange } from './carpet-colours.ts';
import { type CanvasName, type CarpetFrame, canvasNames, createFrame } from './carpet-frame.ts';
import { listenToGestures } from './carpet-gestures.ts';
import {
  type Easel,
  paintBandNames,
  paintGround,
  paintLabels,
  paintLines,
  paintRings,
  paintSquares,
  repaintSquares,
} from './carpet-paint.ts';
import type { GraphSurface } from './graph-surface.ts';

/** What a carpet tells the page. */
export type CarpetHost = {
  readonly form: () => GraphForm;
  readonly lens: () => Lens;
  readonly hover: (component: number | null) => void;
  readonly pin: (component: number) => void;
  readonly free: () => void;
  readonly openGroup: (name: string) => void;
  readonly setLens: (lens: Lens) => void;
};

/**
 * A graph of thousands as squares on canvases: names and bands, lines, squares, and what is picked out, one above the
 * other, so that a round repaints the squares only. What lies under the pointer follows from the layout, not from
 * elements; keys and readers of screens meet one list box, whose only option is the square that has the focus.
 * @param place - holds the drawing of {@link carpetGraph}, which stays for print
 */
export function carpetSurface(place: HTMLElement, view: View, moment: Moment, host: CarpetHost): GraphSurface {
  return new Carpet(place, view, moment, host);
}

class Carpet implements GraphSurface {
  readonly #host: CarpetHost;
  readonly #layout: CarpetLayout;
  readonly #frame: CarpetFrame;
  readonly #unwatch: () => void;
  #view: View;
  #moment: Moment;
  #palette = coloursNow();
  #shares: Float64Array;
  /** Step of the ramp in which each square stands on the canvas. */
  #painted = new Uint8Array();
  #lines: readonly CarpetLine[] = [];
  #heads: readonly CarpetHead[] = [];
  #names: readonly string[];
  #active: number;
  #shown: number | null = null;
  #pinned: number | null = null;
  #dirty = new Set<Part>();
  #frameRequest: number | null = null;

  constructor(place: HTMLElement, view: View, moment: Moment, host: CarpetHost) {
    this.#host = host;
    this.#view = view;
    this.#moment = moment;
    this.#layout = layOutCarpet(view, Number(place.querySelector('svg')?.getAttribute('width') ?? 0));
    this.#shares = sharesAt(view, moment);
    this.#names = view.components.map(({ name }) => name);
    this.#active = Math.max(0, view.isEntry.indexOf(true));
    this.#lines = linesOf(view, this.#layout, moment, host.form().leastShare);
    this.#frame = createFrame(place, this.#layout, graphLabel(view), (factor) => this.zoom(factor));
    listenToGestures(this.#frame.box, (event) => this.#frame.toPicture(event), {
      over: (at) => this.#over(at),
      click: (at) => this.#click(at),
      zoom: (factor, at) => host.setLens(zoomedAt(host.lens(), this.#layout.plot, factor, at)),
      pan: (dx, dy) => host.setLens(pannedBy(host.lens(), this.#layout.plot, dx, dy)),
    });
    this.#frame.box.addEventListener('focus', () => {
      this.#say();
      host.hover(this.#active);
    });
    this.#frame.box.addEventListener('blur', () => host.hover(null));
    this.#unwatch = onThemeChange(() => {
      this.#palette = coloursNow();
      this.#repaint();
    });
    // The face of the page may come later than its code.
    if (document.fonts.status !== 'loaded') void document.fonts.ready.then(() => this.#repaint('ground', 'top'));
    this.#frame.zoomed(host.lens().scale);
    this.#say();
    this.#paint(allParts);
  }

  show(view: View, moment: Moment): void {
    const isWorld = moment.world !== null || this.#moment.world !== null;
    this.#view = view;
    this.#moment = moment;
    this.#shares = sharesAt(view, moment);
    if (isWorld) this.#lines = linesOf(view, this.#layout, moment, this.#host.form().leastShare);
    // Readers of screens hear of rounds from the slider, of a square when it gets the focus.
    const picked = this.#shown === null ? [] : (['top'] as const);
    this.#repaint('changes', ...picked, ...(isWorld ? (['lines'] as const) : []));
  }

  highlight(shown: number | null, pinned: number | null): void {
    const isOtherColumn = this.groupOf(shown ?? -1) !== this.groupOf(this.#shown ?? -1);
    this.#shown = shown;
    this.#pinned = pinned;
    this.#frame.dim(shown !== null);
    this.#say();
    this.#repaint('top', ...(isOtherColumn ? (['ground'] as const) : []));
  }

  focus(component: number): void {
    this.#active = component;
    const at = this.#layout.places[component];
    if (at !== undefined) this.#host.setLens(showing(this.#host.lens(), this.#layout.plot, at));
    this.#say();
    if (document.activeElement === this.#frame.box) this.#host.hover(component);
    else this.#frame.box.focus({ preventScroll: true });
  }

  middleOf(component: number): { x: number; y: number } | null {
    return this.#layout.places[component] ?? null;
  }

  look(): void {
    this.#frame.zoomed(this.#host.lens().scale);
    this.#say();
    this.#repaint();
  }

  groupOf(component: number): string | null {
    const { columns, places } = this.#layout;
    return columns[places[component]?.column ?? -1]?.name ?? null;
  }

  focused(): number | null {
    return document.activeElement === this.#frame.box ? this.#active : null;
  }

  zoom(factor: number | 'whole'): void {
    const { plot, places } = this.#layout;
    const lens = this.#host.lens();
    const picked = places[this.#shown ?? -1];
    const middle = { x: plot.left + plot.width / 2, y: plot.top + plot.height / 2 };
    const at = picked === undefined ? middle : throughLens(lens, plot, picked);
    this.#host.setLens(factor === 'whole' ? wholeCarpet : zoomedAt(lens, plot, factor, at));
  }

  close(): void {
    this.#unwatch();
    if (this.#frameRequest !== null) cancelAnimationFrame(this.#frameRequest);
    this.#frame.remove();
  }

  #over(at: Point | null): void {
    const square = at === null ? this.focused() : this.#squareAt(at);
    this.#frame.pointAt(square !== null || (at !== null && this.#headAt(at) !== null));
    this.#host.hover(square);
  }

  #click(at: Point): void {
    const head = this.#headAt(at);
    const square = this.#squareAt(at);
    if (head !== null) this.#host.openGroup(this.#layout.columns[head]?.name ?? '');
    else if (square === null) this.#host.free();
    else this.#pin(square);
  }

  #pin(square: number): void {
    this.#active = square;
    this.#frame.box.focus({ preventScroll: true });
    this.#host.pin(square);
  }

  #squareAt(at: Point): number | null {
    const { plot } = this.#layout;
    if (at.y < plot.top || at.x < plot.left) return null;
    const behind = behindLens(this.#host.lens(), plot, at);
    return squareAt(this.#layout, behind.x, behind.y);
  }

  /** The column whose name lies there; each owns the ground half way to the next. */
  #headAt({ x, y }: Point): number | null {
    if (y > this.#layout.plot.top - 4) return null;
    const near = this.#heads.find((head) => Math.abs(head.x - x) < HEAD_REACH_PX);
    return near?.column ?? null;
  }

  /** Name, kind, layer and reach of the square that has the focus, for those who do not see it. */
  #say(): void {
    const component = this.#view.components[this.#active] as ComponentDetail;
    const { plot, places, tile } = this.#layout;
    const lens = this.#host.lens();
    this.#frame.say({
      component: this.#active,
      count: places.length,
      text: nodeTitle(component, lookAt(this.#view, this.#active, this.#moment)),
      isPinned: this.#active === this.#pinned,
      at: throughLens(lens, plot, places[this.#active] as Point),
      side: tile * lens.scale,
    });
  }

  /** At most once a frame, whatever is asked. */
  #repaint(...parts: readonly Part[]): void {
    for (const part of parts.length === 0 ? canvasNames : parts) this.#dirty.add(part);
    this.#frameRequest ??= requestAnimationFrame(() => {
      this.#frameRequest = null;
      const dirty = this.#dirty;
      this.#dirty = new Set();
      this.#paint(dirty);
    });
  }

  #paint(parts: ReadonlySet<Part>): void {
    const easel: Easel = { layout: this.#layout, lens: this.#host.lens(), palette: this.#palette };
    for (const part of parts)
      if (part !== 'changes') this.#frame.draw(part, (context) => this.#painters[part](context, easel));
    if (parts.has('changes') && !parts.has('squares')) this.#paintChanges(easel);
  }

  /** From round to round most squares stay as they are. */
  #paintChanges(easel: Easel): void {
    const before = this.#painted;
    const changed = [...this.#shares.keys()].filter((i) => before[i] !== reachStep(this.#shares[i] as number));
    this.#frame.touch('squares', (context) => repaintSquares(context, easel, this.#shares, changed));
    for (const i of changed) before[i] = reachStep(this.#shares[i] as number);
  }

  readonly #painters: Readonly<Record<CanvasName, (context: CanvasRenderingContext2D, easel: Easel) => void>> = {
    ground: (context, easel) => {
      this.#heads = this.#headsNow(easel.lens);
      paintGround(context, easel, this.#heads);
    },
    lines: (context, easel) => paintLines(context, easel, this.#lines),
    squares: (context, easel) => {
      paintSquares(context, easel, this.#shares);
      this.#painted = Uint8Array.from(this.#shares, reachStep);
    },
    top: (context, easel) => this.#paintTop(context, easel),
  };

  #paintTop(context: CanvasRenderingContext2D, easel: Easel): void {
    const { isEntry, reach } = this.#view;
    const entries = [...isEntry.keys()].filter((i) => isEntry[i]);
    const rankOf = (i: number): number => (isEntry[i] ? 2 : (reach[i] ?? 0));
    paintBandNames(context, easel, bandNames(this.#view, this.#layout));
    const labels = carpetLabels(this.#layout, easel.lens, this.#names, rankOf);
    if (this.#shown !== null) this.#paintPicked(context, easel, this.#shown, labels);
    else paintLabels(context, easel, labels);
    paintRings(context, easel, this.#shown === null ? entries : [...entries, this.#shown]);
  }

  /** Who is picked out, with all relations and whom they join. */
  #paintPicked(context: CanvasRenderingContext2D, easel: Easel, shown: number, labels: readonly CarpetLabel[]): void {
    const lines = this.#linesAt(shown);
    const near = new Set([shown, ...lines.flatMap(({ from, to }) => [from, to])]);
    paintLines(context, easel, lines);
    paintSquares(context, easel, this.#shares, near);
    const own = labelOf(this.#layout, easel.lens, shown, this.#names[shown] ?? '');
    const others = labels.filter(({ component }) => near.has(component) && component !== shown);
    paintLabels(context, easel, own === null ? others : [...others, own]);
  }

  /** All relations of a component; what carried nothing is a hairline. */
  #linesAt(component: number): CarpetLine[] {
    const id = this.#view.components[component]?.id;
    return this.#view.details.relations
      .flatMap(({ from, to }, k) => (from === id || to === id ? (carpetLine(this.#view, this.#layout, k) ?? []) : []))
      .map((line) => ({ ...line, opacity: Math.max(0.55, line.opacity) }))
      .sort((a, b) => a.share - b.share);
  }

  #headsNow(lens: Lens): CarpetHead[] {
    const { plot, columns, places, width } = this.#layout;
    const asked = this.#shown === null ? null : (places[this.#shown]?.column ?? null);
    return carpetHeads(this.#view, this.#layout, asked, (k) => {
      const column = columns[k];
      if (column === undefined) return null;
      const { x } = throughLens(lens, plot, { x: column.left + column.width / 2, y: plot.top });
      return x < plot.left || x > width ? null : x;
    });
  }
}

type Point = { readonly x: number; readonly y: number };
type Part = CanvasName | 'changes';
const allParts: ReadonlySet<Part> = new Set(canvasNames);
const HEAD_REACH_PX = 30;
