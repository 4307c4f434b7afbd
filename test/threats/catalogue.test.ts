import { describe, expect, it } from 'vitest';
import { layers, threatClasses } from '../../src/graph/kinds.ts';
import { calibration, calibrationEntry, citationOf } from '../../src/threats/calibration.ts';
import {
  catalogueThreat,
  maestroThreats,
  owaspRisks,
  owaspThreats,
  techniquesOf,
} from '../../src/threats/catalogue.ts';
import { maturityOfTechnique } from '../../src/threats/maturity.ts';

const count = <T>(things: readonly T[], of: (thing: T) => string | number | undefined) => {
  const counts: Record<string, number> = {};
  for (const thing of things) counts[String(of(thing))] = (counts[String(of(thing))] ?? 0) + 1;
  return counts;
};

describe('the catalogue', () => {
  it('has 102 MAESTRO threats: 50 on layers, 5 across, 5 agentic factors, 42 extended', () => {
    expect(maestroThreats).toHaveLength(102);
    expect(count(maestroThreats, ({ kind }) => kind)).toEqual({ layer: 50, 'cross-layer': 5, factor: 5, extended: 42 });
    const onLayers = maestroThreats.filter(({ kind }) => kind === 'layer');
    expect(count(onLayers, ({ layer }) => layer)).toEqual({ 1: 7, 2: 5, 3: 6, 4: 6, 5: 6, 6: 7, 7: 13 });
  });

  it("has OWASP's 17 agentic threats and 10 risks", () => {
    expect(owaspThreats.map(({ id }) => id)).toEqual(Array.from({ length: 17 }, (_, n) => `T${n + 1}`));
    expect(owaspRisks.map(({ id }) => id)).toEqual(
      Array.from({ length: 10 }, (_, n) => `ASI${String(n + 1).padStart(2, '0')}`),
    );
  });

  it('gives every threat its layers, and only words that the types know', () => {
    const letters = new Set(['S', 'T', 'R', 'I', 'D', 'E']);
    for (const threat of maestroThreats) {
      const on =
        threat.layer === undefined ? [...(threat.fromLayers ?? []), ...(threat.toLayers ?? [])] : [threat.layer];
      expect(on.length, threat.id).toBeGreaterThan(0);
      for (const layer of on) expect(layers).toContain(layer);
      for (const name of [threat.class ?? [], threat.relatedClasses ?? []].flat())
        expect(threatClasses).toContain(name);
      for (const letter of threat.stride) expect(letters).toContain(letter);
    }
    for (const { maestroLayers, classes } of [...owaspThreats, ...owaspRisks]) {
      for (const layer of maestroLayers) expect(layers).toContain(layer);
      for (const name of classes) expect(threatClasses).toContain(name);
    }
  });

  it('refers only to ids that exist: OWASP, and ATLAS techniques of this version', () => {
    for (const threat of maestroThreats) {
      for (const id of [...threat.owaspAsi, ...threat.owaspAgenticTop10]) expect(catalogueThreat(id), id).toBeDefined();
      for (const id of threat.atlas) expect(maturityOfTechnique(id), id).toBeDefined();
    }
    for (const { asiThreats } of owaspRisks) for (const id of asiThreats) expect(catalogueThreat(id), id).toBeDefined();
  });

  it('has unique ids, and keeps MAS-T16 apart from T16', () => {
    const ids = [...maestroThreats, ...owaspThreats, ...owaspRisks].map(({ id }) => id);
    expect(new Set(ids).size).toBe(129);
    expect(catalogueThreat('MAS-T16')?.name).toBe('Model Inconsistency');
    expect(catalogueThreat('T16')?.name).toBe('Insecure Inter-Agent Protocol Abuse');
    expect(catalogueThreat('T99')).toBeUndefined();
    expect(techniquesOf('T1')).toEqual([]);
  });
});

describe('the calibration data', () => {
  it('has 90 entries, each with its source and how it was read', () => {
    expect(calibration).toHaveLength(90);
    expect(new Set(calibration.map(({ id }) => id)).size).toBe(90);
    for (const { id, source, evidence, setting, value, unit } of calibration) {
      expect(source.title, id).not.toBe('');
      expect(source.year).toBeGreaterThanOrEqual(2023);
      expect(evidence).toMatch(/^(primary|secondary)/u);
      expect(setting).not.toBe('');
      if (unit === 'probability') expect(value).toBeLessThanOrEqual(1);
    }
  });

  it('cites an entry', () => {
    const entry = calibrationEntry('tool-mcptox-peak');
    expect(entry && citationOf(entry)).toBe(
      'Wang et al. (2025), MCPTox: A Benchmark for Tool Poisoning Attack on Real-World MCP Servers, arXiv 2508.14925',
    );
    expect(calibrationEntry('none')).toBeUndefined();
  });
});
