import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cyclonedxFormat } from '../../src/export/cyclonedx.ts';
import type { Outcome } from '../../src/export/outcome.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import { cyclonedx } from '../../src/import/cyclonedx.ts';
import { detectFormat } from '../../src/import/detect.ts';
import type { Imported } from '../../src/import/importer.ts';
import { anyEcosystem } from './any-ecosystem.ts';
import { anyOutcome, scenario } from './scenario.ts';

const fileAt = (path: string): string => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const schema = (name: string): object => JSON.parse(fileAt(`../fixtures/schemas/${name}`));

const ajv = new Ajv({ strict: false, schemas: [schema('spdx.schema.json'), schema('jsf-0.82.schema.json')] });
formats.default(ajv);
for (const format of ['iri-reference', 'idn-email']) ajv.addFormat(format, true); // of addresses, which are not written
const isValid = ajv.compile(schema('cyclonedx-1.6.json'));
const expectValid = (text: string): void => {
  isValid(JSON.parse(text));
  expect(isValid.errors ?? []).toEqual([]);
};

const textOf = (ecosystem: Ecosystem, outcome?: Outcome): string =>
  cyclonedxFormat.write(ecosystem, outcome)[0]?.text ?? '';
const read = (text: string): Imported => cyclonedx.read({ name: 'a.json', text }, () => undefined) as Imported;

const desk = scenario('support-desk');
const outcome = anyOutcome(desk, desk.components[0]?.id ?? '');

describe('an exported bill of materials', () => {
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
    'is read back as the same %s, with results or without',
    (name) => {
      const ecosystem = scenario(name);
      expect(read(textOf(ecosystem)).ecosystem).toEqual(ecosystem);
      const withResults = textOf(ecosystem, outcome);
      expectValid(withResults);
      expect(read(withResults)).toMatchObject({ ecosystem, warnings: [], ignored: [] });
    },
  );

  it('is recognised by its content, and is no inventory of agent-bom', () => {
    const detected = detectFormat({ name: 'a', text: textOf(desk) });
    expect(detected?.importer.format).toBe('cyclonedx');
  });

  it('has models as models, data as data, and who needs whom as dependencies', () => {
    const bill = JSON.parse(textOf(desk));
    const typeOf = new Map(bill.components.map((one: { type: string }) => [(one as never)['bom-ref'], one.type]));
    for (const { id, kind } of desk.components) {
      if (kind === 'model') expect(typeOf.get(id)).toBe('machine-learning-model');
      if (kind === 'data-store' || kind === 'memory') expect(typeOf.get(id)).toBe('data');
    }
    const needs = (id: string) => bill.dependencies.find(({ ref }: { ref: string }) => ref === id)?.dependsOn ?? [];
    const inference = desk.relations.find(({ kind }) => kind === 'infers');
    const feeding = desk.relations.find(({ kind }) => kind === 'feeds');
    expect(needs(inference?.from ?? '')).toContain(inference?.to);
    expect(needs(feeding?.to ?? '')).toContain(feeding?.from);
  });

  it('has a serial number made from what it says: the same for the same, another for another', () => {
    const serialOf = (text: string): string => JSON.parse(text).serialNumber;
    expect(textOf(desk)).toBe(textOf(structuredClone(desk)));
    expect(serialOf(textOf(desk))).not.toBe(serialOf(textOf({ ...desk, name: 'another' })));
    expect(serialOf(textOf(desk))).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(textOf(desk)).not.toContain('timestamp');
  });

  it('shows results as properties', () => {
    const bill = JSON.parse(textOf(desk, outcome));
    const [first] = [...bill.components, ...(bill.services ?? [])];
    expect(first.properties).toContainEqual({ name: 'blastradius:blastRadius', value: '2.5' });
    expect(bill.metadata.component.properties).toContainEqual({
      name: 'blastradius:scenario',
      value: 'tool-misuse/airline-api',
    });
  });

  it('is taken over as it was changed in another tool: names, and the zones of services', () => {
    const components = desk.components.map((one) => ({ ...one, zone: 'edge' }));
    const bill = JSON.parse(textOf({ ...desk, components }));
    const [service, older] = bill.services;
    bill.components[0].name = 'Renamed';
    service.trustZone = 'core';
    delete older.trustZone; // by a tool of version 1.4
    const { ecosystem } = read(JSON.stringify(bill));
    const byId = new Map(ecosystem.components.map((one) => [one.id, one]));
    expect(byId.get(bill.components[0]['bom-ref'])).toMatchObject({ name: 'Renamed', zone: 'edge' });
    expect(byId.get(service['bom-ref'])).toMatchObject({ zone: 'core' });
    expect(byId.get(older['bom-ref'])).toMatchObject({ zone: 'edge' });
  });

  it('keeps what another tool added to it: a component, and who needs it', () => {
    const bill = JSON.parse(textOf(desk));
    const agent = desk.components.find(({ kind }) => kind === 'agent')?.id ?? '';
    bill.components.push({ type: 'machine-learning-model', 'bom-ref': 'new', name: 'second opinion' });
    bill.dependencies.find(({ ref }: { ref: string }) => ref === agent).dependsOn.push('new');
    const { relations } = read(JSON.stringify(bill)).ecosystem;
    expect(relations.filter(({ to }) => to === 'second opinion').map(({ from, kind }) => `${from} ${kind}`)).toEqual([
      `${agent} infers`,
    ]);
    expect(relations).toHaveLength(desk.relations.length + 1);
  });
});
