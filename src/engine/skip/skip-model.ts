/**
 * What runs on a raw graph by drawing each reached node's arcs once. `sir`: everyone infected recovers at the end of each
 * round with (recovery + 1) / 2^32, and only who is infected in the end is asked, without rounds and without a horizon.
 */
export type SkipModel = { readonly name: 'independent-cascade' } | { readonly name: 'sir'; readonly recovery: number };
