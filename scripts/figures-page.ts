import { figureNamed } from '../viz/figures/figures.ts';
import type { Drawn } from './draw-gallery.ts';
import { type GalleryPicture, galleryFigures, galleryOptions, galleryRuns } from './figure-gallery.ts';
import { fence, page, table } from './markdown.mjs';

/** docs/figures.md: every figure of the registry with the command that makes it. */
export function figuresPage(drawn: ReadonlyMap<string, Drawn>): string {
  return page([
    '# Figures',
    '<!-- Written by `npm run docs` from scripts/figure-gallery.ts; test/docs/figures.slow.test.ts holds it. Do not edit. -->',
    'Every picture of the report is also a file: for papers, slides, tickets. `report` draws what a run left in its folder and runs nothing, so a picture can be drawn again years later, in another width or theme, from the same numbers.',
    fence(
      'sh',
      [
        'blastradius run scenarios/support-desk.yaml --out desk',
        'blastradius report desk --figure layers -o layers.svg',
        'blastradius report desk --figure all -o figures        # each that there is, in a folder',
      ].join('\n'),
    ),
    table(
      ['Option', 'What it does'],
      [
        [
          '`-o FILE`',
          '`.svg`: text stays text, in Inter or what stands in for it. `.png`: the same everywhere, drawn with the bundled Inter; `--scale 4` for more pixels. `.pdf`: printed by the Chromium or Chrome of this machine, where there is one (`CHROMIUM_PATH` names another); the fonts are embedded.',
        ],
        [
          '`--width 880`',
          'In px. A picture is drawn for its width and never scaled: narrow ones have other rows, not smaller text.',
        ],
        [
          '`--width 85mm`',
          'On paper: the file says its size in millimetres, and its smallest text is 7 pt there. 85 mm is a column, 178 mm a page. A PNG has 600 dpi.',
        ],
        [
          '`--theme print`',
          'No ground, the ramp starts where white paper shows it, every mark is outlined. `light` and `dark` are those of the page.',
        ],
        ['`--scenario ID`', 'Another scenario than the worst; of `compare` a variant chooses the pair.'],
        ['`--component ID`', 'In `paths`: where the ways lead to.'],
        ['`--log`', 'In `ccdf`: a logarithmic axis of chances, for what is rare and large.'],
        [
          'several folders',
          'The first is drawn and the others stand beside it: in `ccdf`, `changes`, `compare`, `topologies`. Each is called what its ecosystem is called, and if that is the same by its folder as well.',
        ],
      ],
    ),
    'The same results give the same bytes on every machine. Colours hold for readers who see less of them, and no picture needs colour alone: numbers, signs and positions say the same. Each file has a `<title>` and, for screen readers, a `<desc>` with the result in a sentence. In LaTeX, `--format pdf` files go straight into `\\includegraphics`.',
    'The pictures below come from these runs:',
    fence(
      'sh',
      Object.entries(galleryRuns)
        .map(([name, run]) => runLine(name, run))
        .join('\n'),
    ),
    ...galleryFigures.flatMap((picture) => figureSection(picture, drawn)),
    '## Widths and themes',
    ...galleryOptions.flatMap((picture) => [picture.note ?? '', ...pictureOf(picture, drawn)]),
  ]);
}

const runLine = (name: string, { file, everyMaturity }: (typeof galleryRuns)[string]): string =>
  `blastradius run scenarios/${file} ${everyMaturity === true ? '--maturity each ' : ''}--out ${name}`;

function figureSection(
  { figure: name, ...picture }: (typeof galleryFigures)[number],
  drawn: ReadonlyMap<string, Drawn>,
): string[] {
  const figure = figureNamed(name);
  if (figure === undefined) throw new Error(`no figure ${name}`);
  return [
    `## ${name}`,
    `**${figure.title}.** ${drawn.get(`${picture.file}.svg`)?.lede ?? ''}`,
    ...pictureOf(picture, drawn),
    `It needs ${figure.needs}.`,
  ];
}

/** The picture says itself what is in it: its description is the text for those who do not see it. */
function pictureOf({ file, argv }: GalleryPicture, drawn: ReadonlyMap<string, Drawn>): string[] {
  const svg = drawn.get(`${file}.svg`)?.svg ?? '';
  const [, description = ''] = /<desc>([^<]*)<\/desc>/.exec(svg) ?? [];
  const plain = description.replace(/&#(\d+);/g, (_, digits: string) => String.fromCharCode(Number(digits)));
  return [
    fence('sh', `blastradius report ${argv.join(' ')} -o ${file}.svg`),
    `![${plain.replace(/[[\]\\]/g, ' ').replace(/\s+/g, ' ')}](images/figures/${file}.svg)`,
  ];
}
