import { describe, expect, it } from 'vitest';
import { infectionsOf } from '../../src/measure/infections-of.ts';
import type { ArcDetail, ScenarioDetails } from '../../src/measure/results.ts';
import { mergeReplicas } from '../../viz/merge-replicas.ts';
import { outcomeOf, supportDesk } from './fixture.ts';

const arc = (id: string, direction: ArcDetail['direction'], share: number): ArcDetail => ({
  id: `${id}>${direction}>tool-misuse`,
  relation: 0,
  from: direction === 'along' ? 'a' : 'b',
  to: direction === 'along' ? 'b' : 'a',
  direction,
  threat: 'tool-misuse',
  probability: 0.5,
  evidence: 'judgement',
  share,
});

const scenario = (arcs: readonly ArcDetail[]): ScenarioDetails => ({
  id: 's',
  arcs,
  reachByRound: [],
  bands: [],
  worlds: [
    {
      world: 0,
      label: 'sample',
      size: 2,
      reached: [
        [0, 0, -1],
        [1, 1, 0],
        [1, 2, 1],
      ],
    },
  ],
});

describe('copies of a component', () => {
  it('share the mean of what leads to them', () => {
    const merged = mergeReplicas(scenario([arc('a>invokes>b#1', 'along', 0.6), arc('a>invokes>b+1#1', 'along', 0.2)]));
    expect(merged.arcs.map(({ share }) => share)).toEqual([0.4]);
    expect(merged.arcs.map(infectionsOf)).toEqual([0.8]);
    expect(merged.worlds[0]?.reached).toEqual([
      [0, 0, -1],
      [1, 1, 0],
      [1, 2, 0],
    ]);
  });

  it('add up what they do to one target, which falls once in a world', () => {
    const merged = mergeReplicas(
      scenario([arc('a>invokes>b#1', 'against', 0.25), arc('a>invokes>b+1#1', 'against', 0.5)]),
    );
    expect(merged.arcs.map(({ share }) => share)).toEqual([0.75]);
  });

  it('are passed by paths along the arcs that stand for theirs', () => {
    const arcs = [
      arc('a>invokes>b#1', 'against', 0.2),
      arc('a>invokes>b#1', 'along', 0.6),
      arc('a>invokes>b+1#1', 'along', 0.2),
    ];
    const none = { worlds: 64, curveCi95: { total: [], layers: {} }, layerBands: {} };
    const paths = [{ target: 1, arcs: [2, 0], count: 3 }];
    const merged = mergeReplicas({ ...scenario(arcs), witnessed: { ...none, paths } });
    expect(merged.witnessed).toEqual({ ...none, paths: [{ target: 1, arcs: [1, 0], count: 3 }] });
  });

  it('leave a system without them as it is', () => {
    const [kept] = outcomeOf({ ...supportDesk, worlds: 5 }).details.scenarios;
    expect(mergeReplicas(kept as ScenarioDetails)).toBe(kept);
  });
});
