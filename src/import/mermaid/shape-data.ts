/** What `@{ shape: cyl, label: "Orders" }` says, by key. */
export function shapeData(text: string): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (const [, key = '', double, single, plain = ''] of text.matchAll(ENTRY))
    said.set(key, double ?? single ?? plain.trim());
  return said;
}

const ENTRY = /([\w-]{1,40})\s*:\s*(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^,"'\n{}]{0,400}))/gu;
