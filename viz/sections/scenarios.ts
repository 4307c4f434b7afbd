import { dataTable } from '../data-table.ts';
import { h } from '../markup.ts';
import { fixed, meanText, percent, rangeText, thousands } from '../numbers.ts';
import { name, scenarioLabel } from '../sentences.ts';
import type { Section } from './section.ts';

export const scenariosSection: Section = {
  id: 'scenarios',
  link: null,
  title: 'All scenarios',
  lede: () => 'One row per scenario of the suite; all share their worlds, so differences are paired.',
  body: (view) => {
    const { scenarios } = view.results;
    if (scenarios.length < 2) return null;
    const number = (title: string): { title: string; isNumber: true } => ({ title, isNumber: true });
    return dataTable({
      caption: 'All scenarios',
      columns: [
        { title: 'scenario' },
        ...[
          'mean',
          '95 % interval',
          'of',
          'touched',
          'outbreak',
          'median',
          'p95',
          'CVaR 95',
          'entry likelihood',
          'worlds',
        ].map(number),
        { title: 'kernel' },
      ],
      rows: scenarios.map((scenario, i) => {
        const { total } = scenario.blastRadius;
        const choose = h(
          'button',
          {
            type: 'button',
            class: 'name',
            'data-action': 'scenario',
            'data-scenario': i,
            'aria-current': i === view.index ? 'true' : null,
          },
          name(scenarioLabel(view, scenario)),
        );
        return [
          { text: choose, sort: scenarioLabel(view, scenario) },
          { text: h('b', {}, meanText(total)), sort: total.mean },
          { text: rangeText(total.ci95), sort: total.ci95[0] },
          total.size,
          { text: percent(total.touched), sort: total.touched },
          { text: percent(total.outbreak), sort: total.outbreak },
          total.p50,
          total.p95,
          { text: fixed(total.cvar95, 2), sort: total.cvar95 },
          {
            text: scenario.entryLikelihood === null ? '–' : fixed(scenario.entryLikelihood, 2),
            sort: scenario.entryLikelihood ?? -1,
          },
          { text: thousands(scenario.worlds), sort: scenario.worlds },
          scenario.kernel,
        ];
      }),
    });
  },
};
