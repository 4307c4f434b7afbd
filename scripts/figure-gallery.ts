import { figures } from '../viz/figures/figures.ts';

/** A folder of results that pictures of docs/figures.md are drawn from. */
export type GalleryRun = { readonly file: string; readonly everyMaturity?: true };

const shapes = ['star', 'chain', 'cycle', 'tree', 'hierarchy', 'complete'] as const;

export const galleryRuns: Readonly<Record<string, GalleryRun>> = {
  desk: { file: 'support-desk.yaml' },
  maturities: { file: 'support-desk.yaml', everyMaturity: true },
  ...Object.fromEntries(shapes.map((shape) => [shape, { file: `topology-${shape}.yaml` }])),
};

/** One picture: the words after `blastradius report`, without `-o`. */
export type GalleryPicture = {
  /** Under docs/images/figures/, without its ending. */
  readonly file: string;
  readonly argv: readonly string[];
  /** What is to be seen beyond the figure itself. */
  readonly note?: string;
};

/** Other data than those of the support desk, where a figure needs them. */
const dirsOf: Readonly<Record<string, readonly string[]>> = { topologies: shapes, maturity: ['maturities'] };

/** Every figure of the registry, in its order. */
export const galleryFigures: readonly (GalleryPicture & { readonly figure: string })[] = figures.map(({ name }) => ({
  figure: name,
  file: name,
  argv: [...(dirsOf[name] ?? ['desk']), '--figure', name],
}));

/** What the options do. */
export const galleryOptions: readonly GalleryPicture[] = [
  {
    file: 'ccdf-paper',
    argv: [...shapes, '--figure', 'ccdf', '--log', '--width', '178mm', '--theme', 'print'],
    note: 'Six runs on a logarithmic axis, as wide as a page of a paper: the smallest text is 7 pt, the ground transparent, every mark outlined.',
  },
  {
    file: 'layers-dark',
    argv: ['desk', '--figure', 'layers', '--theme', 'dark', '--width', '640'],
    note: 'For a slide: drawn for its width, not scaled to it.',
  },
  {
    file: 'compare-runs',
    argv: ['star', 'complete', '--figure', 'compare', '--width', '640'],
    note: 'Two runs. They are not paired, and the picture says so.',
  },
];
