import { layers } from '../../src/graph/kinds.ts';
import { MOST_LINES } from '../graph/carpet-lines.ts';
import { columnName } from '../graph/columns.ts';
import { MOST_TILES } from '../graph/graph-view.ts';
import { groupsOf } from '../graph/groups.ts';
import { shortNames } from '../graph/short-names.ts';
import { h, type Markup } from '../markup.ts';
import type { View } from '../view.ts';

/** Above the trust graph: how much of it is shown at once. What they do is in viz/browser/graph-form-buttons.ts. */
export function graphTools(view: View): Markup | null {
  const { components, details } = view;
  if (components.length < 3) return null;
  const groups = groupsOf(components, details.relations).map(({ name }) => columnName(name));
  const hasGroups = groups.length > 1;
  return h(
    'div',
    { class: 'graph-tools', role: 'group', 'aria-label': 'How the graph is shown' },
    h(
      'div',
      { class: 'choice', role: 'group', 'aria-label': 'One card for each' },
      by('component', 'components', true),
      hasGroups && by('group', 'groups', false),
      by('layer', 'layers', false),
    ),
    h(
      'button',
      { type: 'button', class: 'quiet', 'data-action': 'graph-matrix', 'aria-pressed': 'false' },
      'as a matrix',
    ),
    h(
      'label',
      {},
      'open ',
      h(
        'select',
        { 'data-action': 'open-group' },
        h('option', { value: '' }, 'none'),
        hasGroups &&
          h(
            'optgroup',
            { label: 'Groups' },
            groups.map((group) => h('option', { value: group }, group)),
          ),
        h(
          'optgroup',
          { label: 'Layers' },
          layers
            .toReversed()
            .filter((layer) => components.some((component) => component.layer === layer))
            .map((layer) => h('option', { value: `L${layer}` }, `L${layer} ${shortNames[layer]}`)),
        ),
      ),
    ),
    view.kept !== null && leastShare(view),
  );
}

const by = (value: string, text: string, isPressed: boolean): Markup =>
  h('button', { type: 'button', 'data-action': 'graph-by', 'data-by': value, 'aria-pressed': String(isPressed) }, text);

/** In percent of worlds. */
const leastShare = (view: View): Markup => {
  const unset = view.components.length > MOST_TILES ? `the ${MOST_LINES} strongest` : 'any';
  return h(
    'label',
    {},
    'relations from ',
    h('input', {
      type: 'range',
      id: 'least-share',
      min: 0,
      max: 50,
      step: 1,
      value: 0,
      'aria-valuetext': 'as many as fit',
    }),
    h('output', { for: 'least-share', 'data-unset': unset }, unset),
  );
};
