import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { otm as writes } from '../../src/export/otm.ts';
import type { Outcome } from '../../src/export/outcome.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import type { Imported } from '../../src/import/importer.ts';
import { otm as reads } from '../../src/import/otm.ts';
import { anyEcosystem } from './any-ecosystem.ts';
import { anyOutcome, scenario } from './scenario.ts';

const fileAt = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const textOf = (ecosystem: Ecosystem, outcome?: Outcome): string => writes.write(ecosystem, outcome)[0]?.text ?? '';
const read = (text: string): Imported => reads.read({ name: 'exported', text }, () => undefined) as Imported;

const isValid = new Ajv({ strict: false }).compile(JSON.parse(fileAt('../fixtures/schemas/otm.json')));
const expectValid = (text: string): void => {
  isValid(JSON.parse(text));
  expect(isValid.errors ?? []).toEqual([]);
};

const desk = scenario('support-desk');
const outcome = anyOutcome(desk, desk.components[0]?.id ?? '');

describe('an exported Open Threat Model', () => {
  it('is valid, and read back as the same ecosystem, whatever things are called', () => {
    fc.assert(
      fc.property(anyEcosystem, (ecosystem) => {
        const text = textOf(ecosystem);
        expectValid(text);
        expect(read(text)).toMatchObject({ warnings: [], ignored: [], findings: [] });
        expect(read(text).ecosystem).toEqual(ecosystem);
      }),
      { numRuns: 100 },
    );
  });

  it.each(['support-desk', 'a2a-marketplace', 'coding-assistant', 'n8n-database-chat'])(
    'is read back as the same %s, with results or without, also if a tool saved it as YAML',
    (name) => {
      const ecosystem = scenario(name);
      expect(read(textOf(ecosystem)).ecosystem).toEqual(ecosystem);
      const withResults = textOf(ecosystem, outcome);
      expectValid(withResults);
      expect(read(withResults)).toMatchObject({ ecosystem, warnings: [], ignored: [] });
      expect(read(stringify(JSON.parse(withResults))).ecosystem).toEqual(ecosystem);
    },
  );

  it('shows results as attributes, which are texts', () => {
    const { project, components, dataflows } = JSON.parse(textOf(desk, outcome));
    expect(project.attributes).toMatchObject({ 'blastradius:scenario': 'tool-misuse/airline-api' });
    expect(components[0].attributes).toMatchObject({ 'blastradius:isEntry': 'true', 'blastradius:blastRadius': '2.5' });
    expect(dataflows[0].attributes['blastradius:credit']).toBe('0.25');
    const all = [project, ...components, ...dataflows].flatMap(({ attributes }) => Object.values(attributes));
    expect(all.every((value) => typeof value === 'string')).toBe(true);
  });

  it('rates a zone by the share of it that no attacker can touch, and gives every component one', () => {
    const zones = ['edge', 'edge', 'core', null];
    const components = desk.components
      .slice(0, 4)
      .map((component, n) => ({ ...component, zone: zones[n] ?? null, exposed: n === 0 }));
    const model = JSON.parse(textOf({ ...desk, components, relations: [] }));
    expect(model.trustZones.map((zone: { name: string; risk: object }) => [zone.name, zone.risk])).toEqual([
      ['edge', { trustRating: 50 }],
      ['core', { trustRating: 100 }],
      ['No zone', { trustRating: 100 }],
    ]);
    const known = model.trustZones.map(({ id }: { id: string }) => id);
    for (const { parent } of model.components) expect(known).toContain(parent.trustZone);
  });

  it('is taken over as it was changed in another tool: names of components and zones, and who stands where', () => {
    const zones = ['edge', 'core', 'core', null, null, 'edge'];
    const components = desk.components.slice(0, 6).map((one, n) => ({ ...one, zone: zones[n] ?? null }));
    const model = JSON.parse(textOf({ ...desk, components, relations: [] }));
    const [first, second, third, fourth] = model.components;
    first.name = 'Renamed';
    model.trustZones.find(({ name }: { name: string }) => name === 'core').name = 'Inner core';
    second.parent = { trustZone: 'no-zone' };
    fourth.parent = { trustZone: third.parent.trustZone };
    const { ecosystem } = read(JSON.stringify(model));
    expect(ecosystem.components.find(({ id }) => id === components[0]?.id)?.name).toBe('Renamed');
    expect(components.map(({ id }) => ecosystem.components.find((one) => one.id === id)?.zone)).toEqual([
      ...['edge', null, 'Inner core', 'Inner core', null, 'edge'],
    ]);
  });

  it('keeps the kind that our attribute says: types are for people', () => {
    const model = JSON.parse(textOf(desk));
    model.components[0].type = 'database';
    expect(read(JSON.stringify(model)).ecosystem).toEqual(desk);
  });
});
