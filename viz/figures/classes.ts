import { threatClassCards } from '../../src/threats/classes.ts';
import { type DataTable, precise } from '../data-table.ts';
import { group, h, type Markup } from '../markup.ts';
import { percentInText } from '../numbers.ts';
import { pagePalette } from '../theme.ts';
import { classGlyph, classWords } from '../threats/class-glyph.ts';
import type { View } from '../view.ts';
import { classRows, type Way } from './classes-rows.ts';
import { classesLabel, classesView } from './classes-view.ts';
import type { Figure } from './figure.ts';
import { layersDown } from './layer-heads.ts';

/** How compromise travelled: what each threat class carried, and where. */
export const classes: Figure = {
  name: 'classes',
  link: null,
  title: 'How it travels',
  lede: (view) =>
    view.kept === null
      ? 'Share of first infections that each threat class carried: of all components that fell, how many fell to it.'
      : 'Share of first infections that each threat class carried: of all components that fell, how many fell to it. Dots: into which layers; their area is the number of infections.',
  usualWidth: 1140,
  draw: classesView,
  label: classesLabel,
  isFor: (view) => classRows(view).length > 1 && classRows(view).some(({ share }) => share > 0),
  needs: 'a scenario of several threat classes in which something is reached',
  body: (view, place) => group(h('figure', { 'aria-label': classesLabel(view) }, place()), meanings(view)),
  table: { summary: 'The classes as a table', rows: tableOf },
};

const meanings = (view: View): Markup =>
  h(
    'details',
    { class: 'behind' },
    h('summary', {}, 'What the classes mean'),
    h(
      'dl',
      { class: 'facts meanings' },
      classRows(view).map(({ threat }) =>
        h(
          'div',
          {},
          h(
            'dt',
            {},
            h(
              'svg',
              { width: 20, height: 20, viewBox: '-10 -10 20 20', 'aria-hidden': 'true' },
              classGlyph(threat, pagePalette.soft),
            ),
            classWords(threat),
          ),
          h('dd', {}, threatClassCards[threat].mechanism),
        ),
      ),
    ),
  );

function tableOf(view: View): DataTable {
  const number = (title: string): { title: string; isNumber: true } => ({ title, isNumber: true });
  return {
    caption: 'First infections by threat class',
    columns: [
      { title: 'threat class' },
      ...['share, %', 'per world', ...layersDown.map((layer) => `into L${layer}`)].map(number),
      { title: 'along which relations' },
    ],
    rows: classRows(view).map(({ threat, share, mean, into, along }) => [
      threat,
      (share * 100).toFixed(1),
      precise(mean),
      ...layersDown.map((layer) => precise(into[layer])),
      along.map(wayText).join(', ') || '–',
    ]),
  };
}

const wayText = ({ kind, isAgainst, share }: Way): string =>
  `${kind}${isAgainst ? ' against' : ''} ${percentInText(share)}`;
