import { describe, expect, it } from 'vitest';
import { detectFormat, nearestFormats } from '../../src/import/detect.ts';

const file = (text: string, name = 'unnamed') => ({ name, text });

describe('telling the format of a file', () => {
  it('goes by what it holds and not by its name', () => {
    expect(detectFormat(file('{"mcpServers": {"a": {"command": "x"}}}', 'notes.txt'))?.importer.format).toBe('mcp');
    expect(detectFormat(file('{"nodes": []}', 'mcp.json'))).toBeUndefined();
  });

  it('says why, and of files that nobody knows what a match would have had', () => {
    expect(detectFormat(file('{"mcpServers": {"a": {"url": "x"}}}'))?.detection.reason).toBe(
      'mcpServers holds objects with command or url',
    );
    const [nearest] = nearestFormats(file('abc'));
    expect(nearest?.detection).toMatchObject({ score: 0, missing: expect.stringContaining('mcpServers') });
    expect(nearestFormats(file('')).length).toBeLessThanOrEqual(2);
  });

  it('still recognises a file with a slip in its punctuation, so that reading it can say where', () => {
    const broken = file('{"mcpServers": {"a": {"command": "x" "args": []}}}');
    const found = detectFormat(broken);
    expect(found?.detection.score).toBeGreaterThanOrEqual(0.5);
    expect(() => found?.importer.read(broken, () => undefined)).toThrow(/unnamed:1:\d+: expected/);
  });

  it('names the formats whose words are there, of a file that nobody knows', () => {
    const nearest = (value: unknown): string[] =>
      nearestFormats(file(JSON.stringify(value, null, 1))).map(({ importer }) => importer.format);
    expect(nearest({ nodes: [], connections: {} })[0]).toBe('n8n');
    expect(nearest({ nodes: [{ id: 1 }], edges: [{ id: 2 }] }).slice(0, 2)).toContain('agent-wiz');
    expect(nearest({ agents: [{ role: 'x', goal: 'y' }] })[0]).toBe('crewai');
  });
});
