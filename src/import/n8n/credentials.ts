import { addCredential, isPublic } from '../add-credential.ts';
import { declared, inferred } from '../drafts.ts';
import { literal, shownName } from './parameter.ts';
import type { Scene } from './scene.ts';
import type { CredentialRef, WorkflowNode } from './workflow.ts';

/**
 * The credentials of a node: who uses them, and what they open. The same id is the same credential in all nodes.
 * @param holders - components that act with them; none for triggers, whose service only accepts them
 * @param opens - what stands behind
 */
export function useCredentials(
  { drafts }: Scene,
  node: WorkflowNode,
  holders: readonly string[],
  opens: string | undefined,
): void {
  if (holders.length === 0 && opens === undefined) return;
  for (const credential of credentialsOf(node)) {
    const { spot } = credential;
    const name = shownName(credential.name);
    const key = `n8n ${identityOf(credential) ?? `${credential.type} ${credential.id} ${name}`}`;
    const id = drafts.idFor(`credential ${key}`, name);
    drafts.component({ id, kind: 'credential', provenance: declared(spot) });
    for (const holder of holders) addCredential(drafts, { name, key, spot, holder, opens, isShared: false });
    if (holders.length === 0 && opens !== undefined && !isPublic(opens)) {
      const provenance = inferred(spot, 'the node gets in with this credential, or lets others in with it');
      drafts.relation({ from: opens, to: id, kind: 'authenticates', role: 'accepts', provenance });
    }
    const known = identityOf(credential);
    if (known !== undefined) drafts.identify(id, { by: 'id', key: `n8n credential ${known}` });
    else if (!GIVEN_NAME.test(name)) drafts.identify(id, { by: 'credential', key: name });
  }
}

/** Names that n8n or its template library gives: they say nothing outside their file. */
const GIVEN_NAME = / (?:account|credentials?)(?: \d+)?$/i;

/** Ids that n8n made up; templates hold words and small numbers. */
const identityOf = ({ id }: CredentialRef): string | undefined =>
  /^(?=.*\d)[A-Za-z0-9]{12,}$/.test(id) ? id : undefined;

/** Nodes that say by a setting whether they use a credential keep those that they no longer use. */
const BY_SETTING =
  /^(?:toolHttpRequest|httpRequest(?:Tool)?|mcpClientTool|mcpClient|webhook|formTrigger|chatTrigger|mcpTrigger)$/;

function credentialsOf({ type, parameters, credentials }: WorkflowNode): readonly CredentialRef[] {
  if (!type.isOwn || !BY_SETTING.test(type.name)) return credentials;
  const kind = literal(parameters, 'authentication') ?? 'none';
  if (kind === 'none') return [];
  const used = literal(parameters, kind === 'predefinedCredentialType' ? 'nodeCredentialType' : 'genericAuthType');
  return used === undefined ? credentials : credentials.filter((one) => one.type === used);
}

/** Whether a trigger asks for a credential before it lets anybody in. */
export const isLocked = ({ parameters }: WorkflowNode): boolean =>
  (literal(parameters, 'authentication') ?? 'none') !== 'none';
