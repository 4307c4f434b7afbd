import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { detectFormat } from '../../src/import/detect.ts';
import { importReport, importReportLines } from '../../src/import/import-report.ts';
import { mcpConfig } from '../../src/import/mcp.ts';
import { toxicFlows } from '../../src/import/toxic-flow.ts';
import { writeEcosystem } from '../../src/import/write-ecosystem.ts';
import { edges } from './imported.ts';
import { importMcp, mcpSamples, sample } from './mcp-samples.ts';

const withoutServers = 'mcp-scan.vscode-settings-without-mcp.json';
const message = (value: unknown): string => {
  try {
    importMcp(value);
  } catch (error) {
    if (error instanceof InvalidInputError) return error.message;
    throw error;
  }
  throw new Error('it was not refused');
};

describe('what a configuration means', () => {
  it('puts an approval on what nobody approved for good, and says what it left out', () => {
    const imported = mcpConfig.read(sample('own-mcp_settings.json'));
    const approval = imported.ecosystem.components.find(({ kind }) => kind === 'control');
    expect(approval?.guards.map(({ on }) => ('to' in on ? on.to : ''))).toEqual([
      'memory',
      'notes',
      'playwright',
      'shell',
      'slack',
    ]);
    expect(imported.ignored.map(({ what }) => what)).toEqual([
      'variable SLACK_TEAM_ID of slack',
      'server fetch',
      'users',
    ]);
  });

  it('reads every dialect as the same server', () => {
    const server = { command: 'npx', args: ['-y', 'mcp-server-fetch'] };
    const forms = [
      { mcpServers: { one: server } },
      { servers: { one: server } },
      { mcp: { servers: { one: server } } },
      { 'mcp.servers': { one: server } },
      { context_servers: { one: { command: { path: 'npx', args: server.args } } } },
      { mcp: { one: { type: 'local', command: ['npx', ...server.args] } } },
      { mcpServers: { one: { command: 'npx -y mcp-server-fetch' } } },
      { mcpServers: { one: { command: 'cmd', args: ['/c', 'npx', ...server.args] } } },
    ];
    for (const form of forms) {
      const parts = edges(importMcp(form)).filter((edge) => edge.startsWith('one '));
      expect(parts, JSON.stringify(form)).toEqual(['one accesses web-pages', 'one registers npm', 'one runs-on host']);
    }
  });

  it('reads the servers of all projects, lists of servers, and keys that end with mcpServers', () => {
    const server = { command: 'npx', args: ['-y', 'mcp-server-fetch@1.2.3'] };
    const clientOf = (value: unknown): string =>
      importMcp(value).ecosystem.relations.find(({ kind, to }) => kind === 'invokes' && to === 'one')?.from ?? '';
    expect(clientOf({ projects: { '/a': { mcpServers: { one: server } }, '/b': { mcpServers: {} } } })).toBe(
      'claude-code',
    );
    expect(clientOf({ mcpServers: [{ name: 'one', ...server }] })).toBe('mcp-client');
    expect(clientOf({ 'amp.mcpServers': { one: server } })).toBe('amp');
    const listed = importMcp({ models: [{ model: 'm-1' }], mcpServers: [{ name: 'one', ...server }] });
    expect(edges(listed)).toContain('continue infers m-1');
  });

  it('takes an address that is filled in later for one that can be anything, and says so', () => {
    const { ecosystem, findings } = importMcp({ mcpServers: { one: { url: 'https://{{HOST}}/mcp' } } });
    expect(ecosystem.components.find(({ id }) => id === 'one')?.tags).toEqual(
      expect.arrayContaining(['dynamic', 'egress', 'ingest-untrusted']),
    );
    expect(findings.map(({ title }) => title)).toContain('Dynamic address');
    const fixed = importMcp({ mcpServers: { one: { url: 'https://example.org/mcp?x={{X}}' } } });
    expect(fixed.findings.map(({ title }) => title)).not.toContain('Dynamic address');
  });

  it('takes a version for pinned only where it is exact', () => {
    const tagsOf = (command: string): readonly string[] =>
      importMcp({ mcpServers: { one: { command } } }).ecosystem.components.find(({ id }) => id === 'one')?.tags ?? [];
    for (const loose of [
      'npx -y a',
      'npx a@latest',
      'npx a@^1.2.3',
      'npx @s/a@1',
      'uvx a',
      'uvx --from a b',
      'docker run -i a/b',
      'docker run a/b:latest',
    ])
      expect(tagsOf(loose), loose).toContain('unpinned');
    for (const exact of [
      'npx -y @s/a@1.2.3',
      'uvx a==1.2',
      'uvx a@0.4.1',
      'docker run -e X a/b:1.2',
      'dnx A.B@0.47.0 --yes',
    ])
      expect(tagsOf(exact), exact).toContain('pinned');
  });

  it('finds no way out where nothing sends, and the toxic flow where something does', () => {
    const flowsWith = (...names: string[]): number =>
      toxicFlows(
        importMcp({
          mcpServers: Object.fromEntries(names.map((name) => [name, { command: `npx ${name}@1.0.0` }])),
        }).ecosystem,
      ).length;
    expect(flowsWith('filesystem', 'time')).toBe(0);
    expect(flowsWith('fetch', 'time')).toBe(0);
    expect(flowsWith('fetch', 'filesystem')).toBe(1);
  });

  it('lists all mistakes of a file at once, where they are, with what to do', () => {
    const text =
      '{"mcpServers": {\n"a": 5,\n"b": {},\n"c": {"command": "x", "args": "y", "env": [1]},\n"__proto__": {"command": "x"},\n"d": {"url": {}, "disabled": "yes"}}}';
    expect(message(text).split('\n')).toEqual([
      'mcp.json:2:6: expected an object that describes a server, found a number. Write { "command": "…", "args": […] } or { "url": "…" }, or remove the server.',
      'mcp.json:3:1: expected a server with a command or a url, found neither. Add the command that starts it, or the url where it is.',
      'mcp.json:4:31: expected a list of texts, found a text. Write the arguments as a list, one text each.',
      'mcp.json:4:43: expected env as an object of texts, found a list. Write env as { "NAME": "value" }.',
      'mcp.json:5:1: expected a server name of 1 to 200 characters without control characters, found the reserved word __proto__. Give the server another name.',
      'mcp.json:6:14: expected url as a text, found an empty object. Write it in double quotes.',
      'mcp.json:6:30: expected disabled as true or false, found a text. Write true or false, without quotes.',
    ]);
  });

  it('says of settings without MCP what to give instead', () => {
    expect(() => mcpConfig.read(sample(withoutServers))).toThrow('Give .vscode/mcp.json');
  });

  it('warns of a configuration without servers', () => {
    expect(importMcp({ mcpServers: {} }).warnings[0]?.found).toBe('none');
    expect(detectFormat({ name: 'x.json', text: '{"nodes": []}' })).toBeUndefined();
    expect(detectFormat({ name: 'x.yaml', text: 'version: 1\ncomponents: {}' })).toBeUndefined();
    expect(
      detectFormat({ name: 'x.json', text: '{"openapi": "3.1.0", "servers": [{"url": "https://x"}]}' }),
    ).toBeUndefined();
  });
});

describe('hostile files', () => {
  it('never let a secret out', () => {
    const secret = fc.stringMatching(/^[a-f0-9]{6}[A-Za-z0-9/+_.-]{8,30}[a-f0-9]{6}$/).map((text) => `Zq9${text}`);
    fc.assert(
      fc.property(fc.array(secret, { minLength: 10, maxLength: 10 }), (secrets) => {
        const [a, b, c, d, e, f, g, h, i, j] = secrets;
        const config = {
          inputs: [{ id: 'x', password: true, default: a }],
          servers: {
            one: {
              command: 'npx',
              args: ['-y', 'pkg', '--api-key', b, `--token=${c}`, '--header', `X-Key: ${d}`],
              env: { API_TOKEN: e, PLAIN: f },
            },
            two: { command: 'uvx', args: ['mcp-server-postgres', `postgresql://user:${g}@db/x?sslkey=${h}`] },
            three: {
              url: `https://user:${i}@example.org/mcp?key=${j}`,
              headers: { Authorization: `Bearer ${a}`, Other: b },
            },
            four: {
              command: 'docker',
              args: ['run', '-e', `TOKEN=${c}`, '--env', `PLAIN=${d}`, 'mcp/github'],
              env: { DATABASE_URL: `mysql://u:${e}@h/d` },
            },
          },
        };
        const imported = importMcp(config);
        const out =
          JSON.stringify(imported) +
          writeEcosystem(imported.ecosystem) +
          importReportLines(importReport(imported)).join('\n');
        for (const one of secrets) expect(out).not.toContain(one);
      }),
      { numRuns: 200 },
    );
  });

  it('are answered with an ecosystem or an InvalidInputError, and nothing else', () => {
    const piece = fc.constantFrom(
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      'null',
      '5',
      '"x"',
      '\n',
      '',
      '${',
      '@',
      '\u0000',
      '__proto__',
      '\ud800',
    );
    const mutation = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), cut: fc.nat(12), piece });
    fc.assert(
      fc.property(
        fc.constantFrom(...mcpSamples),
        fc.array(mutation, { minLength: 1, maxLength: 3 }),
        (file, mutations) => {
          let { text } = file;
          for (const { at, cut, piece: added } of mutations) {
            const start = Math.floor(at * text.length);
            text = text.slice(0, start) + added + text.slice(start + cut);
          }
          const mutated = { name: file.name, text };
          try {
            detectFormat(mutated);
            writeEcosystem(mcpConfig.read(mutated).ecosystem);
          } catch (error) {
            if (!(error instanceof InvalidInputError)) throw error;
            expect(error.problems.every(({ at, fix }) => at.file === file.name && fix !== '')).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
