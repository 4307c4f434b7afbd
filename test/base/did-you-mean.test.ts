import { describe, expect, it } from 'vitest';
import { didYouMean, didYouMeanSentence } from '../../src/base/did-you-mean.ts';

describe('did you mean', () => {
  it('forgives one slip of each sort: a letter too many, too few, another, two swapped', () => {
    for (const typed of ['plannerr', 'plnner', 'plamner', 'plnaner']) {
      expect(didYouMean(typed, ['searcher', 'planner'])).toBe('planner');
    }
  });

  it('does not mind capitals', () => {
    expect(didYouMean('PLANNER', ['planner'])).toBe('planner');
  });

  it('keeps quiet when nothing is near', () => {
    expect(didYouMean('browser', ['planner', 'memory'])).toBeUndefined();
    expect(didYouMean('ab', ['cd', ''])).toBeUndefined();
    expect(didYouMean('', [])).toBeUndefined();
  });

  it('takes the nearest, and of equally near ones the first by code units, in any order', () => {
    expect(didYouMean('toolmisuse', ['tool-use', 'tool-misuse'])).toBe('tool-misuse');
    expect(didYouMean('bat', ['hat', 'cat'])).toBe('cat');
    expect(didYouMean('bat', ['cat', 'hat'])).toBe('cat');
  });

  it('counts a swap as one slip, an edit inside it as two', () => {
    expect(didYouMean('abcd', ['badc'])).toBeUndefined();
    expect(didYouMean('abcdef', ['badcef'])).toBe('badcef');
  });

  it('is fast beside very long words', () => {
    expect(didYouMean('x'.repeat(5000), ['y'.repeat(5000)])).toBeUndefined();
  });

  it('makes a sentence that can follow another', () => {
    expect(didYouMeanSentence('planer', ['planner'])).toBe(' Did you mean "planner"?');
    expect(didYouMeanSentence('planer', [])).toBe('');
  });
});
