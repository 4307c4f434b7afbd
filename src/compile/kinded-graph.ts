import { componentKinds } from '../graph/kinds.ts';

/** Thrown where a raw graph is read and a node says what kind of component it is: the file is an ecosystem. */
export class KindedGraphError extends Error {
  constructor() {
    super('a node of the graph has a kind');
    this.name = 'KindedGraphError';
  }
}

export const isComponentKind = (text: string): boolean => componentKinds.some((kind) => kind === text);
