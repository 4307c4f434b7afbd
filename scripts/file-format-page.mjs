import { stringify } from 'yaml';
import { code, page, slug, table } from './markdown.mjs';

/**
 * docs/file-format.md: every key of an ecosystem file, from the JSON Schema that editors use.
 * @param {object} fileSchema - JSON Schema 2020-12 of the whole file, its parts in $defs
 * @param {{ layerNames: object, defaultLayer: object, relationKinds: object, families: object }} kinds
 * @returns {string}
 */
export function fileFormatPage(fileSchema, kinds) {
  const schema = withDescriptions(fileSchema, fileSchema.$defs);
  const sections = [{ title: 'The file', part: schema }];
  const known = new Set();
  const parts = [];
  // Each section names the parts and inner maps it uses; those become sections in the order of first use.
  for (let next = 0; next < sections.length; next++) {
    const { title, part } = sections[next];
    const uses = usesOf(part, title === 'The file' ? '' : title);
    for (const { title: name, part: inner } of uses) {
      if (known.has(name)) continue;
      known.add(name);
      sections.push({ title: name, part: inner ?? schema.$defs[name] });
    }
    parts.push(...section(title, part));
  }
  return page([
    '# Ecosystem and suite files',
    '<!-- Written by `npm run docs` from src/compile/suite-schema.ts; test/surfaces.test.ts holds it. Do not edit. -->',
    'An ecosystem file is YAML or JSON. It says what the ecosystem is made of (`components`, `relations`, `controls`) ' +
      'and, if you like, what to simulate (`suite`) and what must hold (`thresholds`). Editors that know JSON Schema ' +
      'complete and check it with the file that `blastradius init` or `blastradius schema` writes, named in the first line:',
    '```yaml\n# yaml-language-server: $schema=./blastradius.schema.json\n```',
    'Nothing is ignored in silence: a key that is not listed here is an error that names the nearest one.',
    ...parts,
    ...kindTables(kinds),
  ]);
}

/** The schema with the description of a part wherever a key only names that part. */
function withDescriptions(value, defs) {
  if (Array.isArray(value)) return value.map((each) => withDescriptions(each, defs));
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withDescriptions(each, defs)]));
  if (typeof value.$ref !== 'string') return inner;
  return { description: defs[nameOf(value)]?.description, ...inner };
}

function section(title, part) {
  const branches = branchesOf(part).filter(isMapOfKeys);
  const keyTables = branches.flatMap((branch) => [
    branches.length > 1 ? formTitle(branch) : '',
    keyTable(branch, title),
  ]);
  return [
    `## ${title}`,
    part.description ?? '',
    isMapOfKeys(part)
      ? ''
      : `Value: ${unique(branchesOf(part).map((branch) => describeInside(branch, title))).join(' or ')}.`,
    part.examples === undefined ? '' : `Examples: ${part.examples.map(yaml).join(', ')}.`,
    ...keyTables,
  ];
}

const formTitle = ({ properties }) => `With ${Object.keys(properties).map(code).join(', ')}:`;

function keyTable({ properties, required = [] }, title) {
  const inside = title === 'The file' ? '' : title;
  return table(
    ['Key', 'Meaning', 'Value', 'Default', 'Example'],
    Object.entries(properties).map(([key, part]) => [
      code(key),
      part.description ?? '',
      describe(part, pathOf(inside, key)),
      defaultOf(part, required.includes(key)),
      part.examples === undefined ? '' : yaml(part.examples[0]),
    ]),
  );
}

function defaultOf(part, isRequired) {
  if (isRequired) return '**required**';
  return part.default === undefined ? '' : yaml(part.default);
}

const yaml = (value) => code(flow(value));

/** A value as one line of YAML, as it would stand in a file. */
function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const pairs = Object.entries(value).map(([key, inner]) => `${flow(key)}: ${flow(inner)}`);
    return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
  }
  // Inside a list, the library quotes what would end an inline value.
  return stringify([value], { collectionStyle: 'flow', lineWidth: 0 }).trim().slice(1, -1).trim();
}

const pathOf = (inside, key) => (inside === '' ? key : `${inside}.${key}`);
const branchesOf = (part) => part.anyOf ?? part.oneOf ?? [part];
const isMapOfKeys = (part) => part.properties !== undefined;
const nameOf = ({ $ref }) => $ref.replace('#/$defs/', '');
const link = (title) => `[${code(title)}](#${slug(title)})`;

/** The parts that a part refers to, and its own inner maps, which get sections of their own. */
function usesOf(part, title) {
  return branchesOf(part).flatMap((branch) =>
    isMapOfKeys(branch)
      ? Object.entries(branch.properties).flatMap(([key, inner]) => usesOfValue(inner, pathOf(title, key)))
      : usesOfValue(branch, title),
  );
}

function usesOfValue(part, title) {
  if (part.$ref !== undefined) return [{ title: nameOf(part) }];
  if (part.anyOf ?? part.oneOf) {
    const own = branchesOf(part).some(isMapOfKeys) ? [{ title, part }] : [];
    return [
      ...own,
      ...branchesOf(part)
        .filter((branch) => !isMapOfKeys(branch))
        .flatMap((branch) => usesOfValue(branch, title)),
    ];
  }
  if (isMapOfKeys(part)) return [{ title, part }];
  const inner = [part.items, part.additionalProperties, ...(part.prefixItems ?? [])];
  return inner.filter((each) => typeof each === 'object').flatMap((each) => usesOfValue(each, title));
}

/** A value in words: `whole number from 1 to 100`, `list of` a part, `map from` ids `to` a part. */
function describe(part, title) {
  if (part.$ref !== undefined) return link(nameOf(part));
  if (part.anyOf ?? part.oneOf) return unique(branchesOf(part).map((branch) => describe(branch, title))).join(' or ');
  if (part.const !== undefined) return yaml(part.const);
  if (part.enum !== undefined) return part.enum.map(yaml).join(', ');
  if (isMapOfKeys(part)) return link(title);
  if (part.type === 'object') return `map to ${describe(part.additionalProperties, title)}`;
  if (part.prefixItems !== undefined) return `\`[${part.prefixItems.map((each) => plainRange(each)).join(', ')}]\``;
  if (part.type === 'array') return `list of ${describe(part.items, title).replace(/(?<=^| )number/, 'numbers')}`;
  if (part.type === 'number' || part.type === 'integer') return plainRange(part);
  return { string: 'text', boolean: '`true` or `false`' }[part.type] ?? 'anything';
}

/** In its own section a map stands for itself. */
const describeInside = (part, title) =>
  isMapOfKeys(part) ? code(`{ ${Object.keys(part.properties).join(', ')} }`) : describe(part, title);

const unique = (texts) => [...new Set(texts)];

function plainRange({ type, minimum, maximum, exclusiveMinimum, exclusiveMaximum }) {
  const noun = type === 'integer' ? 'whole number' : 'number';
  const from = exclusiveMinimum === undefined ? minimum : exclusiveMinimum;
  const to = exclusiveMaximum === undefined ? maximum : exclusiveMaximum;
  if (from === undefined && to === undefined) return noun;
  const lower = from === undefined ? '' : ` ${exclusiveMinimum === undefined ? 'from' : 'above'} ${grouped(from)}`;
  const upper = to === undefined ? '' : ` ${exclusiveMaximum === undefined ? 'to' : 'and below'} ${grouped(to)}`;
  return `${noun}${lower}${upper}`;
}

const grouped = (value) => (value === Number.MAX_SAFE_INTEGER ? '2^53 - 1' : value.toLocaleString('en-US'));

function kindTables({ layerNames, defaultLayer, relationKinds, families }) {
  const layerRows = Object.entries(layerNames).map(([layer, name]) => [
    layer,
    name,
    kindsOn(defaultLayer, Number(layer)).map(code).join(', '),
  ]);
  const ends = (list) => list.map((end) => (end in families || end === 'any' ? end : code(end))).join(', ');
  const relationRows = Object.entries(relationKinds).map(([kind, { from, to, along, against }]) => [
    code(kind),
    ends(from),
    ends(to),
    along ?? '–',
    against ?? '–',
  ]);
  const familyRows = Object.entries(families).map(([family, kinds]) => [family, kinds.map(code).join(', ')]);
  return [
    '## Component kinds',
    'Each kind has a MAESTRO layer; a component may name another with `layer`.',
    table(['Layer', 'Name', 'Kinds'], layerRows),
    '## Relation kinds',
    'Written from → to. Influence runs along a relation, against it, or both; "–" means that nothing compromises that way.',
    table(['Kind', 'From', 'To', 'Along', 'Against'], relationRows),
    'Names without a frame stand for several kinds; other ends than these are a warning, not an error:',
    table(['Name', 'Kinds'], familyRows),
  ];
}

const kindsOn = (defaultLayer, layer) => Object.keys(defaultLayer).filter((kind) => defaultLayer[kind] === layer);
