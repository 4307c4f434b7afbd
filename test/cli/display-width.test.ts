import { describe, expect, it } from 'vitest';
import { displayWidth, padEnd, padStart, shorten } from '../../src/cli/display-width.ts';

describe('display width', () => {
  it.each([
    ['planner', 7],
    ['Müller', 6],
    ['Mu\u0308ller', 6],
    ['支援', 4],
    ['👩‍💻', 2],
    ['한국', 4],
    ['█▏', 2],
    ['', 0],
  ])('of %s is %i', (text, width) => expect(displayWidth(text)).toBe(width));
});

it('cuts between graphemes and marks the cut', () => {
  expect(shorten('支援デスク', 7)).toBe('支援デ…');
  expect(shorten('planner', 7)).toBe('planner');
});

it('pads to a width, not to a length', () => {
  expect(padEnd('支', 4)).toBe('支  ');
  expect(padStart('支', 4)).toBe('  支');
});
