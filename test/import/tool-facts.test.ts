import { describe, expect, it } from 'vitest';
import { factsOf, factsOfProgram } from '../../src/import/tool-facts.ts';

describe('what tools are known for', () => {
  it('is told by package, image, class and address alike', () => {
    const names = ['@modelcontextprotocol/server-github', 'mcp/github', 'api.githubcopilot.com', 'GithubTool'];
    expect(names.map((name) => factsOf(name)?.title)).toEqual(['GitHub', 'GitHub', 'GitHub', 'GitHub']);
    const classes = [
      'SerperDevTool',
      'TavilySearch',
      'duckDuckGoSearch',
      'n8n-nodes-base.slackTool',
      'SlackGetMessages',
    ];
    expect(classes.map((name) => factsOf(name)?.can.includes('egress'))).toEqual([true, true, true, true, true]);
  });

  it('is not told by parts of words, and of programs only by their whole name', () => {
    expect(factsOf('timesheet')).toBeUndefined();
    expect(factsOf('gitaligned')).toBeUndefined();
    expect(factsOfProgram('whatsapp.py')?.title).toBe('WhatsApp');
    expect(factsOfProgram('whatsapp-takeover.py')).toBeUndefined();
  });

  it('gives everything that brings in content from outside somewhere for it to come from', () => {
    for (const name of ['fetch', 'github', 'slack', 'gmail', 'playwright', 'tavily', 'rss']) {
      const facts = factsOf(name);
      expect(facts?.can, name).toContain('ingest-untrusted');
      expect(facts?.behind.form, name).toBe('external');
    }
  });
});
