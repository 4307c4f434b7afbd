import { describe, expect, it } from 'vitest';
import { mermaid as writesMermaid } from '../../src/export/mermaid.ts';
import type { Outcome } from '../../src/export/outcome.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import type { Imported } from '../../src/import/importer.ts';
import { mermaid as readsMermaid } from '../../src/import/mermaid.ts';
import { hostileTexts } from './any-ecosystem.ts';
import { anyOutcome, scenario } from './scenario.ts';

const textOf = (ecosystem: Ecosystem, outcome?: Outcome): string =>
  writesMermaid.write(ecosystem, outcome)[0]?.text ?? '';
const read = (text: string): Imported => readsMermaid.read({ name: 'exported', text }, () => undefined) as Imported;

const desk = scenario('support-desk');
const outcome = anyOutcome(desk, 'forum');
const lineOf = (text: string, start: string): string =>
  text.split('\n').find((line) => line.trimStart().startsWith(start)) ?? '';

describe('an ecosystem as a Mermaid flowchart', () => {
  it('shows layers as boxes, kinds as shapes, and what is reached by how likely', () => {
    const text = textOf(desk, outcome);
    expect(text).toContain('subgraph layer_7["7 Agent Ecosystem"]');
    expect(lineOf(text, 'context')).toMatch(/^ {4}context\[\("shared context<br\/>#91;memory#93;<br\/>\d+ #37;"\)\]$/);
    expect(lineOf(text, 'forum')).toContain('<br/>entry"');
    expect(lineOf(text, 'forum -->')).toBe('  forum -->|feeds| articles');
    expect(text).toMatch(/classDef reach\d+ fill:#[0-9a-f]{6},color:#[0-9a-f]{6}/);
    expect(text).toContain('linkStyle 0 stroke-width:3px');
  });

  it('keeps what people can read free of markup and keywords, whatever things are called', () => {
    const components = hostileTexts.map((id) => ({
      ...(desk.components[0] as (typeof desk.components)[number]),
      ...{ id: id as never, name: id },
    }));
    const lines = textOf({ ...desk, components, relations: [] }).split('\n');
    const nodes = lines.filter((line) => line.startsWith('    '));
    expect(nodes).toHaveLength(components.length);
    for (const line of nodes)
      expect(line).toMatch(/^ {4}(?!end\b|graph\b|class\b)\w+\{?[[({>\\/]+"[^"`<>*_|]*<br\/>[^"<>]*"[\])}/]+$/u);
  });

  it('says in its comments nothing that would end them', () => {
    const text = textOf({ ...desk, description: 'a%%{init}%% \u2028 b\nc' });
    expect(text).not.toContain('%%{');
    expect(text).not.toContain('\u2028');
    expect(text.split('\n').filter((line) => line.includes('init'))).toHaveLength(1);
  });

  it('takes what somebody draws into a layer for no part of a zone', () => {
    const more = textOf(desk).replace(/(subgraph layer_7\[.*\n)/, '$1    newcomer[New agent]\n');
    const added = read(more).ecosystem.components.find(({ id }) => (id as string) === 'newcomer');
    expect(added).toMatchObject({ kind: 'agent', zone: null });
  });

  it('still says names and kinds when its comments are gone', () => {
    const bare = textOf(desk).replace(/^%%.*\n/gm, '');
    const kinds = new Map(read(bare).ecosystem.components.map(({ id, kind }) => [id as string, kind]));
    for (const { id, kind } of desk.components) {
      if (['agent', 'data-store', 'tool', 'orchestrator', 'model'].includes(kind))
        expect([id, kinds.get(id)]).toEqual([id, kind]);
    }
  });
});
