import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gexf as writesGexf } from '../../src/export/gexf.ts';
import { graphml as writesGraphml } from '../../src/export/graphml.ts';
import type { Outcome } from '../../src/export/outcome.ts';
import type { Ecosystem } from '../../src/graph/ecosystem.ts';
import { layers } from '../../src/graph/kinds.ts';
import { gexf as readsGexf } from '../../src/import/gexf.ts';
import { graphml as readsGraphml } from '../../src/import/graphml.ts';
import type { Imported, Importer } from '../../src/import/importer.ts';
import { palettes } from '../../viz/theme.ts';
import { anyEcosystem } from './any-ecosystem.ts';
import { anyOutcome, scenario } from './scenario.ts';

const formats = [
  ['graphml', writesGraphml, readsGraphml],
  ['gexf', writesGexf, readsGexf],
] as const;

const read = (importer: Importer, text: string): Imported =>
  importer.read({ name: 'exported', text }, () => undefined) as Imported;
const desk = scenario('support-desk');
const outcome = anyOutcome(desk, 'browser');

describe.each(formats)('%s', (_format, format, importer) => {
  const textOf = (ecosystem: Ecosystem, results?: Outcome): string => format.write(ecosystem, results)[0]?.text ?? '';

  it('is read back as the same ecosystem, whatever things are called', () => {
    fc.assert(
      fc.property(anyEcosystem, (ecosystem) => {
        const { ecosystem: back, warnings } = read(importer, textOf(ecosystem));
        expect(back).toEqual(ecosystem);
        expect(warnings).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it.each(['support-desk', 'a2a-marketplace', 'coding-assistant', 'n8n-database-chat'])(
    'is read back as the same %s, with results or without',
    (name) => {
      const ecosystem = scenario(name);
      expect(read(importer, textOf(ecosystem)).ecosystem).toEqual(ecosystem);
      expect(read(importer, textOf(ecosystem, outcome))).toMatchObject({ ecosystem, warnings: [], ignored: [] });
    },
  );

  it('calls an attribute a number only if all its values are', () => {
    const [first, ...others] = desk.components;
    if (first === undefined) throw new Error('no component');
    const trials = { form: 'trials' as const, successes: 4, trials: 5 };
    const mixed = textOf({ ...desk, components: [{ ...first, hardening: trials }, ...others] });
    expect(typesIn(textOf(desk))).toMatchObject({
      layer: 'long',
      exposed: 'boolean',
      hardening: 'double',
      name: 'string',
    });
    expect(typesIn(mixed)).toMatchObject({ hardening: 'string' });
    expect(typesIn(textOf({ ...desk, components: [{ ...first, valueThousandths: 1500 }, ...others] }))).toMatchObject({
      value: 'double',
    });
    const numbered = desk.components.map((component, n) => ({ ...component, name: String(n) }));
    expect(typesIn(textOf({ ...desk, components: numbered }))['name']).toBe('string');
  });

  it('holds results as numbers', () => {
    expect(typesIn(textOf(desk, outcome))).toMatchObject({ reach: 'double', blastRadius: 'double', credit: 'double' });
  });
});

/** Types of the attributes that a file declares, by name. */
const typesIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/<(?:key|attribute) [^>]*(?:attr\.name|title)="(\w+)" (?:attr\.)?type="(\w+)"/g)].map(
      ([, name = '', type = '']) => [name, type],
    ),
  );

describe('GEXF for Gephi', () => {
  const text = writesGexf.write(desk, outcome)[0]?.text ?? '';

  it('shows layers in the colours of the pictures', () => {
    for (const layer of layers) {
      const one = { ...desk, components: desk.components.slice(0, 1).map((component) => ({ ...component, layer })) };
      const hex = palettes.light.layer[layer];
      const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
      expect(writesGexf.write({ ...one, relations: [] })[0]?.text).toContain(`<viz:color r="${r}" g="${g}" b="${b}"/>`);
    }
  });

  it('puts no two components in one place, and layers above each other', () => {
    const places = [
      ...text.matchAll(/<attvalue for="layer" value="(\d)"[\s\S]*?<viz:position x="([^"]*)" y="([^"]*)"/g),
    ];
    expect(new Set(places.map(([, , x, y]) => `${x} ${y}`)).size).toBe(desk.components.length);
    for (const [, a = '', , low = ''] of places) {
      for (const [, b = '', , high = ''] of places) if (a < b) expect(Number(low)).toBeLessThan(Number(high));
    }
  });

  it('keeps relations of different kinds between the same two apart', () => {
    expect(text.match(/<edge [^>]* kind="\w/g)).toHaveLength(desk.relations.length);
  });
});

describe('igraph', () => {
  it('numbers nodes anew, and the ids that it keeps as an attribute are those of the components', () => {
    const text = writesGraphml.write(desk)[0]?.text ?? '';
    const numbers = new Map(desk.components.map(({ id }, n) => [id, `n${n}`]));
    const renamed = text
      .replace('<key id="node_label"', '<key id="v_id" for="node" attr.name="id" attr.type="string"/>$&')
      .replace(/<node id="([^"]*)">/g, (_, id) => `<node id="${numbers.get(id)}"><data key="v_id">${id}</data>`)
      .replace(
        /source="([^"]*)" target="([^"]*)"/g,
        (_, a, b) => `source="${numbers.get(a)}" target="${numbers.get(b)}"`,
      );
    expect(renamed).toContain('<node id="n0">');
    expect(read(readsGraphml, renamed).ecosystem).toEqual(desk);
  });
});
