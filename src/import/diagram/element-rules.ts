import type { ComponentKind, Layer } from '../../graph/kinds.ts';
import type { Shape } from './diagram.ts';

/** One line of the table by which elements of threat models and graphs are taken for components. */
export type ElementRule = {
  /** What it says in words: the provenance of the component. */
  readonly says: string;
  /** Shapes that it is for; default: all. */
  readonly shapes?: readonly Shape[];
  /** Looked for in what the file says the element is, then in its name: lower case, words apart. */
  readonly words: RegExp;
  /** Never if these are there too. */
  readonly unless?: RegExp;
  readonly kind: ComponentKind;
  /** Default: the layer of the kind. */
  readonly layer?: Layer;
};

const PERSON =
  /\b(?:attacker|adversary|hacker|user|customer|client|admin|administrator|operator|employee|developer|engineer|analyst|person|people|human|player|driver|visitor|reviewer|staff|owner|member|guest|student|patient|doctor|nurse|author|tester|public|citizen|subscriber|buyer|seller|merchant|auditor|contributor|maintainer|moderator|passenger|browser)s?\b/u;
const MACHINE =
  /\b(?:service|server|api|system|application|database|db|gateway|provider|platform|backend|cluster|pool|directory|store|queue|process|agent|model|data)s?\b/u;
const SOFTWARE_SHAPES = ['process', 'any'] as const;
const STORE_SHAPES = ['store', 'any'] as const;

/** Software has no kind of its own: it acts on what it receives, as a framework does, and stands in layer 4 or in that of its task. */
const SOFTWARE = 'framework';

/**
 * The first line that fits decides. Kinds that only lower risk (controls, policy engines) are never given by a name:
 * what is called a firewall is software in layer 6.
 */
export const elementRules: readonly ElementRule[] = [
  {
    says: 'an actor that the file calls a person is a human',
    shapes: ['actor'],
    words: /^(?:human|person|end user|user|web browser|browser)(?: [^|]*)?\|/u,
    kind: 'human',
  },
  {
    says: 'an actor whose name is that of a person is a human',
    shapes: ['actor'],
    words: PERSON,
    unless: MACHINE,
    kind: 'human',
  },
  {
    says: 'a node that is called like a person is a human',
    shapes: ['any'],
    words:
      /^(?:the |end |external |internal |business |anonymous |human |malicious )*(?:user|customer|client|person|human|admin|administrator|operator|attacker|visitor|employee|actor)s?(?: \|.*)?$/u,
    kind: 'human',
  },
  {
    says: 'orchestrators, supervisors and planners of agents hand out work',
    shapes: SOFTWARE_SHAPES,
    words:
      /\b(?:orchestrator|supervisor|planner|crew|agent (?:manager|router|executor)|langgraph|autogen|semantic kernel)\b/u,
    unless: /\b(?:container|kubernetes|k8s|media|resource planner)\b/u,
    kind: 'orchestrator',
  },
  {
    says: 'agents, assistants and chat bots are agents',
    words: /\b(?:ai agent|llm agent|agentic|agent|ai assistant|assistant|chat ?bot|copilot|bot|chat ?gpt)s?\b/u,
    unless:
      /\b(?:user|build|ci|monitoring|monitor|logging|log|backup|travel|estate|threat|deployment|deploy|mail|transfer|message transfer|policy|management|gitlab|jenkins|security|endpoint|ssh|bot (?:protection|detection|manager)) ?agents?\b|\bbot(?:net| protection| detection)\b|\bagents? (?:store|db|database|registry|logs?)\b/u,
    kind: 'agent',
  },
  {
    says: 'what retrieves by vectors is a retrieval pipeline',
    shapes: SOFTWARE_SHAPES,
    words: /\b(?:rag|retriever|retrieval|embedding|embeddings|embedder|semantic search)\b/u,
    unless: /\b(?:stores?|database|db|index|indexes)\b/u,
    kind: 'rag-pipeline',
  },
  {
    says: 'language models, classifiers and other learned models are foundation models',
    shapes: ['process', 'any', 'actor'],
    words:
      /\b(?:llm|large language model|language model|foundation model|generative ai|gen ai|gpt ?\w*|claude|gemini|llama|mistral|deepseek|qwen|azure openai|openai|anthropic|bedrock|vertex ai|sagemaker|(?:ml|ai|machine learning|deep learning|neural|trained|prediction|predictive|classification|vision|speech|fraud) models?|neural net(?:work)?|classifier|model (?:inference|serving|server|endpoint|deployment)|inference (?:service|server|endpoint))\b|^(?:the )?model(?: \||$)|\| (?:the )?model$/u,
    unless:
      /\b(?:data|threat|domain|view|business|pricing) model\b|\bmodel (?:registry|store|repository|database|db|data|files?|zoo)\b/u,
    kind: 'model',
  },
  {
    says: 'what keeps a conversation or what agents remember is a memory',
    shapes: STORE_SHAPES,
    words:
      /\b(?:agent memory|long term memory|short term memory|memory store|conversation (?:history|store|memory)|chat history|session memory|memories)\b|^memory$/u,
    kind: 'memory',
  },
  {
    says: 'vaults and key stores are secret stores',
    shapes: ['store', 'process', 'any'],
    words:
      /\b(?:key ?vault|vault|secrets?(?: (?:store|manager|management|db))?|hsm|kms|key (?:management|store)|keystore|credentials?(?: store)?|password (?:store|manager|db|database))\b/u,
    kind: 'secret-store',
  },
  {
    says: 'stores of logs and audit trails are log stores',
    shapes: STORE_SHAPES,
    words: /\b(?:logs?|audit(?: trail| log| db)?|audit trail|journal|telemetry|event log|metrics (?:store|db))\b/u,
    unless: /\b(?:log ?in|log ?on|blog)\b/u,
    kind: 'log-store',
  },
  {
    says: 'registries and marketplaces are registries',
    shapes: STORE_SHAPES,
    words:
      /\b(?:agent (?:registry|directory)|tool registry|mcp registry|model (?:registry|zoo)|package (?:registry|repository)|container registry|artifact (?:registry|repository)|artifactory|npm registry|pypi|docker hub|marketplace)\b/u,
    kind: 'registry',
  },
  { says: 'a store holds data', shapes: ['store'], words: /^/u, kind: 'data-store' },
  {
    says: 'a process that is called like a database is one',
    shapes: ['process'],
    words:
      /^(?:(?:the|main|primary|internal|production|prod|user|customer|order|product) )*(?:database|db|sql (?:server|database)|postgre ?s ?(?:ql|sql)?|my ?sql|maria ?db|mongo ?(?:db)?|dynamo ?db|cassandra|redis|memcached|elasticsearch|sqlite|oracle(?: db)?|s3(?: bucket)?)(?: (?:database|db|server|cluster|store))?(?: \|.*)?$/u,
    kind: 'data-store',
  },
  {
    says: 'what watches others is a monitor',
    shapes: SOFTWARE_SHAPES,
    words:
      /\b(?:monitor|monitoring|siem|alerting|alert manager|observability|prometheus|grafana|datadog|splunk|sentry|intrusion detection|ids|edr|nagios|security scanner|watchdog)\b/u,
    kind: 'monitor',
  },
  {
    says: 'what judges the answers of models is an evaluator',
    shapes: SOFTWARE_SHAPES,
    words: /\b(?:evaluator|llm judge|judge model|eval harness|evaluation service)\b/u,
    kind: 'evaluator',
  },
  {
    says: 'tools, plug-ins and MCP servers are tools',
    shapes: SOFTWARE_SHAPES,
    words: /\b(?:mcp|mcp server|tool|plugin|plug in|skill|function calling|function tool)s?\b/u,
    kind: 'tool',
  },
  {
    says: 'software that logs is taken for a part of layer 5',
    shapes: SOFTWARE_SHAPES,
    words:
      /\b(?:logger|logging|log (?:collector|aggregator|shipper|service)|audit (?:service|process)|syslog|logstash|fluentd)\b/u,
    kind: SOFTWARE,
    layer: 5,
  },
  {
    says: 'software for identity, access and filtering is taken for a part of layer 6',
    shapes: SOFTWARE_SHAPES,
    words:
      /\b(?:auth|authn|authz|authentication|authorization|authenticator|identity|idp|sso|oauth2?|oidc|saml|login|log in|sign in|active directory|ldap|keycloak|okta|cognito|iam|token service|firewall|waf|guardrails?|content filter|dlp|policy (?:engine|service)|opa|rate limiter|security group)\b/u,
    kind: SOFTWARE,
    layer: 6,
  },
  {
    says: 'a node that is called like a store holds data',
    shapes: ['any'],
    words:
      /\b(?:database|db|rdbms|sql|data ?store|datastore|storage|bucket|s3|blob|cache|redis|memcached|message queue|queue|sqs|table|data ?warehouse|data ?lake|file ?system|efs|ebs|dataset|data ?set|documents?|mongo(?:db)?|postgres(?:ql)?|mysql|mariadb|oracle|dynamo(?:db)?|cassandra|rds|aurora|elasticsearch|opensearch|redshift|snowflake|bigquery|kafka|kinesis|pinecone|weaviate|chroma|qdrant|milvus|faiss|vector store|knowledge ?base)\b/u,
    kind: 'data-store',
  },
  {
    says: 'an actor that is not a person is an external system',
    shapes: ['actor'],
    words: /^/u,
    kind: 'external',
  },
  {
    says: 'a node that is called so is outside the system',
    shapes: ['any'],
    words: /\b(?:internet|external|third party|web ?site|public web|saas|partner system)\b/u,
    kind: 'external',
  },
  {
    says: 'a process of a data flow diagram is taken for software of layer 4',
    shapes: ['process'],
    words: /^/u,
    kind: SOFTWARE,
    layer: 4,
  },
  {
    says: 'a node that is called like software is taken for software of layer 4',
    shapes: ['any'],
    words:
      /\b(?:service|server|api|backend|front ?end|app|application|website|web|gateway|proxy|load balancer|elb|alb|cdn|lambda|function|worker|job|scheduler|container|docker|pod|kubernetes|k8s|vm|ec2|instance|host|client|module|microservice|process|system|broker|router|switch|dns|vpn|network)s?\b/u,
    kind: SOFTWARE,
    layer: 4,
  },
];
