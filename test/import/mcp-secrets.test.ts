import { describe, expect, it } from 'vitest';
import { importReport, importReportLines } from '../../src/import/import-report.ts';
import type { Imported } from '../../src/import/importer.ts';
import { writeEcosystem } from '../../src/import/write-ecosystem.ts';
import { importMcp } from './mcp-samples.ts';

const secret = 'Zq7f3b9c1d5e8a2f4b6c';
const literals = ({ findings }: Imported): string[] =>
  findings.filter(({ title }) => title === 'Secret in the file').map(({ where }) => where);
const everything = (imported: Imported): string =>
  JSON.stringify(imported) + writeEcosystem(imported.ecosystem) + importReportLines(importReport(imported)).join('\n');
const credentials = ({ ecosystem }: Imported): string[] =>
  ecosystem.components.filter(({ kind }) => kind === 'credential').map(({ id }) => id);

describe('secrets in a configuration', () => {
  it.each([
    `https://host.example.org/x?api_key=${secret}`,
    `https://user:${secret}@host.example.org/sse`,
    `https://${secret}@host.example.org/sse`,
    `https://host.example.org/s/${secret}/mcp`,
    `https://host.example.org/x?id=${secret}`,
    `https://host.example.org/$\{PROJECT}/x?api_key=${secret}`,
  ])('are reported in the url %s, without being shown', (url) => {
    const imported = importMcp({ mcpServers: { one: { url } } });
    expect(literals(imported)).toEqual(['mcp.json:4:14']);
    expect(credentials(imported)).toEqual(['one url']);
    expect(everything(imported)).not.toContain(secret);
  });

  it('are reported in the address that a local server is given', () => {
    const args = ['-y', 'mcp-remote@0.1.2', `https://host.example.org/x?api_key=${secret}`];
    const imported = importMcp({ mcpServers: { one: { command: 'npx', args } } });
    expect(literals(imported)).toEqual(['mcp.json:8:9']);
    expect(everything(imported)).not.toContain(secret);
  });

  it('are the variable that a url refers to, which is not in the file', () => {
    const url = 'https://host.example.org/x?api_key=$' + '{BRAVE_API_KEY}';
    const imported = importMcp({ mcpServers: { one: { url }, two: { command: 'x', env: { BRAVE_API_KEY: '' } } } });
    expect(literals(imported)).toEqual([]);
    expect(credentials(imported)).toEqual(['BRAVE_API_KEY']);
  });

  it('are not in the urls of this machine, nor in placeholders', () => {
    for (const url of ['https://host.example.org/x?api_key=YOUR_KEY', 'https://host.example.org/sse?x=1'])
      expect(credentials(importMcp({ mcpServers: { one: { url } } })), url).toEqual([]);
    const args = ['mcp-proxy==1.0.0', 'http://localhost:7860/304fb921-38e4-4763-b223-832a3e3546e0/sse'];
    expect(credentials(importMcp({ mcpServers: { one: { command: 'uvx', args } } }))).toEqual([]);
  });

  it('are referred to in the form of GitHub and Continue', () => {
    const forms = [
      '$' + '{{ secrets.BRAVE_API_KEY }}',
      '$' + '{{secrets.BRAVE_API_KEY}}',
      '{{ secrets.me/search/BRAVE_API_KEY }}',
    ];
    for (const form of forms) {
      const env = { BRAVE_API_KEY: form };
      const imported = importMcp({ mcpServers: { one: { command: 'npx', args: ['x'], env } } });
      expect(literals(imported), form).toEqual([]);
      expect(credentials(imported), form).toEqual(['BRAVE_API_KEY']);
    }
  });
});
