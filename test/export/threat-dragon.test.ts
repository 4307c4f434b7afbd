import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/export/outcome.ts';
import { cellId } from '../../src/export/threat-dragon/cell-id.ts';
import { threatDragon as writes } from '../../src/export/threat-dragon.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import { type Box, innermostZone } from '../../src/import/diagram/innermost-zone.ts';
import type { Imported } from '../../src/import/importer.ts';
import { threatDragon as reads } from '../../src/import/threat-dragon.ts';
import { componentOf } from '../import/imported.ts';
import { anyEcosystem, hostileTexts } from './any-ecosystem.ts';
import { scenario } from './scenario.ts';

const fileAt = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const isValid = new Ajv({ strict: false }).compile(JSON.parse(fileAt('../fixtures/schemas/threat-dragon-v2.json')));
const textOf = (ecosystem: Ecosystem, results?: Outcome): string => writes.write(ecosystem, results)[0]?.text ?? '';
const read = (text: string): Imported => reads.read({ name: 'exported.json', text }, () => undefined) as Imported;

type Threat = Readonly<Record<string, unknown>>;
type Cell = {
  readonly id: string;
  readonly shape: string;
  readonly position: { x: number; y: number };
  readonly size: { width: number; height: number };
  readonly source: { readonly cell: string };
  readonly target: { readonly cell: string };
  readonly vertices: readonly unknown[];
  readonly data: Record<string, unknown> & { threats: readonly Threat[] };
};
type Model = { summary: Record<string, unknown>; detail: { threatTop: number; diagrams: { cells: Cell[] }[] } };
const modelOf = (ecosystem: Ecosystem, results?: Outcome): Model => JSON.parse(textOf(ecosystem, results));
const cellsOf = (model: Model): Cell[] => model.detail.diagrams[0]?.cells ?? [];
const cellOf = (model: Model, id: string): Cell =>
  cellsOf(model).find(({ data }) => data['blastradius:id'] === id) as Cell;
const flowsOf = (model: Model): Cell[] => cellsOf(model).filter(({ shape }) => shape === 'flow');
const boxOf = ({ position, size }: Cell): Box => ({ left: position.x, top: position.y, ...size });
const back = (model: Model): Imported => read(JSON.stringify(model));

const desk = scenario('support-desk');
const inZones = (zoneAt: (n: number) => string | null): Ecosystem => ({
  ...desk,
  components: desk.components.map((component, n) => ({ ...component, zone: zoneAt(n) })),
});
const zoned = inZones((n) => ['inside', null, 'out there'][n % 3] ?? null);
const unzoned = inZones(() => null);
const [first, second, third] = desk.components.map(({ id }) => id);
const outcome: Outcome = {
  scenario: 'tool-misuse/browser',
  worlds: 10_000,
  entries: new Set([first as string]),
  reach: new Map([
    [first as string, { p: 1, ci95: [1, 1] as const }],
    [second as string, { p: 0.41, ci95: [0.394, 0.428] as const }],
    [third as string, { p: 0, ci95: [0, 0.0004] as const }],
  ]),
  blastRadius: new Map([[second as string, 2.5]]),
  credit: new Map(desk.relations.map(({ id }) => [id, 0.25])),
};

describe('a Threat Dragon model of ours', () => {
  it('is read back as the same ecosystem and keeps to the schema, whatever things are called', () => {
    fc.assert(
      fc.property(anyEcosystem, (ecosystem) => {
        const text = textOf(ecosystem);
        const { ecosystem: same, warnings, ignored, findings } = read(text);
        expect(same).toEqual(ecosystem);
        expect([warnings, ignored, findings]).toEqual([[], [], []]);
        expect(isValid(JSON.parse(text)), JSON.stringify(isValid.errors)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it.each(['support-desk', 'a2a-marketplace', 'coding-assistant', 'n8n-database-chat'])(
    'is read back as the same %s, with results or without',
    (name) => {
      const ecosystem = scenario(name);
      expect(read(textOf(ecosystem)).ecosystem).toEqual(ecosystem);
      const results = {
        ...outcome,
        reach: new Map(ecosystem.components.map(({ id }) => [id, { p: 0.2, ci95: [0.1, 0.3] as const }])),
      };
      const { ecosystem: same, warnings, findings } = read(textOf(ecosystem, results));
      expect({ same, warnings, findings }).toEqual({ same: ecosystem, warnings: [], findings: [] });
      expect(isValid(modelOf(ecosystem, results)), JSON.stringify(isValid.errors)).toBe(true);
    },
  );

  it.each(['cookbook.alt1-sokify', 'own-two-diagrams', 'renting-car', 'three-tier-web-app'])(
    'of what was imported from %s is read back as the same',
    (name) => {
      const { ecosystem } = read(fileAt(`../fixtures/threat-dragon/${name}.json`));
      expect(read(textOf(ecosystem))).toMatchObject({ ecosystem, findings: [], warnings: [], ignored: [] });
    },
  );

  it('is recognised as one', () => {
    const { score } = reads.detect({ name: 'a-file', text: textOf(desk) });
    expect(score).toBe(1);
  });

  it('has ids that do not depend on what else there is', () => {
    const fewer = modelOf({ ...desk, components: desk.components.slice(1), relations: [] });
    expect(cellOf(fewer, second as string).id).toBe(cellOf(modelOf(desk), second as string).id);
    const ids = new Set(hostileTexts.map((text) => cellId('component', text)));
    expect(ids.size).toBe(new Set(hostileTexts).size);
    for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
    expect(cellId('a', 'bc')).not.toBe(cellId('ab', 'c'));
  });
});

describe('the drawing', () => {
  it('puts each component into the box of its zone, and nothing else', () => {
    const model = modelOf(zoned);
    const boxes = cellsOf(model)
      .filter(({ shape }) => shape === 'trust-boundary-box')
      .map((cell) => ({ key: cell.data['name'] as string, box: boxOf(cell) }));
    expect(boxes.map(({ key }) => key)).toEqual(['inside', 'out there']);
    for (const { id, zone } of zoned.components)
      expect(innermostZone(boxOf(cellOf(model, id)), boxes) ?? null, id).toBe(zone);
  });

  it.each([
    ['with zones', zoned],
    ['without', unzoned],
  ])('lets no two components overlap, %s', (_, ecosystem) => {
    const model = modelOf(ecosystem);
    const boxes = ecosystem.components.map(({ id }) => boxOf(cellOf(model, id)));
    for (const [n, a] of boxes.entries())
      for (const b of boxes.slice(n + 1))
        expect(
          a.left + a.width < b.left ||
            b.left + b.width < a.left ||
            a.top + a.height < b.top ||
            b.top + b.height < a.top,
        ).toBe(true);
  });

  it('shows layers as boxes only where there are no zones, and never as zones', () => {
    const names = (model: Model, wanted: string) =>
      cellsOf(model)
        .filter(({ shape }) => shape === wanted)
        .map(({ data }) => data['name']);
    expect(names(modelOf(unzoned), 'trust-boundary-box')).toContain('Layer 1: Foundation Models');
    expect(names(modelOf(zoned), 'td-text-block')).toContain('Layer 1\nFoundation Models');
    expect(back(modelOf(unzoned)).ecosystem.components.every(({ zone }) => zone === null)).toBe(true);
  });

  it('points arrows the way that influence runs', () => {
    const model = modelOf(desk);
    const ends = (kind: string) => {
      const relation = desk.relations.find((one) => one.kind === kind) as { from: string; to: string };
      const [from, to] = [cellOf(model, relation.from).id, cellOf(model, relation.to).id];
      const flow = flowsOf(model).find(
        ({ data, source, target }) =>
          data['name'] === kind && [source.cell, target.cell].sort().join() === [from, to].sort().join(),
      );
      return { flow, from, to };
    };
    const reading = ends('reads');
    expect(reading.flow?.source.cell).toBe(reading.to);
    expect(reading.flow?.data['isBidirectional']).toBe(false);
    const invoking = ends('invokes');
    expect(invoking.flow?.source.cell).toBe(invoking.from);
    expect(invoking.flow?.data['isBidirectional']).toBe(true);
  });

  it('draws parallel flows apart', () => {
    const model = modelOf(scenario('coding-assistant'));
    const routes = flowsOf(model).map(({ source, target, vertices }) => [[source.cell, target.cell].sort(), vertices]);
    const texts = routes.map((route) => JSON.stringify(route));
    expect(new Set(texts).size).toBe(texts.length);
  });
});

describe('results in a model', () => {
  const model = modelOf(desk, outcome);

  it('are open threats of what is reached', () => {
    expect(cellOf(model, second as string).data.threats).toMatchObject([
      {
        title: 'Blast radius: reached in 41 % of worlds (39 to 43 %)',
        status: 'Open',
        severity: 'High',
        modelType: 'STRIDE',
      },
    ]);
    expect(cellOf(model, second as string).data['hasOpenThreats']).toBe(true);
    const threats = cellsOf(model).flatMap(({ data }) => data.threats ?? []);
    expect(threats.length).toBe(1);
    expect(threats[0]?.['description']).toContain('it reaches 2.5 others on average');
    expect(model.detail.threatTop).toBeGreaterThanOrEqual(threats[0]?.['number'] as number);
  });

  it('have a type that Threat Dragon offers for the shape', () => {
    const all = {
      ...outcome,
      entries: new Set<string>(),
      reach: new Map(desk.components.map(({ id }) => [id, { p: 0.3, ci95: [0, 1] as const }])),
    };
    const types = cellsOf(modelOf(desk, all)).flatMap(({ shape, data }) =>
      (data.threats ?? []).map(({ type }) => `${shape}: ${type}`),
    );
    expect([...new Set(types)].sort()).toEqual([
      'actor: Spoofing',
      'process: Elevation of privilege',
      'store: Tampering',
    ]);
  });

  it.each([
    [0.0004, 'Low', '<0.1 %'],
    [0.049, 'Low', '4.9 %'],
    [0.05, 'Medium', '5.0 %'],
    [0.2, 'High', '20 %'],
    [0.5, 'Critical', '50 %'],
    [0.999, 'Critical', '>99 %'],
    [1, 'Critical', '100 %'],
  ])('of a reach of %f have the severity %s and the score %s', (p, severity, score) => {
    const reach = new Map([[second as string, { p, ci95: [0, 1] as const }]]);
    const [threat] = cellOf(modelOf(desk, { ...outcome, reach }), second as string).data.threats;
    expect(threat).toMatchObject({ severity, score });
  });

  it('are left out when the model is read, and said so, also if only their title or their mark is left', () => {
    const { ignored, findings } = back(model);
    expect(ignored).toMatchObject([{ what: '1 threat that blastradius wrote' }]);
    const threat = { ...cellOf(model, second as string).data.threats[0] };
    delete threat['blastradius:scenario'];
    cellOf(model, second as string).data.threats = [threat, { title: 'Ours', type: 'Tampering', status: 'Open' }];
    const renamed = { ...threat, title: 'Look at this', 'blastradius:scenario': 'x' };
    cellOf(model, third as string).data.threats = [renamed];
    expect(findings).toEqual([]);
    expect(back(model).findings.map(({ title, detail }) => [title, detail])).toEqual([
      ['Open threat', 'Ours, on api-policy (Tampering)'],
    ]);
  });
});

describe('what somebody changes in Threat Dragon', () => {
  it('is taken over: names, zones, title and description', () => {
    const model = modelOf(zoned);
    const zone = cellsOf(model).find(({ data }) => data['name'] === 'out there') as Cell;
    zone.data['name'] = 'Internet';
    const cell = cellOf(model, first as string);
    cell.data['name'] = 'Renamed\nby hand';
    cell.position.x = zone.position.x + 40;
    cell.position.y = zone.position.y + 40;
    Object.assign(model.summary, { title: 'New title', description: 'New words' });
    const imported = back(model);
    expect(componentOf(imported, first as string)).toMatchObject({ name: 'Renamed by hand', zone: 'Internet' });
    expect(imported.ecosystem).toMatchObject({ name: 'New title', description: 'New words' });
  });

  it('may be drawn beside ours, under a name that one of ours has as its id', () => {
    const model = modelOf(desk);
    const drawn = {
      ...cellOf(model, first as string),
      id: 'new',
      data: { type: 'tm.Process', name: first, threats: [] },
    };
    cellsOf(model).unshift(drawn as unknown as Cell);
    const { ecosystem } = back(model);
    expect(ecosystem.components.length).toBe(desk.components.length + 1);
    expect(ecosystem.components.find(({ id }) => id === first)).toEqual(desk.components[0]);
  });

  it('may be a copy, which is a component of its own', () => {
    const model = modelOf(desk);
    cellsOf(model).push({ ...cellOf(model, first as string), id: 'copy' });
    const { ecosystem, warnings } = back(model);
    expect(ecosystem.components.map(({ id }) => id)).toContain(`${first}#2`);
    expect(warnings).toMatchObject([{ expected: `one component ${first}`, found: 'a copy of it' }]);
  });
});
