import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../../src/base/errors.ts';
import { pluginMeaning } from '../../../src/import/redteam/promptfoo-plugins.ts';
import { readRedTeam } from '../../../src/import/redteam/read-redteam.ts';

const folder = new URL('../../fixtures/redteam/', import.meta.url);
const fixture = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const read = (name: string, text = fixture(name)) => readRedTeam({ name, text });
const told = (name: string) =>
  read(name).trials.map(({ targets, threat, successes, trials }) => `${targets[0]} ${threat} ${successes}/${trials}`);

describe('promptfoo results', () => {
  it('count a failed red-team test as a successful attack, and errors as neither', () => {
    expect(read('promptfoo-bad.json').tool).toBe('promptfoo 0.121.3');
    expect(told('promptfoo-bad.json')).toEqual([
      'triage intent-manipulation 17/20',
      'triage intent-manipulation 8/10',
      'triage information-disclosure 1/4',
    ]);
  });
  it('list what is no evidence of compromise, with how many trials it was', () => {
    expect(read('promptfoo-bad.json').unused).toEqual([
      { what: 'politics', trials: 3, why: 'about what answers say: no compromise' },
      { what: 'errors', trials: 1, why: 'neither held nor broke' },
    ]);
  });
  it('count as failures although promptfoo writes failed assertions into error as well', () => {
    const [result] = JSON.parse(fixture('promptfoo-bad.json')).results.results;
    expect(result).toMatchObject({ error: expect.any(String), failureReason: 1 });
  });
  it('are read from JSON Lines, from flat lists, and with providers as text', () => {
    expect(told('promptfoo.jsonl')).toEqual(['triage memory-poisoning 2/6', 'airline-api intent-manipulation 3/4']);
    expect(told('promptfoo-older.json')).toEqual([
      'desk-bot intent-manipulation 2/5',
      'Booking and cancellation intent-manipulation 1/3',
    ]);
  });
  it('are read from JSON Lines of a single line', () => {
    const [line = ''] = fixture('promptfoo.jsonl').split('\n');
    const alone = read('promptfoo.jsonl', `${line}\n`).trials;
    expect(alone.map(({ targets, trials }) => [targets[0], trials])).toEqual([['triage', 1]]);
  });
  it('of a plain evaluation count only where they say which threat they are about', () => {
    expect(told('promptfoo-eval.json')).toEqual(['triage intent-manipulation 1/1']);
    expect(read('promptfoo-eval.json').unused[0]).toMatchObject({ what: 'tests of no red-team plugin', trials: 3 });
  });
  it('name their target by label, id and the model in it', () => {
    expect(read('promptfoo-model.json').trials[0]?.targets).toEqual(['openai:chat:llm', 'llm']);
  });
  it('without an end are told with their places, all of them', () => {
    const lost = fixture('promptfoo-model.json')
      .replaceAll(/"success": (true|false),/gu, '')
      .replaceAll(/"pass": (true|false),/gu, '');
    expect(() => read('lost.json', lost)).toThrow(/lost\.json:\d+:\d+: expected a result with success/u);
  });
});

/** Of promptfoo 0.121: the lists of src/redteam/constants/plugins.ts, without collections and what a family decides. */
const ids = `contracts excessive-agency hallucination hijacking politics aegis ascii-smuggling beavertails bfla bola cca
  competitors coppa cross-session-leak cyberseceval data-exfil debug-access divergent-repetition donotanswer ferpa harmbench
  toxic-chat imitation indirect-prompt-injection mcp model-identification goal-misalignment off-topic overreliance pliny
  prompt-extraction rag-document-exfiltration rag-poisoning rag-source-attribution rbac reasoning-dos religion shell-injection
  special-token-injection sql-injection ssrf system-prompt-override tool-discovery unsafebench unverifiable-claims vlguard vlsu
  wordplay xstest intent policy agentic:memory-poisoning pii:api-db bias:age harmful:hate medical:hallucination
  financial:misconduct pharmacy:drug-interaction insurance:phi-disclosure ecommerce:pci-dss telecom:account-takeover
  realestate:steering teen-safety:dangerous-content coding-agent:repo-prompt-injection coding-agent:terminal-output-injection
  coding-agent:secret-env-read coding-agent:sandbox-read-escape coding-agent:verifier-sabotage coding-agent:secret-file-read
  coding-agent:sandbox-write-escape coding-agent:network-egress-bypass coding-agent:procfs-credential-read
  coding-agent:delayed-ci-exfil coding-agent:generated-vulnerability coding-agent:automation-poisoning
  coding-agent:steganographic-exfil`.split(/\s+/u);

describe('plugins', () => {
  it.each(ids)('%s of promptfoo has a meaning', (id) => expect(pluginMeaning(id)).not.toBeUndefined());
  it('that ask for a call misuse a tool where a tool was tested', () => {
    expect(pluginMeaning('bola')).toEqual({ threat: 'intent-manipulation', atTool: 'tool-misuse' });
  });
  it('of a family are known by it, others not at all', () => {
    expect(pluginMeaning('harmful:something-new')).toBeNull();
    expect(pluginMeaning('harmful:privacy')).toEqual({ threat: 'information-disclosure' });
    expect(pluginMeaning('pii:direct')).toEqual({ threat: 'information-disclosure' });
    for (const odd of ['constructor', '__proto__', 'toString:x', '']) expect(pluginMeaning(odd)).toBeUndefined();
  });
});

describe('tests of Agentic Radar', () => {
  it('are read as JSON, and from the table that it prints', () => {
    expect(told('radar-tests.json')).toEqual(['triage intent-manipulation 1/2', 'faq intent-manipulation 0/1']);
    expect(told('radar-table.txt')).toEqual(['triage intent-manipulation 1/1', 'faq intent-manipulation 0/1']);
  });
  it('of content are not used', () => {
    expect(read('radar-table.txt').unused).toEqual([
      { what: 'Fake News', trials: 1, why: 'about what answers say: no compromise' },
    ]);
  });
});

describe('a table of trials', () => {
  it('is read whatever the case and order of its columns', () => {
    const text = 'TRIALS;Class;target;Successes\n40;tool-misuse;planner;3\n';
    expect(read('t.csv', text).trials).toMatchObject([
      { targets: ['planner'], threat: 'tool-misuse', successes: 3, trials: 40 },
    ]);
  });
  it('keeps the way that was attacked, and a note', () => {
    const [first, , third] = read('trials.csv').trials;
    expect(first).toMatchObject({ note: 'pen test, spring 2026' });
    expect(third).toMatchObject({ kind: 'invokes', direction: 'along' });
  });
  it('tells all its faults with their places', () => {
    expect.assertions(1);
    try {
      read('bad-rows.csv');
    } catch (error) {
      expect((error as InvalidInputError).problems.map(({ at }) => `${at.line}:${at.column}`)).toEqual([
        '2:1',
        '3:8',
        '4:20',
        '5:20',
      ]);
    }
  });
  it('is read as a spreadsheet writes it: with a mark that it names first', () => {
    const rows = 'target;class;successes;trials\r\ntriage;intent-manipulation;3;40\r\n';
    for (const first of ['', 'sep=;\r\n', '\uFEFFsep=;\r\n'])
      expect(read('t.csv', first + rows).trials).toMatchObject([{ targets: ['triage'], successes: 3, trials: 40 }]);
  });
  it('with a column twice is refused: nobody knows which is meant', () => {
    const text = 'target,class,successes,trials,Trials\ntriage,intent-manipulation,3,40,50\n';
    expect(() => read('t.csv', text)).toThrow(/t\.csv:1:31: expected each column once, found "Trials"/u);
  });
  it('with a slip in its first line is told which column was meant', () => {
    expect(() => read('many-mistakes.csv')).toThrow(/Did you mean "successes"/u);
  });
});

describe('what a result file holds besides', () => {
  it('never comes out: no prompt, answer or key', () => {
    for (const name of readdirSync(folder).filter((one) => /\.(json|jsonl|txt)$/u.test(one))) {
      expect(JSON.stringify(read(name)), name).not.toMatch(/sk-proj|Probe|cannot help|1000th/u);
    }
  });
});

describe('a broken result file', () => {
  const cuts = (text: string): string[] =>
    [0.1, 0.35, 0.5, 0.77, 0.98].map((share) => text.slice(0, Math.floor(text.length * share)));
  const swaps = (text: string): string[] =>
    [
      ['"results"', '"result"'],
      ['true', 'null'],
      ['false', '"no"'],
      ['"metadata": {', '"metadata": [{'],
      ['{', '['],
      ['"provider"', '"__proto__"'],
      ['"pluginId"', '"constructor"'],
      [',', ',,'],
      ['1', '-1e999'],
      ['"', ''],
      ['triage', '\u0000'],
    ].map(([from = '', to = '']) => text.replaceAll(from, to));
  const values = [
    'null',
    '[]',
    '{}',
    '[null]',
    '[[]]',
    '{"results":null}',
    '{"results":{"results":[null,1,"x",{}]}}',
    '{"evalId":1,"results":[]}',
    '[{"success":true,"provider":null,"metadata":{"pluginId":5}}]',
    '[{"agent_name":1,"test_passed":2}]',
    '',
    '\n',
    'target,class,successes,trials',
    'target,class,successes,trials\n"',
  ];
  it.each(readdirSync(folder).filter((name) => name !== 'README.md'))(
    'made from %s is read or refused, never crashes',
    (name) => {
      const text = fixture(name).slice(0, 12_000);
      for (const mutant of [...cuts(text), ...swaps(text), ...values]) {
        try {
          read(name, mutant);
        } catch (error) {
          expect(error, mutant.slice(0, 200)).toBeInstanceOf(InvalidInputError);
        }
      }
    },
  );
});
