import { expect, it } from 'vitest';
import type { Pasta } from '../../src/measure/pasta-document.ts';
import { pastaSection } from '../../viz/sections/pasta.ts';
import { renderSections } from '../../viz/sections/section.ts';
import { viewOf } from '../../viz/view.ts';
import { outcomeOf, supportDesk } from './fixture.ts';

const hostile = '<img src=x onerror=alert(1)>';
const pasta: Pasta = {
  stages: [
    {
      number: 1,
      title: 'Objectives',
      asks: 'What is worth protecting?',
      blocks: [
        { text: 'By value.' },
        {
          head: ['component', 'value'],
          names: [0],
          rows: [
            [hostile, '10'],
            ['crm', ''],
          ],
        },
      ],
    },
    { number: 6, title: 'Attack modelling', asks: 'How far?', blocks: [{ text: 'Not simulated.' }] },
  ],
};
const { results, details } = outcomeOf({ ...supportDesk, worlds: 20 });
const shown = (own: object): string =>
  renderSections([pastaSection], viewOf({ results, details: { ...details, ...own } }))[0]?.markup.markup ?? '';

it('folds every stage under what it asks, with its sentences and tables', () => {
  const html = shown({ pasta });
  expect(html.match(/<details>/g)).toHaveLength(2);
  expect(html).toContain('<summary><b>1 Objectives</b> What is worth protecting?</summary><p>By value.</p>');
  expect(html.match(/<table /g)).toHaveLength(1);
  expect(html).toContain('–</td>');
});

it('escapes the words of the input', () => {
  const html = shown({ pasta });
  expect(html).not.toContain('<img');
  expect(html).toContain('<bdi>&#60;img src=x onerror=alert(1)&#62;</bdi>');
});

it('is absent, and so is its link, where nobody asked for PASTA', () => expect(shown({})).toBe(''));
