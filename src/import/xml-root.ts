/** The name of the outermost element of an XML text, without prefix; undefined if it is no XML. Cheap on any text. */
export function xmlRoot(text: string): string | undefined {
  let at = 0;
  for (;;) {
    while (at < text.length && text.charCodeAt(at) <= SPACE) at++;
    if (text[at] !== '<') return undefined;
    const end = endOfProlog(text, at);
    if (end === undefined) break;
    if (end === -1) return undefined;
    at = end;
  }
  return ROOT.exec(text.slice(at, at + 200))?.[1];
}

const SPACE = 32;
const ROOT = /^<(?:[\w.-]+:)?([\w.-]+)/;

/** Behind the declaration, comment or document type that begins here; -1 if it never ends; undefined if none begins. */
function endOfProlog(text: string, at: number): number | undefined {
  if (text.startsWith('<?', at)) return after(text, '?>', at);
  if (text.startsWith('<!--', at)) return after(text, '-->', at);
  if (!text.startsWith('<!', at)) return undefined;
  const [inner, end] = [text.indexOf('[', at), text.indexOf('>', at)];
  return inner !== -1 && inner < end ? after(text, ']>', inner) : after(text, '>', at);
}

function after(text: string, mark: string, at: number): number {
  const found = text.indexOf(mark, at);
  return found === -1 ? -1 : found + mark.length;
}
