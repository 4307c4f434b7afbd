/** A case's two texts, the same but for one part. */
export const differing = (
  text: (part: string) => string,
  parts: { readonly fires: string; readonly misses: string },
): { readonly fires: string; readonly misses: string } => ({ fires: text(parts.fires), misses: text(parts.misses) });
