/** Stencils of the tool's own templates whose ids do not say what they are. */
const WORDS: Readonly<Record<string, string>> = {
  ADE: 'Azure Data Explorer',
  ALA: 'Azure Logic Apps',
  ALPC: 'local procedure call',
  AuthProvider: 'Authorization Provider',
  AzureAD: 'Azure Active Directory',
  AzureDocumentDB: 'Azure Cosmos DB',
  AzureML: 'Azure Machine Learning',
  AzureSQLDWDB: 'Azure SQL Data Warehouse Database',
  CRT: 'Windows Runtime',
  FS: 'File System',
  HTML5LS: 'HTML5 Local Storage',
  IdSrv: 'Identity Server',
  IEB: 'Internet Explorer Boundaries',
  IOCTL: 'device control interface',
  Megasevrice: 'Megaservice',
  Modern: 'Windows Store Process',
  NetApp: 'Managed Application',
  NFX: 'Windows .NET Runtime',
  NonIEB: 'Other Browsers Boundaries',
  NonMS: 'Application on another operating system',
  OSProcess: 'Operating System Process',
  User: 'Human User',
  VM: 'Virtual Machine',
  WCF: 'Web Service (WCF)',
  WebSvc: 'Web Service',
  WinApp: 'Native Application',
  WinRT: 'Windows RT Runtime',
};

/**
 * What the id of a stencil says in words: `SE.P.TMCore.WebSvc` -> Web Service; '' for generic stencils, and for those
 * of other templates, whose ids are guids.
 */
export function stencilWords(type: string): string {
  const name = /^SE\.(?:P|DS|EI|IE|DF|TB(?:\.[BL])?)\.(?:.*\.)?([^.]+)$/u.exec(type)?.[1] ?? '';
  if (/^[\da-f-]{32,}$/iu.test(name)) return '';
  return Object.hasOwn(WORDS, name) ? (WORDS[name] ?? '') : apart(name);
}

/** `AzureAppServiceWebApp` -> `Azure App Service Web App`. */
const apart = (name: string): string =>
  name
    .slice(0, 100)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
