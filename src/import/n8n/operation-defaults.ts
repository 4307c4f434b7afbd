/*
 * Files leave out what is the default of a node. What the latest version of each node does then, from the
 * descriptions of the nodes themselves; nodes whose default neither reads nor writes (commands, functions of a
 * cloud) are not here.
 */

const split = (text: string): string[] => text.trim().split(/\s+/);

/** Whatever the resource is. */
const READS: ReadonlySet<string> = new Set(
  split(`adalo agilecrm airtable awscognito awsiam azurecosmosdb azurestorage baserow bitwarden bubble circleci
  coingecko contentful demio dhl disqus emelia ftp getresponse ghost git gong googleads googleanalytics googlebooks
  googlecloudstorage googlefirebasecloudfirestore gotowebinar grist hackernews harvest kobotoolbox ldap marketstack
  metabase microsoftentra microsoftgraphsecurity microsofttodo nasa nocodb npm odoo okta onfleet openthesaurus oura
  profitwell quickbooks raindrop redis sentryio storyblok strapi syncromsp unleashedsoftware uptimerobot webflow wise`),
);

const WRITES: ReadonlySet<string> = new Set(
  split(`actionnetwork autopilot awscertificatemanager awsdynamodb awsses awssns awssqs awstranscribe bitly blotato box
  ciscowebex convertkit cratedb discourse drift egoi elasticsecurity emailsend erpnext flow freshdesk googlecontacts
  googledocs googlefirebaserealtimedatabase googletasks gotify halopsa highlevel hubspot intercom invoiceninja iterable
  jira keap line linear linkedin magento2 mailerlite mailgun mailjet mandrill mautic microsoftdynamicscrm microsoftsql
  mocean mondaycom monicacrm msg91 mysql nextcloud oracledatabase philipshue pipedrive plivo postgres posthog postiz rapiwa pushbullet
  pushcut pushover questdb rabbitmq salesmate seatable segment sendgrid sendinblue brevo sendy shopify signl4 sms77
  snowflake stackby strava supabase taiga timescaledb todoist travisci twake twilio twist urlscanio
  venafitlsprotectcloud vero vonage whatsapp woocommerce wordpress xero yourls zammad zohocrm zoom zulip`),
);

/** Which resources are read; the others are written to. `-`: also if no resource is given. */
const MIXED: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  split(`activecampaign=list,ecommerceorderproducts affinity=list apitemplateio=account asana=user,project awss3=-,file
  bamboohr=companyreport bannerbear=template beeminder=goal,user chargebee=-,invoice clickup=list
  clockify=user,workspace cockpit=-,collection,singleton coda=formula,control,view copper=customersource,user
  customerio=campaign datatable=table discord=member dropbox=search elasticsearch=-,document freshservice=agentrole
  freshworkscrm=salesactivity,search github=organization,repository,user gitlab=repository,user gmail=label,thread
  googlebusinessprofile=review googlecalendar=calendar googlechat=member,space googledrive=filefolder
  googlesheets=-,sheet googleslides=page grafana=user gsuiteadmin=device helpscout=mailbox
  homeassistant=-,cameraproxy,config,event,history,log,service,state jenkins=build
  lemlist=-,activity,campaign,enrich,team mailchimp=listgroup,campaign matrix=account,event,roommember mattermost=user
  medium=publication messagebird=balance microsoftexcel=-,workbook,worksheet
  microsoftexcelsharepoint=-,worksheet,table microsoftonedrive=folder
  microsoftoutlook=calendar,contact,event,foldermessage microsoftsharepoint=-,item,list microsoftteams=chatmember
  misp=galaxy,noticelist,object,warninglist mongodb=-,document n8n=-,execution,workflow,audit netlify=-,deploy
  notion=datasource,database,user orbit=-,member paddle=payment,plan,product,user pagerduty=logentry,user
  paypal=payoutitem postbin=request quickbase=field,file,report reddit=profile,subreddit,user
  rocketchat=subscriptions,dm s3=-,file salesforce=search,user securityscorecard=-,company,industry,report
  servicenow=-,businessservice,configurationitems,department,dictionary,incident,tablerecord,user,usergroup,userrole
  slack=user splunk=alert,report spotify=album,artist,track,library,mydata
  stripe=-,balance,customercard,charge,customer,source telegram=chat,file thehive=observable,case,task,log
  trello=attachment,checklist,label twitter=user venafitlsprotectdatacenter=policy wekan=checklist,checklistitem
  youtube=-,channel,playlist,video,videocategory zendesk=ticketfield`).map((row) => {
    const [type = '', resources = ''] = row.split('=');
    return [type, new Set(resources.split(','))];
  }),
);

/** What a node of a type, in lower case, does with a resource if no operation is given; undefined if not known. */
export function defaultEffect(type: string, resource = '-'): 'reads' | 'writes' | undefined {
  if (READS.has(type)) return 'reads';
  if (WRITES.has(type)) return 'writes';
  const read = MIXED.get(type);
  if (read === undefined) return undefined;
  return read.has(resource) ? 'reads' : 'writes';
}
