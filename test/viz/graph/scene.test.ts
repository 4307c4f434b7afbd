import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../viz/graph/columns.ts';
import { type GraphForm, usualForm } from '../../../viz/graph/graph-form.ts';
import { groupsOf } from '../../../viz/graph/groups.ts';
import { endOf } from '../../../viz/graph/moment.ts';
import { type Scene, sceneOf } from '../../../viz/graph/scene.ts';
import { viewOf } from '../../../viz/view.ts';
import { estate, outcomeOf, supportDesk } from '../fixture.ts';

const view = viewOf(outcomeOf({ ...estate(120), worlds: 60 }));
const scene = (form: Partial<GraphForm>): Scene => sceneOf(view, { ...usualForm, ...form }, endOf(view), 12);
const ids = view.components.map(({ id }) => id);

describe('gathered components', () => {
  it.each<Partial<GraphForm>>([
    {},
    { by: 'group' },
    { by: 'layer' },
    { by: 'group', openGroup: 'claims' },
    { openGroup: 'L6' },
  ])('are each shown once: %o', (form) => {
    const members = scene(form).cards.flatMap((card) => card.members);
    expect(members.toSorted((a, b) => a - b)).toEqual([...view.components.keys()]);
  });

  it('say how many of them were reached, entry points left out', () => {
    for (const card of scene({ by: 'layer' }).cards) {
      const others = card.members.filter((i) => !view.isEntry[i]);
      const reached = others.reduce((sum, i) => sum + (view.reach[i] ?? 0), 0);
      const number = reached > 0 && reached < 0.05 ? '<0.1' : reached.toFixed(1);
      if (card.opens !== null) expect(card.look.note).toBe(`${number} of ${others.length}`);
    }
  });

  it('lose and invent nothing that relations carried', () => {
    const carried = ({ lines }: Scene): number =>
      lines.reduce((sum, line) => sum + line.carried.along + line.carried.against, 0);
    const all = view.carried.reduce((sum, { along, against }) => sum + along + against, 0);
    expect(carried(scene({}))).toBeCloseTo(all);
    expect(carried(scene({ by: 'group' }))).toBeCloseTo(all);
    expect(carried(scene({ by: 'layer' }))).toBeCloseTo(all);
  });

  it('keep the way of a relation that is declared the other way round', () => {
    const desk = viewOf(outcomeOf({ ...supportDesk, worlds: 200 }));
    const { cards, lines } = sceneOf(desk, { ...usualForm, by: 'layer' }, endOf(desk), 12);
    const layerOf = (id: string) => desk.components[desk.positionOf.get(id) ?? -1]?.layer;
    for (const { from, to, carried } of lines) {
      const expected = desk.details.relations.reduce((sum, relation, i) => {
        const ends = [layerOf(relation.from), layerOf(relation.to)];
        const [a, b] = [cards[from]?.layer, cards[to]?.layer];
        if (ends[0] === a && ends[1] === b) return sum + (desk.carried[i]?.along ?? 0);
        return a !== b && ends[0] === b && ends[1] === a ? sum + (desk.carried[i]?.against ?? 0) : sum;
      }, 0);
      expect(carried.along).toBeCloseTo(expected);
    }
  });

  it('open one group while the others stay closed', () => {
    const { columns, cards } = scene({ by: 'group', openGroup: 'claims' });
    expect(columns.filter(({ isOpen }) => isOpen).map(({ name }) => name)).toEqual(['claims']);
    const open = cards.filter(({ column }) => columns[column]?.isOpen);
    expect(open.map(({ id }) => id)).toEqual(ids.filter((id) => id.startsWith('claims')));
  });
});

describe('columns', () => {
  const large = viewOf(outcomeOf({ ...estate(1000), worlds: 2 }));
  const { components, details } = large;

  it('join groups that differ in a number, and gather what is left', () => {
    const names = columnsOf(components, details.relations, 12).map(({ name }) => name);
    expect(names.length).toBeLessThanOrEqual(12);
    expect(names).toContain('billing');
    expect(names.filter((name) => /\d$/.test(name))).toEqual([]);
    const few = columnsOf(components, details.relations, 4);
    expect(few.map(({ name }) => name).at(-1)).toBe('others');
    expect(few.flatMap(({ members }) => members)).toHaveLength(components.length);
  });

  it('keep a column for the group that is asked for', () => {
    const [asked] = groupsOf(components).filter(({ name }) => /-\d+$/.test(name));
    const column = columnsOf(components, details.relations, 6, asked?.name).find(({ name }) => name === asked?.name);
    expect(column?.members).toEqual(asked?.members);
  });

  it('are communities where components say nothing of themselves', () => {
    const ring = (letter: string): string[] => Array.from({ length: 5 }, (_, i) => `${letter}${i}`);
    const [first] = details.components;
    const members = [...ring('a'), ...ring('b')];
    const silent = members.map((id) => ({
      ...(first as (typeof components)[number]),
      id,
      name: id,
      zone: null,
      tags: [],
      source: '',
    }));
    const inside = (letter: string) =>
      ring(letter).flatMap((from, i) =>
        ring(letter)
          .slice(i + 1)
          .map((to) => ({ from, to })),
      );
    const relations = [...inside('a'), ...inside('b'), { from: 'a0', to: 'b0' }];
    expect(groupsOf(silent, relations).map((group) => group.members)).toEqual([
      [0, 1, 2, 3, 4],
      [5, 6, 7, 8, 9],
    ]);
  });
});
