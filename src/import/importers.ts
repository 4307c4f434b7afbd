import { a2a } from './a2a.ts';
import { agentBom } from './agent-bom.ts';
import { agentWiz } from './agent-wiz.ts';
import { agenticRadar } from './agentic-radar.ts';
import { autogen } from './autogen.ts';
import { autogenPython } from './autogen-python.ts';
import { crewai } from './crewai.ts';
import { crewaiPython } from './crewai-python.ts';
import { csvPair } from './csv-pair.ts';
import { cyclonedx } from './cyclonedx.ts';
import { dify } from './dify.ts';
import { dot } from './dot.ts';
import { edgeList } from './edge-list.ts';
import { flowise } from './flowise.ts';
import { gexf } from './gexf.ts';
import { graphml } from './graphml.ts';
import type { Importer } from './importer.ts';
import { langflow } from './langflow.ts';
import { langGraph } from './langgraph.ts';
import { langGraphPython } from './langgraph-python.ts';
import { mcpConfig } from './mcp.ts';
import { mermaid } from './mermaid.ts';
import { n8nWorkflow } from './n8n.ts';
import { nodeLink } from './node-link.ts';
import { openaiAgents } from './openai-agents.ts';
import { otm } from './otm.ts';
import { pytm } from './pytm.ts';
import { pytmPython } from './pytm-python.ts';
import { threagile } from './threagile.ts';
import { threatDragon } from './threat-dragon.ts';
import { tmBom } from './tm-bom.ts';
import { tm7 } from './tm7.ts';

/** Every format that `import` knows. To add one: one file, one row, one fixture. */
export const importers: readonly Importer[] = [
  mcpConfig,
  n8nWorkflow,
  flowise,
  langGraph,
  langGraphPython,
  autogen,
  dify,
  a2a,
  openaiAgents,
  autogenPython,
  agentBom,
  crewai,
  crewaiPython,
  agenticRadar,
  agentWiz,
  langflow,
  tm7,
  otm,
  threagile,
  threatDragon,
  cyclonedx,
  tmBom,
  pytm,
  pytmPython,
  dot,
  mermaid,
  graphml,
  gexf,
  nodeLink,
  csvPair,
  edgeList,
];
