import { describePlace } from '../../base/errors.ts';
import { addUnpinned } from '../add-unpinned.ts';
import type { Drafts } from '../drafts.ts';
import { type Located, listOf, textOf } from '../located.ts';
import { pypi } from '../mcp/fetched.ts';
import { withoutSecrets } from '../secrets.ts';
import type { Server } from './server.ts';

/** Packages without an exact version are whatever PyPI hands out at the next build. */
export function addDependencies(drafts: Drafts, { id: server }: Server, dependencies: Located | undefined): void {
  for (const item of listOf(dependencies)) {
    const text = textOf(item)?.trim() ?? '';
    const [, name] = /^([A-Za-z\d][\w.-]*)(?:\[[^\]]*\])?\s*(?:[<>=!~].*)?$/.exec(text) ?? [];
    if (name === undefined || isPinned(text)) {
      note(drafts, item, name);
      continue;
    }
    const shown = withoutSecrets(name);
    const because = `${shown} has no exact version: each build takes what the registry hands out`;
    const detail = `${server} is built with ${shown} from PyPI without an exact version`;
    addUnpinned(drafts, { registry: pypi, users: [server], because, detail, spot: item });
  }
}

const isPinned = (text: string): boolean => /==\s*\d+(?:\.\d+)+(?:[\w.+-]*)$/.test(text);

function note(drafts: Drafts, item: Located, name: string | undefined): void {
  const what = name === undefined ? 'dependency' : `dependency ${withoutSecrets(name).slice(0, 80)}`;
  const why = name === undefined ? 'a folder or address, whose packages are not followed' : 'its version is fixed';
  drafts.ignored.push({ what, where: describePlace(item.at), why });
}
