/** Offsets in a text, UTF-16 units; `end` is not part of it. */
export type Span = { readonly start: number; readonly end: number };
