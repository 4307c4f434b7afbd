import { dataTable } from '../data-table.ts';
import { h } from '../markup.ts';
import { percentRange } from '../numbers.ts';
import { name } from '../sentences.ts';
import type { Section } from './section.ts';

export const componentsSection: Section = {
  id: 'components',
  link: 'Components',
  title: 'All components',
  lede: () => 'How often each one was reached, most often first, and where the model of it comes from.',
  body: (view) => {
    if (view.components.length < 2) return null;
    const order = view.components
      .map((component, i) => ({ component, i, share: view.reach[i] ?? 0 }))
      .sort((a, b) => b.share - a.share || a.i - b.i);
    return dataTable({
      caption: 'All components',
      columns: [
        { title: 'component' },
        { title: 'kind' },
        { title: 'layer' },
        { title: 'reached, %', isNumber: true },
        { title: '95 % interval', isNumber: true },
        { title: 'value', isNumber: true },
        { title: 'zone' },
        { title: 'exposed' },
        { title: 'certainty' },
        { title: 'source' },
      ],
      rows: order.map(({ component, i, share }) => [
        {
          text: h(
            'button',
            { type: 'button', class: 'name', 'data-action': 'pin', 'data-component': i },
            name(component.name),
          ),
          sort: component.name,
        },
        component.count > 1 ? `${component.kind} × ${component.count}` : component.kind,
        { text: `L${component.layer}`, sort: component.layer },
        { text: (share * 100).toFixed(1), sort: share },
        {
          text: view.isEntry[i] ? 'entry point' : view.reachCi95[i] ? percentRange(view.reachCi95[i]) : '–',
          sort: view.reachCi95[i]?.[0] ?? share,
        },
        component.value,
        { text: name(component.zone ?? '–') },
        component.exposed ? 'exposed' : '–',
        component.certainty,
        { text: name(component.source) },
      ]),
    });
  },
};
