import type { Flow } from '../diagram/diagram.ts';
import { entriesOf, find, flagOf, type LocatedMap, listOf, textOf } from '../located.ts';
import { shownName } from '../shown-name.ts';
import { idIn, type Reading, type Titled, textsIn, warn } from './reading.ts';

/** Communication links of all assets as flows from the asset that opens them; one with a loose end is a warning. */
export function readLinks(assets: ReadonlyMap<string, Titled>, isParsed: boolean, reading: Reading): readonly Flow[] {
  const keys = new Set<string>();
  return [...assets.values()].flatMap(({ id: from, map }) =>
    linksOf(map).flatMap(({ title, link }): Flow[] => {
      const target = find(link, 'target') ?? find(link, 'target_id');
      const to = idIn(link, 'target') ?? idIn(link, 'target_id');
      if (to === undefined || !assets.has(to)) {
        const expected = `the id of a technical asset as the target of ${shownName(title)}`;
        const found = to === undefined ? 'none' : shownName(to);
        warn(reading, (target ?? link).at, { expected, found, fix: 'Correct it; until then the link is left out.' });
        return [];
      }
      const key = distinctKey(idIn(link, 'id') ?? linkId(from, title), keys);
      return [
        {
          key,
          name: title,
          from,
          to,
          ...directionOf(link),
          ...trustOf(link, isParsed, reading),
          tags: textsIn(link, 'tags'),
          spot: link,
        },
      ];
    }),
  );
}

type Link = { readonly title: string; readonly link: LocatedMap };

/** Links by their titles; a parsed model lists them. */
function linksOf(asset: LocatedMap): readonly Link[] {
  const links = find(asset, 'communication_links');
  const byTitle = entriesOf(links).flatMap(([title, { keyAt, value }]): Link[] =>
    value.form === 'map'
      ? [{ title, link: { ...value, at: keyAt } }]
      : [{ title, link: emptyAt(keyAt, value.pointer) }],
  );
  const listed = listOf(links).flatMap((link): Link[] =>
    link.form === 'map' ? [{ title: textOf(find(link, 'title')) ?? '', link }] : [],
  );
  return [...byTitle, ...listed];
}

const emptyAt = (at: LocatedMap['at'], pointer: string): LocatedMap => ({
  form: 'map',
  at,
  pointer,
  entries: new Map(),
});

/** As Threagile makes it: risks name links so. */
const linkId = (asset: string, title: string): string =>
  `${asset}>${title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}`;

function distinctKey(wanted: string, taken: Set<string>): string {
  let key = wanted;
  for (let n = 2; taken.has(key); n++) key = `${wanted}#${n}`;
  taken.add(key);
  return key;
}

/** Answers are data too: a link that receives something lets it run both ways, or back only if it is read-only. */
function directionOf(link: LocatedMap): Pick<Flow, 'isBidirectional' | 'isReadOnly'> {
  if (flagOf(find(link, 'readonly')) === true) return { isReadOnly: true };
  return { isReadOnly: false, isBidirectional: listOf(find(link, 'data_assets_received')).length > 0 };
}

/**
 * Kinds of authentication after which the other end is known. A session id is only what an earlier login left with
 * the client, and `externalized` is somebody else's work.
 */
const KNOWN_BY: ReadonlySet<string> = new Set(['credentials', 'token', 'client-certificate', 'two-factor']);
const UNKNOWN_BY: ReadonlySet<string> = new Set(['none', 'session-id', 'externalized']);

function trustOf(link: LocatedMap, isParsed: boolean, reading: Reading): Pick<Flow, 'isAuthenticated'> {
  const said = find(link, 'authentication');
  const word = textOf(said) ?? (said === undefined && isParsed ? 'none' : '');
  if (said !== undefined && !KNOWN_BY.has(word) && !UNKNOWN_BY.has(word)) {
    const expected = `${[...UNKNOWN_BY, ...KNOWN_BY].join(', ')} as authentication`;
    warn(reading, said.at, { expected, found: 'something else', fix: 'Say which; until then it is taken for none.' });
  }
  return { isAuthenticated: KNOWN_BY.has(word) };
}
