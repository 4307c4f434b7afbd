import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import { detectFormat } from '../../src/import/detect.ts';
import type { Imported } from '../../src/import/importer.ts';
import { mcpConfig } from '../../src/import/mcp.ts';
import { importMcp, sample } from './mcp-samples.ts';

const edges = ({ ecosystem }: Imported): string[] =>
  ecosystem.relations.map(({ from, kind, to }) => `${from} ${kind} ${to}`);
const tagsOf = ({ ecosystem }: Imported, id: string): readonly string[] =>
  ecosystem.components.find((one) => one.id === id)?.tags ?? [];
const found = ({ findings }: Imported, title: string): string[] =>
  findings.filter((finding) => finding.title === title).map(({ where }) => where);
const approvals = ({ ecosystem }: Imported): number =>
  ecosystem.components.filter(({ kind }) => kind === 'control').length;
const hasSecret = (imported: Imported, secret: string): boolean => JSON.stringify(imported).includes(secret);

describe('Codex', () => {
  const read = (text: string) => mcpConfig.read({ name: 'config.toml', text });
  const server = '[mcp_servers.one]\ncommand = "npx"\nargs = ["-y", "mcp-server-fetch@1.0.0"]\n';

  it('asks its user, unless it is told never to', () => {
    expect(approvals(read(server))).toBe(1);
    const never = read(`approval_policy = "never"\n${server}`);
    expect(approvals(never)).toBe(0);
    expect(found(never, 'No human in between')).toEqual(['config.toml:1:19']);
    expect(approvals(read(`approval_policy = "on-request"\n${server}`))).toBe(1);
    const waved = read(`${server}default_tools_approval_mode = "approve"\n`);
    expect(found(waved, 'No human in between')).toEqual(['config.toml:4:31']);
  });

  it('names the variable of a token; a token in its place is reported', () => {
    const remote = (variable: string) =>
      read(`[mcp_servers.one]\nurl = "https://mcp.example.org/mcp"\nbearer_token_env_var = "${variable}"\n`);
    expect(edges(remote('MY_TOKEN'))).toContain('codex authenticates MY_TOKEN');
    expect(found(remote('MY_TOKEN'), 'Secret in the file')).toEqual([]);
    const secret = 'ghp_0123456789abcdefghij';
    expect(found(remote(secret), 'Secret in the file')).toEqual(['config.toml:3:24']);
    expect(hasSecret(remote(secret), secret)).toBe(false);
  });

  it('is known by its path or its other keys', () => {
    const agentOf = (imported: Imported) => imported.ecosystem.components.find(({ kind }) => kind === 'agent')?.id;
    expect(agentOf(read(server))).toBe('codex');
    expect(agentOf(importMcp({ mcp_servers: { one: { command: 'x' } } }))).toBe('mcp-client');
    expect(detectFormat({ name: 'x', text: `[a]\nb = 1\n${server}` })?.importer.format).toBe('mcp');
    expect(detectFormat({ name: 'x', text: '[project]\nname = "mcp_servers"\n' })).toBeUndefined();
  });

  it('has its mistakes shown where they are', () => {
    expect(() => read('[mcp_servers.one]\ncommand = npx')).toThrow('config.toml:2:11: expected valid TOML');
    expect(() => read('[mcp_servers]\none = 5\n[mcp_servers.two]\ncommand = "x"')).toThrow(
      'config.toml:2:7: expected an object',
    );
    expect(detectFormat({ name: 'x', text: '[mcp_servers.one]\ncommand = npx' })?.importer.format).toBe('mcp');
  });
});

describe('Goose', () => {
  const goose = mcpConfig.read(sample('own-goose.config.yaml'));

  it('runs commands on the machine with the extension that it brings', () => {
    expect(edges(goose)).toEqual(
      expect.arrayContaining(['goose invokes developer', 'developer runs-on host', 'developer accesses host']),
    );
    expect(tagsOf(goose, 'developer')).toContain('execute');
    expect(edges(goose)).toContain('goose infers gpt-4o');
    expect(edges(goose)).toContain('slack authenticates SLACK_BOT_TOKEN');
  });

  it('asks its user only in the modes that say so', () => {
    expect(found(goose, 'No human in between')).toEqual(['own-goose.config.yaml:3:13']);
    const extensions = { fetch: { type: 'stdio', cmd: 'uvx', args: ['mcp-server-fetch'], enabled: true } };
    const inMode = (mode?: string) => importMcp({ extensions, ...(mode === undefined ? {} : { GOOSE_MODE: mode }) });
    expect([inMode(), inMode('auto'), inMode('approve'), inMode('smart_approve')].map(approvals)).toEqual([0, 0, 1, 1]);
  });
});

describe('a bundle', () => {
  const bundle = mcpConfig.read(sample('own-manifest.json'));

  it('is one server with the tools that it lists and the secrets that it asks for', () => {
    expect(edges(bundle)).toEqual(
      expect.arrayContaining([
        'mcp-client invokes house-notes',
        'house-notes runs-on host',
        'house-notes authenticates user_config.mail_login',
      ]),
    );
    expect(tagsOf(bundle, 'house-notes')).toEqual(
      expect.arrayContaining(['read-private', 'egress', 'tool:search_notes', 'tool:send_email']),
    );
  });

  it('is refused if it does not say how it is started', () => {
    const text = '{"dxt_version": "0.1", "name": "x", "server": {"type": "node", "entry_point": "index.js"}}';
    expect(() => mcpConfig.read({ name: 'manifest.json', text })).toThrow(InvalidInputError);
    expect(() => mcpConfig.read({ name: 'manifest.json', text })).toThrow('expected server.mcp_config');
    expect(detectFormat({ name: 'x', text: '{"manifest_version": 3, "name": "a browser extension"}' })).toBeUndefined();
  });
});

describe('an entry of the MCP registry', () => {
  const entry = (parts: object) => importMcp({ name: 'org.example/one', version: '1.2.3', ...parts });

  it('is started as its first package; other ways are left out, and it says so', () => {
    const imported = mcpConfig.read(sample('own-server.json'));
    expect(tagsOf(imported, 'org.example/house-search')).toContain('pinned');
    expect(edges(imported)).toContain('org.example/house-search authenticates SEARCH_LOGIN');
    expect(imported.ignored.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['another package', 'another address']),
    );
  });

  it('is fetched from the registry of its package', () => {
    const fromOf = (registryType: string, version?: string) =>
      edges(entry({ version, packages: [{ registryType, identifier: 'example-server' }] })).filter((edge) =>
        edge.includes(' registers '),
      );
    expect(fromOf('npm')).toEqual(['org.example/one registers npm']);
    expect(fromOf('pypi')).toEqual(['org.example/one registers pypi']);
    expect(fromOf('oci')).toEqual(['org.example/one registers docker-hub']);
    expect(fromOf('npm', '1.2.3')).toEqual([]);
  });

  it('is remote if it has only addresses, and its client sends what is secret', () => {
    const headers = [{ name: 'Authorization', value: 'Bearer {MY_TOKEN}', isSecret: true }];
    const remotes = [{ type: 'streamable-http', url: 'https://mcp.example.org/mcp', headers }];
    const imported = entry({ remotes });
    expect(edges(imported)).toContain('mcp-client authenticates MY_TOKEN');
    expect(found(imported, 'Secret in the file')).toEqual([]);
    expect(edges(imported).some((edge) => edge.includes('runs-on'))).toBe(false);
  });

  it('is not told from any list of packages', () => {
    for (const value of [
      { name: 'a', packages: [{ name: 'b', version: '1' }] },
      { name: 'a', remotes: [{ url: 'x' }] },
    ])
      expect(detectFormat({ name: 'x', text: JSON.stringify(value) })).toBeUndefined();
  });
});

describe('settings of Claude Code', () => {
  const servers = {
    github: { url: 'https://api.githubcopilot.com/mcp/' },
    fetch: { command: 'uvx', args: ['mcp-server-fetch==1.0'] },
  };
  const beside = (settings: unknown) =>
    mcpConfig.read({ name: '.mcp.json', text: JSON.stringify({ mcpServers: servers }) }, (name) =>
      name === '.claude/settings.json' ? { name, text: JSON.stringify(settings, null, 1) } : undefined,
    );
  const guarded = ({ ecosystem }: Imported) =>
    ecosystem.components.flatMap(({ guards }) => guards.map(({ on }) => ('to' in on ? on.to : 'all')));

  it('beside the servers take the human away from tools that are allowed once and for all', () => {
    expect(guarded(beside({}))).toEqual(['all']);
    const allowed = beside({ permissions: { allow: ['mcp__github__create_issue', 'Bash(ls)'] } });
    expect(guarded(allowed)).toEqual(['fetch']);
    expect(found(allowed, 'No human in between')).toEqual(['.claude/settings.json:4:4']);
    const bypassed = beside({ permissions: { allow: ['mcp__github'], defaultMode: 'bypassPermissions' } });
    expect(guarded(bypassed)).toEqual([]);
    expect(found(bypassed, 'No human in between')).toHaveLength(1);
  });

  it('beside the servers start all of them, or none', () => {
    expect(found(beside({ enableAllProjectMcpServers: true }), 'No human in between')).toEqual([
      '.claude/settings.json:2:32',
    ]);
    const off = beside({ disabledMcpjsonServers: ['fetch'] });
    expect(edges(off)).not.toContain('claude-code invokes fetch');
  });

  it('alone name servers and the tools that nobody is asked about', () => {
    const alone = mcpConfig.read(sample('own-claude-settings.json'));
    expect(edges(alone).filter((edge) => edge.includes(' invokes '))).toEqual([
      'claude-code invokes github',
      'claude-code invokes house notes',
      'claude-code invokes mail',
    ]);
    expect(tagsOf(alone, 'mail')).toContain('tool:send_email');
    expect(edges(alone)).toContain('claude-code infers opus');
  });
});

describe('keys of models beside the servers', () => {
  const secret = 'sk-proj-0123456789abcdefghij';
  const mcpServers = [{ name: 'one', command: 'npx', args: ['x@1.0.0'] }];

  it.each([
    ['Continue', { models: [{ name: 'm', provider: 'openai', model: 'gpt-4o', apiKey: secret }], mcpServers }],
    ['mcp-agent', { openai: { api_key: secret }, mcp: { servers: { one: { command: 'x' } } } }],
    ['opencode', { provider: { openai: { options: { apiKey: secret } } }, mcp: { one: { command: ['x'] } } }],
    ['Goose', { OPENAI_API_KEY: secret, extensions: { one: { type: 'stdio', cmd: 'x' } } }],
    [
      'Codex',
      { model_providers: { x: { experimental_bearer_token: secret } }, mcp_servers: { one: { command: 'x' } } },
    ],
  ])('are reported in the configuration of %s, and never shown', (_, config) => {
    const imported = importMcp(config);
    expect(found(imported, 'Secret in the file')).toHaveLength(1);
    expect(hasSecret(imported, secret)).toBe(false);
    expect(imported.ecosystem.components.filter(({ kind }) => kind === 'credential')).toHaveLength(1);
  });

  it('are no secrets if they are referred to, and shortcuts are no keys', () => {
    const models = [{ model: 'gpt-4o', apiKey: '$' + '{{ secrets.OPENAI_API_KEY }}' }];
    const imported = importMcp({ models, mcpServers, 'editor.key': 'ctrl+k', key: 'ctrl+p' });
    expect(found(imported, 'Secret in the file')).toEqual([]);
    expect(edges(imported)).toContain('continue authenticates OPENAI_API_KEY');
  });
});
