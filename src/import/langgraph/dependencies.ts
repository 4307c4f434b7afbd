import { describePlace } from '../../base/errors.ts';
import { type Drafts, inferred } from '../drafts.ts';
import { type Located, listOf, textOf } from '../located.ts';
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
    const id = drafts.idFor('registry pypi', 'pypi');
    const provenance = inferred(item, 'anybody can publish there');
    drafts.component({ id, kind: 'registry', name: 'PyPI', exposed: true, provenance });
    drafts.identify(id, { by: 'service', key: 'pypi' });
    const shown = withoutSecrets(name);
    const because = `${shown} has no exact version: each build takes what the registry hands out`;
    drafts.relation({ from: server, to: id, kind: 'registers', provenance: inferred(item, because) });
    const detail = `${server} is built with ${shown} from PyPI without an exact version`;
    drafts.findings.push({ title: 'Unpinned package', detail, where: describePlace(item.at) });
  }
}

const isPinned = (text: string): boolean => /==\s*\d+(?:\.\d+)+(?:[\w.+-]*)$/.test(text);

function note(drafts: Drafts, item: Located, name: string | undefined): void {
  const what = name === undefined ? 'dependency' : `dependency ${withoutSecrets(name).slice(0, 80)}`;
  const why = name === undefined ? 'a folder or address, whose packages are not followed' : 'its version is fixed';
  drafts.ignored.push({ what, where: describePlace(item.at), why });
}
