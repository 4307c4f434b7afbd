import { expect, it } from 'vitest';
import { distinctIds } from '../../../src/import/merge/distinct-ids.ts';

const named = (wanted: string, label: string, isFixed = false) => ({ wanted, label, isFixed });

it('keeps an id that one thing wants, and renames all that want the same', () =>
  expect(distinctIds([named('user', 'a'), named('user', 'b'), named('tool', 'b')])).toEqual([
    'a.user',
    'b.user',
    'tool',
  ]));

it('keeps a fixed id whoever else wants it, and never gives one twice', () => {
  expect(distinctIds([named('user', 'a'), named('user', 'own', true)])).toEqual(['a.user', 'user']);
  expect(distinctIds([named('a.user', 'c'), named('user', 'a'), named('user', 'b')])).toEqual([
    'a.user',
    'a.user#2',
    'b.user',
  ]);
});
