import fc from 'fast-check';
import type { Belief } from '../../src/graph/belief.ts';
import {
  buildEcosystem,
  type ComponentDraft,
  type RelationDraft,
  type SelectorDraft,
} from '../../src/graph/build-ecosystem.ts';
import type { Ecosystem, Effectiveness, Provenance } from '../../src/graph/ecosystem.ts';
import { idProblem } from '../../src/graph/ids.ts';
import {
  componentKinds,
  defenceNames,
  directions,
  isIn,
  layers,
  modelTiers,
  relationKindNames,
  threatClasses,
} from '../../src/graph/kinds.ts';

/** Ids, names and zones that have broken a format, or could. */
export const hostileTexts: readonly string[] = [
  ...['end', 'graph', 'subgraph', 'node', 'edge', 'digraph', 'strict', 'class', 'click', 'style', 'default', 'null'],
  ...['true', '0', '007', '-1.50', '1e3', 'NaN', 'constructor', 'toString', '__proto', 'each', 'random', 'id:each'],
  ...[
    ' leading',
    'trailing ',
    'two  blanks',
    'a"b',
    "a'b",
    'a\\b',
    'a|b',
    'a%20b',
    'a#2',
    'a>b',
    'a--b',
    'a-->b',
    'a,b;c',
  ],
  ...[
    '</node>',
    '<![CDATA[x]]>',
    ']]>',
    '&amp;',
    '&#65;',
    '<!-- x',
    '--> ',
    '{a}',
    '[b]',
    '(c)',
    '`d`',
    '$e',
    '=1+1',
    '@f',
  ],
  ...[
    '\u202eright to left',
    'soft\u00adhyphen',
    '\ufeffmark',
    'line\u2028separator',
    '😀',
    'e\u0301',
    'é',
    '漢字',
    '\ufffe',
    '\uffff',
  ],
  ...['half \ud800 pair', '_x0041_', '_xFFFE', '_x005F_x0041_', 'x'.repeat(200)],
];

const shortText = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
);
const idText = shortText.filter((text) => idProblem(text) === undefined);
const nameText = shortText.filter((text) => text.length >= 1 && text.length <= 200 && !/\p{Cc}/u.test(text));
const tags = fc.array(nameText, { maxLength: 2 });

const share = fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000);
const belief: fc.Arbitrary<Belief> = fc.oneof(
  share.map((value) => ({ form: 'number' as const, value })),
  fc.tuple(share, share).map(([a, b]) => ({ form: 'range' as const, low: Math.min(a, b), high: Math.max(a, b) })),
  fc
    .tuple(fc.nat(50), fc.nat(50))
    .map(([successes, others]) => ({ form: 'trials' as const, successes, trials: successes + others + 1 })),
  fc.tuple(share, share, share).map((three) => {
    const [low = 0, mean = 0, high = 0] = three.toSorted((a, b) => a - b);
    return { form: 'judged' as const, low, mean, high };
  }),
);
const effectiveness: fc.Arbitrary<Effectiveness> = fc.oneof(
  belief,
  fc.dictionary(fc.constantFrom(...threatClasses), belief, { minKeys: 1, maxKeys: 2 }).map((byClass) => ({ byClass })),
);
const maybe = <T>(any: fc.Arbitrary<T>) => fc.option(any, { nil: undefined });

const provenance: fc.Arbitrary<Provenance> = fc
  .record({
    certainty: fc.constantFrom('declared' as const, 'inferred' as const, 'assumed' as const),
    file: nameText,
    line: maybe(fc.integer({ min: 1, max: 9999 })),
    pointer: maybe(nameText.map((text) => `/${text}`)),
    rule: nameText,
  })
  .map(({ certainty, file, line, pointer, rule }) => ({
    certainty,
    at: { file, ...(line === undefined ? {} : { line, column: line }) },
    ...(pointer === undefined ? {} : { pointer }),
    ...(certainty === 'declared' ? {} : { rule }),
  }));

const component = fc.record({
  kind: fc.constantFrom(...componentKinds),
  layer: maybe(fc.constantFrom(...layers)),
  name: maybe(nameText),
  valueThousandths: maybe(fc.nat(20_000)),
  exposed: fc.boolean(),
  hardening: maybe(belief),
  latencyRounds: fc.nat(3),
  count: fc.integer({ min: 1, max: 3 }),
  zone: maybe(nameText),
  tags,
  defence: maybe(fc.constantFrom(...defenceNames)),
  costs: maybe(
    fc.record({ price: fc.nat(1000), falseAlarms: fc.constantFrom(0, 0.015), utilityLoss: fc.constantFrom(0, 0.25) }),
  ),
  provenance,
});

const relation = fc.record({
  from: fc.nat(),
  to: fc.nat(),
  kind: fc.constantFrom(...relationKindNames),
  id: maybe(idText),
  along: maybe(belief),
  against: maybe(belief),
  rate: maybe(belief),
  signed: fc.boolean(),
  link: fc.constantFrom('all' as const, 'pairwise' as const),
  tags,
  detection: belief,
  role: fc.constantFrom('holds' as const, 'accepts' as const),
  max: fc.nat(3),
  effectiveness,
  provenance,
});

/** What it is on: positions of components and relations. */
const guard = fc.record({
  on: fc.oneof(
    fc.record({ component: fc.nat() }),
    fc.record({ relation: fc.nat() }),
    fc.record(
      {
        kind: fc.constantFrom(...relationKindNames),
        from: fc.nat(),
        to: fc.nat(),
        direction: fc.constantFrom(...directions),
        threats: fc.subarray([...threatClasses], { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: ['kind'] },
    ),
  ),
  effectiveness,
});

/** Ecosystems with all that a component or a relation can have, called in hostile ways. */
export const anyEcosystem: fc.Arbitrary<Ecosystem> = fc
  .record({
    name: nameText.filter((text) => text.trim() !== ''),
    description: maybe(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })),
    ids: fc.uniqueArray(idText, { minLength: 1, maxLength: 7 }),
    components: fc.array(fc.tuple(component, fc.constantFrom(...modelTiers), fc.array(guard, { maxLength: 3 })), {
      minLength: 7,
      maxLength: 7,
    }),
    relations: fc.array(relation, { maxLength: 10 }),
    repeated: fc.array(fc.nat(), { maxLength: 3 }),
  })
  .map(({ name, description, ids, components, relations, repeated }) => {
    const idAt = (n: number): string => ids[n % ids.length] as string;
    const kindAt = (n: number) => components[n % ids.length]?.[0].kind ?? 'agent';
    const taken = new Set<string>();
    const once = relations
      .filter(({ kind, from }) => kind !== 'guards' || isIn('control', kindAt(from)))
      .map(({ along, against, from, to, id, ...rest }): RelationDraft => {
        const own = id === undefined || taken.has(id) ? undefined : id;
        if (own !== undefined) taken.add(own);
        return { ...only(rest), from: idAt(from), to: idAt(to), id: own, trust: { along, against } };
      });
    // Parallel relations, alike and not.
    const again =
      once.length === 0 ? [] : repeated.map((n) => ({ ...(once[n % once.length] as RelationDraft), id: undefined }));
    const edges = [...once, ...again.flatMap((one, n) => (n % 2 === 0 ? [one] : [{ ...one, tags: [String(n)] }]))];
    const drafts = ids.map((id, n): ComponentDraft => {
      const [rest, tier, guards] = components[n] as (typeof components)[number];
      const own = guards.flatMap(({ on, effectiveness: stops }) => {
        const selector = selectorOf(on, idAt, [...taken]);
        return selector === undefined ? [] : [{ on: selector, effectiveness: stops }];
      });
      const isControl = isIn('control', rest.kind);
      const defence = isIn(rest.defence === 'runtime-monitoring' ? 'monitor' : 'control', rest.kind)
        ? rest.defence
        : undefined;
      return {
        id,
        ...rest,
        defence,
        tier: rest.kind === 'model' ? tier : undefined,
        guards: isControl ? own : undefined,
      };
    });
    const { ecosystem, problems } = buildEcosystem({ name, description, components: drafts, relations: edges });
    if (ecosystem === undefined) throw new Error(problems.map(({ expected, found }) => `${expected}: ${found}`).join());
    return ecosystem;
  });

type On = { [key in 'component' | 'relation' | 'from' | 'to']?: number } & Pick<
  SelectorDraft,
  'kind' | 'direction' | 'threats'
>;

function selectorOf(
  { component: whole, relation: one, from, to, ...rest }: On,
  idAt: (n: number) => string,
  relations: readonly string[],
): SelectorDraft | undefined {
  if (whole !== undefined) return { component: idAt(whole) };
  if (one !== undefined) return relations.length === 0 ? undefined : { relation: relations[one % relations.length] };
  return {
    ...rest,
    ...(from === undefined ? {} : { from: idAt(from) }),
    ...(to === undefined ? {} : { to: idAt(to) }),
  };
}

/** A relation without the fields of other kinds. */
function only<T extends Partial<RelationDraft>>({ detection, role, max, effectiveness: stops, ...rest }: T) {
  return {
    ...rest,
    ...(rest.kind === 'monitors' ? { detection } : {}),
    ...(rest.kind === 'authenticates' ? { role } : {}),
    ...(rest.kind === 'spawns' ? { max } : {}),
    ...(rest.kind === 'guards' ? { effectiveness: stops } : {}),
  } as Omit<T, 'detection' | 'role' | 'max' | 'effectiveness'>;
}
