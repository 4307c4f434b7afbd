import type { Fetched, Registry } from './fetched.ts';
import type { Word } from './server.ts';
import { splitFlags, splitOnce } from './split-flags.ts';

/** A folder of the machine that a container sees. */
export type Volume = { readonly host: string; readonly inside: string; readonly word: Word };

export type Container = {
  readonly packages: readonly Fetched[];
  /** The image, without tag and digest. */
  readonly identity: string;
  readonly volumes: readonly Volume[];
  readonly args: readonly Word[];
  /** `-e`: NAME or NAME=value. */
  readonly env: readonly Word[];
};

/** What `docker run` starts. */
export function containerOf(args: readonly Word[]): Container {
  const { rest, valuesOf } = splitFlags(args, VALUED);
  const [image, ...others] = rest;
  return {
    packages: image === undefined ? [] : [imageOf(image)],
    identity: imageName(image?.text ?? ''),
    volumes: [...valuesOf('-v', '--volume').flatMap(volumeOf), ...valuesOf('--mount').flatMap(mountOf)],
    args: others,
    env: valuesOf('-e', '--env'),
  };
}

/** Flags that are followed by a value. */
const VALUED =
  '-e --env -v --volume --mount --name -p --publish --network --net -w --workdir --env-file -u --user --platform --entrypoint -l --label --memory -m --cpus --add-host --pull'.split(
    ' ',
  );

const dockerHub: Registry = { id: 'docker-hub', name: 'Docker Hub' };

const imageName = (image: string): string => (image.split('@')[0] ?? '').replace(/:[\w.-]+$/, '');

function imageOf(word: Word): Fetched {
  const name = imageName(word.text);
  const [host = ''] = name.split('/');
  const registry = name.includes('/') && /[.:]/.test(host) ? { id: host, name: host } : dockerHub;
  const isPinned = word.text.includes('@sha256:') || /:v?\d+\.\d[\w.-]*$/.test(word.text);
  return { registry, name, isPinned, word };
}

/** `host:inside[:ro]`; the host part may be `C:\\data`. */
function volumeOf(word: Word): Volume[] {
  const [, host, inside] = /^((?:[A-Za-z]:(?=[\\/]))?[^:]+):([^:]+)/.exec(word.text) ?? [];
  return host === undefined || inside === undefined ? [] : [{ host, inside, word }];
}

function mountOf(word: Word): Volume[] {
  const parts = new Map(word.text.split(',').map((part) => splitOnce(part, '=')));
  const host = parts.get('source') ?? parts.get('src');
  const inside = parts.get('target') ?? parts.get('dst') ?? parts.get('destination');
  return host === undefined || inside === undefined ? [] : [{ host, inside, word }];
}
