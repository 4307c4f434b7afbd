/** Standard names of the field; a model is data, so that it survives YAML, a queue and a worker message. */
export const modelNames = ['agentic', 'independent-cascade', 'worst-case', 'exact'] as const;
export type ModelName = (typeof modelNames)[number];
