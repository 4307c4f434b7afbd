import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSuiteFile } from '../../src/compile/suite-file.ts';
import type { Belief } from '../../src/graph/belief.ts';
import { buildEcosystem, type ComponentDraft, type RelationDraft } from '../../src/graph/build-ecosystem.ts';
import type { Ecosystem, Effectiveness, Provenance } from '../../src/graph/ecosystem.ts';
import { byCodeUnits, idProblem } from '../../src/graph/ids.ts';
import {
  certainties,
  componentKinds,
  layers,
  modelTiers,
  relationKindNames,
  threatClasses,
} from '../../src/graph/kinds.ts';
import { writeEcosystem } from '../../src/import/write-ecosystem.ts';

/** Texts that YAML reads as something else, ends early, or cannot print. */
const hostile = fc.constantFrom(
  'null',
  '~',
  'yes',
  'off',
  '1',
  '0x1f',
  '1e3',
  '.5',
  '-',
  '- a',
  '? a',
  'a: b',
  'a #b',
  '#a',
  '<<',
  '*a',
  '&a',
  '!a',
  '%a',
  '@a',
  '`a',
  '{a',
  '[a',
  ']',
  '"',
  "'",
  "it's",
  '\\',
  ' a',
  'a ',
  'a,b',
  'constructor',
  'toString',
  'é',
  '日本',
  '😀',
  '\ud800',
  '\u2028',
  '\ufeff',
  '---',
  '...',
  'a:',
  ':a',
  '2026-01-01',
  '12:30:45',
  '=',
  'a>b#1',
  '$x',
  '\ud800'.repeat(190),
  'x'.repeat(200),
);
const id = fc
  .oneof(hostile, fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }))
  .filter((text) => idProblem(text) === undefined);
const text = fc.oneof(
  hostile,
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  fc.constantFrom('a\nb', '\u0085', '\u0000'),
);
const chance = fc
  .oneof(fc.constantFrom(0, 1, 0.3, 1e-7), fc.double({ min: 0, max: 1, noNaN: true }))
  .map((value) => value + 0);
const belief: fc.Arbitrary<Belief> = fc.oneof(
  chance.map((value) => ({ form: 'number' as const, value })),
  fc.tuple(chance, chance).map(([a, b]) => ({ form: 'range' as const, low: Math.min(a, b), high: Math.max(a, b) })),
  fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => ({ form: 'trials' as const, successes: a, trials: a + b + 1 })),
);
const effectiveness: fc.Arbitrary<Effectiveness> = fc.oneof(
  belief,
  fc.tuple(fc.constantFrom(...threatClasses), belief).map(([threat, value]) => ({ byClass: { [threat]: value } })),
);
const place = fc.record(
  { file: text, line: fc.integer({ min: 1, max: 2 ** 40 }), column: fc.integer({ min: 1, max: 99 }) },
  { requiredKeys: ['file'] },
);
const provenance: fc.Arbitrary<Provenance> = fc.record(
  { certainty: fc.constantFrom(...certainties), at: place, pointer: text, rule: text },
  { requiredKeys: ['certainty', 'at', 'rule'] },
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const tags = maybe(fc.array(text, { maxLength: 3 }));

const component: fc.Arbitrary<ComponentDraft> = fc
  .record({
    id,
    kind: fc.constantFrom(...componentKinds),
    layer: maybe(fc.constantFrom(...layers)),
    name: maybe(text),
    valueThousandths: maybe(fc.nat(1_000_000)),
    exposed: maybe(fc.boolean()),
    hardening: maybe(belief),
    latencyRounds: maybe(fc.nat(9)),
    zone: maybe(text),
    tier: maybe(fc.constantFrom(...modelTiers)),
    tags,
    costs: maybe(
      fc.record({ price: fc.nat(1000), falseAlarms: fc.constantFrom(0, 0.015), utilityLoss: fc.constantFrom(0, 0.25) }),
    ),
    provenance,
  })
  .map(({ tier, ...rest }) => ({ ...rest, tier: rest.kind === 'model' ? tier : undefined }));

/** Ends are positions in the list of components. */
const relation = fc.record({
  from: fc.nat(),
  to: fc.nat(),
  kind: fc.constantFrom(...relationKindNames, 'infers' as const, 'infers' as const),
  trust: maybe(fc.record({ along: maybe(belief), against: maybe(belief) })),
  rate: maybe(belief),
  signed: maybe(fc.boolean()),
  link: maybe(fc.constantFrom('all' as const, 'pairwise' as const)),
  tags,
  max: maybe(fc.integer({ min: 1, max: 9 })),
  detection: maybe(belief),
  role: maybe(fc.constantFrom('holds' as const, 'accepts' as const)),
  effectiveness,
  provenance: maybe(provenance),
});
const guard = fc.record({
  control: fc.nat(),
  from: fc.nat(),
  threats: maybe(fc.constantFrom(...threatClasses)),
  effectiveness,
});

const ecosystem: fc.Arbitrary<Ecosystem> = fc
  .record({
    name: text,
    description: maybe(text),
    components: fc.uniqueArray(component, { minLength: 1, maxLength: 6, selector: (one) => one.id }),
    relations: fc.array(relation, { maxLength: 8 }),
    guards: fc.array(guard, { maxLength: 4 }),
  })
  .map(({ components, relations, guards, ...rest }) => {
    const at = (position: number): ComponentDraft => components[position % components.length] as ComponentDraft;
    const drafts = relations.map((draft): RelationDraft => {
      const from = at(draft.from);
      const isGuard = draft.kind === 'guards' && ['control', 'policy-engine', 'identity-provider'].includes(from.kind);
      return {
        ...draft,
        kind: draft.kind === 'guards' && !isGuard ? 'reads' : draft.kind,
        from: from.id,
        to: at(draft.to).id,
        effectiveness: isGuard ? draft.effectiveness : undefined,
        max: draft.kind === 'spawns' ? draft.max : undefined,
        detection: draft.kind === 'monitors' ? draft.detection : undefined,
        role: draft.kind === 'authenticates' ? draft.role : undefined,
        provenance: draft.provenance ?? from.provenance,
      };
    });
    const guarding = components.map((one, index) => ({
      ...one,
      guards: ['control', 'policy-engine', 'identity-provider'].includes(one.kind)
        ? guards
            .filter(({ control }) => control % components.length === index)
            .map(({ from, threats, effectiveness: effect }) => ({
              on: { from: at(from).id, ...(threats === undefined ? {} : { threats: [threats] }) },
              effectiveness: effect,
            }))
            .sort((a, b) =>
              byCodeUnits(JSON.stringify([a.on, a.effectiveness]), JSON.stringify([b.on, b.effectiveness])),
            )
        : [],
    }));
    const built = buildEcosystem({ ...rest, components: guarding, relations: drafts });
    if (built.ecosystem === undefined) throw new Error(JSON.stringify(built.problems));
    return built.ecosystem;
  });

describe('writing an ecosystem', () => {
  it('gives a file that reads back as the same ecosystem, whatever the ids, and writes to the same bytes', () => {
    fc.assert(
      fc.property(ecosystem, (written) => {
        const bytes = writeEcosystem(written);
        const { file } = parseSuiteFile(bytes, 'back.yaml');
        expect(file.ecosystem).toEqual(written);
        expect(writeEcosystem(file.ecosystem)).toBe(bytes);
      }),
      { numRuns: 400 },
    );
  });

  it('puts any comment where it cannot do harm', () => {
    fc.assert(
      fc.property(text, (comment) => {
        const [written] = fc.sample(ecosystem, { numRuns: 1, seed: 1 }) as [Ecosystem];
        const { file } = parseSuiteFile(
          writeEcosystem(written, { comment: `${comment}\ncomponents: {}` }),
          'back.yaml',
        );
        expect(file.ecosystem).toEqual(written);
      }),
      { numRuns: 50 },
    );
  });
});
