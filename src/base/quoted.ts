/** A text in quotes, shortened: what a message shows of a file's content. */
export const quoted = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
