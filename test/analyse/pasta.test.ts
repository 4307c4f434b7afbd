import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pastaOf } from '../../src/analyse/pasta.ts';
import { pastaMarkdown } from '../../src/analyse/pasta-markdown.ts';
import { pastaSuite } from '../../src/analyse/pasta-suite.ts';
import { sideBySide } from '../../src/analyse/side-by-side.ts';
import { sideBySideMarkdown } from '../../src/analyse/side-by-side-markdown.ts';
import { threatReport } from '../../src/analyse/threat-report.ts';
import type { SuiteFile } from '../../src/compile/suite.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import type { Pasta, PastaTable } from '../../src/measure/pasta-document.ts';
import { runSideBySide } from '../../src/run/run-side-by-side.ts';
import { runSuite } from '../../src/run/run-suite.ts';
import { runThreats } from '../../src/run/run-threats.ts';
import { threatModel } from '../../src/threats/threat-model.ts';
import { someRules } from './some-rules.ts';

const bundled = (name: string): SuiteFile =>
  parseSuiteFile(readFileSync(new URL(`../../scenarios/${name}`, import.meta.url), 'utf8'), name).file;
const withWorlds = (file: SuiteFile, worlds: number): SuiteFile => ({ ...file, suite: { ...file.suite, worlds } });
const how = { threads: 1, isPlain: true } as const;

async function simulated(file: SuiteFile): Promise<Pasta> {
  const model = threatModel(file.ecosystem, { catalogue: someRules });
  const { simulated: runs } = await runThreats(file, model, how);
  const { results } = await runSuite(pastaSuite(file), how);
  return pastaOf({ model, document: threatReport(model, { simulated: runs }), results, suiteFile: file });
}

const unsimulated = (file: SuiteFile): Pasta => {
  const model = threatModel(file.ecosystem, { catalogue: someRules });
  return pastaOf({ model, document: threatReport(model), suiteFile: file });
};

const tablesOf = (pasta: Pasta, stage: number): PastaTable[] =>
  pasta.stages
    .filter(({ number }) => number === stage)
    .flatMap(({ blocks }) => blocks.filter((block) => 'head' in block));
const tableWith = (pasta: Pasta, stage: number, head: string): PastaTable | undefined =>
  tablesOf(pasta, stage).find((table) => table.head.includes(head));
const textsOf = (pasta: Pasta, stage: number): string =>
  pasta.stages
    .filter(({ number }) => number === stage)
    .flatMap(({ blocks }) => blocks.flatMap((block) => ('text' in block ? [block.text] : [])))
    .join(' ');

describe.each(['support-desk', 'network-monitoring-agent'])('%s', (name) => {
  const file = withWorlds(bundled(`${name}.yaml`), 640);

  it('has the seven stages that were reviewed', async () => {
    const pasta = await simulated(file);
    await expect(pastaMarkdown(pasta, name)).toMatchFileSnapshot(`./golden/${name}.pasta.md`);
    expect(await simulated(file)).toEqual(pasta);
  });

  it('has the comparison of STRIDE and MAESTRO that was reviewed', async () => {
    const compared = sideBySide(threatModel(file.ecosystem, { catalogue: someRules }), await runSideBySide(file, how));
    await expect(sideBySideMarkdown(compared)).toMatchFileSnapshot(`./golden/${name}.side-by-side.md`);
  });
});

const gate = `version: 1
name: gate
components:
  outside: { kind: external, exposed: true, zone: out }
  agent: { kind: agent, zone: in, value: 2 }
  mail: { kind: tool, zone: in, tags: [egress] }
  safe: { kind: data-store, value: 7, zone: in }
  key: { kind: credential }
  other: { kind: agent, model: llm }
  llm: { kind: model, tier: mid }
relations:
  - { from: outside, to: agent, kind: feeds, rate: 1 }
  - { from: agent, to: mail, kind: invokes, rate: 1 }
  - { from: agent, to: safe, kind: writes, rate: 1 }
  - { from: other, to: safe, kind: reads, rate: 1 }
  - { from: agent, to: key, kind: authenticates, role: holds }
  - { from: mail, to: key, kind: authenticates, role: holds }
controls:
  filter: { on: { kind: feeds }, effectiveness: 0.75 }
suite:
  horizon: 10
  monoculture: 0
  attempts: 1
  worlds: 20000
  threats: [intent-manipulation, memory-poisoning, denial-of-service]
  channels:
    - { threat: intent-manipulation, kind: feeds, direction: along, probability: 0.8 }
    - { threat: memory-poisoning, kind: feeds, direction: along, probability: 0 }
    - { threat: memory-poisoning, kind: writes, direction: along, probability: 0.5 }
    - { threat: memory-poisoning, kind: reads, direction: against, probability: 0 }
    - { threat: denial-of-service, kind: invokes, direction: along, probability: 1 }
`;
const parsed = (text: string): SuiteFile => parseSuiteFile(text, 'gate.yaml').file;

describe('the stages', () => {
  it('give what closed forms give, within four standard errors', async () => {
    const pasta = await simulated(parsed(gate));
    // With the filter the agent falls with 0.8 * 0.25 = 0.2, the store after it with 0.5: 0.3 on average.
    const near = (cell: string | undefined, expected: number, variance: number) =>
      expect(Math.abs(Number.parseFloat(cell ?? '') - expected)).toBeLessThan(4 * Math.sqrt(variance / 20_000) + 0.005);
    const [scenario] = tableWith(pasta, 6, 'p95')?.rows ?? [];
    near(scenario?.[3], 0.3, 0.2 * 2.5 - 0.09);
    // Path: 0.8 * 0.25 * 0.5 at the means, which is exact here; its end is lost with 0.1 x 7.
    const [path] = tableWith(pasta, 6, 'passes')?.rows ?? [];
    expect(path?.slice(0, 3)).toEqual(['outside → agent → safe', 'intent-manipulation, then memory-poisoning', '0.10']);
    near(path?.[4], 0.7, 49 * 0.09);
    // Without it 0.8 and 0.4: 1.2 less 0.3.
    const [control] = tableWith(pasta, 7, 'control')?.rows ?? [];
    expect(control?.slice(0, 2)).toEqual(['filter', 'outside']);
    near(control?.[2], 1.2, 0.8 * 2.5 - 1.44);
    near(control?.[4], 0.9, 0.8 * 2.5 - 1.44);
  });

  it('lead no attack path over somebody who is only disabled, even where that is likelier', async () => {
    const over = gate.replace(
      '- { from: agent, to: safe, kind: writes, rate: 1 }',
      '- { from: agent, to: safe, kind: writes, rate: 1, trust: 0.5 }\n  - { from: mail, to: safe, kind: writes, rate: 1 }',
    );
    const rows = tableWith(await simulated(withWorlds(parsed(over), 320)), 6, 'passes')?.rows ?? [];
    expect(rows.map(([way]) => way)).toContain('outside → agent → safe');
    expect(rows.filter(([way]) => way?.includes('mail'))).toEqual([]);
  });

  it('say plainly that nothing was simulated, without a number in its place', () => {
    const pasta = unsimulated(parsed(gate));
    expect(textsOf(pasta, 6)).toBe('Not simulated: how far an attack gets is not known here.');
    expect(textsOf(pasta, 7)).toContain('Not simulated');
    expect(tablesOf(pasta, 6)).toEqual([]);
    expect(tableWith(pasta, 1, 'value')?.head).not.toContain('reached');
    expect(pasta.stages.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('find the tool that nothing gates, the store that is written unsigned, the credential that two hold', () => {
    const pasta = unsimulated(parsed(gate));
    expect(tableWith(pasta, 5, 'acts on')?.rows).toEqual([['mail', 'agent', 'egress', '', '']]);
    expect(tableWith(pasta, 5, 'unsigned writes from')?.rows).toEqual([['safe', 'agent', 'other', '']]);
    expect(tableWith(pasta, 5, 'held by')?.rows).toEqual([['key', 'agent, mail', '']]);
  });

  it('leave out each of these once it is put right', () => {
    const right = gate
      .replace('kind: writes, rate: 1 }', 'kind: writes, rate: 1, signed: true }')
      .replace(
        '{ from: mail, to: key, kind: authenticates, role: holds }',
        '{ from: mail, to: key, kind: authenticates, role: accepts }',
      )
      .replace('filter: {', 'approval: { on: { kind: invokes }, effectiveness: 0.5 }\n  filter: {');
    const pasta = unsimulated(parsed(right));
    expect(tableWith(pasta, 5, 'acts on')?.rows).toEqual([['mail', 'agent', 'egress', 'approval', '']]);
    expect(tableWith(pasta, 5, 'unsigned writes from')).toBeUndefined();
    expect(tableWith(pasta, 5, 'held by')).toBeUndefined();
  });

  it('say what the file does not: values, thresholds, zones, entry points', () => {
    const bare =
      'version: 1\nname: bare\ncomponents:\n  a: { kind: agent }\n  b: { kind: agent }\nrelations:\n  - { from: a, to: b, kind: messages }\n';
    const pasta = unsimulated(parsed(bare));
    expect(textsOf(pasta, 1)).toContain('same value');
    expect(textsOf(pasta, 1)).toContain('no threshold');
    expect(textsOf(pasta, 3)).toContain('no trust boundary');
    expect(textsOf(pasta, 3)).toContain('No component is marked as exposed');
  });

  it('tell the verdicts of thresholds, with all controls on and with one off', async () => {
    const strict = `${gate}thresholds:\n  - component agent reach < 0.5\n`;
    const table = tableWith(await simulated(parsed(strict)), 1, 'threshold');
    expect(table?.rows).toEqual([['component agent reach < 0.5', 'error', 'passed in 1', 'failed in 1']]);
  });

  it('show what an importer found beside what is found here', () => {
    const file = parsed(gate);
    const model = threatModel(file.ecosystem, { catalogue: someRules });
    const findings = [{ title: 'Unpinned package', detail: 'npx x', where: 'a.json:1' }];
    const pasta = pastaOf({ model, document: threatReport(model), suiteFile: file, findings });
    expect(tableWith(pasta, 5, 'found')?.rows).toContainEqual(['Unpinned package', 'npx x', 'a.json:1']);
  });
});

it('puts nothing of the input outside code spans and table cells, whatever it is called', async () => {
  const hostile = '<img src=x onerror=alert(1)> | @everyone `http://evil.test` **x**';
  const text = gate
    .replaceAll(/\bsafe\b/gu, JSON.stringify(hostile))
    .replaceAll('zone: in', `zone: ${JSON.stringify(hostile)}`);
  const markdown = pastaMarkdown(await simulated(withWorlds(parsed(text), 320)), hostile);
  const outside = markdown.replaceAll(/(`+)(?!`).*?[^`]\1(?!`)/gu, '');
  expect(markdown).toContain('onerror');
  for (const part of ['<img', 'onerror', '@everyone', 'evil.test']) expect(outside).not.toContain(part);
  const tables = markdown
    .trimEnd()
    .split('\n\n')
    .filter((block) => block.startsWith('|'));
  for (const block of tables) {
    const cells = block.split('\n').map((line) => line.replaceAll('\\|', '').split('|').length);
    expect(new Set(cells).size).toBe(1);
  }
});

describe('the suite that is run for the stages', () => {
  it('switches off every control in turn, and keeps the thresholds of a plain suite', () => {
    const { suite, thresholds } = pastaSuite(parsed(`${gate}thresholds:\n  - total p95 < 5\n`));
    expect([suite.controlsOff, thresholds.length]).toEqual([['filter'], 1]);
  });

  it('leaves grids out, and thresholds that may be about them', () => {
    const text = `${gate}  parameters: { attempts: [1, 10] }\nthresholds:\n  - total p95 < 5\n`;
    const { suite, thresholds } = pastaSuite(parsed(text));
    expect([suite.parameters, thresholds]).toEqual([[], []]);
  });

  it('switches off only what the file says where all would be too many scenarios', () => {
    const many = Array.from({ length: 401 }, (_, i) => `  o${i}: { kind: external, exposed: true }\n`).join('');
    const { suite } = pastaSuite(parsed(gate.replace('components:\n', `components:\n${many}`)));
    expect(suite.controlsOff).toEqual([]);
  });
});
