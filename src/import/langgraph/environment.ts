import { describePlace } from '../../base/errors.ts';
import { addCredential } from '../add-credential.ts';
import type { Drafts, Spot } from '../drafts.ts';
import type { OpenSibling } from '../importer.ts';
import { type Entry, entriesOf, type Located, listOf, textOf } from '../located.ts';
import { isLiteralSecret, isSecretName, looksSecret } from '../secrets.ts';
import type { Server } from './server.ts';

type Variable = { readonly name: string; readonly spot: Spot; readonly isLiteral: boolean; readonly isSecret: boolean };

/** Variables of the server, in the file or beside it: the names of those that are secret, never what they hold. */
export function addEnvironment(drafts: Drafts, server: Server, env: Located | undefined, open: OpenSibling): void {
  if (env === undefined) return;
  const path = textOf(env);
  const variables = path === undefined ? written(env) : inFile(path, open);
  if (variables === undefined) {
    const why = 'the file of variables is not there: which secrets the server holds is not known';
    drafts.ignored.push({ what: 'env', where: describePlace(env.at), why });
    return;
  }
  for (const { name, spot, isLiteral, isSecret } of variables) {
    if (isSecret)
      addCredential(drafts, { name, spot, holder: server.id, literalOf: isLiteral ? server.id : undefined });
    else
      drafts.ignored.push({
        what: `variable ${name}`,
        where: describePlace(spot.at),
        why: 'its name says of no secret',
      });
  }
}

const written = (env: Located): Variable[] => [
  ...entriesOf(env).flatMap(([name, entry]) => (NAME.test(name) ? [given(name, entry)] : [])),
  ...listOf(env).flatMap((item) => {
    const name = textOf(item) ?? '';
    return NAME.test(name) ? [{ name, spot: item, isLiteral: false, isSecret: isSecretName(name) }] : [];
  }),
];

function given(name: string, { keyAt: at, value }: Entry): Variable {
  const text = textOf(value) ?? '';
  const isSecret = isSecretName(name) || looksSecret(text);
  return { name, spot: { at, pointer: value.pointer }, isSecret, isLiteral: isSecret && isLiteralSecret(text) };
}

const NAME = /^[A-Za-z_]\w{0,99}$/;

/** Secrets are meant to stand in such a file, so that their being there is no finding. */
function inFile(path: string, open: OpenSibling): Variable[] | undefined {
  const file = open(path.replace(/^(?:\.\/)+/, ''));
  if (file === undefined) return undefined;
  return file.text.split(/\r\n|\n|\r/).flatMap((line, at): Variable[] => {
    const [, name] = /^\s*(?:export\s+)?([A-Za-z_]\w{0,99})\s*=/.exec(line) ?? [];
    if (name === undefined) return [];
    const spot = { at: { file: file.name, line: at + 1, column: line.search(/\S/) + 1 }, pointer: '' };
    return [{ name, spot, isLiteral: false, isSecret: isSecretName(name) }];
  });
}
