import { addService } from '../add-service.ts';
import { declared, inferred } from '../drafts.ts';
import { addCallSecrets } from '../python/code-secrets.ts';
import { knownText } from '../python/known-text.ts';
import { argumentOf, dottedName, type PyCall } from '../python/py-value.ts';
import { sourcesOf } from '../python/value-sources.ts';
import { isStoreCall, storeClass } from './known-classes.ts';
import { assignedName, langName, objectOf } from './lang-name.ts';
import { type Mapping, placeKey } from './mapping.ts';

/** A vector store or retriever, or what is searched where the code does not show its making. @returns its id */
export function addVectorStore(mapping: Mapping, call: PyCall): string {
  const { drafts, program } = mapping;
  const isMade = isStoreCall(program, call);
  const id = drafts.idFor(`store ${placeKey(call)}`, isMade ? nameOf(mapping, call) : searchedName(call));
  if (drafts.has(id)) return id;
  const name = isMade ? storeClass(call) : undefined;
  const kind = isMade && !storeClass(call).endsWith('Retriever') ? 'data-store' : 'rag-pipeline';
  drafts.component({ id, kind, name, provenance: declared(call) });
  const why = 'the code does not say what is in it, nor what it is worth';
  drafts.toFill.push({ component: id, field: 'value', why });
  if (!isMade) return id;
  addCallSecrets(drafts, program, call, { holder: id });
  addLoaded(mapping, call, id);
  return id;
}

/** Agents read what they search. */
export function addReading(mapping: Mapping, agent: string, store: PyCall): void {
  const to = addVectorStore(mapping, store);
  mapping.drafts.relation({ from: agent, kind: 'reads', to, provenance: declared(store) });
}

function nameOf({ program }: Mapping, call: PyCall): string {
  const given = ['collection_name', 'index_name', 'index', 'collection', 'table_name'].flatMap(
    (name) => argumentOf(call, name) ?? [],
  );
  const [text] = given
    .map((value) => knownText(program, value))
    .filter(({ isWhole, text: one }) => isWhole && one !== '');
  return text?.text ?? assignedName(program, call) ?? storeClass(call);
}

const searchedName = (call: PyCall): string => {
  const object = objectOf(call);
  return (object === undefined ? undefined : dottedName(object)?.split('.').at(-1)) ?? 'retriever';
};

const WEB_LOADERS =
  /^(?:WebBaseLoader|AsyncHtmlLoader|RecursiveUrlLoader|SitemapLoader|FireCrawlLoader|SeleniumURLLoader|UnstructuredURLLoader|YoutubeLoader|WikipediaLoader|ArxivLoader|RSSFeedLoader)/;

/** Pages of the web that are loaded into it are written by others. */
function addLoaded({ program, drafts }: Mapping, call: PyCall, store: string): void {
  const loader = sourcesOf(program, call, () => false).find((one) => WEB_LOADERS.test(langName(program, one) ?? ''));
  if (loader === undefined) return;
  const provenance = inferred(loader, `${langName(program, loader) ?? 'a loader'} puts pages of the web into it`);
  const id = addService(drafts, { id: 'web-pages', name: 'web pages', exposed: true, provenance });
  drafts.relation({ from: id, kind: 'feeds', to: store, provenance });
}
