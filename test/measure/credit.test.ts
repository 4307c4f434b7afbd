import { describe, expect, it } from 'vitest';
import { classShares, creditShare, layerFlow } from '../../src/measure/credit.ts';

const tally = { worlds: 100, credit: Float64Array.of(30, 10, 0, 60) };
const classes = ['tool-misuse', 'memory-poisoning', 'spoofing', 'tool-misuse'] as const;

describe('credit for first infections', () => {
  it('is shared among the classes, those without any included', () => {
    expect(classShares(tally, (arc) => classes[arc]!, ['tool-misuse', 'memory-poisoning', 'spoofing'])).toEqual({
      'tool-misuse': 0.9,
      'memory-poisoning': 0.1,
      spoofing: 0,
    });
    expect(classShares({ credit: new Float64Array(4) }, () => 'spoofing', ['spoofing'])).toEqual({ spoofing: 0 });
  });

  it('is a share of worlds for one arc', () => {
    expect([creditShare(tally, 0), creditShare(tally, 2), creditShare({ worlds: 0, credit: tally.credit }, 0)]).toEqual(
      [0.3, 0, 0],
    );
  });

  it('flows from layer to layer, per world, silent pairs left out', () => {
    expect(layerFlow(tally, [7, 7, 1, 2], [1, 2, 7, 1])).toEqual({ 2: { 1: 0.6 }, 7: { 1: 0.3, 2: 0.1 } });
  });
});
