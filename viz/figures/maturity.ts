import type { Figure } from './figure.ts';
import { maturityRows } from './maturity-rows.ts';
import { maturityLabel, maturityView } from './maturity-view.ts';

/** How much of the blast radius rests on attacks that nobody has seen outside a laboratory. */
export const maturity: Figure = {
  name: 'maturity',
  link: null,
  title: 'What rests on how well attacks are attested',
  lede: (view) =>
    `The same scenario with attacks that MITRE ATLAS${version(view.details.threats?.atlasVersion)} has seen in incidents only, then with those shown in exercises, then with those known from research. A row shows its scenario in all pictures.`,
  usualWidth: 1140,
  draw: maturityView,
  label: maturityLabel,
  isFor: (view) => maturityRows(view).length > 1,
  needs: 'a suite with several maturity filters, as of run --maturity each',
};

const version = (atlas: string | undefined): string => (atlas === undefined ? '' : ` ${atlas}`);
