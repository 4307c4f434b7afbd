import { describe, expect, it } from 'vitest';
import { dot as writesDot } from '../../src/export/dot.ts';
import type { Outcome } from '../../src/export/outcome.ts';
import { layerColours, onReach, reachColours } from '../../src/export/picture-colours.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import { dot as readsDot } from '../../src/import/dot.ts';
import type { Imported } from '../../src/import/importer.ts';
import { palettes } from '../../viz/theme.ts';
import { anyOutcome, scenario } from './scenario.ts';

const textOf = (ecosystem: Ecosystem, outcome?: Outcome): string => writesDot.write(ecosystem, outcome)[0]?.text ?? '';
const read = (text: string): Imported => readsDot.read({ name: 'exported', text }, () => undefined) as Imported;

const desk = scenario('support-desk');
const outcome = anyOutcome(desk, 'forum');
const lineOf = (text: string, start: string): string =>
  text.split('\n').find((line) => line.trimStart().startsWith(start)) ?? '';

describe('an ecosystem as DOT', () => {
  it('says what becomes of everything, for people and for programs', () => {
    const line = lineOf(textOf(desk, outcome), '"forum"');
    expect(line).toContain('label="community forum\\n[external, layer 7]\\nentry"');
    expect(line).toMatch(/reach=0\.\d+, .*blastRadius=2\.5, .*isEntry=true/);
    const edge = lineOf(textOf(desk, outcome), '"forum" -> "articles"');
    expect(edge).toContain('penwidth=3');
    expect(edge).toContain('credit=0.25');
  });

  it('fills what is reached by how likely, and draws it as thick', () => {
    const certain = { ...outcome, reach: new Map([['triage', { p: 1, ci95: [1, 1] as const }]]) };
    expect(lineOf(textOf(desk, certain), '"triage" [')).toContain(
      `fillcolor="${reachColours[10]}", fontcolor="${onReach(10)}", penwidth=5`,
    );
    expect(lineOf(textOf(desk, certain), '"llm" [')).not.toContain('fontcolor');
  });

  it('has boxes for zones, or where there are none, for layers', () => {
    expect(textOf(scenario('topology-chain'))).toContain('[label="7 Agent Ecosystem"]');
    const zoned = { ...desk, components: desk.components.map((one, n) => ({ ...one, zone: n > 2 ? 'inside' : null })) };
    expect(textOf(zoned)).toContain('[label="inside"]');
    expect(textOf(zoned)).not.toContain('Agent Ecosystem');
  });

  it('takes what somebody draws into a layer for no part of a zone', () => {
    const text = textOf(scenario('topology-chain')).replace('subgraph cluster_1 {', 'subgraph cluster_1 {\n newcomer');
    const added = read(text).ecosystem.components.find(({ id }) => (id as string) === 'newcomer');
    expect(added).toMatchObject({ zone: null });
  });

  it('has the colours of our pictures', () => {
    expect(layerColours).toEqual(palettes.light.layer);
    expect(reachColours).toEqual(palettes.light.reach);
    expect(reachColours.map((_, step) => onReach(step))).toEqual(palettes.light.onReach);
  });
});
