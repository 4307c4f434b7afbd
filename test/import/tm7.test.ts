import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { decodeText } from '../../src/cli/decode-text.ts';
import { Drafts } from '../../src/import/drafts.ts';
import type { SourceFile } from '../../src/import/importer.ts';
import { readModel } from '../../src/import/tm7/read-model.ts';
import { stencilWords } from '../../src/import/tm7/stencil-words.ts';
import { toDiagram } from '../../src/import/tm7/to-diagram.ts';
import { tm7 } from '../../src/import/tm7.ts';
import { sampleOf } from './imported.ts';
import {
  type Diagrammed,
  type Drawn,
  flag,
  type Line,
  type Listing,
  list,
  NOTHING,
  text,
  tm7File,
} from './tm7-file.ts';

const sample = sampleOf('tm7');
const whole: SourceFile = {
  name: 'nested.tm7',
  text: gunzipSync(readFileSync(new URL('../fixtures/tm7/MTMT_nested_tz_line.tm7.gz', import.meta.url))).toString(
    'utf8',
  ),
};

/** What a file draws, and what is noted about it. */
function drawing(file: SourceFile) {
  const drafts = new Drafts();
  const diagram = toDiagram(readModel(file), drafts);
  const element = (name: string) => diagram.elements.find((one) => one.name === name);
  return { ...diagram, drafts, element };
}
const drawn = (diagrams: readonly Diagrammed[], threats: readonly Listing[] = [], more = '') =>
  drawing(tm7File(diagrams, threats, more));

const web: Drawn = { guid: 'w1', name: 'Web', generic: 'GE.P', type: 'SE.P.TMCore.WebApp', stencil: 'Web Application' };
const store: Drawn = {
  guid: 's1',
  name: 'Orders',
  generic: 'GE.DS',
  type: 'SE.DS.TMCore.SQL',
  stencil: 'SQL Database',
};
const order: Line = { guid: 'f1', name: 'Order', generic: 'GE.DF', stencil: 'HTTPS', from: 'w1', to: 's1' };
const one = (borders: readonly Drawn[], lines: readonly Line[] = []) => drawn([{ borders, lines }]);

describe('what a threat model draws', () => {
  it('is told by the generic type, and by its picture where a template has types of its own', () => {
    const { elements } = one([
      web,
      store,
      { guid: 'e', name: 'User', generic: 'GE.EI' },
      { guid: 'x', name: 'Phone', generic: 'c8bba3ee', as: 'StencilRectangle', stencil: 'Phone' },
      { guid: 'y', name: 'Files', generic: 'c8bba3ef', as: 'StencilParallelLines' },
      { guid: 'z', name: 'Odd', generic: '', as: 'StencilEllipse' },
      { guid: 'q', name: 'New', generic: 'GE.NEW', as: 'StencilHexagon' },
    ]);
    expect(elements.map(({ name, shape }) => `${name}: ${shape}`)).toEqual([
      'Web: process',
      'Orders: store',
      'User: actor',
      'Phone: any',
      'Files: store',
      'Odd: process',
      'New: any',
    ]);
  });

  it('says its stencil and its technologies as types, and what else was chosen as tags', () => {
    const rows = [
      list('Web API Technologies', ['Select', '.NET'], 1),
      list('Running As', ['Not Selected', 'Kernel'], 1, 'runningAs'),
      list('Sanitizes Input', ['No', 'Yes'], 1),
      list('Sanitizes Output', ['No', 'Yes'], 0),
      list('Isolation Level', ['Not Selected', 'Sandbox'], 0),
      list('Code Type', ['Managed'], 0, 'codeType', 'StaticList'),
      list('Odd', ['A'], 7),
      text('Owner', 'password is hunter2', 'CustomString'),
      text('Reason For Out Of Scope', 'somebody else builds it'),
    ];
    const { element } = one([{ ...web, rows }]);
    expect(element('Web')).toMatchObject({
      types: ['Web Application', 'Web App', '.NET'],
      tags: ['running-as: kernel', 'sanitizes-input'],
    });
  });

  it('keeps logs, takes in what strangers send, or is out of scope where its table says so', () => {
    const { element } = one([
      { ...store, rows: [list('Stores Log Data', ['No', 'Yes'], 1, 'storesLogData'), flag('Out Of Scope', true)] },
      { ...web, rows: [list('Accepts Input From', ['-', 'Any Remote User or Entity'], 1, 'acceptsInputFrom')] },
    ]);
    expect(element('Orders')).toMatchObject({ types: ['SQL Database', 'SQL', 'log store'], isOutOfScope: true });
    expect(element('Web')).toMatchObject({ isExposed: true });
    expect(element('Web')?.isOutOfScope).toBeUndefined();
  });

  it('is called after its stencil where it has no name', () => {
    const { elements } = one([
      { ...web, name: '' },
      { guid: 'p', generic: 'GE.P', stencil: 'Generic Process' },
    ]);
    expect(elements.map(({ id, name }) => [id, name])).toEqual([
      ['Web Application', ''],
      ['unnamed process', ''],
    ]);
  });

  it('stands in the innermost boundary around its middle, of its own diagram only', () => {
    const outer: Drawn = { guid: 'b1', name: 'Cloud', generic: 'GE.TB.B', box: [0, 0, 900, 900] };
    const inner: Drawn = { guid: 'b2', name: '', stencil: 'Sandbox', generic: 'GE.TB.B', box: [0, 0, 300, 300] };
    const { elements, zones } = drawn([
      {
        borders: [outer, inner, { ...web, box: [250, 250, 80, 80] }, { ...store, box: [500, 500, 100, 100] }],
      },
      { guid: 'd2', borders: [{ ...web, guid: 'w2', name: 'Elsewhere' }] },
    ]);
    expect(zones.map(({ key, name }) => `${key} ${name}`)).toEqual(['b1 Cloud', 'b2 Sandbox']);
    expect(elements.map(({ name, zone }) => [name, zone])).toEqual([
      ['Web', 'b2'],
      ['Orders', 'b1'],
      ['Elsewhere', undefined],
    ]);
  });

  it('is in no boundary, with a warning, where the file does not say where it stands', () => {
    const boundary: Drawn = { guid: 'b1', name: 'Cloud', generic: 'GE.TB.B' };
    const { elements, drafts } = one([boundary, { ...web, box: null }]);
    expect(elements[0]?.zone).toBeUndefined();
    expect(drafts.warnings).toMatchObject([{ expected: expect.stringContaining('Left'), found: 'not all of them' }]);
    expect(one([{ ...web, box: null }]).drafts.warnings).toEqual([]);
  });

  it('leaves out lines and boundaries without a place, annotations and notes, and says so', () => {
    const { drafts } = drawn(
      [
        {
          borders: [
            web,
            { guid: 'n', generic: 'GE.A', as: 'StencilAnnotation', name: 'remember' },
            { guid: 'b', name: 'Cloud', generic: 'GE.TB.B', box: null },
          ],
          lines: [
            { guid: 'l', name: 'Internet', generic: 'GE.TB.L' },
            { guid: 'h', generic: 'GE.NEW', as: 'Hexagon', box: null },
          ],
        },
      ],
      [],
      '<Notes><Note><Id>1</Id></Note><Note><Id>2</Id></Note></Notes>',
    );
    expect(drafts.ignored.map(({ what, why }) => `${what}: ${why}`)).toEqual([
      'trust boundary "Cloud": the file does not say where it is, so that nothing is known to be inside',
      'annotation "remember": it is for readers of the diagram',
      'line boundary "Internet": a line has no inside: draw a border boundary around what it separates',
      'part drawn as "Hexagon": nothing of this sort is known',
      '2 notes: they are for readers of the model',
    ]);
  });
});

describe('data flows', () => {
  it('run from source to target, with protocol, choices and who is known', () => {
    const rows = [
      list('Source Authenticated', ['No', 'Yes'], 1, 'authenticatesSource'),
      list('Destination Authenticated', ['Yes'], 0, 'authenticatesDestination', 'StaticList'),
      list('Physical Network', ['Not Selected', 'Wi-Fi'], 1, 'channel'),
      flag('Out Of Scope', true),
    ];
    expect(one([web, store], [{ ...order, rows }]).flows).toMatchObject([
      {
        ...{ key: 'f1', name: 'Order', from: 'w1', to: 's1', isAuthenticated: true },
        tags: ['https', 'physical-network: wi-fi', 'out-of-scope'],
      },
    ]);
    const [plain] = one([web, store], [{ ...order, stencil: 'Generic Data Flow' }]).flows;
    expect(plain).not.toHaveProperty('isAuthenticated');
    expect(plain).not.toHaveProperty('tags');
  });

  it('that hang in the air are left out, with a word about what they lie on', () => {
    const ends = '<SourceX>40</SourceX><SourceY>60</SourceY>';
    const far = '<SourceX>400</SourceX><SourceY>60</SourceY>';
    const boundary: Drawn = { guid: 'b', generic: 'GE.TB.B', name: 'Cloud' };
    const { flows, drafts } = one(
      [web, store, boundary],
      [
        { ...order, from: NOTHING, ends },
        { ...order, guid: 'f2', from: NOTHING, ends: far },
        { ...order, guid: 'f3', to: 'gone' },
        { ...order, guid: 'f4', name: '', stencil: '', to: 'b' },
      ],
    );
    expect(flows).toEqual([]);
    expect(drafts.warnings.map(({ found, fix }) => `${found}. ${fix}`)).toEqual([
      '"Order", whose source is not attached to anything. It only lies on "Web": drag its end there until it snaps in; it is left out.',
      '"Order", whose source is not attached to anything. Drag its end onto an element until it snaps in; it is left out.',
      '"Order", whose target is not in the file. Drag its end onto an element until it snaps in; it is left out.',
      'one without a name, whose target is no process, store or external interactor. Drag its end onto an element until it snaps in; it is left out.',
    ]);
  });

  it('lie on nothing of another diagram', () => {
    const ends = '<SourceX>40</SourceX><SourceY>60</SourceY>';
    const { drafts } = drawn([
      { borders: [web] },
      {
        guid: 'd2',
        borders: [{ ...store, box: [500, 500, 100, 100] }],
        lines: [{ ...order, from: NOTHING, ends }],
      },
    ]);
    expect(drafts.warnings[0]?.fix).toMatch(/^Drag its end onto an element/);
  });

  it('find their ends in their own diagram first, and behind references of the serializer', () => {
    const { elements, flows } = drawn([
      { borders: [{ ...web, id: 'i2' }, store], lines: [order] },
      {
        guid: 'd2',
        borders: [
          { ...store, name: 'Copy' },
          { guid: 'w1', ref: 'i2' },
          { guid: 'w9', ref: 'i2' },
        ],
        lines: [order, { ...order, guid: 'f2', from: 'w9' }],
      },
    ]);
    expect(elements.map(({ key, name }) => `${key} ${name}`)).toEqual(['w1 Web', 's1 Orders', 's1#2 Copy']);
    expect(flows.map(({ key, from, to }) => `${key} ${from} ${to}`)).toEqual([
      'f1 w1 s1',
      'f1#2 w1 s1#2',
      'f2 w1 s1#2',
    ]);
  });

  it('say what is drawn in several diagrams, since nothing says that it is one thing', () => {
    const { drafts } = drawn([{ borders: [web, store] }, { guid: 'd2', borders: [{ ...web, guid: 'w2' }] }]);
    expect(drafts.warnings).toMatchObject([{ expected: 'each thing in one diagram', found: '"Web" in several' }]);
    expect(one([web, { ...web, guid: 'w2' }]).drafts.warnings).toEqual([]);
  });
});

describe('listed threats', () => {
  const listed = (...threats: readonly Listing[]) => drawn([{ borders: [web, store], lines: [order] }], threats);

  it('weigh on the flow that they name, else on its target, else on its source', () => {
    const { threats, drafts } = listed(
      { flow: 'F1', source: 'w1', target: 's1', state: 'Mitigated' },
      { flow: 'gone', source: 'w1', target: 's1', state: 'Mitigated' },
      { source: 'w1', surface: 'gone', state: 'Mitigated' },
      { flow: 'gone', state: 'Mitigated' },
    );
    expect(threats.map(({ on }) => on)).toEqual(['f1', 's1', 'w1']);
    expect(drafts.ignored).toMatchObject([{ what: 'listed threat', why: 'the flow that they name is not drawn' }]);
  });

  it('mean what has this guid in their diagram', () => {
    const { threats } = drawn(
      [
        { borders: [web, store], lines: [order] },
        { guid: 'd2', borders: [{ ...web, name: 'Copy' }] },
      ],
      ['d1', 'd2'].map((surface) => ({ surface, source: 'w1', title: '{source.Name}', state: 'Mitigated' })),
    );
    expect(threats.map(({ on, title }) => `${on} ${title}`)).toEqual(['w1 Web', 'w1#2 Copy']);
  });

  it('have the state, the category and the severity that the file says', () => {
    const { threats, drafts } = listed(
      { flow: 'f1', category: 'Tampering', priority: 'highest' },
      { flow: 'f1', state: 'NotStarted', type: 'D4', priority: 'Medium' },
      { flow: 'f1', state: 'NeedsInvestigation', type: 'TH3', priority: 'Low' },
      { flow: 'f1', state: 'Mitigated', category: 'Spoofing', priority: '' },
      { flow: 'f1', state: 'NotApplicable', priority: 'lowest' },
    );
    expect(threats.map(({ status, category, severity }) => [status, category, severity])).toEqual([
      ['unjudged', 'Tampering', 'critical'],
      ['unjudged', 'D', 'medium'],
      ['open', '', 'low'],
      ['mitigated', 'Spoofing', undefined],
      ['not-applicable', '', 'low'],
    ]);
    expect(drafts.warnings).toMatchObject([{ found: '2 of 5 as the tool made them (Not Started)' }]);
  });

  it('name what their titles leave to the tool', () => {
    const title = '{source.Name} may spoof {target.Name} over {flow.Name} {other}';
    const { threats } = listed({ flow: 'f1', source: 'w1', target: 's1', title });
    expect(threats[0]?.title).toBe('Web may spoof Orders over Order {other}');
    expect(listed({ flow: 'f1', title: '{target.Name}' }).threats[0]?.title).toBe('{target.Name}');
  });

  it('raise the relation of their flow, and lower it where they are mitigated', async () => {
    const threats = [{ flow: 'f1', category: 'Tampering', state: 'NeedsInvestigation' }];
    const { ecosystem, findings } = await tm7.read(
      tm7File([{ borders: [web, store], lines: [order] }], threats),
      () => undefined,
    );
    expect(findings.map(({ title }) => title)).toEqual(['Open threat']);
    expect(ecosystem.name).toBe('Shop');
    const lowered = [{ ...threats[0], state: 'Mitigated' }];
    const other = await tm7.read(tm7File([{ borders: [web, store], lines: [order] }], lowered), () => undefined);
    expect(other.ecosystem.components.map(({ id }) => id)).toContain('mitigations of tampering');
  });
});

describe('ids of stencils in words', () => {
  it.each([
    ['SE.P.TMCore.WebApp', 'Web App'],
    ['SE.P.TMCore.WebSvc', 'Web Service'],
    ['SE.DS.TMCore.SQL', 'SQL'],
    ['SE.DS.TMCore.FS', 'File System'],
    ['SE.EI.TMCore.Browser', 'Browser'],
    ['SE.EI.TMCore.Megasevrice', 'Megaservice'],
    ['SE.P.TMCore.AzureAppServiceWebApp', 'Azure App Service Web App'],
    ['SE.DS.TMCore.AzureKeyVault', 'Azure Key Vault'],
    ['SE.TB.B.TMCore.CorpNet', 'Corp Net'],
    ['SE.TB.TMCore.AzureTrustBoundary', 'Azure Trust Boundary'],
    ['SE.P.constructor', 'constructor'],
    ['GE.P', ''],
    ['1a0bf3c5-9314-4208-b88e-64690c6d4c1b', ''],
    ['', ''],
  ])('%s: %s', (type, words) => {
    expect(stencilWords(type)).toBe(words);
  });
});

describe('a file of the Threat Modeling Tool', () => {
  it('is told by its head, whatever stands behind it', () => {
    const { text: all } = sample('one-trustzone.tm7');
    expect(tm7.detect({ name: 'x', text: `<?xml version="1.0"?>\n<!-- ours -->\n${all.slice(0, 300)}<<<` }).score).toBe(
      1,
    );
    expect(tm7.detect({ name: 'x', text: `<ThreatModel><DrawingSurfaceList/></ThreatModel>` }).score).toBe(0.8);
    expect(tm7.detect({ name: 'x', text: `<KnowledgeBase><Manifest name="t"/></KnowledgeBase>` }).score).toBe(0.6);
    for (const other of [
      '',
      '{"ThreatModel": "DrawingSurfaceList"}',
      '<graphml/>',
      '<ThreatModel>',
      '<ThreatModels x="">',
    ])
      expect(tm7.detect({ name: 'model.tm7', text: other }).score, other).toBe(0);
  });

  it('is the same in UTF-16 and with a byte order mark', () => {
    const { text: utf8 } = sample('one-trustzone.tm7');
    const told = `<?xml version="1.0" encoding="utf-16"?>${utf8}`;
    const encoded = [
      Buffer.from(`\ufeff${told}`, 'utf16le'),
      Buffer.from(told, 'utf16le').swap16(),
      Buffer.from(`\ufeff${utf8}`),
    ];
    for (const bytes of encoded)
      expect(drawing({ name: 'm.tm7', text: decodeText(bytes) ?? '' }).elements.map(({ name }) => name)).toEqual([
        'Public API v2',
      ]);
  });

  it('is read without its knowledge base, and is the same without it', () => {
    const bare = whole.text.replace(/<KnowledgeBase\b.*<\/KnowledgeBase>/su, '');
    expect(bare.length).toBeLessThan(whole.text.length / 4);
    expect(readModel({ ...whole, text: bare })).toEqual(readModel(whole));
    // What a template calls a diagram is none.
    const inside = whole.text.replace(
      '</KnowledgeBase>',
      '<DrawingSurfaceList><DrawingSurfaceModel/></DrawingSurfaceList></KnowledgeBase>',
    );
    expect(readModel({ ...whole, text: inside }).surfaces).toHaveLength(1);
  });

  it.each([
    ['<KnowledgeBase><Manifest name="t"/></KnowledgeBase>', 'a template (.tb7)'],
    ['<Model/>', '<Model>'],
    ['<ThreatModel/>', 'no diagram'],
    ['<ThreatModel><DrawingSurfaceList><DrawingSurfaceModel/></DrawingSurfaceList></ThreatModel>', 'none in it'],
  ])('that draws nothing is refused: %s', (xml, found) => {
    const problems = problemsOf(() => readModel({ name: 'm.tm7', text: xml }));
    expect(problems).toMatchObject([{ at: { file: 'm.tm7' }, found, fix: expect.stringMatching(/\w\)?\.$/) }]);
  });

  it('may hold anything anywhere', () => {
    const odd = tm7File([{ borders: [{ ...web, name: '&#10;__proto__\t&lt;b&gt; ' }], lines: [order] }], [{}]);
    expect(drawing(odd).elements[0]?.name).toBe('__proto__ <b>');
    const mixed = odd.text
      .replace('<Guid>w1</Guid>', '<Guid><Guid>w1</Guid></Guid>')
      .replace('<GenericTypeId>', '<GenericTypeId/><GenericTypeId>')
      .replace('<Left>0</Left>', '<Left>NaN</Left>')
      .replace('<b:Properties>', '<b:Properties>text<x/>');
    expect(drawing({ name: 'm.tm7', text: mixed }).elements).toHaveLength(1);
    const typeless = odd.text.replaceAll(/ i:type="[^"]*"/gu, '');
    expect(drawing({ name: 'm.tm7', text: typeless }).elements).toHaveLength(1);
  });
});

function problemsOf(act: () => unknown) {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidInputError) return error.problems;
    throw error;
  }
  return [];
}
