import { controlOff } from '../../src/measure/control-off.ts';
import type { RunModel } from '../../src/measure/results.ts';
import { type Child, group, h, type Markup } from '../markup.ts';
import { plural } from '../numbers.ts';
import { pictureBox } from '../picture.ts';
import { name } from '../sentences.ts';
import { entryNames, type View } from '../view.ts';
import { dumbbells, dumbbellsLabel } from '../what-if/dumbbells.ts';
import type { Edit } from '../what-if/edit.ts';
import { editableControls, editableMonitors } from '../what-if/editable.ts';
import { slider, toggle } from '../what-if/fields.ts';
import { unchangedScenario } from '../what-if/unchanged-scenario.ts';
import type { Section } from './section.ts';

/** Controls, monitors and the entry to change, and what the changes lead to. Only where a run kept what was run. */
export const whatIfSection: Section = {
  id: 'what-if',
  link: 'What if',
  title: 'What if',
  lede: () =>
    'Switch a control, move a number, start elsewhere: the engine of the command line runs in this page, in the same worlds. Trust, hardening and probabilities of a component stand beside the trust graph.',
  body: (view) => {
    const { model } = view.details;
    if (model === undefined || view.components.length < 2) return null;
    const edits = view.whatIf?.edits ?? [];
    return group(
      outcome(view),
      h('div', { class: 'what-if' }, entryField(view), controlFields(view, model, edits), monitorFields(model, edits)),
    );
  },
};

function outcome(view: View): Markup | null {
  if (view.whatIf === null) return null;
  return h(
    'figure',
    { class: 'outcome', 'aria-label': dumbbellsLabel(view) },
    h(
      'figcaption',
      {},
      'Mean reached: hollow before, solid after; at the right the difference in the same worlds, 95 %.',
    ),
    pictureBox('what-if', dumbbells, view),
    view.whatIf.scenarios.length < view.results.scenarios.length &&
      h('p', { class: 'note' }, 'Other scenarios, wherever they stand beside this one, are as the run left them.'),
  );
}

/* Entry */

/** Above this a list to choose from is no help: the search finds a component, and its card has the button. */
const MOST_LISTED = 400;

function entryField(view: View): Markup {
  const { components, scenario } = view;
  const current = scenario.entry.length === 1 ? scenario.entry[0] : undefined;
  return h(
    'fieldset',
    {},
    h('legend', {}, 'Compromise starts at'),
    components.length <= MOST_LISTED
      ? h(
          'select',
          { 'data-edit': 'entry', 'aria-label': 'Compromise starts at' },
          current === undefined && h('option', { value: '', selected: true }, entryNames(view).join(' and ')),
          components.map(({ id, name: title, exposed }) =>
            h('option', { value: id, selected: id === current }, exposed ? `${title} (exposed)` : title),
          ),
        )
      : h(
          'p',
          {},
          entryNames(view).map((entry, i) => [i > 0 && ' and ', name(entry)]),
        ),
    h('p', { class: 'note' }, 'Several at once: "start here too" beside the trust graph.'),
  );
}

/* Controls and monitors */

function controlFields(view: View, model: RunModel, edits: readonly Edit[]): Child {
  const controls = editableControls(model);
  if (controls.length === 0) return null;
  const { relations } = view.details;
  const off = controlOff(unchangedScenario(view).id);
  return h(
    'fieldset',
    { class: 'fields' },
    h('legend', {}, plural(controls.length, 'control')),
    controls.map(({ id, name: title, stops }) => {
      const guarded = relations.filter((relation) => relation.controls.includes(id)).length;
      return h(
        'div',
        { class: 'field' },
        toggle({ kind: 'control', control: id, isOn: true }, id !== off, edits, name(title)),
        slider({ kind: 'effectiveness', control: id, value: 0 }, stops, edits, [
          h('span', { class: 'unseen' }, name(title), ' '),
          `stops, on ${plural(guarded, 'relation')}`,
        ]),
      );
    }),
  );
}

function monitorFields(model: RunModel, edits: readonly Edit[]): Child {
  const monitors = editableMonitors(model);
  if (monitors.length === 0) return null;
  return h(
    'fieldset',
    { class: 'fields' },
    h('legend', {}, plural(monitors.length, 'monitor')),
    monitors.map(({ id, name: title, detection }) =>
      h(
        'div',
        { class: 'field' },
        slider({ kind: 'detection', monitor: id, value: 0 }, detection, edits, [name(title), ' detects, a round']),
      ),
    ),
  );
}
