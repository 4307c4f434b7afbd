import type { Language, Parser } from 'web-tree-sitter';

/** The grammar beside this file; scripts/wasm.mjs copies it from tree-sitter-python. */
const grammar = new URL('./tree-sitter-python.wasm', import.meta.url);

let loading: Promise<Parser> | undefined;

/** The Python parser, loaded when the first Python file is read: no other command should pay for it. */
export function pythonParser(): Promise<Parser> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Parser> {
  const { Parser, Language } = await import('web-tree-sitter');
  await Parser.init();
  const language: Language = await Language.load(grammar);
  return new Parser().setLanguage(language);
}
