import { meanOf } from '../../src/graph/belief.ts';
import type { Relation } from '../../src/graph/ecosystem.ts';
import type { Direction } from '../../src/graph/kinds.ts';
import { type Child, group, h, type Markup } from '../markup.ts';
import { percent } from '../numbers.ts';
import { name } from '../sentences.ts';
import { nameOf, type View } from '../view.ts';
import type { Edit } from './edit.ts';
import { componentIn, type EditableRelation, editableRelations } from './editable.ts';
import type { ChannelRow } from './engine-api.ts';
import { editButton, slider, toggle } from './fields.ts';
import { unchangedScenario } from './unchanged-scenario.ts';

/**
 * What can be changed about one component, for the place beside the trust graph.
 * @param rows - channels into it; null until the engine has told
 */
export function componentFields(
  view: View,
  i: number,
  edits: readonly Edit[],
  rows: readonly ChannelRow[] | null,
): Markup | null {
  const { model } = view.details;
  const id = view.components[i]?.id;
  const component = model === undefined || id === undefined ? undefined : componentIn(model, id);
  if (model === undefined || component === undefined) return null;
  const relations = editableRelations(model, component.id, view.scenario.threats);
  return group(
    startButtons(view, component.id),
    slider({ kind: 'hardening', component: component.id, value: 0 }, meanOf(component.hardening), edits, 'hardening'),
    toggle({ kind: 'exposed', component: component.id, isExposed: true }, component.exposed, edits, 'exposed'),
    relations.length > 0 && h('h4', {}, 'Trust'),
    relations.slice(0, MOST_RELATIONS).map((one) => relationFields(view, component.id, one, edits)),
    relations.length > MOST_RELATIONS && h('p', { class: 'note' }, `and ${relations.length - MOST_RELATIONS} more`),
    channelFields(component.id, rows, edits),
  );
}

const MOST_RELATIONS = 12;

/** What the graph showed before: the old value beside the new. */
export function wasText(view: View, i: number): Markup | null {
  const { whatIf, reach, components } = view;
  const before = unchangedScenario(view).reach?.find(({ id }) => id === components[i]?.id);
  if (whatIf === null || before === undefined) return null;
  return h('p', { class: 'was' }, `${percent(before.p)} before the changes, ${percent(reach[i] ?? 0)} now`);
}

function startButtons({ scenario }: View, id: string): Child {
  if (scenario.entry.length === 1 && scenario.entry[0] === id) return null;
  const others = scenario.entry.filter((one) => one !== id && one !== 'random');
  const isEntry = scenario.entry.includes(id);
  return h(
    'p',
    { class: 'tools' },
    editButton({ kind: 'entry', components: [id] }, isEntry ? 'Start here alone' : 'Start here'),
    isEntry
      ? editButton({ kind: 'entry', components: others }, 'Not from here')
      : others.length > 0 && editButton({ kind: 'entry', components: [...others, id] }, 'Start here too'),
  );
}

function relationFields(view: View, component: string, one: EditableRelation, edits: readonly Edit[]): Markup {
  const { relation, directions } = one;
  const isFrom = relation.from === component;
  const words = [
    `${relation.kind}, ${isFrom ? 'to' : 'from'} `,
    name(nameOf(view, isFrom ? relation.to : relation.from)),
  ];
  const isGone = edits.some((edit) => edit.kind === 'without' && edit.relation === relation.id);
  return h(
    'div',
    { class: isGone ? 'field gone' : 'field' },
    h(
      'p',
      {},
      h('span', {}, words),
      h(
        'button',
        {
          type: 'button',
          class: 'quiet',
          'data-edit': JSON.stringify({ kind: 'without', relation: relation.id }),
          'aria-pressed': String(isGone),
        },
        isGone ? 'put back' : 'take away',
        h('span', { class: 'unseen' }, ' ', words),
      ),
    ),
    !isGone &&
      directions.map((direction) =>
        slider(
          { kind: 'trust', relation: relation.id, direction, value: 0 },
          meanOf(relation.trust[direction]),
          edits,
          [h('span', { class: 'unseen' }, 'trust, ', words, ': '), wayText(relation, direction, component)],
        ),
      ),
  );
}

/** Where compromise goes, as seen from the component. */
const wayText = ({ from }: Relation, direction: Direction, component: string): string =>
  (from === component) === (direction === 'along') ? 'from it' : 'into it';

function channelFields(into: string, rows: readonly ChannelRow[] | null, edits: readonly Edit[]): Child {
  if (rows === null)
    return h(
      'p',
      { class: 'tools' },
      h('button', { type: 'button', class: 'action', 'data-channels': into }, 'Probabilities into it …'),
    );
  if (rows.length === 0) return null;
  return group(
    h('h4', {}, 'Probabilities into it'),
    rows.map(({ threat, relationKind, direction, mean, isPerAttempt, evidence }) =>
      h(
        'div',
        { class: 'field stacked' },
        slider({ kind: 'channel', threat, relationKind, direction, into, value: 0 }, mean, edits, [
          `${threat}, ${relationKind}${direction === 'against' ? ', against it' : ''}${isPerAttempt ? ', per attempt' : ''}`,
        ]),
        h('p', { class: 'note' }, evidence),
      ),
    ),
  );
}
