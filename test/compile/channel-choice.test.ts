import { describe, expect, it } from 'vitest';
import { compileScenario } from '../../src/compile/arcs.ts';
import { scenariosOf } from '../../src/compile/scenario.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';

const text = (rows: readonly string[]): string => `version: 1
components:
  user: { kind: human, exposed: true }
  planner: { kind: agent, model: llm }
  writer: { kind: agent, model: llm }
  llm: { kind: model, tier: mid }
relations:
  - { from: user, to: planner, kind: messages }
  - { from: user, to: writer, kind: messages }
suite:
  channels:
${rows.map((row) => `    - { threat: intent-manipulation, kind: messages, direction: along, ${row} }`).join('\n')}
`;

function choices(...rows: string[]) {
  const { ecosystem, suite } = parseSuiteFile(text(rows), 'a.yaml').file;
  const [scenario] = scenariosOf(ecosystem, suite);
  if (scenario === undefined) throw new Error('a scenario');
  const { arcs, expanded, compiled } = compileScenario(ecosystem, scenario);
  const into = (id: string) =>
    arcs.find((arc) => arc.relation.kind === 'messages' && expanded.nodes[arc.target]?.id === id)?.channel;
  return { planner: into('planner'), writer: into('writer'), compiled };
}

describe('own rows of the channel table', () => {
  it('hold into one component if they say so', () => {
    const { planner, writer } = choices('into: planner, probability: 0.11');
    expect(planner?.belief).toEqual({ form: 'number', value: 0.11 });
    expect(writer?.own).toBeNull();
  });
  it('that say more win over those that say less, wherever they stand', () => {
    const { planner, writer } = choices(
      'into: planner, probability: 0.11',
      'source: content, tier: mid, probability: 0.12',
      'source: content, probability: 0.13',
      'probability: 0.14',
    );
    expect(planner?.belief).toMatchObject({ value: 0.11 });
    expect(writer?.belief).toMatchObject({ value: 0.12 });
  });
  it('of those that say as much the last wins', () => {
    expect(choices('tier: mid, probability: 0.1', 'source: content, probability: 0.2').planner?.belief).toMatchObject({
      value: 0.2,
    });
  });
  it('into a component that is not there are a mistake with its place', () => {
    expect(() => choices('into: planer, probability: 0.1')).toThrow(
      /a\.yaml:12:\d+: expected the id of a component, found "planer"\. Did you mean "planner"/u,
    );
  });
  it('that rest on the same tests are drawn together, others apart', () => {
    const trials = 'probability: { successes: 1, trials: 4, evidence: [one] }';
    const other = 'probability: { successes: 1, trials: 4, evidence: [two] }';
    const same = choices(`into: planner, ${trials}`, `into: writer, ${trials}`);
    expect(same.planner?.parameter).toBe(same.writer?.parameter);
    const apart = choices(`into: planner, ${trials}`, `into: writer, ${other}`);
    expect(apart.planner?.parameter).not.toBe(apart.writer?.parameter);
  });
  it('that share their luck keep their own numbers', () => {
    const { compiled } = choices(
      'into: planner, probability: { successes: 1, trials: 4, evidence: [one] }',
      'into: writer, probability: { successes: 3, trials: 4, evidence: [one] }',
    );
    const { beliefs, keyLow } = compiled.parameters;
    const at = [1, 3].map((successes) =>
      beliefs.findIndex((belief) => belief.form === 'trials' && belief.successes === successes),
    );
    expect(at.every((position) => position >= 0)).toBe(true);
    expect(keyLow[at[0] ?? -1]).toBe(keyLow[at[1] ?? -1]);
  });
});

describe('the trials of a probability', () => {
  it.each([
    ['prior: { mean: 0, weight: 10 }', 'a number above 0 and below 1'],
    ['prior: { mean: 1, weight: 10 }', 'a number above 0 and below 1'],
    ['prior: { mean: 0.3, weight: 0 }', 'a number above 0, at most 1,000,000'],
    ['prior: { mean: 0.3 }', 'weight'],
    ['evidence: [""]', '1 to 2,000 characters'],
    ['evidence: one', 'a list of short texts'],
  ])('with %s are refused', (more, expected) => {
    expect(() => choices(`probability: { successes: 1, trials: 4, ${more} }`)).toThrow(expected);
  });
});
