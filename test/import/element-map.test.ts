import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { layerOf } from '../../src/import/element-map.ts';
import { readElementMap } from '../../src/import/read-element-map.ts';

const map = (text: string) => readElementMap({ name: 'map.yaml', text });

function problems(text: string): string[] {
  try {
    map(text);
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return error.problems.map(({ at, expected, found }) => `${at.line}:${at.column} ${expected}, found ${found}`);
  }
}

describe('a layer', () => {
  it.each([
    ...[3, '3', '3.0', ' 3 ', 'L3', 'l3', 'layer 3', 'Layer 3', 'Agent Frameworks', 'AGENT FRAMEWORKS'],
    ...['3 Agent Frameworks', 'L3 Agent Frameworks', 'l3 agent frameworks'],
    ...['agent-frameworks', 'agent_frameworks', 'AgentFrameworks'],
  ])('is what %j says', (text) => {
    expect(layerOf(text)).toBe(3);
  });

  it('of several words may be joined by any one sign', () => {
    expect(layerOf('Deployment_and_Infrastructure')).toBe(4);
    expect(layerOf('deploymentandinfrastructure')).toBe(4);
  });

  it.each([
    ...[undefined, '', 0, 8, 'L0', 'L8', '03', '3.5', 'L 3', 'layer3', 'layer', 'L', 'agent', 'frameworks', '-'],
    ...['4 Agent Frameworks', 'L7 Agent Frameworks', '3Agent Frameworks', 'agent--frameworks', 'constructor'],
  ])('is not what %j says', (text) => {
    expect(layerOf(text)).toBeUndefined();
  });
});

describe('a map of elements', () => {
  it('decides by whole ids or names, and by patterns, whatever their case', () => {
    const decisions = map('Web App: { kind: agent }\n"db-?": { layer: 2 }\n"*.log": { value: 0 }\n');
    expect(decisions.decide('web app')?.kind).toBe('agent');
    expect(decisions.decide('x', 'Web App')?.kind).toBe('agent');
    expect(decisions.decide('Web App 2')).toBeUndefined();
    expect(decisions.decide('db-1')?.layer).toBe(2);
    expect(decisions.decide('db-12')).toBeUndefined();
    expect(decisions.decide('a.log')?.valueThousandths).toBe(0);
    expect(decisions.decide('alog')).toBeUndefined();
  });

  it('lets later rows win, field by field, and says where the last one stands', () => {
    const decided = map('"*": { kind: tool, layer: 4 }\nplanner: { kind: agent, exposed: true }\n').decide('planner');
    expect(decided).toMatchObject({ kind: 'agent', layer: 4, exposed: true, spot: { at: { line: 2, column: 1 } } });
  });

  it('takes layers by their names', () => {
    expect(map('a: { layer: agent ecosystem }').decide('a')?.layer).toBe(7);
    expect(map('a: { layer: "7.0" }').decide('a')?.layer).toBe(7);
  });

  it('says all that is wrong in it, each with its place', () => {
    const text =
      'a: { kind: daemon }\nb: { layers: 3 }\nc: { layer: 8, value: -1, zone: "", exposed: yes, tier: huge }\nd: agent\n';
    expect(problems(text).map((one) => one.replace(/: model, memory.*(?=, found)/u, ''))).toEqual([
      '1:12 a kind of component, found "daemon"',
      '2:6 one of kind, layer, value, zone, exposed, tier, found "layers"',
      '3:13 a MAESTRO layer: 1 to 7, or its name, found "8"',
      '3:23 a number from 0 to 1,000,000 with at most three decimals, found "-1"',
      '3:33 the name of a trust zone, found ""',
      '3:46 true or false, found "yes"',
      '3:57 a tier of a model: frontier, mid, tuned-against, found "huge"',
      '4:4 a map of kind, layer, value, zone, exposed, tier, found a text',
    ]);
  });

  it.each(['[]', '{}', 'text', '3', 'null'])('is no map: %s', (text) => {
    expect(problems(text)).toHaveLength(1);
  });

  it('is done with any pattern at once', () => {
    const decisions = map(`"${'*a'.repeat(60)}b": { kind: agent }`);
    expect(decisions.decide('a'.repeat(200))).toBeUndefined();
  });
});
