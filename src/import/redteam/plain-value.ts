/** A value of JSON behind a path of keys; undefined where there is none, whatever stands in its place. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const key of path) here = isMap(here) && Object.hasOwn(here, key) ? here[key] : undefined;
  return here;
}

export const textAt = (value: unknown, ...path: readonly string[]): string | undefined => {
  const found = valueAt(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
};

export const flagAt = (value: unknown, ...path: readonly string[]): boolean | undefined => {
  const found = valueAt(value, ...path);
  return typeof found === 'boolean' ? found : undefined;
};

export const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
