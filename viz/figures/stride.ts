import { layerNames } from '../../src/graph/kinds.ts';
import { maturities } from '../../src/threats/maturities.ts';
import { strideWords } from '../../src/threats/stride-words.ts';
import type { DataTable } from '../data-table.ts';
import { type Child, group, h, type Markup } from '../markup.ts';
import { plural, thousands } from '../numbers.ts';
import { maturityPills } from '../threats/maturity-pills.ts';
import type { View } from '../view.ts';
import type { Figure } from './figure.ts';
import { layersDown } from './layer-heads.ts';
import { placesAtLeast, strideCounts, strideLetters } from './stride-counts.ts';
import { strideLabel, strideView } from './stride-view.ts';

/** STRIDE against MAESTRO: where which kind of threat applies, and how well attested it is. */
export const stride: Figure = {
  name: 'stride',
  link: 'STRIDE',
  title: 'STRIDE by layer',
  lede: ledeOf,
  usualWidth: 1140,
  draw: strideView,
  label: strideLabel,
  isFor: (view) => strideCounts(view) !== null,
  needs: 'an ecosystem to which threats of the catalogue apply',
  body: (view, place) => {
    const counts = strideCounts(view);
    if (counts === null) return null;
    return group(
      maturityPills((maturity) => counts.all[maturity] + counts.without[maturity]),
      h('figure', { 'aria-label': strideLabel(view) }, place()),
      withoutLetter(placesAtLeast(counts.without, 'feasible')),
      notCounted(view),
    );
  },
  table: { summary: 'The grid as a table', rows: tableOf },
};

function ledeOf({ details: { threats } }: View): Child {
  const simulated = threats?.places.some(({ follows }) => follows !== undefined)
    ? ' A tile is as warm as the worst risk simulated there.'
    : '';
  return `At how many places threats of the catalogue apply; one with several letters counts under each. Bars are as long as there are places, solid where the attack was seen in an incident.${simulated}`;
}

const withoutLetter = (count: number): Markup | false =>
  count > 0 &&
  h('p', { class: 'note' }, `At ${plural(count, 'more place')} threats apply that STRIDE has no letter for.`);

/** Large models of earlier versions kept some places, and no count of all. */
function notCounted({ details: { threats } }: View): Markup | false {
  if (threats === undefined || threats.byLayer !== undefined || threats.places.length === threats.applied) return false;
  return h(
    'p',
    { class: 'note' },
    `Counted are the ${thousands(threats.places.length)} of ${thousands(threats.applied)} places that this run kept.`,
  );
}

function tableOf(view: View): DataTable {
  const counts = strideCounts(view);
  return {
    caption: 'Places at which threats apply, by STRIDE and layer: feasible + demonstrated + realized',
    columns: [
      { title: 'STRIDE' },
      ...[...layersDown.map((layer) => `L${layer} ${layerNames[layer]}`), 'any'].map((title) => ({
        title,
        isNumber: true,
      })),
    ],
    rows: strideLetters.map((letter) => [
      strideWords[letter],
      ...[...layersDown.map((layer) => counts?.cells.get(letter)?.get(layer)), counts?.byLetter.get(letter)].map(
        (places) => ({
          text:
            placesAtLeast(places, 'feasible') === 0
              ? '0'
              : `${thousands(placesAtLeast(places, 'feasible'))} (${maturities.map((one) => places?.[one] ?? 0).join(' + ')})`,
          sort: placesAtLeast(places, 'feasible'),
        }),
      ),
    ]),
  };
}
