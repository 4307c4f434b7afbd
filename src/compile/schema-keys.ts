import { z } from 'zod';
import type { Path } from './locate.ts';

/** The keys that the schema knows in the map at a path, in each of the forms that it may have. */
export function formsAt(root: z.core.$ZodType, path: Path): readonly (readonly string[])[] {
  const schemas = path.reduce<z.core.$ZodType[]>(
    (found, step) => found.flatMap(plain).flatMap((schema) => inside(schema, step)),
    [root],
  );
  return schemas
    .flatMap(plain)
    .map(keysOf)
    .filter((keys) => keys.length > 0);
}

/** The keys of all forms together. */
export const keysAt = (root: z.core.$ZodType, path: Path): readonly string[] => [
  ...new Set(formsAt(root, path).flat()),
];

/** Without `optional` around it and what is made of it, and each branch of a union. */
function plain(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodExactOptional) return plain(schema.def.innerType);
  if (schema instanceof z.ZodPipe) return plain(schema.def.in);
  if (schema instanceof z.ZodUnion) return schema.def.options.flatMap(plain);
  return [schema];
}

function inside(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType[] {
  if (schema instanceof z.ZodRecord) return [schema.def.valueType];
  if (schema instanceof z.ZodArray) return [schema.def.element];
  if (schema instanceof z.ZodTuple)
    return [...schema.def.items, ...(schema.def.rest === null ? [] : [schema.def.rest])];
  if (!(schema instanceof z.ZodObject)) return [];
  const next = schema.shape[String(step)];
  return next === undefined ? [] : [next];
}

function keysOf(schema: z.core.$ZodType): string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodRecord && schema.def.keyType instanceof z.ZodEnum)
    return schema.def.keyType.options.map(String);
  return [];
}
