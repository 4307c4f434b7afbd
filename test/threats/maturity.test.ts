import { describe, expect, it } from 'vitest';
import { threatClasses } from '../../src/graph/kinds.ts';
import { channelId, channels } from '../../src/threats/channels.ts';
import atlas from '../../src/threats/data/atlas.json' with { type: 'json' };
import small from '../../src/threats/data/atlas-maturity.json' with { type: 'json' };
import { isAtLeast } from '../../src/threats/maturities.ts';
import { maturityOf, maturityOfTechnique, maturityWeight, mostMature } from '../../src/threats/maturity.ts';

describe('the ATLAS data', () => {
  it('has 170 techniques: 64 realized, 89 demonstrated, 17 feasible', () => {
    expect(atlas.version).toBe('5.6.0');
    expect(atlas.techniques).toHaveLength(170);
    const counts = { realized: 0, demonstrated: 0, feasible: 0 };
    for (const { maturity } of atlas.techniques) counts[maturity as keyof typeof counts]++;
    expect(counts).toEqual({ realized: 64, demonstrated: 89, feasible: 17 });
    expect(counts).toEqual(atlas.counts.byMaturity);
  });

  it('is the source of the small file that runs load', () => {
    expect(small).toEqual({
      source: atlas.source,
      version: atlas.version,
      maturity: Object.fromEntries(atlas.techniques.map(({ id, maturity }) => [id, maturity])),
    });
  });

  it('counts prompt injection as realized and indirect injection as demonstrated', () => {
    expect(maturityOfTechnique('AML.T0051')).toBe('realized');
    expect(maturityOfTechnique('AML.T0051.001')).toBe('demonstrated');
    expect(maturityOfTechnique('AML.T9999')).toBeUndefined();
  });
});

describe('maturity', () => {
  const of = (id: string) => {
    const row = channels.find((channel) => channelId(channel) === id);
    return row && maturityOf(row);
  };

  it('is the best of what stands behind a row', () => {
    expect(of('intent-manipulation/feeds/along/content/agents')).toBe('realized');
    expect(of('communication-poisoning/delegates/along')).toBe('demonstrated');
    expect(of('denial-of-service/invokes/along')).toBe('demonstrated');
  });

  it('of a class is the best of its rows', () => {
    for (const threat of threatClasses) {
      const rows = channels.filter((channel) => channel.threat === threat).map((row) => maturityOf(row));
      expect(maturityOf(threat)).toBe(mostMature(rows));
    }
  });

  it('of nothing is feasible', () => expect(mostMature([])).toBe('feasible'));

  it('is ordered, and weighs 1, 0.6 and 0.25', () => {
    expect(isAtLeast('realized', 'demonstrated')).toBe(true);
    expect(isAtLeast('demonstrated', 'demonstrated')).toBe(true);
    expect(isAtLeast('feasible', 'demonstrated')).toBe(false);
    expect(maturityWeight).toEqual({ realized: 1, demonstrated: 0.6, feasible: 0.25 });
  });
});
