/** One attribute of a node or an edge in a table, a graph file or a threat model: its name, and a value of its own type. */
export type AttributeValue = readonly [name: string, value: string | number | boolean];
