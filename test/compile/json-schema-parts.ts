type Part = { readonly examples?: readonly unknown[]; readonly default?: unknown };

/** Every schema inside a schema, itself included. */
export function partsOf(value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).filter(
    ([key]) => !['examples', 'default', 'enum', 'const', 'required'].includes(key),
  );
  return [value as Part, ...inner.flatMap(([, part]) => partsOf(part))];
}

/** Keys of maps without a description of their own or of the part that they refer to. */
export function withoutDescription(schema: object): string[] {
  const missing: string[] = [];
  const parts = (schema as { $defs: Record<string, { description?: string }> }).$defs;
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (['allOf', 'examples', 'default'].includes(key)) continue;
      if (key === 'properties') {
        for (const [name, property] of Object.entries(
          inner as Record<string, { description?: string; $ref?: string }>,
        )) {
          const part = parts[property.$ref?.replace('#/$defs/', '') ?? ''];
          if ((property.description ?? part?.description) === undefined) missing.push(`${path}.${name}`);
        }
      }
      visit(inner, `${path}.${key}`);
    }
  };
  visit(schema, '');
  return missing;
}
