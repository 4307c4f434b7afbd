import { wordsOf } from './secrets.ts';

/** What a tool lets an agent do. */
export type Capability = 'read-private' | 'ingest-untrusted' | 'egress' | 'write' | 'execute';

/** What stands behind a tool. */
export type Behind =
  /** A service or the web: outside content comes from there if the server takes in any. */
  | { readonly form: 'external'; readonly id: string; readonly name: string }
  /** Files: the paths are arguments. */
  | { readonly form: 'files' }
  | { readonly form: 'database'; readonly name: string }
  | { readonly form: 'memory' }
  /** Commands on the machine that it runs on. */
  | { readonly form: 'host' }
  | { readonly form: 'nothing' };

export type ToolFacts = { readonly title: string; readonly can: readonly Capability[]; readonly behind: Behind };

type Row = readonly [words: string, title: string, can: string, behind: Behind];

const external = (id: string, name: string): Behind => ({ form: 'external', id, name });
/** What anybody may have written, anywhere on the web. */
export const webPages = external('web-pages', 'web pages');
const files: Behind = { form: 'files' };
const database = (name: string): Behind => ({ form: 'database', name });
const memory: Behind = { form: 'memory' };
const host: Behind = { form: 'host' };
const nothing: Behind = { form: 'nothing' };

/*
 * Words of a package, image, module, script, address or server name -> what such servers do, from the
 * documentation of the servers in general use in 2025 and 2026. The first row with a matching word holds; a
 * word after = must be the whole name, for it is common in names of other things.
 * p: reads private data, u: takes in content that strangers write, e: sends data out, w: changes things, x: runs code.
 */
const rows: readonly Row[] = [
  [
    'desktop-commander shell terminal iterm commands command-runner cli-mcp ssh powershell',
    'commands',
    'p e w x',
    host,
  ],
  [
    'python-repl code-interpreter jupyter repl run-python e2b code-sandbox simple-code judge0 judge0ce run-code code-runner execute-code python-interpreter riza daytona pythonrepltool e2bpython',
    'code execution',
    'e w x',
    host,
  ],
  ['kubernetes k8s kubectl', 'Kubernetes', 'p w x', external('kubernetes-cluster', 'Kubernetes cluster')],
  ['filesystem fs files file-system file-management', 'files', 'p w', files],
  [
    'file-read read-file directory-read directory-search list-directory csvsearch docxsearch jsonsearch mdxsearch pdfsearch txtsearch xmlsearch',
    'files',
    'p',
    files,
  ],
  ['file-writer file-write write-file pdftext', 'files', 'w', files],
  ['rag-tool llama-index', 'retrieval', 'p', database('knowledge base')],
  ['sequential-thinking sequentialthinking sequential thinking', 'thinking aid', '', nothing],
  ['memory mem0 basic-memory openmemory', 'memory', 'p w', memory],
  [
    'github githubcopilot githubusercontent',
    'GitHub',
    'p u e w',
    external('github.com', 'GitHub issues and repositories'),
  ],
  ['gitlab', 'GitLab', 'p u e w', external('gitlab.com', 'GitLab issues and repositories')],
  ['bitbucket', 'Bitbucket', 'p u e w', external('bitbucket.org', 'Bitbucket')],
  ['git', 'git', 'p w', files],
  [
    'playwright puppeteer browser browserbase selenium chrome chromium devtools stagehand browser-use',
    'browser',
    'u e w',
    webPages,
  ],
  ['glean', 'company search', 'p u', external('company-documents', 'documents of the company')],
  [
    'brave-search brave tavily exa perplexity duckduckgo ddgo serper searxng websearch web-search google-search kagi bing serpapi searchapi serp bocha baidu-search linkup youcom google-custom-search dataforseo google-places exasearch parallel-search serply search-internet',
    'web search',
    'u e',
    webPages,
  ],
  [
    '=fetch mcp-fetch fetch-mcp server-fetch fetch-server web-fetch fetch-url fetch-page fetch-web fetch-webpage fetch-website fetch-html fetch-tool firecrawl crawl4ai scraper crawler web webfetch jina apify webscraper web-reader scrape scraping scrapegraph spider browserless diffbot oxylabs agentql bright-data watercrawl website-search hyperbrowser multion requests-get',
    'web pages',
    'u e',
    webPages,
  ],
  [
    'wikipedia wikidata arxiv pubmed semantic-scholar google-scholar stackexchange stackoverflow',
    'public references',
    'u e',
    external('public-references', 'public references'),
  ],
  [
    'docling unstructured llamaparse llama-parse document-converter',
    'document conversion',
    'u e',
    external('incoming-documents', 'documents that come in'),
  ],
  ['news newsapi gnews', 'news', 'u e', external('news-sites', 'news sites')],
  ['context7 deepwiki gitbook code-docs', 'documentation', 'u e', external('public-docs', 'public documentation')],
  ['slack', 'Slack', 'p u e w', external('slack-messages', 'Slack messages')],
  ['discord', 'Discord', 'p u e w', external('discord-messages', 'Discord messages')],
  ['telegram', 'Telegram', 'p u e w', external('telegram-messages', 'Telegram messages')],
  ['whatsapp', 'WhatsApp', 'p u e w', external('whatsapp-messages', 'WhatsApp messages')],
  ['teams', 'Microsoft Teams', 'p u e w', external('teams-messages', 'Teams messages')],
  ['gmail google-mail', 'Gmail', 'p u e w', external('gmail-messages', 'Gmail messages')],
  ['feishu lark', 'Feishu', 'p u e w', external('feishu-messages', 'Feishu messages and documents')],
  ['dingtalk', 'DingTalk', 'p u e w', external('dingtalk-messages', 'DingTalk messages')],
  ['wecom wechat weixin', 'WeChat', 'p u e w', external('wechat-messages', 'WeChat messages')],
  ['twilio sms', 'text messages', 'e w', external('text-messages', 'text messages')],
  ['outlook email mail imap smtp mailbox ms365', 'mail', 'p u e w', external('mailbox', 'mail')],
  ['calendar', 'calendar', 'p u w', external('invitations', 'calendar invitations')],
  ['jira atlassian confluence', 'Atlassian', 'p u e w', external('jira-issues', 'Jira issues and Confluence pages')],
  [
    '=linear mcp-linear linear-mcp linear-app linear-issues linear-issue linear-tool',
    'Linear',
    'p u e w',
    external('linear-issues', 'Linear issues'),
  ],
  ['sentry', 'Sentry', 'p u', external('sentry-events', 'Sentry events')],
  ['notion', 'Notion', 'p u e w', external('notion-pages', 'Notion pages')],
  ['asana trello clickup monday', 'task board', 'p u e w', external('task-board', 'task board')],
  ['zendesk intercom freshdesk', 'help desk', 'p u e w', external('help-desk', 'customer tickets')],
  ['hubspot salesforce', 'customer records', 'p u e w', external('crm', 'customer records')],
  [
    'gdrive google-drive drive sharepoint onedrive dropbox google-docs gsuite contentful',
    'shared documents',
    'p u e w',
    external('shared-documents', 'shared documents'),
  ],
  [
    'reddit twitter youtube hackernews hacker-news rss linkedin bluesky mastodon',
    'social media',
    'u e',
    external('social-media-posts', 'social media posts'),
  ],
  [
    'amap gaode google-maps maps mapbox nominatim openstreetmap geocoding tianditu',
    'maps',
    'e',
    external('map-service', 'map service'),
  ],
  ['weather openweather openweathermap open-weather', 'weather', 'e', external('weather-service', 'weather service')],
  [
    'dalle dall-e stability stable-diffusion comfyui cogview flux midjourney text-to-image image-generation getimgai novita dalletool generate-image',
    'image generation',
    'e',
    external('image-service', 'image service'),
  ],
  [
    'elevenlabs text-to-speech speech-to-text tts asr whisper assemblyai deepgram',
    'speech',
    'e',
    external('speech-service', 'speech service'),
  ],
  ['deepl translate translation', 'translation', 'e', external('translation-service', 'translation service')],
  ['wolfram wolframalpha wolfram-alpha', 'computation', 'e', external('wolfram-alpha', 'Wolfram Alpha')],
  [
    'yahoo-finance yfinance alpha-vantage alphavantage coingecko polygon-io finance',
    'market data',
    'e',
    external('market-data', 'market data'),
  ],
  ['stripe paypal', 'payments', 'p w', external('payment-service', 'payment service')],
  ['figma', 'Figma', 'p u', external('figma-files', 'Figma files')],
  [
    'zapier composio pipedream merge-agent-handler',
    'automation hub',
    'p u e w',
    external('automation-hub', 'connected services'),
  ],
  ['postgres postgresql supabase neon pgsearch', 'PostgreSQL', 'p w', database('PostgreSQL')],
  ['sqlite', 'SQLite', 'p w', database('SQLite')],
  ['mysql mariadb mysqlsearch', 'MySQL', 'p w', database('MySQL')],
  ['mssql sqlserver', 'SQL Server', 'p w', database('SQL Server')],
  ['mongodb mongo', 'MongoDB', 'p w', database('MongoDB')],
  [
    'astradb astra-db cassandra couchbase cosmosdb dynamodb neo4j arangodb surrealdb',
    'database',
    'p w',
    database('database'),
  ],
  [
    'airtable baserow nocodb google-sheets spreadsheet',
    'shared tables',
    'p u w',
    external('shared-tables', 'shared tables'),
  ],
  ['redis', 'Redis', 'p w', database('Redis')],
  [
    'bigquery snowflake clickhouse duckdb motherduck databricks teradata',
    'warehouse',
    'p w',
    database('data warehouse'),
  ],
  ['elasticsearch opensearch', 'search index', 'p w', database('search index')],
  [
    'qdrant chroma chromadb pinecone weaviate milvus faiss pgvector vectara lancedb vespa zep upstash',
    'vector store',
    'p w',
    database('vector store'),
  ],
  ['obsidian', 'notes', 'p w', files],
  ['aws s3', 'AWS', 'p w', external('aws-account', 'AWS')],
  ['azure', 'Azure', 'p w', external('azure-account', 'Azure')],
  ['gcp gcloud google-cloud', 'Google Cloud', 'p w', external('google-cloud-account', 'Google Cloud')],
  ['ibmcloud ibm-cloud', 'IBM Cloud', 'p w', external('ibm-cloud-account', 'IBM Cloud')],
  ['cloudflare vercel netlify', 'hosting', 'p w', external('hosting-service', 'hosting service')],
  ['terraform pulumi', 'infrastructure code', 'p w', external('managed-infrastructure', 'managed infrastructure')],
  ['docker', 'Docker', 'p w x', host],
  ['time datetime current-time current-date', 'clock', '', nothing],
  ['calculator calculate maths math eval-expression', 'calculator', '', nothing],
  [
    'json-process json-parse json-formatter regex regex-extract qrcode qr-code chart charts uuid md-exporter general-chunker parentchild-chunker qa-chunk dify-extractor',
    'conversion',
    '',
    nothing,
  ],
  [
    'database db-query sql text2sql text-to-sql text2data vanna nl2sql nl2-sqltool nl2sqltool singlestore single-store sqldatabase list-sqldatabase aimind',
    'database',
    'p w',
    database('database'),
  ],
  ['everything', 'test server', '', nothing],
];

const letters: Readonly<Record<string, Capability>> = {
  p: 'read-private',
  u: 'ingest-untrusted',
  e: 'egress',
  w: 'write',
  x: 'execute',
};

/** `p u e` as the rows of tables write it. */
export const capabilitiesIn = (can: string): readonly Capability[] =>
  can.split(' ').flatMap((letter) => letters[letter] ?? []);

const table = rows.map(([words, title, can, behind]) => ({
  words: words.split(' '),
  facts: { title, behind, can: capabilitiesIn(can) },
}));

/** What is known about a tool of this package, image, module, class, address or name; undefined if nothing. */
export function factsOf(identity: string): ToolFacts | undefined {
  const words = namesIn(identity);
  return table.find((row) => row.words.some((word) => words.has(word)))?.facts;
}

/**
 * The same for a program or script, which must be called nothing else: `whatsapp-takeover.py` is an
 * attack and no server for WhatsApp.
 */
export function factsOfProgram(fileName: string): ToolFacts | undefined {
  const words = dashed(fileName)
    .split('-')
    .filter((word) => word !== '' && !EMPTY.has(word))
    .join('-');
  return table.find((row) => row.words.includes(words) || row.words.includes(`=${words}`))?.facts;
}

const MOST_WORDS = 4;
const LEAST_LETTERS = 6;

/** What a name may hold: its words and neighbouring words with dashes; written as one from six letters on; `=` all. */
function namesIn(identity: string): ReadonlySet<string> {
  const names = new Set([`=${dashed(identity)}`, `=${wordsOf(identity).join('-')}`]);
  // As it is written, and with camel case taken apart: duckDuckGoSearch, PostgreSQL.
  for (const words of [dashed(identity).split('-'), wordsOf(identity)]) {
    for (let from = 0; from < words.length; from++) {
      for (let to = from + 1; to <= Math.min(words.length, from + MOST_WORDS); to++) {
        const part = words.slice(from, to);
        names.add(part.join('-'));
        if (part.join('').length >= LEAST_LETTERS) names.add(part.join(''));
      }
    }
  }
  return names;
}

const dashed = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** Words of file names that say nothing about what a server does. */
const EMPTY: ReadonlySet<string> = new Set(
  'mcp server servers py js mjs ts exe sh index main dist build src darwin linux windows win32 win64 amd64 arm64 x64 x86'.split(
    ' ',
  ),
);
