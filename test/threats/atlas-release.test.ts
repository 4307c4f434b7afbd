import { describe, expect, it } from 'vitest';
import { type AtlasJson, draftOfJson } from '../../src/threats/atlas-json.ts';
import { atlasRelease, maturityTable } from '../../src/threats/atlas-release.ts';
import { bundledAtlasRelease } from '../../src/threats/bundled-atlas-release.ts';
import atlas from '../../src/threats/data/atlas.json' with { type: 'json' };
import { bundledAtlas } from '../../src/threats/maturity.ts';

describe('the bundled release', () => {
  it('is the table that runs load, with names and relations', () => {
    expect(maturityTable(bundledAtlasRelease)).toEqual({
      version: bundledAtlas.version,
      maturity: bundledAtlas.maturity,
    });
  });

  it('has the names, tactics, mitigations and case studies of its data', () => {
    const mitigations = new Map(atlas.mitigations.map(({ id, name }) => [id, { id, name }]));
    const caseStudies = new Map(atlas.caseStudies.map(({ id, name }) => [id, { id, name }]));
    expect(bundledAtlasRelease.techniques).toEqual(
      atlas.techniques.map((technique) => ({
        id: technique.id,
        name: technique.fullName,
        tactics: technique.tactics,
        maturity: technique.maturity,
        parent: technique.parent ?? null,
        mitigations: technique.mitigations.map((id) => mitigations.get(id)),
        caseStudies: technique.caseStudies.map((id) => caseStudies.get(id)),
      })),
    );
  });
});

describe('maturities that a release does not say', () => {
  const unrated = (change: (json: AtlasJson) => Partial<AtlasJson> = () => ({})): AtlasJson => {
    const json = { ...(atlas as AtlasJson) };
    const techniques = json.techniques.map(({ maturity: _, ...technique }) => technique);
    return { ...json, techniques, ...change(json) };
  };

  it("are computed as ATLAS does it: all 170 of the bundled release come out as ATLAS's own", () => {
    const computed = maturityTable(atlasRelease(draftOfJson(unrated()))).maturity;
    expect(Object.keys(computed)).toHaveLength(170);
    expect(computed).toEqual(bundledAtlas.maturity);
  });

  it('are all feasible without case studies', () => {
    const { maturity } = maturityTable(atlasRelease(draftOfJson(unrated(() => ({ caseStudies: [] })))));
    expect(new Set(Object.values(maturity))).toEqual(new Set(['feasible']));
  });

  const small = (childMaturity?: 'realized'): AtlasJson => ({
    version: '1',
    techniques: [
      { id: 'T1', name: 'parent', tactics: ['TA1'] },
      { id: 'T1.1', name: 'child', parent: 'T1', ...(childMaturity && { maturity: childMaturity }) },
      { id: 'T1.2', name: 'sibling', parent: 'T1' },
    ],
    caseStudies: [{ id: 'CS1', name: 'shown', type: 'exercise', techniques: ['T1.2', 'T1.2', 'T9'] }],
  });

  it('of a parent are the best of its children, not the other way round', () => {
    expect(maturityTable(atlasRelease(draftOfJson(small()))).maturity).toEqual({
      T1: 'demonstrated',
      'T1.1': 'feasible',
      'T1.2': 'demonstrated',
    });
    expect(maturityTable(atlasRelease(draftOfJson(small('realized')))).maturity['T1']).toBe('realized');
  });

  it('stand beside inherited tactics, full names, and each case study once', () => {
    const [, child, sibling] = atlasRelease(draftOfJson(small())).techniques;
    expect(child).toMatchObject({ name: 'parent: child', tactics: ['TA1'], parent: 'T1' });
    expect(sibling?.caseStudies).toEqual([{ id: 'CS1', name: 'shown' }]);
  });
});
