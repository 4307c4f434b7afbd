import { describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import type { Imported, Importer } from '../../src/import/importer.ts';
import { type MergeFile, ownFile } from '../../src/import/merge/merge-file.ts';
import { type Merged, mergeFiles } from '../../src/import/merge.ts';
import { writeEcosystem } from '../../src/import/write-ecosystem.ts';
import { componentOf, plainEdges } from './imported.ts';

const importer = { format: 'test' } as Importer;

/** What an importer said of a file; identities as `id: kind key`. */
function file(name: string, yaml: string, identities: Readonly<Record<string, string>> = {}): MergeFile {
  const { ecosystem } = parseSuiteFile(`version: 1\n${yaml}`, name).file;
  const known = Object.entries(identities).map(([id, text]) => {
    const [by, key = ''] = text.split(' ');
    return [id, [{ by: by as 'agent', key }]] as const;
  });
  const imported: Imported = {
    ecosystem,
    ignored: [],
    findings: [],
    toFill: [],
    warnings: [],
    identities: new Map(known),
  };
  return { name, imported, importer };
}

const own = (yaml: string): MergeFile =>
  ownFile('own.yaml', parseSuiteFile(`version: 1\n${yaml}`, 'own.yaml').file.ecosystem);

const ids = ({ ecosystem }: Merged): string[] => ecosystem.components.map(({ id }) => id);

const crew = file(
  'crew/crew.json',
  `
components:
  user: { kind: human, source: { certainty: assumed, rule: somebody uses it } }
  writer: { kind: agent, tags: [a] }
  gh: { kind: tool, source: { certainty: inferred, rule: it looks like one }, value: 3 }
relations:
  - { from: user, to: writer, kind: messages }
  - { from: writer, to: gh, kind: invokes, source: { certainty: assumed, rule: it may } }
controls:
  approval: { on: { kind: invokes, direction: along }, effectiveness: 0.5 }
`,
  { gh: 'package github', writer: 'agent writer' },
);
const desk = file(
  'desk.json',
  `
components:
  user: { kind: human }
  clerk: { kind: agent }
  writer: { kind: agent, tags: [b], exposed: true }
  github: { kind: tool, value: 2 }
  jira: { kind: tool }
relations:
  - { from: user, to: clerk, kind: messages }
  - { from: writer, to: github, kind: invokes }
  - { from: clerk, to: jira, kind: invokes }
`,
  { github: 'package github', writer: 'agent writer' },
);

describe('several files as one model', () => {
  const merged = mergeFiles([crew, desk]);

  it('have what they share once, under the id of the surest', () => {
    expect(ids(merged)).toEqual(['approval', 'clerk', 'crew.user', 'desk.user', 'github', 'jira', 'writer']);
    expect(merged.merges).toEqual([
      {
        id: 'github',
        by: 'package',
        key: 'github',
        from: [
          { file: 'crew/crew.json', id: 'gh' },
          { file: 'desk.json', id: 'github' },
        ],
      },
      {
        id: 'writer',
        by: 'agent',
        key: 'writer',
        from: [
          { file: 'crew/crew.json', id: 'writer' },
          { file: 'desk.json', id: 'writer' },
        ],
      },
    ]);
  });
  it('give a component all tags, the larger value, and the exposure of any', () => {
    expect(componentOf(merged, 'writer')).toMatchObject({ tags: ['a', 'b'], exposed: true });
    expect(componentOf(merged, 'github')).toMatchObject({
      valueThousandths: 3000,
      provenance: { certainty: 'declared', at: { file: 'desk.json' } },
    });
  });
  it('have a relation that both say once, as the surest says it', () => {
    expect(plainEdges(merged).filter((edge) => edge === 'writer invokes github')).toHaveLength(1);
    const relation = merged.ecosystem.relations.find(({ to }) => to === 'github');
    expect(relation?.provenance).toMatchObject({ certainty: 'declared', at: { file: 'desk.json' } });
  });
  it('keep a control to what its own file says', () => {
    // jira is invoked only in the other file.
    expect(componentOf(merged, 'approval')?.guards).toEqual([
      {
        on: { relation: 'writer>invokes>github#1', direction: 'along' },
        effectiveness: { form: 'number', value: 0.5 },
      },
    ]);
  });
  it('are the same in any order, and a file that reads back', () => {
    expect(mergeFiles([desk, crew])).toEqual(merged);
    const text = writeEcosystem(merged.ecosystem);
    expect(writeEcosystem(parseSuiteFile(text, 'a.yaml').file.ecosystem)).toBe(text);
  });
  it('stay apart with merging off, ids that collide after their files', () => {
    const apart = mergeFiles([crew, desk], { merge: false });
    expect(ids(apart)).toEqual([
      ...['approval', 'clerk', 'crew.user', 'crew.writer', 'desk.user', 'desk.writer', 'gh', 'github', 'jira'],
    ]);
    expect(apart.merges).toEqual([]);
  });
  it('are joined by what is said to be the same, with ids as without merging', () => {
    const at = { file: 'command line' };
    const said = mergeFiles([crew, desk], { merge: false, sameAs: [{ ids: ['crew.user', 'desk.user'], at }] });
    expect(ids(said)).toContain('user');
    expect(said.merges).toMatchObject([{ id: 'user', by: 'same_as' }]);
    expect(() => mergeFiles([crew, desk], { sameAs: [{ ids: ['crew.usr', 'jira'], at }] })).toThrow(
      'Did you mean "crew.user"?',
    );
    expect(() => mergeFiles([crew, desk], { sameAs: [{ ids: ['crew.user', 'jira'], at }] })).toThrow('kinds fit');
  });
  it('drop a relation of what has become one with itself', () => {
    const sameAs = [{ ids: ['boss', 'aide'], at: { file: 'x' } }];
    const other = file(
      'b.json',
      'components:\n  boss: { kind: agent }\n  aide: { kind: agent }\nrelations: [{ from: boss, to: aide, kind: delegates }]',
    );
    expect(plainEdges(mergeFiles([crew, desk, other], { sameAs }))).not.toContainEqual(
      expect.stringContaining('delegates'),
    );
  });
});

describe('an ecosystem file among them', () => {
  const mine = own(`
name: mine
components:
  writer: { kind: agent, value: 1 }
  user: { kind: human, name: The user }
relations:
  - { id: first, from: user, to: writer, kind: messages, rate: 0.1 }
  - { id: second, from: user, to: writer, kind: messages, rate: 0.9 }
controls:
  filter: { on: [{ kind: invokes }, { relation: first }], effectiveness: 0.5 }
`);
  const merged = mergeFiles([crew, mine]);

  it('keeps its ids, its name, its parallel relations and the width of its controls', () => {
    expect(ids(merged)).toEqual(['approval', 'crew.user', 'filter', 'gh', 'user', 'writer']);
    expect(merged.ecosystem.name).toBe('mine');
    expect(merged.ecosystem.relations.filter(({ from }) => from === 'user').map(({ id }) => id)).toEqual([
      'first',
      'second',
    ]);
    expect(componentOf(merged, 'filter')?.guards.map(({ on }) => on)).toEqual([
      { kind: 'invokes' },
      { relation: 'first' },
    ]);
  });
});

describe('files of one format', () => {
  it('are asked what they say only together, with the ids after merging', () => {
    const hub: Importer = {
      ...importer,
      together: (files) => ({
        relations: files.slice(1).map(({ imported, idOf }) => ({
          from: files[0]?.idOf('user') ?? '',
          to: idOf(imported.ecosystem.components.find(({ kind }) => kind === 'agent')?.id ?? ''),
          kind: 'messages',
          provenance: { certainty: 'assumed', at: { file: 'desk.json' }, rule: 'a hub' },
        })),
        toFill: [],
        warnings: [],
      }),
    };
    const merged = mergeFiles([
      { ...crew, importer: hub },
      { ...desk, importer: hub },
    ]);
    expect(plainEdges(merged)).toContain('crew.user messages clerk');
    expect(plainEdges(mergeFiles([{ ...crew, importer: hub }, desk]))).not.toContain('crew.user messages clerk');
  });
});
