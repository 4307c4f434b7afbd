/** Format -> the sample in test/fixtures whose picture stands in docs/import.md. */
export const pictured: Readonly<Record<string, string>> = {
  mcp: 'mcp-scan.whatsapp-takeover.json',
  n8n: 'GitHub_Assistant_Agent.json',
  flowise: 'agentflows.Human_In_Loop_RAG.json',
  langgraph: 'mermaid.weather-subgraph-memory.mmd',
  'langgraph-python': 'own-supervisor.py',
  autogen: 'gallery-team.deep-research-team.json',
  'autogen-python': 'own-graph-flow.py',
  dify: 'document-chat.yml',
  a2a: 'own-marketplace',
  'openai-agents': 'customer_service.main.py',
  'agent-bom': 'first-run-ai-stack.inventory.json',
  crewai: 'job-posting',
  'crewai-python': 'own-newsflow',
  'agentic-radar': 'openai-agents__multiple_servers_in_async_with.json',
  'agent-wiz': 'own-agentchat.json',
  langflow: 'openrag.openrag_agent.json',
};
