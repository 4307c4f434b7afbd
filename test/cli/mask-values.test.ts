import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskValues } from '../../src/cli/mask-values.ts';

describe('a configuration in a code frame', () => {
  it.each([
    ['  "API_KEY": "sk-123", // why', '  "API_KEY": "••••••", •• •••'],
    ['"args": ["-y", 17, true, null]', '"args": ["••", 17, true, null]'],
    ['  "broken": "sk-123', '  "broken": "••••••'],
    ['token: sk-123 # mine', 'token: •••••• • ••••'],
    ['  - sk-123', '  - ••••••'],
    ['servers:', 'servers:'],
    ['port: 8080', 'port: 8080'],
    ['}', '}'],
  ])('shows where things stand, not what they are: %s', (line, masked) => expect(maskValues(line)).toBe(masked));

  it('hides only texts and comments of code, in which everything else says where something is wrong', () => {
    const line = 'agent = Agent(name="Desk", key=K)  # ask Bob';
    expect(maskValues(line, 'desk.py')).toBe('agent = Agent(name="••••", key=K)  • ••• •••');
    expect(maskValues('secret: hunter2222', 'a.yaml')).not.toContain('hunter');
  });

  const secret = fc.stringMatching(/^[A-Za-z0-9+/_-]{8,40}$/);
  const lines = fc.constantFrom<(secret: string) => string>(
    (s) => `"env": { "KEY": "${s}", "x": 1 }`,
    (s) => `  KEY: ${s}`,
    (s) => `  KEY: '${s}'`,
    (s) => `- ${s}`,
    (s) => `"args": ["--token", "${s}"]`,
    (s) => `{ "a": "${s}`,
    (s) => `"url": "https://user:${s}@host/" }`,
  );
  it('never shows a secret, and is as wide as before', () => {
    fc.assert(
      fc.property(secret, lines, (text, line) => {
        const masked = maskValues(line(text));
        expect(masked).not.toContain(text);
        expect(masked).toHaveLength(line(text).length);
      }),
    );
  });
});
