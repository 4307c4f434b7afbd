import { describeBelief } from '../../src/graph/belief.ts';
import type { Relation } from '../../src/graph/ecosystem.ts';
import type { RunModel } from '../../src/measure/results.ts';
import { group, h, type Markup } from '../markup.ts';
import type { Edit } from './edit.ts';
import { componentIn, relationIn } from './editable.ts';

/** `trust of dispatcher delegates crm: 0.2, was 0.9`. Names keep to themselves, whatever their direction of writing. */
export function editSentence(edit: Edit, model: RunModel): Markup {
  const named = (id: string): Markup => h('bdi', {}, componentIn(model, id)?.name ?? id);
  const relation = (id: string): Markup => relationWords(relationIn(model, id), id, named);
  switch (edit.kind) {
    case 'control':
      return group(named(edit.control), edit.isOn ? ' on' : ' off');
    case 'effectiveness':
      return group(named(edit.control), ` stops ${edit.value}`);
    case 'trust': {
      const was = relationIn(model, edit.relation)?.trust[edit.direction];
      return group(
        `trust ${edit.direction} `,
        relation(edit.relation),
        `: ${edit.value}`,
        was !== undefined && `, was ${describeBelief(was)}`,
      );
    }
    case 'without':
      return group('without ', relation(edit.relation));
    case 'hardening': {
      const was = componentIn(model, edit.component)?.hardening;
      return group('hardening of ', named(edit.component), `: ${edit.value}`, was && `, was ${describeBelief(was)}`);
    }
    case 'exposed':
      return group(named(edit.component), edit.isExposed ? ' exposed' : ' not exposed');
    case 'detection':
      return group(named(edit.monitor), ` detects ${edit.value} a round`);
    case 'channel':
      return group(
        `${edit.threat} over ${edit.relationKind} ${edit.direction} into `,
        named(edit.into),
        `: ${edit.value}`,
      );
    case 'entry':
      return group(
        'starts at ',
        edit.components.map((id, i) => [i > 0 && ' and ', named(id)]),
      );
  }
}

const relationWords = (relation: Relation | undefined, id: string, named: (id: string) => Markup): Markup =>
  relation === undefined ? h('bdi', {}, id) : group(named(relation.from), ` ${relation.kind} `, named(relation.to));
