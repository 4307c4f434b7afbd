import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../src/base/errors.ts';
import type { Imported } from '../../src/import/importer.ts';
import { requestAddress } from '../../src/import/n8n/map-tools.ts';
import { n8nWorkflow } from '../../src/import/n8n.ts';
import { writeEcosystem } from '../../src/import/write-ecosystem.ts';
import { allFixtures } from './fixtures.ts';
import { edges as allEdges, componentOf } from './imported.ts';

type Parts = {
  readonly parameters?: object;
  readonly credentials?: object;
  readonly disabled?: boolean;
  readonly typeVersion?: number;
};

const BASE = 'n8n-nodes-base.';
const CHAIN = '@n8n/n8n-nodes-langchain.';
const node = (name: string, type: string, parts: Parts = {}) => ({ name, type, parameters: {}, ...parts });
const chat = node('Chat', `${CHAIN}chatTrigger`);
const agent = (name = 'Agent') => node(name, `${CHAIN}agent`);

/** `A > B` is content, `A -tool> B` an `ai_tool` connection. */
function workflow(nodes: readonly object[], lines: readonly string[], more: object = {}): object {
  const connections: Record<string, Record<string, object[][]>> = {};
  for (const line of lines) {
    const [, from = '', kind = '', to = ''] = /^(.*?) (?:-(\w+))?> (.*)$/.exec(line) ?? [];
    const type = kind === '' ? 'main' : `ai_${kind}`;
    connections[from] ??= {};
    const outputs = (connections[from] as Record<string, object[][]>)[type] ?? [[]];
    outputs[0]?.push({ node: to, type, index: 0 });
    (connections[from] as Record<string, object[][]>)[type] = outputs;
  }
  return { name: 'Flow', nodes, connections, ...more };
}

const read = (content: unknown): Imported => n8nWorkflow.read({ name: 'flow.json', text: JSON.stringify(content) });

/** Relations that are more than assumed. */
const edges = ({ ecosystem }: Imported): string[] => {
  const relations = ecosystem.relations.filter(({ provenance }) => provenance.certainty !== 'assumed');
  return allEdges({ ecosystem: { ...ecosystem, relations } }).sort();
};

const guarded = (imported: Imported, id: string): string[] | undefined => {
  const control = componentOf(imported, id);
  return control?.kind === 'control'
    ? control.guards.map(({ on }) => ('from' in on ? `${on.from} ${on.kind} ${on.to}` : 'component')).sort()
    : undefined;
};

describe('the n8n importer', () => {
  it('reads one workflow, a list of them, an export and an answer of the API alike', () => {
    const one = workflow([chat, agent()], ['Chat > Agent']);
    const expected = edges(read(one));
    expect(expected).toEqual(['Chat messages Agent']);
    for (const wrapped of [[one], { workflows: [one] }, { data: one }, { data: [one], nextCursor: null }])
      expect(edges(read(wrapped))).toEqual(expected);
  });

  it('turns the connections of parts round, over all that lies between', () => {
    const nodes = [
      agent(),
      node('GPT', `${CHAIN}lmChatOpenAi`, { parameters: { model: { __rl: true, mode: 'list', value: 'gpt-4o' } } }),
      node('Chooser', `${CHAIN}modelSelector`),
      node('Memory', `${CHAIN}memoryBufferWindow`),
      node('Ask the docs', `${CHAIN}toolVectorStore`),
      node('Docs', `${CHAIN}vectorStoreQdrant`, { parameters: { qdrantCollection: 'handbook' } }),
      node('Embed', `${CHAIN}embeddingsOpenAi`, { parameters: { model: 'text-embedding-3-small' } }),
      node('Shape', `${CHAIN}outputParserStructured`),
    ];
    const lines = [
      'GPT -languageModel> Chooser',
      'Chooser -languageModel> Agent',
      'Memory -memory> Agent',
      'Docs -vectorStore> Ask the docs',
      'Embed -embedding> Docs',
      'Ask the docs -tool> Agent',
      'Shape -outputParser> Agent',
    ];
    expect(edges(read(workflow(nodes, lines)))).toEqual([
      'Agent infers gpt-4o',
      'Agent infers text-embedding-3-small',
      'Agent invokes Shape',
      'Agent reads Memory',
      'Agent reads handbook',
      'Agent writes Memory',
    ]);
  });

  it('survives empty outputs, unknown names and nodes of another form, and says so', () => {
    const flow = {
      nodes: [chat, agent(), null, { name: 'no type' }],
      connections: {
        Chat: { main: [null, [{ node: 'Agent', type: 'main', index: 0 }, null]] },
        Agent: { main: [[{ node: 'Nobody' }]] },
      },
    };
    const imported = read(flow);
    expect(edges(imported)).toEqual(['Chat messages Agent']);
    expect(imported.warnings.map(({ expected }) => expected)).toEqual([
      'a node with a name and a type',
      'a node with a name and a type',
      'a connection between nodes of the workflow',
      'a connection between nodes of the workflow',
    ]);
  });

  it('joins the part that stores with the part that reads', () => {
    const nodes = [
      agent(),
      node('Mails', `${BASE}gmailTrigger`),
      node('Store', `${CHAIN}vectorStoreSupabase`, { parameters: { mode: 'insert', tableName: 'docs' } }),
      node('Search', `${CHAIN}vectorStorePGVector`, { parameters: { mode: 'retrieve-as-tool', tableName: 'docs' } }),
    ];
    expect(edges(read(workflow(nodes, ['Mails > Store', 'Search -tool> Agent'])))).toEqual([
      'Agent reads docs',
      'gmail-messages feeds docs',
    ]);
  });

  it('takes the same id of a credential for the same, whatever it is called, and others for others', () => {
    const slack = (name: string, id: string, shown: string) =>
      node(name, `${BASE}slackTool`, { credentials: { slackApi: { id, name: shown } } });
    const nodes = [
      agent(),
      slack('One', 'aaaaBBBB1111cccc', 'Bot'),
      slack('Two', 'aaaaBBBB1111cccc', 'Bot (renamed)'),
      slack('Three', 'ddddEEEE2222ffff', 'Bot'),
    ];
    const lines = ['One -tool> Agent', 'Two -tool> Agent', 'Three -tool> Agent'];
    expect(edges(read(workflow(nodes, lines))).filter((line) => line.includes('authenticates'))).toEqual([
      'One authenticates Bot (holds)',
      'Three authenticates Bot#2 (holds)',
      'Two authenticates Bot (holds)',
      'slack-messages authenticates Bot (accepts)',
      'slack-messages authenticates Bot#2 (accepts)',
    ]);
  });
});

describe('workflows that a model calls', () => {
  const trigger = node('Called', `${BASE}executeWorkflowTrigger`);
  const helper = [trigger, agent('Helper')];
  const call = (parameters: object) => node('Tool', `${CHAIN}toolWorkflow`, { parameters });
  const calling = (parameters: object, more: object[] = [], lines: string[] = []) =>
    workflow([agent(), call(parameters), ...more], ['Tool -tool> Agent', ...lines], { id: 'own' });

  it.each([
    [
      'itself',
      calling({ workflowId: { __rl: true, mode: 'id', value: '={{ $workflow.id }}' } }, helper, ['Called > Helper']),
    ],
    ['itself, in the old form', calling({ workflowId: '={{$workflow.id}}' }, helper, ['Called > Helper'])],
    ['itself, by its id', calling({ workflowId: 'own' }, helper, ['Called > Helper'])],
    [
      'another one of the file',
      [
        calling({ workflowId: { __rl: true, mode: 'list', value: 'w2', cachedResultName: 'Other' } }),
        workflow(helper, ['Called > Helper'], { id: 'w2' }),
      ],
    ],
    [
      'one that stands in the node',
      calling({ source: 'parameter', workflowJson: JSON.stringify(workflow(helper, ['Called > Helper'])) }),
    ],
  ])('are gone into: %s', (_, content) => {
    expect(edges(read(content))).toEqual(['Agent delegates Helper']);
  });

  it('are orchestrators if they are not in the file, known by their id in other files', () => {
    const caller = read(calling({ workflowId: 'elsewhere1' }));
    expect(edges(caller)).toEqual(['Agent delegates Tool']);
    expect(caller.warnings.map(({ found }) => found)).toEqual(['one that is not in this file']);
    const called = read(workflow(helper, ['Called > Helper'], { id: 'elsewhere1' }));
    expect(edges(called)).toEqual(['Called delegates Helper']);
    const id = { by: 'id', key: 'n8n workflow elsewhere1' };
    expect([caller.identities.get('Tool'), called.identities.get('Called')]).toEqual([[id], [id]]);
  });

  it('can be any of the file if they are chosen late, which is said', () => {
    const imported = read(calling({ workflowId: '={{ $json.which }}' }, helper, ['Called > Helper']));
    expect(edges(imported)).toEqual(['Agent delegates Tool', 'Tool delegates Helper']);
    expect(componentOf(imported, 'Tool')?.tags).toContain('dynamic');
    expect(imported.findings.map(({ title }) => title)).toContain('Dynamic workflow');
  });

  it('give agents as tools their tasks', () => {
    const nodes = [agent(), node('Expert', `${CHAIN}agentTool`)];
    expect(edges(read(workflow(nodes, ['Expert -tool> Agent'])))).toEqual(['Agent delegates Expert']);
  });
});

describe('what a node can do', () => {
  const tagsOf = (type: string, parameters: object): readonly string[] | undefined =>
    componentOf(read(workflow([agent(), node('Tool', type, { parameters })], ['Tool -tool> Agent'])), 'Tool')?.tags;

  it('is what its default does where no operation is given, by its resource', () => {
    const drive = `${BASE}googleDriveTool`;
    expect(tagsOf(drive, {})).toEqual(['egress', 'write']);
    expect(tagsOf(drive, { resource: 'fileFolder' })).toEqual(['ingest-untrusted', 'read-private']);
    expect(tagsOf(`${BASE}discordTool`, { resource: 'member' })).toEqual(['ingest-untrusted', 'read-private']);
    expect(tagsOf(`${BASE}discordTool`, { resource: 'message' })).toEqual(['egress', 'write']);
    expect(tagsOf(`${BASE}googleSheetsTool`, { resource: 'spreadsheet' })).toEqual(['write']);
    expect(tagsOf(`${BASE}googleSheetsTool`, {})).toEqual(['read-private']);
    expect(tagsOf(`${BASE}facebookGraphApiTool`, {})).toEqual(['egress', 'ingest-untrusted']);
    expect(tagsOf(`${BASE}facebookGraphApiTool`, { httpRequestMethod: 'POST' })).toEqual(['egress', 'write']);
  });

  it('is what the verb in its operation says, wherever it stands there', () => {
    const discord = (operation: string) => tagsOf(`${BASE}discordTool`, { resource: 'member', operation });
    for (const operation of ['roleAdd', 'kick', 'create', 'delete_role', 'replyTo'])
      expect(discord(operation), operation).toEqual(['egress', 'write']);
    for (const operation of ['getAll', 'mediaUrlGet', 'history', 'search_all'])
      expect(discord(operation), operation).toEqual(['ingest-untrusted', 'read-private']);
    for (const operation of ['executeQuery', 'customApiCall', 'frobnicate', '={{ $json.operation }}'])
      expect(discord(operation), operation).toEqual(expect.arrayContaining(['egress', 'read-private', 'write']));
  });

  it('runs nothing where it only asks a service that builds or is built', () => {
    expect(tagsOf(`${BASE}jenkinsTool`, { resource: 'build' })).toEqual(['read-private']);
    expect(tagsOf(`${BASE}jenkinsTool`, { resource: 'job', operation: 'create' })).toEqual(['execute', 'write']);
    const parameters = { url: 'https://hub.docker.com/v2/repositories/x/tags' };
    const imported = read(
      workflow([agent(), node('Tool', `${BASE}httpRequestTool`, { parameters })], ['Tool -tool> Agent']),
    );
    expect(componentOf(imported, 'Tool')?.tags).toEqual(['egress']);
    expect(edges(imported)).toEqual(['Agent invokes Tool', 'Tool accesses hub.docker.com']);
  });
});

describe('humans and filters in a workflow', () => {
  const send = node('Send', `${BASE}gmail`, { parameters: { operation: 'send' } });

  it('hold up what passes a message with buttons, or a wait for a form', () => {
    for (const gate of [
      node('Ask', `${BASE}slack`, { parameters: { operation: 'sendAndWait' } }),
      node('Ask', `${BASE}wait`, { parameters: { resume: 'form' } }),
    ]) {
      const imported = read(workflow([agent(), gate, send], ['Agent > Ask', 'Ask > Send']));
      expect(guarded(imported, 'Ask')).toEqual(['Agent invokes Send']);
    }
    const clock = node('Ask', `${BASE}wait`, { parameters: { resume: 'timeInterval' } });
    expect(componentOf(read(workflow([agent(), clock, send], ['Agent > Ask', 'Ask > Send'])), 'Ask')).toBeUndefined();
  });

  it('hold up what follows even if it takes its content from before', () => {
    const gate = node('Ask', `${BASE}slack`, { parameters: { operation: 'sendAndWait' } });
    const late = node('Send', `${BASE}gmail`, {
      parameters: { operation: 'send', message: "={{ $('Agent').item.json.output }}" },
    });
    const imported = read(workflow([agent(), gate, late], ['Agent > Ask', 'Ask > Send']));
    expect(guarded(imported, 'Ask')).toEqual(['Agent invokes Send']);
  });

  it('hold up single tools of an agent', () => {
    const nodes = [
      agent(),
      node('Refund', `${BASE}stripeTool`),
      node('Lead', `${BASE}slackHitlTool`),
      node('Look', `${BASE}postgresTool`),
    ];
    const imported = read(workflow(nodes, ['Refund -tool> Lead', 'Lead -tool> Agent', 'Look -tool> Agent']));
    expect(guarded(imported, 'Lead')).toEqual(['Agent invokes Refund']);
  });

  it('filter what users write', () => {
    const imported = read(
      workflow([chat, node('Filter', `${CHAIN}guardrails`), agent()], ['Chat > Filter', 'Filter > Agent']),
    );
    expect(guarded(imported, 'Filter')).toEqual(['Chat messages Agent']);
  });
});

describe('the flow of content', () => {
  it('goes on through nodes that are switched off, which are left out', () => {
    const off = node('Off', `${BASE}slack`, { disabled: true, credentials: { slackApi: { id: 'x', name: 'Unused' } } });
    const model = node('Model', `${CHAIN}lmChatOpenAi`, { disabled: true, parameters: { model: 'gpt-off' } });
    const imported = read(
      workflow([chat, off, agent(), model], ['Chat > Off', 'Off > Agent', 'Model -languageModel> Agent']),
    );
    expect(edges(imported)).toEqual(['Chat messages Agent']);
    expect(imported.ignored.map(({ what }) => what)).toEqual(['Off', 'Model']);
    expect(componentOf(imported, 'Unused')).toBeUndefined();
  });

  it('leaves a loop and does not enter its next round', () => {
    const flow = (typeVersion: number, outputs: (to: string[]) => string[][]) => {
      const nodes = [
        node('Feed', `${BASE}rssFeedReadTrigger`, { parameters: { feedUrl: 'https://news.example/rss' } }),
        node('Loop', `${BASE}splitInBatches`, { typeVersion }),
        node('Load', `${BASE}httpRequest`, { parameters: { url: 'https://api.example/x' } }),
        agent(),
        agent('After'),
      ];
      const made = workflow(nodes, ['Feed > Loop', 'Load > Agent', 'Agent > Loop']) as {
        connections: Record<string, object>;
      };
      made.connections['Loop'] = {
        main: outputs(['After', 'Load']).map((names) => names.map((name) => ({ node: name, type: 'main', index: 0 }))),
      };
      return made;
    };
    const expected = [
      'Agent messages After',
      'Load accesses api.example',
      'Load feeds Agent',
      'news.example feeds Agent',
    ];
    expect(edges(read(flow(3, ([done, round]) => [[done as string], [round as string]])))).toEqual(expected);
    expect(edges(read(flow(1, ([done, round]) => [[round as string], [done as string]])))).toEqual(expected);
  });

  it('reaches agents that take it by the name of an earlier node', () => {
    const late = node('Second', `${CHAIN}agent`, { parameters: { text: '={{ $node["Chat"].json.chatInput }}' } });
    const lost = node('Third', `${CHAIN}agent`, { parameters: { text: "={{ $('Chat').item.json.chatInput }}" } });
    const imported = read(
      workflow([chat, agent(), late, lost, agent('Fourth')], ['Chat > Agent', 'Agent > Second', 'Third > Fourth']),
    );
    expect(edges(imported)).toEqual([
      'Agent messages Second',
      'Chat messages Agent',
      'Chat messages Second',
      'Third messages Fourth',
    ]);
  });

  it('enters where strangers write, unless a credential keeps them out', () => {
    const exposed = (trigger: object): boolean | undefined =>
      componentOf(read(workflow([{ ...trigger, name: 'In' }, agent()], ['In > Agent'])), 'In')?.exposed;
    const open = node('In', `${BASE}webhook`);
    expect(exposed(open)).toBe(true);
    expect(exposed({ ...open, parameters: { authentication: 'headerAuth' } })).toBe(false);
    expect(exposed(node('In', `${BASE}formTrigger`))).toBe(true);
    expect(exposed(chat)).toBe(false);
    expect(exposed({ ...chat, parameters: { public: true } })).toBe(true);
    expect(exposed({ ...chat, parameters: { public: true, authentication: 'basicAuth' } })).toBe(false);
  });

  it('offers tools to others over MCP', () => {
    const nodes = [
      node('Server', `${CHAIN}mcpTrigger`),
      node('Mail', `${BASE}gmailTool`, { parameters: { operation: 'send' } }),
    ];
    const imported = read(workflow(nodes, ['Mail -tool> Server']));
    expect(edges(imported)).toEqual(['Mail accesses gmail-messages', 'Server invokes Mail']);
    expect(componentOf(imported, 'Server')).toMatchObject({ kind: 'orchestrator', exposed: true });
    const server = node('Server', `${CHAIN}mcpTrigger`, { parameters: { path: 'desk-tools' } });
    const client = node('Client', `${CHAIN}mcpClientTool`, {
      parameters: { endpointUrl: 'https://n8n.example/mcp/desk-tools' },
    });
    const both = read(
      workflow([server, nodes[1] as object, client, agent()], ['Mail -tool> Server', 'Client -tool> Agent']),
    );
    expect(edges(both)).toEqual(['Agent delegates Server', 'Mail accesses gmail-messages', 'Server invokes Mail']);
  });
});

describe('what must not be copied', () => {
  it('is no secret, no pinned data and no prompt; secrets are named with their place', () => {
    const key = 'sk-proj-abcdefghijklmnop0123456789';
    const nodes = [
      chat,
      node('Agent', `${CHAIN}agent`, {
        parameters: { text: 'PROMPT of a customer', options: { systemMessage: 'PROMPT' } },
      }),
      node('Call', `${BASE}httpRequestTool`, {
        parameters: {
          url: 'https://api.example/x?api_key=q1w2e3r4t5y6',
          headerParameters: {
            parameters: [
              { name: 'X-Api-Key', value: 'hunter2hunter2' },
              { name: 'Accept', value: 'text/html' },
            ],
          },
          jsonBody: `{"token": "${key}"}`,
        },
      }),
    ];
    const pinData = { Chat: [{ json: { chatInput: 'PINNED' } }] };
    const imported = read(workflow(nodes, ['Chat > Agent', 'Call -tool> Agent'], { pinData }));
    const told =
      writeEcosystem(imported.ecosystem) + JSON.stringify([imported.findings, imported.ignored, imported.toFill]);
    for (const text of ['PROMPT', 'PINNED', 'hunter2', 'q1w2', key]) expect(told).not.toContain(text);
    const secrets = imported.findings.filter(({ title }) => title === 'Secret in the file');
    expect(secrets.map(({ detail }) => detail.split(' of ')[0]).sort()).toEqual(['X-Api-Key', 'jsonBody', 'url']);
    expect(imported.ignored.map(({ what }) => what)).toContain('pinData');
  });

  it('is no field of a table that only sounds like a secret', () => {
    const query = { queryParameters: { parameters: [{ name: 'meta_key', value: 'order_number' }] } };
    const call = node('Call', `${BASE}httpRequest`, { parameters: { url: 'https://api.example', ...query } });
    const imported = read(workflow([chat, call, agent()], ['Chat > Call', 'Call > Agent']));
    expect(imported.findings).toEqual([]);
  });
});

describe('addresses and types', () => {
  it.each([
    ['https://api.example.com/v1', 'api.example.com'],
    ['=https://api.example.com/{{ $json.id }}', 'api.example.com'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: n8n fills it in
    ['={{ `https://api.example.com/${$json.id}` }}', 'api.example.com'],
    ['={{ "https://api.example.com/a?b=" + $json.id }}', 'api.example.com'],
    ['={{ $json.url }}', 'dynamic'],
    ['=https://{{ $json.host }}/x', 'dynamic'],
    ['={{ "https://" + $json.host }}', 'dynamic'],
    ["={{ $fromAI('url') }}", 'dynamic'],
    ['={{ $env.API_BASE }}/x', 'API_BASE'],
    ['', 'unknown'],
  ])('finds the host of %s', (text, expected) => {
    const address = requestAddress(text);
    const found =
      address.form === 'fixed' ? address.url.host : address.form === 'setting' ? address.name : address.form;
    expect(found).toBe(expected);
  });

  it('keeps a node of an unknown type as a tool, and warns', () => {
    const imported = read(workflow([agent(), node('Odd', 'n8n-nodes-frobnicate.frobnicate')], ['Agent > Odd']));
    expect(componentOf(imported, 'Odd')?.tags).toContain('unknown-capabilities');
    expect(imported.warnings.map(({ expected }) => expected)).toEqual(['a node of a known type']);
  });

  it('refuses what holds no workflow', () => {
    for (const content of [{}, [], { nodes: [] }, { nodes: [null] }, 'text', null])
      expect(() => read(content), JSON.stringify(content)).toThrow(InvalidInputError);
  });

  it('leaves the files of other formats to them', () => {
    for (const { format, name, files } of allFixtures.filter((one) => one.format !== 'n8n')) {
      for (const file of files) expect(n8nWorkflow.detect(file).score, `${format}/${name}`).toBeLessThan(0.5);
    }
  });
});
