import { expect, it } from 'vitest';
import { fileFormatPage } from '../../scripts/file-format-page.mjs';

const kinds = { layerNames: {}, defaultLayer: {}, relationKinds: {}, families: {} };
const share = { type: 'number', minimum: 0, maximum: 1 };
const limit = {
  type: 'object',
  description: 'A limit.',
  properties: { most: { type: 'integer', minimum: 1, examples: [3] } },
  required: ['most'],
};

it('gives each key its meaning, value, default and example, and each part and inner map a section of its own', () => {
  const schema = {
    properties: {
      chance: { $ref: '#/$defs/chance' },
      limits: { type: 'array', items: limit, default: [], examples: [[{ most: 3 }]] },
      mode: { enum: ['a|b', 'c'], description: 'How.', default: 'c' },
    },
    required: ['mode'],
    $defs: {
      chance: {
        description: 'How likely.',
        anyOf: [share, { type: 'object', properties: { low: share, high: share } }],
        examples: [0.5, { low: 0.1, high: 0.2 }],
      },
    },
  };
  const page = fileFormatPage(schema, kinds);
  expect(page).toContain(
    [
      '| Key | Meaning | Value | Default | Example |',
      '| --- | --- | --- | --- | --- |',
      '| `chance` | How likely. | [`chance`](#chance) |  |  |',
      '| `limits` |  | list of [`limits`](#limits) | `[]` | `[{ most: 3 }]` |',
      '| `mode` | How. | `a\\|b`, `c` | **required** |  |',
    ].join('\n'),
  );
  expect(page).toContain(
    [
      '## chance\n\nHow likely.\n\nValue: number from 0 to 1 or `{ low, high }`.\n',
      'Examples: `0.5`, `{ low: 0.1, high: 0.2 }`.\n',
      '| Key | Value |',
    ].join('\n'),
  );
  expect(page).toContain('## limits\n\nA limit.\n\n| Key | Value | Default | Example |');
  expect(page).toContain('| `most` | whole number from 1 | **required** | `3` |');
});
