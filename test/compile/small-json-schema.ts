type Schema = { readonly [keyword: string]: unknown };

/** Whether a value keeps to a JSON Schema: the keywords that ours uses, and a failure on any other. */
export function accepts(root: object, value: unknown): boolean {
  const resolve = (ref: string): Schema =>
    ref
      .slice(2)
      .split('/')
      .reduce<Schema>((schema, step) => schema[step] as Schema, root as Schema);
  const check = (schema: Schema | boolean, value: unknown): boolean =>
    typeof schema === 'boolean'
      ? schema
      : Object.entries(schema).every(([keyword, argument]) => {
          const rule = rules[keyword];
          if (rule === undefined) throw new Error(`unknown keyword ${keyword}`);
          return rule(argument as never, value as never, schema);
        });

  const all = (schemas: Schema[], value: unknown) => schemas.every((schema) => check(schema, value));
  const some = (schemas: Schema[], value: unknown) => schemas.some((schema) => check(schema, value));
  const onMaps =
    <A>(rule: (argument: A, map: Record<string, unknown>, schema: Schema) => boolean) =>
    (argument: A, value: unknown, schema: Schema) =>
      !isMap(value) || rule(argument, value, schema);
  const onLists =
    <A>(rule: (argument: A, list: unknown[], schema: Schema) => boolean) =>
    (argument: A, value: unknown, schema: Schema) =>
      !Array.isArray(value) || rule(argument, value, schema);

  const rules: { readonly [keyword: string]: (argument: never, value: never, schema: Schema) => boolean } = {
    ...Object.fromEntries(
      ['$schema', '$defs', 'id', 'title', 'description', 'default', 'examples', 'then', 'else'].map((word) => [
        word,
        () => true,
      ]),
    ),
    $ref: (ref: string, value: unknown) => check(resolve(ref), value),
    allOf: all,
    anyOf: some,
    not: (schema: Schema, value: unknown) => !check(schema, value),
    if: (condition: Schema, value: unknown, schema: Schema) =>
      check((schema[check(condition, value) ? 'then' : 'else'] ?? true) as Schema, value),
    type: (type: string, value: unknown) =>
      typeOf(value) === type || (type === 'number' && typeOf(value) === 'integer'),
    const: (wanted: unknown, value: unknown) => value === wanted,
    enum: (wanted: unknown[], value: unknown) => wanted.includes(value),
    minimum: (least: number, value: unknown) => typeof value !== 'number' || value >= least,
    maximum: (most: number, value: unknown) => typeof value !== 'number' || value <= most,
    exclusiveMinimum: (least: number, value: unknown) => typeof value !== 'number' || value > least,
    exclusiveMaximum: (most: number, value: unknown) => typeof value !== 'number' || value < most,
    minLength: (least: number, value: unknown) => typeof value !== 'string' || value.length >= least,
    maxLength: (most: number, value: unknown) => typeof value !== 'string' || value.length <= most,
    pattern: (pattern: string, value: unknown) => typeof value !== 'string' || new RegExp(pattern, 'u').test(value),
    required: onMaps((keys: string[], map) => keys.every((key) => Object.hasOwn(map, key))),
    properties: onMaps((schemas: Record<string, Schema>, map) =>
      Object.entries(schemas).every(([key, schema]) => !Object.hasOwn(map, key) || check(schema, map[key])),
    ),
    additionalProperties: onMaps((rest: Schema | boolean, map, { properties = {} }) =>
      Object.entries(map).every(([key, value]) => Object.hasOwn(properties as object, key) || check(rest, value)),
    ),
    propertyNames: onMaps((schema: Schema, map) => Object.keys(map).every((key) => check(schema, key))),
    minProperties: onMaps((least: number, map) => Object.keys(map).length >= least),
    prefixItems: onLists((schemas: Schema[], list) =>
      schemas.every((schema, i) => i >= list.length || check(schema, list[i])),
    ),
    items: onLists((rest: Schema | boolean, list, { prefixItems = [] }) =>
      list.slice((prefixItems as unknown[]).length).every((item) => check(rest, item)),
    ),
    minItems: onLists((least: number, list) => list.length >= least),
    maxItems: onLists((most: number, list) => list.length <= most),
    uniqueItems: onLists(
      (isUnique: boolean, list) => !isUnique || new Set(list.map((one) => JSON.stringify(one))).size === list.length,
    ),
  };
  return check(root as Schema, value);
}

const isMap = (value: unknown): value is Record<string, unknown> => typeOf(value) === 'object';

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
