import { describe, expect, it } from 'vitest';
import { classify } from '../../../src/import/diagram/classify.ts';
import type { Shape } from '../../../src/import/diagram/diagram.ts';
import { elementRules } from '../../../src/import/diagram/element-rules.ts';

const kindOf = (shape: Shape, name: string, ...types: readonly string[]): string => {
  const found = classify({ shape, name, types });
  return found === undefined ? 'unknown' : `${found.kind}${found.layer === undefined ? '' : ` ${found.layer}`}`;
};

describe('an element is taken for', () => {
  it.each<[Shape, string, string]>([
    ['actor', 'Web user', 'human'],
    ['actor', 'Browser', 'human'],
    ['actor', 'Customer database', 'external'],
    ['actor', 'Payment provider', 'external'],
    ['process', 'Agent orchestrator', 'orchestrator'],
    ['process', 'Container orchestrator', 'framework 4'],
    ['process', 'ChatBot', 'agent'],
    ['process', 'SupportAgent', 'agent'],
    ['process', 'Build agent', 'framework 4'],
    ['process', 'Mail transfer agent', 'framework 4'],
    ['process', 'LLM', 'model'],
    ['process', 'GPT-4o', 'model'],
    ['process', 'Fraud model', 'model'],
    ['process', 'Data model service', 'framework 4'],
    ['store', 'Model registry', 'registry'],
    ['process', 'Embedding service', 'rag-pipeline'],
    ['store', 'Embeddings', 'data-store'],
    ['store', 'Chat history', 'memory'],
    ['store', 'Key Vault', 'secret-store'],
    ['store', 'Audit log', 'log-store'],
    ['store', 'Login data', 'data-store'],
    ['store', 'Product catalog', 'data-store'],
    ['store', 'Blog posts', 'data-store'],
    ['process', 'SIEM', 'monitor'],
    ['process', 'Log collector', 'framework 5'],
    ['process', 'Login service', 'framework 6'],
    ['process', 'Author service', 'framework 4'],
    ['process', 'WAF', 'framework 6'],
    ['process', 'MCP server', 'tool'],
    ['process', 'Web application', 'framework 4'],
    ['process', 'PostgresSQL', 'data-store'],
    ['process', 'User database', 'data-store'],
    ['process', 'Database API', 'framework 4'],
    ['any', 'User', 'human'],
    ['any', 'User service', 'framework 4'],
    ['any', 'orders-db', 'data-store'],
    ['any', 'S3Bucket', 'data-store'],
    ['any', 'Internet', 'external'],
    ['any', 'api-gateway', 'framework 4'],
    ['any', 'Valjean', 'unknown'],
    ['any', '17', 'unknown'],
  ])('%s %j: %s', (shape, name, kind) => {
    expect(kindOf(shape, name)).toBe(kind);
  });

  it('what the file says it is, whatever its name', () => {
    expect(kindOf('any', 'Zoe', 'Amazon DynamoDB')).toBe('data-store');
    expect(kindOf('any', 'Zoe')).toBe('unknown');
  });
});

it('never gives a kind that lowers risk', () => {
  const lowering = elementRules.filter(({ kind }) => ['control', 'policy-engine', 'identity-provider'].includes(kind));
  expect(lowering).toEqual([]);
});

it('is done with any text at once', () => {
  for (const text of ['agent '.repeat(1e5), 'a'.repeat(1e6), '| '.repeat(1e5), `${'the '.repeat(1e5)}user`]) {
    expect(() => classify({ shape: 'any', name: text })).not.toThrow();
  }
});
