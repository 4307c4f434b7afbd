import { describePlace } from '../../base/errors.ts';
import type { Drafts } from '../drafts.ts';
import { isSecretName, looksSecret } from '../secrets.ts';
import type { ServerArguments } from './arguments.ts';
import type { Launch } from './launch.ts';
import type { McpServer, Setting, Word } from './server.ts';
import { splitOnce } from './split-flags.ts';

/** Something that a server is given under a name. */
export type Given = Word & {
  readonly name: string;
  readonly value: string;
  readonly isHeader: boolean;
  /** The name says nothing outside this server: `Authorization`, `--token`. */
  readonly isOwn: boolean;
};

/** Environment, headers, `-e` of docker, flags with a secret's name, passwords in database addresses. */
export function givenTo({ env, headers }: McpServer, launch: Launch, args: ServerArguments): Given[] {
  const inEnv = new Set(env.map(({ name }) => name));
  const ofDocker = launch.env.flatMap((word): Setting[] => {
    const [name, text = ''] = splitOnce(word.text, '=');
    return inEnv.has(name) || !/^\w{1,200}$/.test(name) ? [] : [{ ...word, name, text }];
  });
  const databases = args.databases.filter(({ text }) => passwordIn(text) !== undefined);
  return [
    ...[...env, ...ofDocker].map((one) => given(one, { isHeader: false, isOwn: false })),
    ...[...headers, ...args.headers].map((one) => given(one, { isHeader: true, isOwn: true })),
    ...args.secrets.map((one) => given(one, { isHeader: false, isOwn: true })),
    ...databases.map((word) => given({ ...word, name: 'database password' }, { isHeader: false, isOwn: true })),
  ];
}

const given = (setting: Setting, more: Pick<Given, 'isHeader' | 'isOwn'>): Given => ({
  ...setting,
  ...more,
  value: passwordIn(setting.text) ?? setting.text,
});

/** `scheme://user:password@host` -> password. */
const passwordIn = (text: string): string | undefined => /^[a-z][\w+.-]*:\/\/[^:/@]*:(.+)@/is.exec(text)?.[1];

export const isSecret = ({ name, text, value }: Given, isPassword: (value: string) => boolean): boolean =>
  isSecretName(name) || looksSecret(text) || isPassword(text) || value !== text;

export function noteOthers(settings: readonly Given[], server: string, drafts: Drafts): void {
  for (const { name, at, isHeader } of settings) {
    const what = `${isHeader ? 'header' : 'variable'} ${name} of ${server}`;
    drafts.ignored.push({ what, where: describePlace(at), why: 'its name does not say that it is a secret' });
  }
}
