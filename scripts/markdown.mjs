/** Pieces of Markdown that both generated pages are made of. */

export const code = (text) => `\`${text}\``;

/** @param {readonly string[]} head @param {readonly (readonly string[])[]} rows - columns that are empty in every row are left out */
export function table(head, rows) {
  if (rows.length === 0) return '';
  const used = head.map((_, column) => rows.some((row) => row[column] !== ''));
  const line = (cells) =>
    `| ${cells
      .filter((_, column) => used[column])
      .map(inCell)
      .join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A bar would end the cell, even inside code; so would a line break. */
const inCell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Parts of a page, each a paragraph, table or block; empty ones are left out. */
export const page = (parts) => `${parts.filter((part) => part !== '').join('\n\n')}\n`;

export const fence = (language, text) => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** The name under which GitHub links to a heading. */
export const slug = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
