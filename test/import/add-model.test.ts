import { describe, expect, it } from 'vitest';
import { addModel } from '../../src/import/add-model.ts';
import { Drafts, declared, type Spot } from '../../src/import/drafts.ts';

const spot: Spot = { at: { file: 'f', line: 1, column: 1 }, pointer: '' };

describe('models', () => {
  it('are the same by whatever provider they are asked for', () => {
    const drafts = new Drafts();
    drafts.component({ id: 'a', kind: 'agent', provenance: declared(spot) });
    const names = ['openai/gpt-4o', 'gpt-4o', 'azure/gpt-4o', 'openrouter/openai/gpt-4o', 'openai:gpt-4o'];
    expect(new Set(names.map((name) => addModel(drafts, 'a', { name, spot })))).toEqual(new Set(['openai/gpt-4o']));
    expect(addModel(drafts, 'a', { name: 'meta-llama/llama-3', spot })).toBe('meta-llama/llama-3');
    expect(drafts.identities.get('openai/gpt-4o')).toEqual([{ by: 'model', key: 'gpt-4o' }]);
  });

  it('without a name are assumed, and asked for', () => {
    const drafts = new Drafts();
    drafts.component({ id: 'a', kind: 'agent', provenance: declared(spot) });
    expect(addModel(drafts, 'a', { name: ' ', spot })).toBe('model');
    expect(drafts.components().find(({ id }) => id === 'model')?.provenance.certainty).toBe('assumed');
    expect(drafts.toFill).toMatchObject([{ component: 'model', field: 'tier' }]);
  });
});
