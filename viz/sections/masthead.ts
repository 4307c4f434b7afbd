import { h, type Markup } from '../markup.ts';
import { plural, thousands } from '../numbers.ts';
import { name, names, scenarioLabel } from '../sentences.ts';
import { entryNames, type View } from '../view.ts';

export function masthead(view: View): Markup {
  const { results, scenario, index } = view;
  return h(
    'div',
    { class: 'masthead', id: 'masthead' },
    h('p', { class: 'eyebrow' }, 'Blast radius report'),
    h('h1', {}, name(results.name)),
    h(
      'p',
      { class: 'meta' },
      h('span', {}, `${plural(results.graph.components, 'component')}, ${plural(results.graph.relations, 'relation')}`),
      h('span', {}, 'entry ', names(entryNames(view))),
      h('span', {}, `${scenario.model} model`),
      h(
        'span',
        {},
        scenario.family === 'exact' ? 'no sampling' : `${plural(scenario.worlds, 'world')}, seed ${results.seed}`,
      ),
    ),
    results.scenarios.length > 1 &&
      h(
        'p',
        { class: 'picker' },
        h('label', { for: 'scenario' }, `Scenario, one of ${thousands(results.scenarios.length)}`),
        h(
          'select',
          { id: 'scenario' },
          results.scenarios.map((other, i) =>
            h('option', { value: i, selected: i === index }, scenarioLabel(view, other)),
          ),
        ),
      ),
    results.partial &&
      h(
        'p',
        { class: 'partial', role: 'status' },
        'This run was interrupted: the intervals are those of the worlds done so far.',
      ),
  );
}
