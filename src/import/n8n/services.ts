import { type Behind, type Capability, capabilitiesIn, factsOf, type ToolFacts, webPages } from '../tool-facts.ts';
import type { NodeType } from './node-type.ts';
import type { Effect } from './operation.ts';

type Row = readonly [types: string, title: string, can: string, behind: Behind];

const external = (id: string, name: string): Behind => ({ form: 'external', id, name });
const nothing: Behind = { form: 'nothing' };
const mailing = external('mailing-list', 'mailing list service');
const posts = external('social-media-posts', 'social media posts');
const phone = external('phone-messages', 'text messages and calls');
const queue = external('message-queue', 'message queue');
const crm = external('crm', 'customer records');
const shop = external('shop', 'shop and its customers');
const desk = external('help-desk', 'customer tickets');
const money = external('payment-service', 'payment service');
const accounts = external('accounting-service', 'accounting service');
const forms = external('form-answers', 'answers to forms');
const tasks = external('task-board', 'task board');
const alerts = external('security-service', 'security service');
const people = external('directory-service', 'directory of users');
const files = external('shared-documents', 'shared documents');
const site = external('website', 'website');
const builds = external('build-service', 'build service');
const lookups = external('lookup-service', 'lookup service');
const chats = external('chat-messages', 'chat messages');
const events = external('analytics-service', 'analytics service');
const devices = external('devices', 'devices');

/*
 * Types of nodes, exactly as n8n writes them in lower case, that the words of the table of tools do not tell.
 * p: reads private data, u: takes in content that strangers write, e: sends data out, w: changes things, x: runs code.
 */
const rows: readonly Row[] = [
  ['executecommand ssh', 'commands', 'p e w x', { form: 'host' }],
  ['n8n', 'n8n itself', 'p w x', external('n8n-instance', 'n8n')],
  ['awslambda', 'cloud functions', 'e w x', external('aws-account', 'AWS')],
  ['git', 'git', 'p w', { form: 'files' }],
  ['npm', 'package registry', 'u', external('npm-registry', 'npm registry')],
  [
    'sendgrid mailgun mailjet mandrill awsses brevo sendinblue postmark sendy emelia lemlist mailerlite mailchimp convertkit getresponse activecampaign customerio iterable vero egoi autopilot mautic actionnetwork keap klicktipp',
    'mailings',
    'p e w',
    mailing,
  ],
  ['twilio vonage plivo sms77 msg91 mocean messagebird awssns', 'phone messages', 'p u e w', phone],
  ['evolutionapi rapiwa gowa zapi waha', 'WhatsApp', 'p u e w', external('whatsapp-messages', 'WhatsApp messages')],
  ['telepilot', 'Telegram', 'p u e w', external('telegram-messages', 'Telegram messages')],
  ['mattermost rocketchat matrix zulip twist twake ciscowebex googlechat line zoom', 'chat', 'p u e w', chats],
  ['pushover pushbullet gotify pushcut signl4', 'notifications', 'e', external('push-service', 'push service')],
  ['rabbitmq kafka amqp mqtt awssqs', 'message queue', 'p e w', queue],
  [
    'twitter x linkedin reddit youtube facebook facebookgraphapi facebookleadads discourse disqus medium hackernews bluesky mastodon instagram pinterest tiktok blotato postiz uploadpost',
    'social media',
    'u e w',
    posts,
  ],
  [
    'wordpress ghost webflow contentful storyblok strapi cockpit bubble adalo netlify',
    'contents of a website',
    'p u e w',
    site,
  ],
  [
    'hubspot salesforce pipedrive zohocrm copper affinity agilecrm freshworkscrm highlevel monicacrm salesmate microsoftdynamicscrm gong odoo erpnext servicenow halopsa syncromsp odoo orbit uplead',
    'customer records',
    'p u e w',
    crm,
  ],
  ['zendesk intercom freshdesk freshservice helpscout zammad drift servicenow', 'help desk', 'p u e w', desk],
  ['shopify woocommerce magento2 gumroad unleashedsoftware', 'shop', 'p u w', shop],
  ['stripe paypal paddle chargebee wise', 'payments', 'p w', money],
  ['xero quickbooks invoiceninja profitwell', 'accounting', 'p w', accounts],
  [
    'typeform jotform surveymonkey formio formstack wufoo kobotoolbox calendly cal acuityscheduling eventbrite workable demio gotowebinar',
    'answers to forms',
    'p u',
    forms,
  ],
  [
    'asana trello clickup mondaycom todoist googletasks microsofttodo taiga wekan flow clockify harvest toggl beeminder kitemaker',
    'task board',
    'p u e w',
    tasks,
  ],
  ['googlecalendar', 'calendar', 'p u w', external('invitations', 'calendar invitations')],
  ['googlecontacts bamboohr', 'contacts', 'p w', external('contacts', 'contacts')],
  [
    'googledrive microsoftonedrive microsoftsharepoint dropbox box nextcloud googleslides raindrop figma miro',
    'shared documents',
    'p u e w',
    files,
  ],
  [
    'misp thehive thehiveproject cortex elasticsecurity securityscorecard urlscanio virustotal microsoftgraphsecurity venafitlsprotectcloud venafitlsprotectdatacenter splunk netscaleradc awscertificatemanager',
    'security tools',
    'p u w',
    alerts,
  ],
  ['okta ldap microsoftentra awscognito awsiam gsuiteadmin bitwarden', 'users and access', 'p w', people],
  ['circleci jenkins travisci rundeck currents', 'builds', 'p w x', builds],
  [
    'grafana metabase posthog segment googleanalytics googleads uptimerobot sentryio pagerduty googlebusinessprofile',
    'analytics and alerts',
    'p w',
    events,
  ],
  ['homeassistant philipshue onfleet oura strava', 'devices', 'p w', devices],
  [
    'clearbit hunter dropcontact humanticai uproc lonescale mailcheck brandfetch phantombuster peekalink onesimpleapi jinaai airtop browserless toolbrowseruse apify decodo scrapeless oneshot supadata prospectpro exploriumai',
    'web research',
    'u e',
    webPages,
  ],
  [
    'toolserpapi toolsearxng toolsearchapi toolwikipedia tavily perplexity toolperplexity serpapi brave bravesearch',
    'web search',
    'u e',
    webPages,
  ],
  [
    'toolwolframalpha openweathermap coingecko marketstack nasa deepl googletranslate lingvanex openthesaurus dhl googlebooks googleperspective mindee awstextract awsrekognition awscomprehend awstranscribe googlecloudnaturallanguage bitly yourls quickchart apitemplateio bannerbear postbin spotify',
    'lookups',
    'e',
    lookups,
  ],
  [
    'openai anthropic googlegemini ollama mistralai grok deepseek huggingface',
    'models of a vendor',
    'e',
    external('model-service', 'model service'),
  ],
  ['toolcalculator toolthink', 'thinking aid', '', nothing],
  ['toola2a', 'another agent', 'u e', external('other-agent', 'agent behind A2A')],
  ['toolcomputeruse', 'the computer', 'p u e w x', { form: 'host' }],
];

const table = new Map<string, ToolFacts>(
  rows.flatMap(([types, title, can, behind]) =>
    types.split(' ').map((type) => [type, { title, behind, can: capabilitiesIn(can) }] as const),
  ),
);

/** What a node of this type can do; by the words of its type where the table does not have it. */
export const serviceOf = ({ base, source, isOwn }: NodeType): ToolFacts | undefined =>
  table.get(base.toLowerCase()) ?? factsOf(base) ?? (isOwn ? undefined : factsOf(source.replace(/n8n-nodes-/, '')));

/** What an operation leaves of what a service can do: sending brings nothing in, reading changes nothing. */
export function narrowed(facts: ToolFacts, effect: Effect | undefined): ToolFacts {
  if (effect === undefined) return facts;
  const without = effect === 'writes' ? BRINGS_IN : facts.can.includes('read-private') ? ACTS : CHANGES;
  const can = facts.can.filter((capability) => !without.has(capability));
  return { ...facts, can: effect === 'writes' && !can.some((one) => ACTS.has(one)) ? [...can, 'write'] : can };
}

const BRINGS_IN: ReadonlySet<Capability> = new Set(['ingest-untrusted', 'read-private']);
const CHANGES: ReadonlySet<Capability> = new Set(['write', 'execute']);
/** Who asks for data of one account tells nobody else anything; who asks the whole web does. */
const ACTS: ReadonlySet<Capability> = new Set([...CHANGES, 'egress']);
