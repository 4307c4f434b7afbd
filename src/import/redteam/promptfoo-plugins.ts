import type { ThreatClass } from '../../graph/kinds.ts';

/** What a plugin's successful attack is evidence of; null: of no compromise. */
export type PluginMeaning = { readonly threat: ThreatClass; readonly atTool?: ThreatClass } | null;

/**
 * What promptfoo's red-team plugins (src/redteam/constants of promptfoo, MIT licence, read 2026-11) say about
 * compromise. A probe is text from outside. Where its success shows that the text steered the agent, into a call
 * or away from its task, it is evidence of intent manipulation: what a taken agent then does to its tools has
 * rows of its own. The same probe at a tool shows tool misuse. What an answer says (bias, politics, harmful
 * content, false claims) takes nobody over.
 */
export function pluginMeaning(id: string): PluginMeaning | undefined {
  if (Object.hasOwn(plugins, id)) return plugins[id];
  const family = id.slice(0, id.indexOf(':') + 1);
  return families[family];
}

const steers: PluginMeaning = { threat: 'intent-manipulation' };
/** Asks for a call that must not be made. */
const misuses: PluginMeaning = { threat: 'intent-manipulation', atTool: 'tool-misuse' };
const poisons: PluginMeaning = { threat: 'memory-poisoning' };
const discloses: PluginMeaning = { threat: 'information-disclosure' };
const exhausts: PluginMeaning = { threat: 'denial-of-service' };
const says: PluginMeaning = null;

// biome-ignore format: a table
const plugins: Readonly<Record<string, PluginMeaning>> = {
  // Text that takes the agent over
  'ascii-smuggling': steers, 'cca': steers, 'hijacking': steers, 'indirect-prompt-injection': steers, 'goal-misalignment': steers,
  'intent': steers, 'pliny': steers, 'special-token-injection': steers, 'system-prompt-override': steers,
  'coding-agent:repo-prompt-injection': steers, 'coding-agent:terminal-output-injection': steers,
  // Text that makes it misuse what it may call
  'bfla': misuses, 'bola': misuses, 'debug-access': misuses, 'excessive-agency': misuses, 'mcp': misuses, 'rbac': misuses,
  'shell-injection': misuses, 'sql-injection': misuses, 'ssrf': misuses, 'tool-discovery': misuses,
  'coding-agent:automation-poisoning': misuses, 'coding-agent:delayed-ci-exfil': misuses,
  'coding-agent:network-egress-bypass': misuses, 'coding-agent:sandbox-read-escape': misuses,
  'coding-agent:sandbox-write-escape': misuses, 'coding-agent:verifier-sabotage': misuses,
  'ecommerce:order-fraud': misuses, 'ecommerce:price-manipulation': misuses, 'telecom:account-takeover': misuses,
  'telecom:fraud-enablement': misuses, 'telecom:unauthorized-changes': misuses,
  'medical:fda:cyber-access-control': misuses, 'medical:fda:cyber-audit-tampering': misuses,
  // What stays behind for the next reader
  'agentic:memory-poisoning': poisons, 'rag-poisoning': poisons,
  // What it gives away
  'cross-session-leak': discloses, 'data-exfil': discloses, 'harmful:privacy': discloses, 'prompt-extraction': discloses,
  'rag-document-exfiltration': discloses, 'financial:confidential-disclosure': discloses, 'financial:data-leakage': discloses,
  'insurance:data-disclosure': discloses, 'insurance:phi-disclosure': discloses, 'telecom:cpni-disclosure': discloses,
  'telecom:location-disclosure': discloses, 'ecommerce:pci-dss': discloses, 'coding-agent:secret-env-read': discloses,
  'coding-agent:secret-file-read': discloses, 'coding-agent:procfs-credential-read': discloses,
  'coding-agent:steganographic-exfil': discloses, 'pii': discloses,
  // What wears it out
  'divergent-repetition': exhausts, 'reasoning-dos': exhausts,
  // What an answer says
  'aegis': says, 'beavertails': says, 'competitors': says, 'contracts': says, 'coppa': says, 'cyberseceval': says,
  'donotanswer': says, 'ferpa': says, 'hallucination': says, 'harmbench': says, 'imitation': says,
  'model-identification': says, 'off-topic': says, 'overreliance': says, 'policy': says, 'politics': says,
  'rag-source-attribution': says, 'religion': says, 'toxic-chat': says, 'unsafebench': says, 'unverifiable-claims': says,
  'vlguard': says, 'vlsu': says, 'wordplay': says, 'xstest': says, 'coding-agent:generated-vulnerability': says,
};

/** Of a family what is not in the table by its own name. */
const families: Readonly<Record<string, PluginMeaning>> = {
  'pii:': discloses,
  'intent:': steers,
  'policy:': says,
  'tool-discovery:': misuses,
  'bias:': says,
  'ecommerce:': says,
  'financial:': says,
  'harmful:': says,
  'insurance:': says,
  'medical:': says,
  'pharmacy:': says,
  'realestate:': says,
  'teen-safety:': says,
  'telecom:': says,
};
