import { describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import { toxicFlows } from '../../src/import/toxic-flow.ts';

const WEB = 'tags: [ingest-untrusted]';
const DATA = 'tags: [read-private]';
const OUT = 'tags: [egress]';

function flows(components: string, relations: string): readonly string[] {
  const text = `version: 1\ncomponents:\n${components}\nrelations:\n${relations}\n`;
  const { file } = parseSuiteFile(indented(text), 'f.yaml');
  return toxicFlows(file.ecosystem).map(({ detail }) => detail.replace(/^[^:]*: /, ''));
}

/** `a: kind agent` and `a invokes b`, `a invokes b unanswered` as YAML. */
const indented = (text: string): string =>
  text
    .replace(
      /^ *(\w+): kind (\S+) ?(.*)$/gm,
      (_, id, kind, rest) => `  ${id}: { kind: ${kind}${rest ? `, ${rest}` : ''} }`,
    )
    .replace(
      /^ *(\w+) ([a-z-]+) (\w+)( unanswered)?$/gm,
      (_, from, kind, to, unanswered) =>
        `  - { from: ${from}, kind: ${kind}, to: ${to}${unanswered ? ', trust: { against: 0 }' : ''} }`,
    );

describe('toxic flows', () => {
  it('are found in one agent that takes in hostile content, reads private data and has a way out', () => {
    const tools = `web: kind tool ${WEB}\nfiles: kind tool ${DATA}\nmail: kind tool ${OUT}\na: kind agent`;
    expect(flows(tools, 'a invokes web\na invokes files\na invokes mail')).toEqual([
      'outside content → web → a → files (private) → a → mail → outside',
    ]);
    expect(flows(tools, 'a invokes web\na invokes files')).toEqual([]);
    expect(flows(tools, 'a invokes files\na invokes mail')).toEqual([]);
    expect(flows(tools, 'a invokes web\na invokes mail')).toEqual([]);
  });

  it('go over tasks, results and stores from one agent to the next, but not against messages', () => {
    const parts = `web: kind tool ${WEB}\nfiles: kind tool ${DATA}\nmail: kind tool ${OUT}\nm: kind memory\na: kind agent\nb: kind agent\nc: kind agent`;
    const ends = 'a invokes web\nb invokes files\nc invokes mail\n';
    const way = 'outside content → web → a → b → files (private) → b → c → mail → outside';
    expect(flows(parts, `${ends}a delegates b\nb messages c`)).toEqual([way]);
    expect(flows(parts, `${ends}b delegates a\nc delegates b`)).toEqual([way]);
    expect(flows(parts, `${ends}b messages a\nb messages c`)).toEqual([]);
    expect(flows(parts, `${ends}a writes m\nb reads m\nb messages c`)).toEqual([way.replace('a → b', 'a → m → b')]);
  });

  it('begin where strangers write to an agent, and read stores that it reads by itself', () => {
    const parts = `anybody: kind human exposed: true\ndocs: kind data-store\nmail: kind tool ${OUT}\na: kind agent`;
    expect(flows(parts, 'anybody messages a\na reads docs\na invokes mail')).toEqual([
      'anybody → a → docs (private) → a → mail → outside',
    ]);
    expect(flows(parts.replace(' exposed: true', ''), 'anybody messages a\na reads docs\na invokes mail')).toEqual([]);
  });

  it('have a way out, but no way in, at what is called after the agent and answers somebody else', () => {
    const tools = `web: kind tool ${WEB}\nfiles: kind tool ${DATA}\nmail: kind tool ${OUT}\na: kind agent`;
    const way = 'outside content → web → a → files (private) → a → mail → outside';
    expect(flows(tools, 'a invokes web\na invokes files\na invokes mail unanswered')).toEqual([way]);
    expect(flows(tools, 'a invokes web unanswered\na invokes files\na invokes mail')).toEqual([]);
    expect(flows(tools, 'a invokes web\na invokes files unanswered\na invokes mail')).toEqual([]);
  });

  it('take in what tools before the agent feed it', () => {
    const tools = `pages: kind external exposed: true\nweb: kind tool ${WEB}\nfiles: kind tool ${DATA}\nmail: kind tool ${OUT}\na: kind agent`;
    const after = 'a invokes mail unanswered';
    expect(flows(tools, `web accesses pages\nweb feeds a\nfiles feeds a\n${after}`)).toEqual([
      'pages → web → a → files (private) → a → mail → outside',
    ]);
    expect(flows(tools, `web feeds a\n${after}`)).toEqual([]);
    expect(flows(tools, `files feeds a\n${after}`)).toEqual([]);
  });

  it('come shortest first, one for each agent that takes content in, five at most', () => {
    const agents = [...'abcdefgh'].map((id) => `${id}: kind agent`).join('\n');
    const parts = `web: kind tool ${WEB}\nfiles: kind tool ${DATA}\nmail: kind tool ${OUT}\nx: kind agent\n${agents}`;
    const relations = [...'abcdefgh'].map((id) => `${id} invokes web\n${id} delegates x`).join('\n');
    const found = flows(parts, `${relations}\nx invokes web\nx invokes files\nx invokes mail`);
    expect(found).toHaveLength(5);
    expect(found[0]).toBe('outside content → web → x → files (private) → x → mail → outside');
    expect(found[1]).toContain('web → a → x → files');
  });
});
