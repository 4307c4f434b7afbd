import { describe, expect, it } from 'vitest';
import { agentWiz } from '../../src/import/agent-wiz.ts';
import { detectFormat } from '../../src/import/detect.ts';
import { componentOf, edges, jsonFile, sampleOf } from './imported.ts';

const sample = sampleOf('agent-wiz');
const read = (value: object) => agentWiz.read(jsonFile(value));
const node = (name: string, node_type: string, metadata: object = {}) => ({
  name,
  node_type,
  function_name: null,
  metadata,
});

describe('a graph of Agent-Wiz', () => {
  it('has tasks of CrewAI stand for their agents', () => {
    const imported = agentWiz.read(sample('own-crewai.json'));
    expect(edges(imported)).toContain('researcher messages editor');
    expect(imported.ecosystem.components.map(({ id }) => id)).not.toContain('write_task');
  });

  it('knows tasks by who they are assigned to as well', () => {
    const nodes = [node('a', 'Agent'), node('b', 'Agent'), node('x', 'Generic'), node('y', 'Generic')];
    const link = (source: string, target: string, type: string) => ({ source, target, condition: { type } });
    const imported = read({
      nodes,
      edges: [link('a', 'x', 'assignment'), link('b', 'y', 'assignment'), link('x', 'y', 'static')],
    });
    expect(edges(imported)).toContain('a messages b');
    expect(componentOf(imported, 'x')).toBeUndefined();
  });

  it('lets agents delegate that may, and no others', () => {
    const found = edges(agentWiz.read(sample('own-crewai.json')));
    expect(found.filter((edge) => edge.includes('delegates'))).toEqual(['editor delegates researcher']);
  });

  it('makes teams with a selector orchestrators, and has the members of others talk', () => {
    expect(componentOf(agentWiz.read(sample('own-agentchat.json')), 'team')?.kind).toBe('orchestrator');
    const nodes = [node('t', 'Team', { chat: 'RoundRobinGroupChat' }), node('a', 'Agent'), node('b', 'Agent')];
    const member = (target: string) => ({ source: 't', target, condition: { type: 'member_of_team' } });
    const imported = read({ nodes, edges: [member('a'), member('b')] });
    expect(edges(imported)).toEqual(expect.arrayContaining(['a messages b', 'b messages a']));
    expect(componentOf(imported, 't')).toBeUndefined();
  });

  it('turns the parts of agents in n8n round, and keeps what the workflow does one-way', () => {
    const { ecosystem } = agentWiz.read(sample('own-n8n.json'));
    const post = ecosystem.relations.find(({ to, kind }) => to === 'Post' && kind === 'invokes');
    expect(post?.trust.against).toEqual({ form: 'number', value: 0 });
    const gmail = ecosystem.relations.find(({ to, kind }) => to === 'Gmail' && kind === 'invokes');
    expect(gmail).toMatchObject({ from: 'Answer', trust: { against: { value: 1 } } });
  });

  it('adds tools that an agent only names', () => {
    const nodes = [node('a', 'Agent', { tool_names: ['SerperDevTool', 'known'] }), node('known', 'CustomTool')];
    const found = edges(read({ nodes, edges: [{ source: 'a', target: 'known', edge_type: 'tool_usage' }] }));
    expect(found.filter((edge) => edge.includes('invokes'))).toEqual(['a invokes SerperDevTool', 'a invokes known']);
  });

  it('is none of the editors of flows, whose nodes have positions and data', () => {
    const nodes = [{ id: 'a', type: 'customNode', node_type: 'x', position: {}, data: {} }];
    expect(detectFormat(jsonFile({ nodes, edges: [{ source: 'a', target: 'a' }] }))?.importer.format).not.toBe(
      'agent-wiz',
    );
    expect(agentWiz.detect(jsonFile({ nodes: [{ id: 'a', type: 'runnable' }], edges: [] })).score).toBe(0);
  });
});
