import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { SarifLog, SarifResult } from '../../src/analyse/sarif/sarif-log.ts';
import { sarifOf } from '../../src/analyse/sarif.ts';
import type { PathStep, ThreatDocument, ThreatRow } from '../../src/analyse/threat-document.ts';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import { importFiles } from '../../src/import/import-files.ts';
import { writeEcosystem } from '../../src/import/write-ecosystem.ts';
import { documentEverywhere } from './everywhere.ts';
import { supportDesk, supportDeskText } from './support-desk.ts';

const textAt = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

// Draft 4, of which ajv reads all that this schema uses once the schema's id has its later name.
const { $schema: _, id: $id, ...schema } = JSON.parse(textAt('../fixtures/schemas/sarif-2.1.0.json'));
const isValid = (() => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  return ajv.compile({ $id, ...schema });
})();
const problemsOf = (log: unknown): unknown[] => (isValid(log) ? [] : [...(isValid.errors ?? [])]);

const runOf = (log: SarifLog) => log.runs[0] as SarifLog['runs'][number];
const resultsOf = (document: ThreatDocument): readonly SarifResult[] => runOf(sarifOf(document)).results;
const step = (from: string, to: string, line: number): PathStep => ({
  from,
  to,
  relation: `${from}>invokes>${to}#1`,
  direction: 'against',
  class: 'tool-misuse',
  passes: 0.25,
  source: { file: 'support-desk.yaml', line, column: 5, certainty: 'declared' },
});

/** As with --simulate. */
function simulated(document: ThreatDocument): ThreatDocument {
  const threats = document.threats.map(
    (row, i): ThreatRow => ({
      ...row,
      consequence: {
        rank: i + 1,
        scenario: `agentic/${row.component.id}/tool-misuse`,
        start: 'start',
        entryLikelihood: i % 2 === 0 ? 0.5 : null,
        blastRadius: { size: 11, mean: 4, ci95: [3.9, 4.1], belief95: null, p95: 9 },
        arrival: i % 4 === 1 ? { from: 'web-search', probability: 0.25 } : null,
        affected: 5.5,
        affectedCi95: [5.4, 5.6],
        risk: i % 2 === 0 ? 2 : null,
        crossesInto: [1, 7],
        path: [step(row.component.id, 'front-desk', 40), step('front-desk', 'crm', 41)],
      },
    }),
  );
  return { ...document, threats, simulation: { model: 'agentic', worlds: 1000, seed: 1, scenarios: 12 } };
}

describe('a SARIF log', () => {
  it.each([
    ['of a model', supportDesk()],
    ['of a simulated one', simulated(supportDesk())],
    ['of one without threats', { ...supportDesk(), threats: [] }],
  ])('%s is valid', (_what, document) => {
    expect(problemsOf(sarifOf(document))).toEqual([]);
  });

  it('is refused by the schema when a fault is planted', () => {
    const log = sarifOf(supportDesk());
    const [run] = log.runs;
    expect(problemsOf({ ...log, runs: [{ ...run, columnKind: 'bytes' }] })).not.toEqual([]);
    expect(problemsOf({ ...log, runs: [{ ...run, results: [{ level: 'error' }] }] })).not.toEqual([]);
  });

  it('has the same bytes for the same document', () => {
    expect(JSON.stringify(sarifOf(simulated(supportDesk())))).toBe(JSON.stringify(sarifOf(simulated(supportDesk()))));
  });
});

describe('what code scanning requires', () => {
  const { tool, results, automationDetails } = runOf(sarifOf(simulated(supportDesk())));
  const rules = tool.driver.rules ?? [];

  it('of a rule: id, name, both descriptions, help as text and Markdown, tags, severities', () => {
    expect(rules.map(({ id }) => id)).toEqual(
      ['L2-T1', 'L7-T4', 'X-T1'].filter((id) => rules.some((r) => r.id === id)),
    );
    for (const { name, shortDescription, fullDescription, help, properties, defaultConfiguration } of rules) {
      expect(name).toMatch(/^[A-Z][\p{L}\p{N}]*$/u);
      for (const text of [shortDescription.text, fullDescription.text]) expect(text.length).toBeLessThanOrEqual(1024);
      for (const text of [help.text, help.markdown]) expect(text).toMatch(/[Mm]itigations/u);
      expect(help.markdown).toMatch(/\]\(https:\/\/atlas\.mitre\.org\/techniques\/AML\.T\d{4}/u);
      expect(properties['tags']).toContain('security');
      expect((properties['tags'] as string[]).length).toBeLessThanOrEqual(20);
      expect(properties['security-severity']).toMatch(/^(10\.0|\d\.\d)$/u);
      expect(properties['problem.severity']).toMatch(/^(error|warning|recommendation)$/u);
      expect(['error', 'warning', 'note']).toContain(defaultConfiguration.level);
    }
  });

  it('of a result: its rule, a message, one place with a whole region, a fingerprint', () => {
    expect(results.length).toBeGreaterThan(30);
    for (const { ruleId, ruleIndex, message, locations, partialFingerprints } of results) {
      expect(rules[ruleIndex]?.id).toBe(ruleId);
      expect(message.text.length).toBeGreaterThan(20);
      const { artifactLocation, region } = locations[0].physicalLocation;
      expect(artifactLocation).toEqual({ uri: 'support-desk.yaml', uriBaseId: '%SRCROOT%' });
      expect(Math.min(region.startLine, region.startColumn, region.endLine, region.endColumn)).toBeGreaterThanOrEqual(
        1,
      );
      expect(region.endColumn).toBeGreaterThan(region.startColumn);
      expect(partialFingerprints['primaryLocationLineHash']).toMatch(/^[0-9a-f]{16}:1$/u);
    }
    expect(automationDetails.id).toBe('blastradius-threats/support-desk/');
  });

  it('of taxa: each that a rule is related to is where the rule says', () => {
    const { taxonomies } = runOf(sarifOf(supportDesk()));
    const relationships = rules.flatMap((rule) => rule.relationships ?? []);
    expect(relationships.length).toBeGreaterThan(3);
    for (const { target } of relationships) {
      expect(taxonomies[target.toolComponent.index]?.name).toBe(target.toolComponent.name);
      expect(taxonomies[target.toolComponent.index]?.taxa?.[target.index]?.id).toBe(target.id);
    }
  });

  it('of its limits: the least severe are left out, and that is said', () => {
    const [row] = supportDesk().threats as [ThreatRow, ...ThreatRow[]];
    const maturities = ['feasible', 'realized', 'demonstrated'] as const;
    const places = Array.from({ length: 3000 }, (_place, line) => ({ ...row.source, line: line + 1 }));
    const threats = Array.from(
      { length: 6000 },
      (_none, i): ThreatRow => ({
        ...row,
        id: `${row.id}${i}`,
        maturity: maturities[i % 3] as (typeof maturities)[number],
        sources: i === 1 ? places : [row.source],
        way: i === 1 ? Array.from({ length: 3001 }, (_place, n) => `c${n}`) : null,
      }),
    );
    const run = runOf(sarifOf({ ...supportDesk(), threats }));
    expect(run.results).toHaveLength(5000);
    expect(run.results.filter(({ properties }) => properties['maturity'] === 'feasible')).toHaveLength(1000);
    expect(run.invocations[0].toolExecutionNotifications[0]?.message.text).toBe(
      'The 1000 least severe of 6000 threats are left out: code scanning keeps 5000 results.',
    );
    const long = run.results.find(({ codeFlows }) => codeFlows !== undefined);
    expect(long?.relatedLocations).toHaveLength(100);
    expect(long?.codeFlows?.[0].threadFlows[0].locations).toHaveLength(1000);
  });
});

describe('the way of an attack', () => {
  it('is the simulated one, step by step, each at its own line', () => {
    const [result] = resultsOf(simulated(supportDesk()));
    const locations = result?.codeFlows?.[0].threadFlows[0].locations ?? [];
    expect(locations.map(({ location }) => location.physicalLocation.region.startLine).slice(1)).toEqual([40, 41]);
    expect(locations[2]?.location.message?.text).toBe(
      'front-desk to crm by tool-misuse, against front-desk>invokes>crm#1: passes with probability 0.25',
    );
  });

  it('is that of the rule where nothing was simulated; a threat at one place has none', () => {
    const rows = supportDesk().threats;
    const results = resultsOf(supportDesk());
    const at = rows.findIndex(({ way }) => way !== null);
    const { way } = rows[at] as ThreatRow;
    expect(results[at]?.codeFlows?.[0].threadFlows[0].locations.map(({ location }) => location.message?.text)).toEqual([
      `${way?.[0]} to ${way?.[1]}`,
      `${way?.[1]} to ${way?.[2]}`,
    ]);
    for (const [i, row] of rows.entries()) if (row.way === null) expect(results[i]?.codeFlows).toBeUndefined();
  });
});

describe('fingerprints', () => {
  const fingerprints = (document: ThreatDocument): unknown[] =>
    resultsOf(document).map(({ partialFingerprints }) => partialFingerprints);

  it('differ between all results', () => {
    const all = fingerprints(supportDesk()).map((one) => JSON.stringify(one));
    expect(new Set(all).size).toBe(all.length);
  });

  it('stay when lines move, while the lines of the results follow', () => {
    const moved = supportDesk(`# one\n# two\n${supportDeskText}`);
    expect(fingerprints(moved)).toEqual(fingerprints(supportDesk()));
    const lines = (document: ThreatDocument) =>
      resultsOf(document).map(({ locations }) => locations[0].physicalLocation.region.startLine);
    expect(lines(moved)).toEqual(lines(supportDesk()).map((line) => line + 2));
  });

  it('stay when something else is added, and when a description changes', () => {
    const edited = supportDeskText
      .replace(/^components:$/mu, 'components:\n  newcomer: { kind: agent }')
      .replace(/^description: .*$/mu, 'description: another one');
    expect(edited).not.toBe(supportDeskText);
    expect(fingerprints(supportDesk(edited))).toEqual(expect.arrayContaining(fingerprints(supportDesk())));
  });
});

describe('names from the input', () => {
  const hostile = [
    '[click](javascript:alert(1))',
    '{0} {1}',
    '</script>',
    '"quoted"\\',
    'агент 👩‍💻',
    '\u202eevil',
    'a#b%20?',
  ];
  const ecosystem = parseSuiteFile(
    JSON.stringify({
      version: 1,
      name: hostile[0],
      components: Object.fromEntries(hostile.map((id) => [id, { kind: 'agent', name: id }])),
      relations: hostile.slice(1).map((to) => ({ from: hostile[0], to, kind: 'delegates' })),
    }),
    '../a b/50%#.json',
  ).file.ecosystem;

  it('stay what they are, and come to no life', () => {
    const log = sarifOf(documentEverywhere(ecosystem));
    expect(problemsOf(log)).toEqual([]);
    const run = runOf(log);
    expect(run.results[0]?.locations[0].physicalLocation.artifactLocation).toEqual({ uri: '../a%20b/50%25%23.json' });
    const logical = run.results.flatMap(
      ({ locations }) => locations[0].logicalLocations?.[0]?.fullyQualifiedName ?? [],
    );
    for (const id of hostile) expect(logical).toContain(id);
    for (const { message } of run.results) {
      expect(message.text).not.toMatch(/\]\(/u);
      expect(message.text).not.toMatch(/\{\d+\}/u);
    }
  });

  it('of one’s own catalogue make valid rules, even without a letter', () => {
    const [row] = documentEverywhere(ecosystem).threats as [ThreatRow, ...ThreatRow[]];
    const own: ThreatRow = {
      ...row,
      threat: 'ÖWN 1',
      name: '!?',
      description: '',
      layers: [],
      owasp: ['T99', 'nonsense'],
      atlas: ['AML.T9999', 'javascript:alert(1)'],
      mitigations: ['<b>'],
      externalRefs: [{ source: 'promptfoo-lm-security-db', id: '1a2b3c4d' }],
    };
    const log = sarifOf({ ...documentEverywhere(ecosystem), threats: [own] });
    expect(problemsOf(log)).toEqual([]);
    const [rule] = runOf(log).tool.driver.rules ?? [];
    expect(rule).toMatchObject({ id: 'ÖWN 1', name: 'ÖWN 1', fullDescription: { text: '!?' } });
    expect(rule?.help.markdown).not.toContain('](javascript');
    expect(rule?.help.markdown).toContain('\\<b\\>');
  });

  it('of files may be told as paths below another folder', () => {
    const log = sarifOf(supportDesk(), { pathOf: (file) => `models/a b/${file}` });
    expect(runOf(log).results[0]?.locations[0].physicalLocation.artifactLocation).toEqual({
      uri: 'models/a%20b/support-desk.yaml',
      uriBaseId: '%SRCROOT%',
    });
  });
});

describe('lines point into the files that were imported', () => {
  /** What begins at a place: a whole JSON object, else the rest of the line. */
  function beginsAt(text: string, { startLine, startColumn }: { startLine: number; startColumn: number }): string {
    const rest = text
      .split('\n')
      .slice(startLine - 1)
      .join('\n')
      .slice(startColumn - 1);
    if (!rest.startsWith('{')) return rest.split('\n')[0] ?? '';
    for (let end = rest.indexOf('}'); end !== -1; end = rest.indexOf('}', end + 1)) {
      try {
        JSON.parse(rest.slice(0, end + 1));
        return rest.slice(0, end + 1);
      } catch {
        // The object goes on.
      }
    }
    return rest;
  }

  const imported = async (path: string): Promise<{ name: string; text: string; ecosystem: Ecosystem }> => {
    const [name, text] = [path.split('/').at(-1) as string, textAt(`../fixtures/${path}`)];
    const [read] = await importFiles([{ name, text }], () => () => undefined);
    return { name, text, ecosystem: read?.imported.ecosystem as Ecosystem };
  };

  /** Components whose name or id does not stand where their result points: what was concluded, not named. */
  function strangers(text: string, name: string, document: ThreatDocument): string[] {
    return resultsOf(document).flatMap(({ locations: [place], ruleId }) => {
      const [component] = place.logicalLocations ?? [];
      const { artifactLocation, region } = place.physicalLocation;
      if (ruleId !== 'L7-T4' || component === undefined) return [];
      expect(artifactLocation.uri).toBe(encodeURIComponent(name));
      const there = beginsAt(text, region);
      const spellings = [component.name, component.fullyQualifiedName].map((one) => JSON.stringify(one).slice(1, -1));
      return spellings.some((one) => there.includes(one)) ? [] : [component.fullyQualifiedName];
    });
  }

  const concludedOfN8n = ['PostgreSQL of Postgres account', 'web-pages'];
  it.each([
    ['mcp/ottomator-archon-skill.mcp.json', ['model', 'claude-code', 'pasted-content', 'user']],
    ['n8n/radar-multi_agent.json', concludedOfN8n],
    ['threat-dragon/three-tier-web-app.json', ['mitigations of information-disclosure']],
  ])('%s', async (path, concluded) => {
    const { name, text, ecosystem } = await imported(path);
    expect(strangers(text, name, documentEverywhere(ecosystem))).toEqual(concluded);
  });

  it('also when the import was written to a file and is read back', async () => {
    const { name, text, ecosystem } = await imported('n8n/radar-multi_agent.json');
    const again = parseSuiteFile(writeEcosystem(ecosystem), 'imported.yaml').file.ecosystem;
    expect(strangers(text, name, documentEverywhere(again))).toEqual(concludedOfN8n);
  });

  it('of relations too: the one end at the place, or the other', async () => {
    const { text, ecosystem } = await imported('threat-dragon/three-tier-web-app.json');
    const relations = resultsOf(documentEverywhere(ecosystem)).filter(({ ruleId }) => ruleId === 'L2-T1');
    expect(relations.length).toBeGreaterThan(3);
    for (const { locations } of relations) {
      const there = beginsAt(text, locations[0].physicalLocation.region);
      expect(there).toContain('"shape": "flow"');
    }
  });
});
