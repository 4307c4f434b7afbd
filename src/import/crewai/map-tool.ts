import { addTool } from '../add-tool.ts';
import { declared, inferred, type Spot } from '../drafts.ts';
import { shownName } from '../shown-name.ts';
import { factsOf, type ToolFacts } from '../tool-facts.ts';
import { mapFile } from './map-file.ts';
import { isMcpAdapter, mapMcp } from './map-mcp.ts';
import { mapSecrets } from './map-secrets.ts';
import type { Mapping } from './mapping.ts';
import { fieldsOf, lastName, type Setting, type SettingOf, type Settings, textIn } from './setting.ts';

/** One item of `tools` of an agent or task. */
export function mapTool(mapping: Mapping, caller: string, tool: Setting): void {
  if (tool.form === 'list') for (const item of tool.items) mapTool(mapping, caller, item);
  else if (tool.form === 'call' && isMcpAdapter(tool.name)) mapMcp(mapping, { id: caller, spot: tool }, tool);
  else addNamedTool(mapping, [caller], tool);
}

/** A tool that a flow calls, and no agent. */
export const addCalledTool = (mapping: Mapping, tool: Setting): NamedTool => addNamedTool(mapping, [], tool);

type NamedTool = { readonly id: string; readonly name: string };

function addNamedTool(mapping: Mapping, callers: readonly string[], tool: Setting): NamedTool {
  switch (tool.form) {
    case 'text':
      return mapNamed(mapping, callers, tool, tool.text.trim());
    case 'map':
      return mapSerialised(mapping, callers, tool);
    case 'call':
      return mapCall(mapping, callers, tool);
    case 'code':
      return mapCode(mapping, callers, tool);
    case 'name':
      return mapNamed(mapping, callers, tool, tool.name);
    default:
      return mapUnknown(mapping, callers, tool);
  }
}

const NAMES = ['name', 'class', 'tool', 'ref', 'python', 'type', 'module'];

const serialisedName = (entries: Settings): string =>
  NAMES.flatMap((key) => textIn(entries.get(key)) ?? fieldsOf(entries.get(key)).get('python') ?? []).flatMap((found) =>
    typeof found === 'string' ? found : (textIn(found) ?? []),
  )[0] ?? '';

/** `{ name: FileReadTool, file_path: x }`, as if code made it. */
function mapSerialised(mapping: Mapping, callers: readonly string[], tool: SettingOf<'map'>): NamedTool {
  const { at, pointer, entries } = tool;
  const name = serialisedName(entries);
  const keywords = new Map([...entries].filter(([key]) => !NAMES.includes(key)));
  return mapCall(mapping, callers, { at, pointer, form: 'call', name, args: [], keywords, written: `at ${pointer}` });
}

/** `SerperDevTool`, `crewai_tools:SerperDevTool`, `custom:file_read`, `project.tools:Search`. */
function mapNamed(mapping: Mapping, callers: readonly string[], tool: Setting, written: string): NamedTool {
  const name = shownName(lastName(written)) || 'tool';
  const kind = isOwn(written) ? 'plugin' : 'tool';
  const { id } = addTool(mapping.drafts, {
    key: `tool ${written}`,
    name,
    spot: tool,
    knownAs: [name, written],
    callers,
    kind,
  });
  return { id, name };
}

/** A function or class of the project, and no library's. */
const isOwn = (written: string): boolean =>
  /^custom:|:/.test(written) && !/^(?:crewai|langchain|composio|llama_index)/.test(written);

function mapCall(mapping: Mapping, callers: readonly string[], tool: SettingOf<'call'>): NamedTool {
  const name = shownName(lastName(tool.name)) || 'tool';
  const facts = factsOf(name);
  const path = facts?.behind.form === 'files' ? pathOf(tool) : undefined;
  const known: ToolFacts | undefined = path === undefined ? undefined : nothingBehind(facts);
  const title = textIn(tool.keywords.get('name'));
  const { id, opens } = addTool(mapping.drafts, {
    key: `tool ${tool.name} ${tool.written}`,
    name: title === undefined || !isWrapper(name) ? name : shownName(title),
    spot: tool,
    knownAs: [name, ...wrapped(tool), ...(title === undefined ? [] : [title])],
    callers,
    ...(known === undefined ? {} : { facts: known }),
    ...(isWrapper(name) || isOwn(tool.name) ? { kind: 'plugin' as const } : {}),
  });
  if (path !== undefined) {
    const store = mapFile(mapping.drafts, textIn(path) ?? '', path);
    mapping.drafts.relation({ from: id, to: store, kind: 'accesses', provenance: declared(path) });
  }
  mapSecrets(mapping, tool.keywords, { holder: id, opens });
  return { id, name };
}

/** Classes that make a tool of any function. */
const isWrapper = (name: string): boolean => /^(?:Structured)?Tool$|^LangChainTool$/.test(name);

const wrapped = ({ keywords }: SettingOf<'call'>): string[] => {
  const func = keywords.get('func');
  return func?.form === 'name' || func?.form === 'code' ? [func.name] : [];
};

const nothingBehind = (facts: ToolFacts | undefined): ToolFacts => ({
  title: facts?.title ?? 'files',
  can: facts?.can ?? [],
  behind: { form: 'nothing' },
});

/** The file or folder that a tool is bound to. */
const pathOf = ({ keywords, args }: SettingOf<'call'>): SettingOf<'text'> | undefined =>
  [...PATHS.flatMap((key) => keywords.get(key) ?? []), ...args].find(
    (setting): setting is SettingOf<'text'> => setting.form === 'text' && setting.isWhole && setting.text.trim() !== '',
  );

const PATHS = [
  'file_path',
  'directory',
  'directory_path',
  'path',
  'pdf',
  'csv',
  'txt',
  'json_path',
  'docx',
  'mdx',
  'xml',
];

/** A function of the program, or an object of one of its classes. */
function mapCode(mapping: Mapping, callers: readonly string[], tool: SettingOf<'code'>): NamedTool {
  const { drafts } = mapping;
  const title = tool.title === undefined ? undefined : shownName(tool.title);
  const name = shownName(tool.name) || title || 'tool';
  const draft = { key: `tool ${tool.identity}`, name, callers, spot: tool };
  const knownAs = title === undefined ? [name] : [name, title];
  const id = tool.addTo?.(drafts, draft) ?? addTool(drafts, { ...draft, knownAs, kind: 'plugin' }).id;
  mapSecrets(mapping, tool.keywords, { holder: id });
  return { id, name };
}

/** Made by something that is not read: any tool at all. */
function mapUnknown({ drafts }: Mapping, callers: readonly string[], tool: Setting): NamedTool {
  const what = tool.form === 'unknown' ? shownName(tool.what) : '';
  const rule = 'the agent is given tools that only the running code knows';
  const spot: Spot = tool;
  const name = what === '' ? 'tools made when it runs' : what;
  const key = `unknown tools ${name}`;
  const provenance = inferred(spot, rule);
  const tags = ['dynamic'];
  const { id } = addTool(drafts, { key, name, spot, knownAs: [name], callers, kind: 'plugin', provenance, tags });
  const fix = 'Add the tools that it stands for to the result by hand.';
  drafts.warnings.push({ at: spot.at, expected: 'tools that the file names', found: name, fix });
  return { id, name };
}
