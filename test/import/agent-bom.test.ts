import { describe, expect, it } from 'vitest';
import { agentBom } from '../../src/import/agent-bom.ts';
import { factsOfTools } from '../../src/import/mcp/listed-tools.ts';
import { componentOf, edges, jsonFile, sampleOf } from './imported.ts';

const sample = sampleOf('agent-bom');

describe('an inventory of agent-bom', () => {
  it('gives the tools of a server as tags, and what they can do', () => {
    const imported = agentBom.read(sample('snowflake-inventory.json'));
    const tags = componentOf(imported, 'cortex-search-server')?.tags;
    expect(tags).toEqual(['read-private', 'tool:document_retrieve', 'tool:semantic_search']);
  });

  it('goes by the transport where a server has both a command and a url', () => {
    const imported = agentBom.read(sample('snowflake-inventory.json'));
    expect(componentOf(imported, 'cortex-search-server')?.layer).toBe(7);
    expect(componentOf(imported, 'data-access-server')?.layer).toBe(4);
  });

  it('shares a machine between local agents, and none with those of a cloud account', () => {
    const agent = (name: string, config_path: string) => ({
      name,
      config_path,
      mcp_servers: [{ name: `${name}-server`, command: 'node', args: ['x.js'] }],
    });
    const agents = [agent('a', '/opt/a.json'), agent('b', '~/b.json'), agent('c', 'snowflake://account/c')];
    const found = edges(agentBom.read(jsonFile({ agents }))).filter((edge) => /^[abc] runs-on/.test(edge));
    expect(found).toEqual(['a runs-on host', 'b runs-on host', 'c runs-on snowflake account host']);
  });

  it('reports vulnerabilities by their ids, once, and nothing that they say', () => {
    const { findings } = agentBom.read(sample('own-report.json'));
    const known = findings.filter(({ title }) => title === 'Known vulnerability');
    expect(known.map(({ detail }) => detail)).toEqual([
      'mailer is built with left-pad 1.0.0: CVE-2099-0001, GHSA-aaaa-bbbb-cccc',
    ]);
    expect(JSON.stringify(findings)).not.toContain('made up');
  });

  it('has clients ask their user, and no custom agents', () => {
    const imported = agentBom.read(sample('own-report.json'));
    expect(componentOf(imported, 'claude-desktop approval')?.kind).toBe('control');
    expect(componentOf(imported, 'bedrock-helper approval')).toBeUndefined();
  });

  it('leaves out what is switched off, and warns of a server without a place', () => {
    const { ecosystem, ignored, warnings } = agentBom.read(sample('own-report.json'));
    expect(ecosystem.components.map(({ id }) => id)).not.toContain('shell');
    expect(ignored.map(({ what }) => what)).toContain('server shell');
    expect(warnings.map(({ found }) => found)).toEqual(['neither']);
  });
});

describe('the names of tools', () => {
  it('say what a server can do, and only reading verbs do not write', () => {
    expect(factsOfTools(['send_email', 'read_inbox'])?.can).toEqual(
      expect.arrayContaining(['read-private', 'ingest-untrusted', 'egress', 'write']),
    );
    expect(factsOfTools(['list_tables'])?.can).toEqual(['read-private']);
    expect(factsOfTools(['frobnicate'])).toBeUndefined();
  });
});
